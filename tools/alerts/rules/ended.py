"""Puts the end of a trouble into words: the figure of the day it ended on, what is usual, how long, at what cost."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from ingest.texts import Language, say
from tools.alerts.rules.endings import Ending, reached
from tools.alerts.rules.grouping import PLAN_KINDS
from tools.alerts.rules.lifecycle import Record
from tools.alerts.rules.model import Trouble
from tools.alerts.rules.texts import moment, when_of, where
from tools.semantics.metrics import METRICS
from tools.words import wording
from tools.words.labels import figure, metric_name

UNCHEERED: Final[Mapping[str, str]] = {"month": "🏁", "beyond": "▫️", "quiet": "▫️", "accepted": "▫️"}


def mark_of(record: Record) -> str:
    """What stands before an end: a closed month is a verdict, and what is only no longer judged no success."""
    return UNCHEERED.get((record.end or {}).get("how", ""), "✅")


def ended(record: Record, currency: str, language: Language) -> str:
    """What is said when a trouble is over."""
    return end_of(record.finding, record.end, currency, language)


def end_of(finding: Trouble, stored: Mapping[str, Any] | None, currency: str, language: Language) -> str:
    """The same of a trouble and its end as it is stored; None where nobody noted how it ended."""
    if stored is None:
        return say(
            "alerts-ended-plain",
            language,
            where=where(finding.scope, language),
            what=metric_name(finding.metric, language),
            since=moment(finding.since, language),
        )
    end = Ending.of(stored)
    if end.how in ("month", "pace"):
        return _plan(finding, end, currency, language)
    return _figures(finding, end, currency, language)


def _figures(finding: Trouble, end: Ending, currency: str, language: Language) -> str:
    day = date.fromisoformat(end.day)
    usual = (
        say(
            "alerts-ended-usual",
            language,
            low=figure(finding.metric, _edge(finding.metric, end.low), currency, language),
            high=figure(finding.metric, _edge(finding.metric, end.high), currency, language),
        )
        if end.low is not None
        else ""
    )
    value = figure(finding.metric, end.value, currency, language)
    first = say(
        f"alerts-ended-{end.how}",
        language,
        where=where(finding.scope, language),
        usual=usual,
        value=value,
        missing=-1 if end.value is None else int(end.value),
        what=metric_name(finding.metric, language),
        days=end.days,
        day=wording.day_month(day, language),
        when=when_of(day, end.window, language),
        threshold=figure(finding.metric, finding.threshold, currency, language),
    )
    lasted = say("alerts-ended-lasted", language, days=end.days, span=_span(finding, end, language))
    cost = (
        say("alerts-ended-cost", language, cost=wording.money(round(end.cost), currency, language))
        if end.cost >= 1
        else ""
    )
    return " ".join(part for part in (first, "" if end.how == "accepted" else lasted, cost) if part)


def _edge(metric: str, value: float | None) -> float | None:
    """An end of what is usual: nobody counts in tenths of an order."""
    counted = value is not None and metric in METRICS and METRICS[metric].style == "count"
    return float(round(value)) if counted and value is not None else value


def _span(finding: Trouble, end: Ending, language: Language) -> str:
    """From when to when: "3-5 June"; where it began at an hour, that hour."""
    last = date.fromisoformat(end.last_bad)
    if not isinstance(finding.since, datetime):
        return wording.day_month_range(finding.since, last, language)
    return f"{moment(finding.since, language)} {wording.EN_DASH} {wording.day_month(last, language)}"


def _plan(finding: Trouble, end: Ending, currency: str, language: Language) -> str:
    """A month closes with its verdict, or its plan holds again."""
    kind = "budget" if finding.kind in PLAN_KINDS else "goal"
    sums = end.share is not None and not METRICS[finding.metric].denominator
    met = (
        kind == "goal"
        and end.value is not None
        and end.target is not None
        and reached(finding.metric, end.value, end.target)
    )
    text = say(
        f"alerts-{kind}-{end.how}",
        language,
        where=where(finding.scope, language),
        what=metric_name(finding.metric, language),
        month=wording.month(date.fromisoformat(end.day), language),
        value=figure(finding.metric, end.value, currency, language),
        met="yes" if met else "no",
        target=figure(finding.metric, end.target, currency, language),
        share=wording.share(end.share, language) if sums else "none",
    )
    return wording.capitalised(text)
