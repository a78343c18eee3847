"""Forecasts, campaign predictions and budgets: frames in, typed results out; no database, no settings, no clock.

Names load on first use, so that `import forecasting` does not pay for Prophet or scikit-learn.
"""

from importlib import import_module
from typing import Any

EXPORTS = {
    "forecast": "forecasting.serve",
    "forecast_ratio": "forecasting.ratio",
    "quick_forecast": "forecasting.serve",
    "forecast_many": "forecasting.many",
    "ForecastJob": "forecasting.many",
    "DirectoryCache": "forecasting.cache",
    "MemoryCache": "forecasting.cache",
    "ForecastResult": "forecasting.series",
    "ForecastError": "forecasting.errors",
    "Allocation": "forecasting.budget",
    "allocate": "forecasting.budget",
    "BudgetError": "forecasting.budget_errors",
    "CampaignError": "forecasting.campaign_errors",
    "CampaignModel": "forecasting.campaign_model",
    "Curves": "forecasting.curves",
    "cheapest_budget": "forecasting.budget_goal",
    "compare": "forecasting.budget",
    "evaluate": "forecasting.budget",
    "fit_curves": "forecasting.curve_estimate",
    "largest_budget": "forecasting.budget_goal",
    "optimise": "forecasting.budget",
    "risk_level": "forecasting.campaign_model",
}


def __getattr__(name: str) -> Any:
    if name not in EXPORTS:
        raise AttributeError(f"module 'forecasting' has no attribute {name!r}")
    return getattr(import_module(EXPORTS[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *EXPORTS])
