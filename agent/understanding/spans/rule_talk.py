"""What shall become of an alert rule, in words: listed, changed, paused, removed or made anew."""

import re
from collections.abc import Sequence
from typing import Final, Literal

from agent.understanding.spans.orders import POLITE
from agent.understanding.spans.span import Stretch

Deed = Literal["", "list", "change", "remove", "add"]

_RULE: Final = r"правил\w{0,3}|\brules?\b"
_ALERT: Final = r"алерт\w*|оповещени\w*|предупреждени\w*|уведомлени\w*|\balerts?\b|\bwarnings?\b|\bnotifications?\b"
_OBJECT: Final = re.compile(rf"(?:{_RULE}|{_ALERT})", re.I)
_CONDITION: Final = re.compile(
    rf"{_RULE}|\b(?:услови\w+|conditions?|настро\w+|сто(?:ит|ят)|set ?up|configured)\b.*(?:{_ALERT}|alerted)|"
    rf"(?:{_ALERT}|alerted).*\b(?:настро\w+|сто(?:ит|ят)|set ?up|configured)\b",
    re.I,
)
"""Words for what is watched, not for what has gone wrong."""
_ASKS: Final = re.compile(
    r"^\W*(?:(?:а|и|ну|so|and|please|пожалуйста)\W+)?(?:как(?:ие|ое|ой|ая)|покаж\w+|выве\w+|перечисл\w+|список|мои|наши|"
    r"на что|есть ли|сколько|what|which|show|list|see|how many|do (?:i|we) have|are there|my|our)\b",
    re.I,
)
_REMOVES: Final = re.compile(
    rf"{POLITE}(?:удал\w+|убер\w+|убра\w+|сними\w*|снять|сотри|стереть|delete|remove|get rid of|drop|scrap)\b|"
    r"\b(?:don'?t|do not|no longer) (?:need|want)\b|\bне (?:нуж\w+|надо)\b",
    re.I,
)
_OFF: Final = re.compile(
    r"\b(?:выключ(?:и|ите|ить)|отключ(?:и|ите|ить)|(?:при)?останов(?:и|ите|ить)|на паузу|заглуш\w+|pause|disable|mute|"
    r"suspend|stop|(?:switch|turn)\b.*\boff)\b",
    re.I,
)
_ON: Final = re.compile(
    r"\b(?:включ(?:и|ите|ить)|возобнов\w+|верн(?:и|ите|уть)|enable|resume|unpause|reactivate|(?:switch|turn)\b.*\bon)\b",
    re.I,
)
_SETS: Final = re.compile(
    r"\b(?:подним\w+|повыс\w+|сниз\w+|понизь\w*|опуст\w+|измен\w+|поменя\w+|raise|lower|increase|decrease|change|edit|"
    r"adjust|update)\b",
    re.I,
)


def rule_deed(text: str, names: tuple[str, ...]) -> Deed:
    """What is wanted of rules; empty where the text is about none.

    Args:
        text: the message.
        names: of kinds of rules, such as "cost_spike": they are rules without the word.
    """
    low = text.casefold()
    named = any(name in low for name in names)
    if not (named or _OBJECT.search(text)):
        return "list" if _ASKS.search(text) and _CONDITION.search(text) else ""
    if _ASKS.search(text):
        return "list" if _CONDITION.search(text) else ""
    if _REMOVES.search(text):
        return "remove"
    return "change" if switched(text) is not None or _SETS.search(text) else "add"


def switched(text: str) -> bool | None:
    """Whether a rule shall be on or off; None where nothing is said of it."""
    return False if _OFF.search(text) else True if _ON.search(text) else None


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
