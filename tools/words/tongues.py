"""Languages by the words for them."""

import re
from collections.abc import Mapping
from typing import Final

from ingest.texts import Language

TONGUES: Final[Mapping[Language, re.Pattern[str]]] = {
    "en": re.compile(
        r"\b(?:по[- ]английски|(?:на )?английск(?:ом|ий|им)|(?:in(?:to)? )?english|английский язык)\b", re.I
    ),
    "ru": re.compile(r"\b(?:по[- ]русски|(?:на )?русск(?:ом|ий|им)|(?:in(?:to)? )?russian|русский язык)\b", re.I),
}


def tongue_in(text: str) -> Language | None:
    """The one language that a text names; None for none, and for both.

    >>> tongue_in("отчёт за октябрь на английском"), tongue_in("a report in Russian"), tongue_in("отчёт")
    ('en', 'ru', None)
    """
    named = [language for language, words in TONGUES.items() if words.search(text)]
    return named[0] if len(named) == 1 else None
