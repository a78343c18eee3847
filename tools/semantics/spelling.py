"""The nearest known words to an unknown one, for messages that help."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils


def nearest(word: str, known: Iterable[str], *, limit: int = 3) -> str:
    """Up to `limit` known words most like `word`, best first, joined by commas.

    >>> nearest("spent", ["clicks", "spend"], limit=1)
    'spend'
    """
    found = process.extract(word, list(known), scorer=fuzz.WRatio, processor=utils.default_process, limit=limit)
    return ", ".join(name for name, _, _ in found)
