"""What can be asked beside numbers of the past: one file per intent, found by being here."""

import importlib
import pkgutil
from typing import Final

from agent.planner.intent import Intent

INTENTS: Final[tuple[Intent, ...]] = tuple(
    importlib.import_module(f"{__name__}.{found.name}").INTENT for found in pkgutil.iter_modules(__path__)
)
