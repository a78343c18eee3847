"""Several things asked at once about what the first of them finds: the worst campaign, why, where its money should go.

The first part is a question like any other; the others are calls about the name that its answer puts first. A language
model may make these calls itself; what it leaves out is made here.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from langchain_core.messages.tool import ToolCall

from agent.language import language_of
from agent.state import Finding, Turn
from ingest.texts import say
from tools.semantics.metrics import METRICS
from tools.tool import BudgetSplit, Numbers
from tools.words.period import find_periods

_FINDS: Final = re.compile(
    r"\b(?:worst|best|weakest|strongest|(?:least|most) profitable|top)\b.*\b(?:campaign|channel)"
    r"|\b(?:campaign|channel)s?\b.*\b(?:worst|best|weakest|strongest|(?:least|most) profitable)\b"
    r"|(?<!\w)(?:худш|лучш|слаб|сильн|убыточн|прибыльн)\w*.*(?:кампани|канал)"
    r"|(?:кампани|канал)\w*.*(?<!\w)(?:хуже|лучше|худш|лучш)",
    re.I,
)
_STEPS: Final = {
    "why": re.compile(r"\bwhy\b|\breason|\bexplain|почему|причин|объясн", re.I),
    "move": re.compile(
        r"\b(?:move|shift|reallocate|redistribute)\b|\bwhere\b.*\b(?:budget|money)\b|куда.*(?:бюджет|деньг)"
        r"|перенес|перенос|переброс|перераспредел",
        re.I,
    ),
    "chart": re.compile(r"\b(?:chart|graph|plot|diagram)|график|диаграмм|нарисуй", re.I),
    "alert": re.compile(r"\b(?:alert|warn|notify)|алерт|оповещ|уведом|предупре|сигнал", re.I),
}
_DONE_BY: Final = {
    "why": {"explain_change"},
    "move": {"allocate_budget", "what_if", "recommend"},
    "chart": {"plot_chart"},
    "alert": {"manage_alert_rule"},
}
_CLAUSES: Final = re.compile(r"[,;.!?\n]+|\s(?:and|then|и|а также|потом|затем)\s", re.I)
_ANY_DAY: Final = date(2020, 1, 1)
"""Only where days are said counts here, not which."""
_AS_CHART: Final = {"en": "as a chart", "ru": "на графике"}
LEAST: Final = 2
"""Steps beside the finding that make an errand; fewer are read as ever."""


@dataclass(frozen=True, kw_only=True)
class Errand:
    """What to find, and what to do with it."""

    finds: str
    """The part of the message that asks what to find, with its days."""
    steps: tuple[str, ...]


def errand_of(question: str) -> Errand | None:
    """The errand that a message is; None for any other message."""
    clauses = [part.strip() for part in _CLAUSES.split(question) if part.strip()]
    finding = next((clause for clause in clauses if _FINDS.search(clause)), None)
    if finding is None:
        return None
    others = [clause for clause in clauses if clause is not finding]
    steps = [name for name, words in _STEPS.items() if any(words.search(clause) for clause in others)]
    if len(steps) < LEAST:
        return None
    drawn = [_AS_CHART[language_of(question, "en")]] if "chart" in steps else []
    asked = " ".join([finding, *_days_beside(question, finding), *drawn])
    return Errand(finds=asked, steps=tuple(steps))


def _days_beside(question: str, finding: str) -> list[str]:
    """Days said in another part hold for what is found too."""
    said = [question[slice(*mention.span)] for mention in find_periods(question, _ANY_DAY)]
    return [] if any(words in finding for words in said) else said[:1]


@dataclass(frozen=True, kw_only=True)
class _Found:
    """The name that was found, with what ranked it."""

    result: Numbers
    dimension: str
    name: str
    metric: str

    @property
    def period(self) -> str:
        period = self.result.period
        return f"{period.start}..{period.end}" if period else ""

    @property
    def is_worst(self) -> bool:
        """Whether the bad end of the ranking was asked for."""
        return (METRICS[self.metric].better == "up") != self.result.question.ordered[1]

    @property
    def row(self) -> dict[str, Any]:
        table = self.result.tables[0]
        return {column.name: cell for column, cell in zip(table.columns, table.rows[0], strict=True)}


def found_in(findings: Sequence[Finding]) -> _Found | None:
    """The first row of the first ranking of campaigns or channels."""
    for finding in findings:
        result = finding.result
        if not isinstance(result, Numbers) or not result.tables or not result.tables[0].rows:
            continue
        by = [name for name in ("campaign", "channel") if result.question.group_by == (name,)]
        if by and len(result.question.group_by) == 1:
            table = result.tables[0]
            name = str(table.rows[0][table.index(by[0])])
            return _Found(result=result, dimension=by[0], name=name, metric=result.question.ordered[0])
    return None


_OF_THE_FOUND: Final = ("why", "alert")
"""Steps that are of the name found and of no other."""


def misdirected(call: ToolCall, turn: Turn) -> bool:
    """Whether a model's call does a step of an errand for something else than what was found.

    The step is then made here, once it is known what was found.
    """
    errand = errand_of(turn.question)
    steps = (
        [step for step in errand.steps if step in _OF_THE_FOUND and call["name"] in _DONE_BY[step]] if errand else []
    )
    found = found_in(turn.findings) if steps else None
    return bool(steps) and (found is None or found.name not in json.dumps(call["args"], ensure_ascii=False))


def next_calls(errand: Errand, turn: Turn) -> list[ToolCall]:
    """The calls that are still to be made, as far as what was found so far lets them be."""
    called = {finding.name for finding in turn.findings}
    found = found_in(turn.findings)
    if found is None:
        return []
    open_steps = [step for step in errand.steps if not called & _DONE_BY[step]]
    calls = [call for step in open_steps for call in _CALLS[step](found, turn)]
    names = [name for name, _ in calls]
    if "allocate_budget" in names:  # what follows needs what it finds
        calls = calls[: names.index("allocate_budget") + 1]
    planned = next((one.result for one in turn.findings if one.name == "allocate_budget"), None)
    if isinstance(planned, BudgetSplit) and not called & {"what_if", "recommend"}:
        calls = [*_moved(found, planned.next_unit, turn), *calls]
    return [
        ToolCall(name=name, args=args, id=f"step-{len(turn.findings) + place}", type="tool_call")
        for place, (name, args) in enumerate(calls)
    ]


Call = tuple[str, dict[str, Any]]


def _why(found: _Found, _turn: Turn) -> Iterator[Call]:
    where = [{"dimension": found.dimension, "values": [found.name]}]
    yield "explain_change", {"metric": found.metric, "where": where, "period": found.period}


def _move(_found: _Found, _turn: Turn) -> Iterator[Call]:
    yield "allocate_budget", {"days": 30}


def _moved(found: _Found, worth: Mapping[str, float], turn: Turn) -> Iterator[Call]:
    """What it brings to move as much as was spent on it to where the next unit of money brings most."""
    source = found.name if found.dimension == "channel" else _channel_of(found.name, turn)
    targets = [name for name in worth if name != source]
    amount = found.row.get("spend") or _taken(source, turn)
    if found.is_worst and source in worth and targets and amount:
        target = max(targets, key=lambda name: worth[name])
        yield "what_if", {"moves": [{"source": source, "target": target, "amount": f"{amount:.0f}"}], "days": 30}


def _taken(channel: str, turn: Turn) -> float:
    """What the plan takes from a channel; 0 where it takes nothing."""
    plan = next((one.result.tables[0] for one in turn.findings if one.name == "allocate_budget"), None)
    rows = [dict(zip((one.name for one in plan.columns), row, strict=True)) for row in plan.rows] if plan else []
    row = next((one for one in rows if one.get("channel") == channel), {})
    now, then = row.get("spend_previous"), row.get("spend")
    return max(now - then, 0.0) if isinstance(now, int | float) and isinstance(then, int | float) else 0.0


def _channel_of(campaign: str, turn: Turn) -> str:
    known = turn.desk.metrics.catalogue().campaigns
    return next((entry.channel for entry in known if entry.label == campaign), "")


def _chart(found: _Found, _turn: Turn) -> Iterator[Call]:
    question = found.result.question
    yield (
        "plot_chart",
        {
            "metrics": [found.metric],
            "group_by": [found.dimension],
            "periods": [found.period],
            "where": [entry.model_dump() for entry in question.where],
            "order_by": found.metric,
            "descending": question.ordered[1],
            "limit": 10,
            "view": "bar",
        },
    )


def _alert(found: _Found, turn: Turn) -> Iterator[Call]:
    """A rule for it: where more is better, below nothing earned or the average of all; else above the average."""
    metric, total = METRICS[found.metric], found.result.total
    level = 0.0
    if (
        found.metric not in ("roi", "profit")
        and total is not None
        and any(column.name == found.metric for column in total.columns)
    ):
        cell = total.rows[0][total.index(found.metric)]
        level = float(cell) if isinstance(cell, int | float) else 0.0
    side = "below" if metric.better == "up" else "above"
    values = {
        "metric": metric.titles[turn.language],
        "dimension": found.dimension,
        "name": found.name.replace('"', "").replace("«", "").replace("»", ""),
        "side": side,
        "level": f"{level * 100:.0f}%" if metric.unit == "ratio" and metric.style == "percent" else f"{level:.0f}",
    }
    yield "manage_alert_rule", {"action": "add", "phrase": say("errand-alert", turn.language, **values)}


_CALLS: Final = {"why": _why, "move": _move, "chart": _chart, "alert": _alert}
