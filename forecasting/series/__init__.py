"""Forecasts of one series or of a ratio of two: models, back-tests, intervals; numbers in, typed results out.

Imports only `forecasting.errors`; `tools.outlook` calls it.
"""
