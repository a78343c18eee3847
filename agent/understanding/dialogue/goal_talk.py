"""What is said of targets: "поставь цель CPA 900 на декабрь", "target ROI 150% for Q1", "удали цель по CPA"."""

import re
from datetime import date
from typing import Any, Final

from agent.understanding.dialogue.memory import PlannedCall
from agent.understanding.spans.phrase_book import phrases_of
from ingest.texts import Language
from tools.alerts.rules.phrase_parts import channels_in, metric_named
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS
from tools.words.numbers import find_numbers
from tools.words.period import find_periods, resolve_period, yet_to_come

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
    metric = _metric(text, catalogue)
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


def goal_and_rest(text: str, catalogue: Catalogue, today: date, language: Language) -> tuple[PlannedCall, str] | None:
    """A target and what is asked beside it: "поставь цель 1700 заявок и скажи, сколько уже есть".

    What the question leaves out is the target's: its metric and its months.
    """
    for joint in _JOINT.finditer(text):
        call = goal_said(text[: joint.start()], catalogue, today, language)
        if call is not None and call.args["action"] == "set":
            rest = text[joint.end() :]
            named = "" if _metric(rest, catalogue) else METRICS[call.args["metric"]].titles[language]
            dated = "" if find_periods(rest, today, language=language) else _months(call, today, language)
            return call, " ".join(part for part in (rest.rstrip(" .?!"), named, dated) if part)
    return None


_JOINT: Final = re.compile(
    r"(?:[,;.]\s+(?:(?:и|а|and|then|also|потом)\s+)?|\s+(?:и|and|then|потом)\s+)"
    r"(?=(?:скаж|покаж|посмотр|сравн|выведи|дай|сколько|как|на сколько|show|tell|give|what|how|where|which|compare))",
    re.I,
)


def _months(goal: PlannedCall, today: date, language: Language) -> str:
    """The days of a target, which lie ahead or go on; empty where none are said."""
    said = goal.args.get("period", "")
    if not said:
        return ""
    period = yet_to_come(resolve_period(said, today, language=language), said, today)
    return f"{period.start}..{period.end}"


def _metric(text: str, catalogue: Catalogue) -> str:
    """The metric that a text names; empty where none is said."""
    return metric_named(text, phrases_of(catalogue).of_files)


def _channels(text: str, catalogue: Catalogue) -> list[str]:
    return list(dict.fromkeys(channels_in(text, tuple(catalogue.channels))))
