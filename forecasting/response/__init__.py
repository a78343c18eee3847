"""How a channel answers money: response curves, their families, seasons and fit.

Imports `forecasting.series` for seasons; `forecasting.budget` and `tools.outlook` call it.
"""
