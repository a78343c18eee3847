"""How a channel answers money: response curves, their families, seasons and fit.

Stands on no other room; `forecasting.budget` and `tools.outlook` call it.
"""
