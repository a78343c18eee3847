"""Whom advertising pays for: groups of people and places whose share of results differs from their share of spend.

Stands on `forecasting.standouts` and `tools.engine`; `audience_profile`, digests and advice read it.
"""
