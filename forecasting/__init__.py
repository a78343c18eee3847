"""Forecasts, campaign predictions and budgets: frames in, typed results out; no database, no settings, no clock.

Names load on first use, so that `import forecasting` does not pay for Prophet or scikit-learn; a type checker reads the
imports below, so that a name that does not exist is an error before anything runs.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forecasting.budget.allocate import Allocation as Allocation
    from forecasting.budget.allocate import allocate as allocate
    from forecasting.budget.allocate import compare as compare
    from forecasting.budget.allocate import evaluate as evaluate
    from forecasting.budget.allocate import optimise as optimise
    from forecasting.budget.goal import cheapest_budget as cheapest_budget
    from forecasting.budget.goal import largest_budget as largest_budget
    from forecasting.campaign.errors import CampaignError as CampaignError
    from forecasting.campaign.model import CampaignModel as CampaignModel
    from forecasting.campaign.model import risk_level as risk_level
    from forecasting.errors import ForecastError as ForecastError
    from forecasting.response.curves import Curves as Curves
    from forecasting.response.errors import BudgetError as BudgetError
    from forecasting.response.estimate import fit_curves as fit_curves
    from forecasting.series.batch import ForecastJob as ForecastJob
    from forecasting.series.batch import forecast_many as forecast_many
    from forecasting.series.cache import DirectoryCache as DirectoryCache
    from forecasting.series.forecast import forecast as forecast
    from forecasting.series.forecast import quick_forecast as quick_forecast
    from forecasting.series.ratio import forecast_ratio as forecast_ratio
    from forecasting.series.series import ForecastResult as ForecastResult
else:
    _HOMES = {
        "allocate": "forecasting.budget.allocate",
        "Allocation": "forecasting.budget.allocate",
        "compare": "forecasting.budget.allocate",
        "evaluate": "forecasting.budget.allocate",
        "optimise": "forecasting.budget.allocate",
        "cheapest_budget": "forecasting.budget.goal",
        "largest_budget": "forecasting.budget.goal",
        "CampaignError": "forecasting.campaign.errors",
        "CampaignModel": "forecasting.campaign.model",
        "risk_level": "forecasting.campaign.model",
        "ForecastError": "forecasting.errors",
        "Curves": "forecasting.response.curves",
        "BudgetError": "forecasting.response.errors",
        "fit_curves": "forecasting.response.estimate",
        "forecast_many": "forecasting.series.batch",
        "ForecastJob": "forecasting.series.batch",
        "DirectoryCache": "forecasting.series.cache",
        "forecast": "forecasting.series.forecast",
        "quick_forecast": "forecasting.series.forecast",
        "forecast_ratio": "forecasting.series.ratio",
        "ForecastResult": "forecasting.series.series",
    }

    def __getattr__(name):
        if name not in _HOMES:
            raise AttributeError(f"module 'forecasting' has no attribute {name!r}")
        return getattr(import_module(_HOMES[name]), name)

    def __dir__():
        return sorted([*globals(), *_HOMES])
