"""Forecasts, campaign predictions and budgets for people: history in, `forecasting` asked, words out.

Stands on `tools.engine` and `forecasting`.
"""
