"""Forecasts, campaign predictions and budgets: frames in, typed results out; no database, no settings, no clock.

Names load on first use, so that `import forecasting` does not pay for Prophet or scikit-learn.
"""

from importlib import import_module
from typing import Any

EXPORTS = {
    "forecast": "forecasting.series.forecast",
    "forecast_ratio": "forecasting.series.ratio",
    "quick_forecast": "forecasting.series.forecast",
    "forecast_many": "forecasting.series.batch",
    "ForecastJob": "forecasting.series.batch",
    "DirectoryCache": "forecasting.series.cache",
    "MemoryCache": "forecasting.series.cache",
    "ForecastResult": "forecasting.series.series",
    "ForecastError": "forecasting.errors",
    "Allocation": "forecasting.budget.allocate",
    "allocate": "forecasting.budget.allocate",
    "BudgetError": "forecasting.response.errors",
    "CampaignError": "forecasting.campaign.errors",
    "CampaignModel": "forecasting.campaign.model",
    "Curves": "forecasting.response.curves",
    "cheapest_budget": "forecasting.budget.goal",
    "compare": "forecasting.budget.allocate",
    "evaluate": "forecasting.budget.allocate",
    "fit_curves": "forecasting.response.estimate",
    "largest_budget": "forecasting.budget.goal",
    "optimise": "forecasting.budget.allocate",
    "risk_level": "forecasting.campaign.model",
}


def __getattr__(name: str) -> Any:
    if name not in EXPORTS:
        raise AttributeError(f"module 'forecasting' has no attribute {name!r}")
    return getattr(import_module(EXPORTS[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *EXPORTS])
