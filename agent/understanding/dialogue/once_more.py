"""A question that is asked once more with something else: "spend last week, and the same for Berlin only"."""

import re
from typing import Final

_AGAIN: Final = re.compile(
    r"\s*[,;.]?\s+(?:и|а также|плюс|а потом)\s+(?:еще\s+)?(?:(?:то|тоже)\s*(?:же)?(?:\s+самое)?|отдельно)"
    r"(?:\s+отдельно)?,?(?:\s+но)?\s+(?=(?:по|для|за|в|во|на|без|с|только|у|из)\s)"
    r"|\s*[,;.]?\s+(?:and|plus|then)\s+(?:also\s+)?(?:the\s+same(?:\s+thing)?|separately)"
    r"(?:\s+separately)?,?(?:\s+but)?\s+(?=(?:for|in|on|only|by|without|from|over|excluding)\s)",
    re.IGNORECASE,
)
_WHOLE: Final = re.compile(
    r"\s+(?:в целом|вообще|всего|общ(?:ий|ая|ее|ие)|overall|in total|altogether)\s*$", re.IGNORECASE
)
_COMPARES: Final = re.compile(r"\b(?:сравн\w+|compare\w*|против|vs|versus)\b", re.IGNORECASE)
"""What is held against each other is one question."""
_FIRST: Final = 3
"""Words of the question that goes before at least."""


def once_more(text: str) -> tuple[str, str] | None:
    """The question and what is asked of it anew; None where nothing is asked twice."""
    found = _AGAIN.search(text)
    if found is None or _COMPARES.search(text) or len(text[: found.start()].split()) < _FIRST:
        return None
    return _WHOLE.sub("", text[: found.start()]), text[found.end() :]
