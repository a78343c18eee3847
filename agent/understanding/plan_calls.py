"""What is asked of a plan, as arguments of the tool that knows it: whose, which months, what of it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from agent.understanding.dialogue.following import begins_as_follow_up
from agent.understanding.dialogue.memory import PLAN
from agent.understanding.grammar.constructs.period import window
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans.plan_talk import about_of, names_money, spans_months
from agent.understanding.taken import taken
from ingest.errors import InvalidInput
from tools.semantics.calendar import unit_span
from tools.tool import find_tools
from tools.words.period import Period, resolve_period

_THERE: Final = frozenset("там туда оттуда них этому этого этих there that those them it their".split())
_POINTS: Final = 0.7
"""From which probability the learned reader surely hears that a message points back."""
_LAST: Final = re.compile(r"\s*(?:-|–|—|\.\.|\bto\b|\bтill?\b|\buntil\b|\bthrough\b|\bдо\b|\bпо\b)\s*", re.I)
_WHOLE: Final[Mapping[str, re.Pattern[str]]] = {
    "quarter": re.compile(r"квартал|quarter|\bq[1-4]\b|\bкв\b", re.I),
    "half": re.compile(r"полугоди|half", re.I),
    "year": re.compile(r"\bгод|year|^\D*\d{4}\D*$", re.I),
}


def plan_args(scene: Clause, frame: Wanted, before: Wanted | None) -> dict[str, Any]:
    """Channels, months, metric and what is asked, as said; a follow-up takes what it leaves out from before."""
    text = scene.beside_names()
    asked = {"metric": _metric(frame, text), "about": about_of(text)}
    args = {**taken(frame, find_tools()[PLAN]), **asked, **_days(scene, frame)}
    return _carried(args, before) if before is not None and points_back(scene) else args


def _days(scene: Clause, frame: Wanted) -> dict[str, Any]:
    """The months that are said, of this request or of one beside it."""
    said = [(span.period, span.text) for span in scene.of("period") if span.period]
    if said:
        period, words = said[0]
        whole = _nearest(_uncut(_month_of_end(period, words), words, scene.today), words, scene.today)
        return {"period": f"{whole.start}..{whole.end}", "yearless": _may_be_next(whole, words, scene.today)}
    days = (frame.get("periods") or ("",))[0]
    return {"period": days if _is_of_months(days) else "", "yearless": False}


def _month_of_end(period: Period, said: str) -> Period:
    """Reads "before the end of the month", "до конца марта" as the month that ends there, not all days before."""
    if not _UNTIL.match(said):
        return period
    first, last = unit_span(period.end, "month")
    return replace(period, start=first, end=last)


_UNTIL: Final = re.compile(r"(?:before|until|till?|by|до|к)\b", re.I)


def _metric(frame: Wanted, text: str) -> str:
    """The metric whose plan is meant; a budget is that of spend."""
    said = frame.metrics if frame.origin("metrics") == "said" else ()
    return next(iter(said), "spend" if names_money(text) else "")


def points_back(scene: Clause) -> bool:
    """Whether the message leaves to the one before what it is about."""
    flags = max(scene.flag("elliptic"), scene.flag("refers_back")) if scene.reading is not None else 0.0
    return begins_as_follow_up(scene) or bool(scene.words() & _THERE) or flags >= _POINTS


def _carried(args: dict[str, Any], before: Wanted) -> dict[str, Any]:
    """The arguments with channels, whole months and, of a plan, what was asked of it, where none are said."""
    channels = [
        name for entry in before.kept if entry.dimension == "channel" and not entry.exclude for name in entry.values
    ]
    days = (before.get("periods") or ("",))[0]
    own = before.act == PLAN
    metric = args["metric"] or (before.get("metrics", ("",))[0] if before.has("metrics") else "")
    return {
        **args,
        "channels": args.get("channels") or channels,
        "period": args["period"] or (days if own or _is_of_months(days) else ""),
        "yearless": args["yearless"] if args["period"] else own and bool(before.get("yearless")),
        "metric": metric,
        "about": args["about"] or (before.get("about", "") if own else ""),
    }


def _is_of_months(days: str) -> bool:
    return bool(days) and spans_months(*window(days))


def _nearest(period: Period, said: str, today: date) -> Period:
    """A month named without its year as the past one where that is nearer: "the plan for August" in September."""
    if period.start <= today or _names_year(period, said):
        return period
    start, end = (day - relativedelta(years=1) for day in (period.start, period.end))
    past = replace(period, start=start, end=end)
    return past if end < today and today - end < period.start - today else period


def _names_year(period: Period, said: str) -> bool:
    """Whether its words or its length leave only one year."""
    return bool(re.search(r"\d{4}", said) or _RELATIVE.search(said)) or (period.end - period.start).days > _LONGEST


def _may_be_next(period: Period, said: str, today: date) -> bool:
    """Whether a month named without its year is nearer to today a year later."""
    return not _names_year(period, said) and period.start + relativedelta(years=1) - today < today - period.end


_LONGEST: Final = 100
_RELATIVE: Final = re.compile(r"прошл|предыдущ|последн|this|last|past|previous|ago|назад|эт", re.I)


def _uncut(period: Period, said: str, today: date) -> Period:
    """The period to its end, where it was cut at the last complete day: "this quarter", "January to April"."""
    if not today - timedelta(days=2) <= period.end <= today:
        return period
    for unit, word in _WHOLE.items():
        if word.search(said) and unit_span(period.start, unit)[0] == period.start:
            return replace(period, end=unit_span(period.start, unit)[1])
    try:
        last = resolve_period(_LAST.split(said)[-1], today, language=period.language)
    except InvalidInput:
        return period
    return replace(period, end=max(period.end, last.end))
