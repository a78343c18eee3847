"""What is said of targets: "поставь цель CPA 900 на декабрь", "target ROI 150% for Q1", "удали цель по CPA"."""

import re
from datetime import date
from typing import Any, Final

from agent.understanding.dialogue.memory import PlannedCall
from ingest.texts import Language
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS
from tools.words.numbers import find_numbers
from tools.words.period import find_periods
from tools.words.stems import root_of

TOOL: Final = "set_goal"
_GOAL: Final = r"(?:цел[ьией]\w*|таргет\w*|targets?|goals?)"
_SETS: Final = re.compile(
    rf"\W*(?:(?:пожалуйста,?|please)\s+)?(?:(?:поставь|установи|задай|поменяй|измени|set|make|change)\w*\s+)?"
    rf"(?:(?:a|the|our|my|нам|мне|нашу|новую|new)\s+)*(?:\w+\s+)?{_GOAL}\b(?P<rest>.+)",
    re.I | re.S,
)
_REMOVES: Final = re.compile(
    rf"\W*(?:удали|убери|сними|отмени|remove|delete|drop|clear)\w*\s+(?:(?:the|our|my|все|all)\s+)*"
    rf"(?:\w+\s+)?{_GOAL}\b(?P<rest>.*)",
    re.I | re.S,
)
_ASKS: Final = re.compile(r"\?|\b(?:выполн\w+|достиг\w+|успе\w+|сколько|почему|will|reach|hit|why|how)\b", re.I)


def goal_said(text: str, catalogue: Catalogue, today: date, language: Language) -> PlannedCall | None:
    """The call that setting or removing a target asks for; None when the message is about something else."""
    removes = _REMOVES.fullmatch(text)
    found = removes or (None if _ASKS.search(text) else _SETS.fullmatch(text))
    if found is None:
        return None
    metric = metric_named(text)
    days = find_periods(text, today, language=language)
    args: dict[str, Any] = {"metric": metric, "channels": _channels(text, catalogue)}
    args |= {"period": text[slice(*days[0].span)]} if days else {}
    if removes:
        return PlannedCall(name=TOOL, args={"action": "remove", **args})
    figures = [one for one in find_numbers(text) if not one.is_date and not one.in_word]
    if not metric or len(figures) != 1:
        return None
    target = text[slice(*figures[0].span)]
    return PlannedCall(name=TOOL, args={"action": "set", "target": target, **args})


def metric_named(text: str) -> str:
    """The metric with the longest of its words in a text; empty where none is said."""
    said = f" {_roots(text)} "
    words = [
        (len(word), key)
        for key, metric in METRICS.items()
        for some in metric.words.values()
        for word in some
        if f" {_roots(word)} " in said
    ]
    return max(words)[1] if words else ""


def _roots(text: str) -> str:
    return " ".join(map(root_of, re.findall(r"\w+", text)))


def _channels(text: str, catalogue: Catalogue) -> list[str]:
    words = set(re.findall(r"[\w.]*\w", text.casefold()))
    return [key for key, title in catalogue.channels.items() if {key.casefold(), title.casefold()} & words]
