"""What a process of the user interface can do for whoever asks it."""

from functools import partial

from agent.bootstrap import Demetra
from bots.after_refresh import refresh_for_someone
from ingest.store.loads import unload
from tools.tool import Services


def services_of(running: Demetra) -> Services:
    """Refreshes platforms, takes loads back."""
    return Services(refresh=partial(refresh_for_someone, running), unload=partial(unload, running.store))
