"""Which alert is spoken of, by its number or its state; what is said of rules is read by the rule book itself."""

import re
from collections.abc import Sequence
from typing import Final

from agent.understanding.spans.span import Stretch

_NUMBER: Final = re.compile(
    r"(?:тревог\w*|предупрежден\w*|алерт\w*|\balert)\s*(?:номер|number|no\.?|№|#)?\s*(\d{1,9})\b", re.I
)


def alert_number(text: str, days: Sequence[Stretch] = ()) -> int | None:
    """The alert that is named by its number; one of the days, as in "алерты 12 ноября", names none."""
    found = _NUMBER.search(text)
    return int(found[1]) if found and not any(one.start <= found.start(1) < one.end for one in days) else None


_STATES: Final = {
    "resolved": re.compile(r"\b(?:закрыт\w*|решен\w*|снят\w*|прошедш\w*|resolved|closed|over)\b", re.I),
    "snoozed": re.compile(r"\b(?:отложен\w*|snoozed)\b", re.I),
    "acknowledged": re.compile(r"\b(?:принят\w*|подтвержден\w*|взят\w* в работу|acknowledged)\b", re.I),
    "all": re.compile(r"\b(?:все|all)\b", re.I),
}


def alert_state(text: str) -> str:
    """The state of alerts that the words ask for; empty where they say none."""
    return next((state for state, words in _STATES.items() if words.search(text.replace("ё", "е"))), "")
