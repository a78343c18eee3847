"""What a campaign will return before it starts: the launch model, its trial and its errors.

Imports only `forecasting.errors`; `tools.outlook` calls it.
"""
