"""Files are read in a process of their own, within bounds: for the chat and for commands alike."""

from collections.abc import Callable
from typing import TypeVar

from ingest.apart import LoadWatch, TooHeavy, TooSlow, apart
from ingest.errors import InvalidInput
from ingest.settings import Settings

T = TypeVar("T")


def read_apart(
    work: Callable[[], T], name: str, settings: Settings, *, seconds: float, watch: LoadWatch | None = None
) -> T:
    """Does the work on a file elsewhere, and says in a sentence when it needs more than it may have.

    Args:
        work: a function of a module with its arguments; it travels as a pickle.
        name: of the file, for the sentence.
        settings: how much memory it may take.
        seconds: how long it may take.
        watch: is told how far it is, and may have it stopped.

    Raises:
        InvalidInput: it took more memory or time; or whatever the work itself refuses.
        Stopped: somebody has stopped it.
    """
    try:
        return apart(work, memory_mb=settings.reading_mb, seconds=seconds, watch=watch)
    except TooHeavy as error:
        raise InvalidInput("files-too-heavy", file=name) from error
    except TooSlow as error:
        raise InvalidInput("files-too-slow", file=name, seconds=round(seconds)) from error
