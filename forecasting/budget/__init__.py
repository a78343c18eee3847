"""The split of a budget that brings the most, under bounds or towards a goal.

Stands on `forecasting.response`; `tools.outlook` calls it.
"""
