"""Plan against fact in words and as a table."""

from collections.abc import Sequence
from typing import Final

from ingest.channel_names import titled
from ingest.texts import Language, say
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Column, Table
from tools.plan.lines import PlanLine
from tools.semantics.metrics import METRICS
from tools.words import wording
from tools.words.labels import figure, metric_name

NAMED: Final = 5
"""Lines said aloud; the table has all."""
URGENCY: Final = ("wont", "missed", "over", "under", "unlikely", "likely", "unknown", "even", "will", "reached")


def tell(lines: Sequence[PlanLine], currency: str, language: Language) -> str:
    """The whole budget first, then what goes worst."""
    whole = [line for line in lines if line.kind == "budget" and not line.channel]
    rest = sorted((line for line in lines if line not in whole), key=_urgency)
    told = [_line(line, currency, language) for line in (*whole, *rest[:NAMED])]
    head = say(
        "plan-head",
        language,
        month=wording.month(lines[0].month, language),
        elapsed=wording.share(lines[0].elapsed, language),
        left=lines[0].days_left,
    )
    more = len(rest) - NAMED
    tail = [say("plan-more", language, n=more)] if more > 0 else []
    return "\n".join([head, "", *(f"- {line}" for line in told), *tail])


def _urgency(line: PlanLine) -> tuple[int, bool, float]:
    """What goes worst first; sums, which are money or people, before prices and returns."""
    short = 1 - (line.expected or 0.0) / line.target if line.target else 0.0
    return URGENCY.index(line.verdict), not METRICS[line.metric].additive, -abs(short)


def _line(line: PlanLine, currency: str, language: Language) -> str:
    def worded(value: float | None) -> str:
        return figure(line.metric, value, currency, language)

    values = {
        "what": say("plan-budget", language) if line.kind == "budget" else metric_name(line.metric, language),
        "where": _where(line, language),
        "target": worded(line.target),
        "fact": worded(line.fact),
        "expected": worded(line.expected),
        "low": worded(line.low),
        "high": worded(line.high),
        "done": wording.share(line.done, language),
        "gap": worded(line.gap_per_day),
        "off": worded(abs(line.off) if line.off is not None else None),
        "side": "over" if (line.off or 0) > 0 else "left",
    }
    state = "closed" if line.ended else "running"
    text = say(f"plan-{line.kind}-{state}", language, **values, verdict=say(f"plan-verdict-{line.verdict}", language))
    closes = line.gap_per_day is not None and line.verdict in ("wont", "unlikely", "under")
    return f"{text} {say('plan-gap', language, **values)}" if closes else text


def _where(line: PlanLine, language: Language) -> str:
    if not line.channel:
        return say("plan-everywhere", language)
    channel = titled(line.channel, language)
    return f"{channel}, {line.campaign}" if line.campaign else channel


def tables_of(lines: Sequence[PlanLine], currency: str, language: Language) -> tuple[Table, ...]:
    """Budgets in one table; goals in one for each metric, because a column has one unit."""
    kinds = dict.fromkeys((line.kind, line.metric) for line in lines)
    return tuple(
        _table([line for line in lines if (line.kind, line.metric) == kind], currency, language) for kind in kinds
    )


def _table(lines: Sequence[PlanLine], currency: str, language: Language) -> Table:
    metric, kind = lines[0].metric, lines[0].kind
    unit = METRICS[metric].unit
    unit = f"money:{currency}" if unit == "money" else unit
    columns = [
        Column(name="channel", unit="text"),
        Column(name="campaign", unit="text"),
        Column(name="month", unit="day"),
        Column(name="plan", unit=unit),
        Column(name=metric, unit=unit),
        Column(name="difference", unit=unit),
        Column(name="done", unit="ratio"),
        Column(name=f"{metric}_forecast", unit=unit),
        Column(name=f"{metric}_low", unit=unit),
        Column(name=f"{metric}_high", unit=unit),
        Column(name="verdict", unit="text"),
    ]
    if not any(line.campaign for line in lines):
        columns.pop(1)
    rows = [_cells(line, [column.name for column in columns], language) for line in lines]
    name = say("plan-budget", language).capitalize() if kind == "budget" else METRICS[metric].titles[language]
    title = say("plan-title", language, what=name, month=wording.month(lines[0].month, language))
    return Table(title=title, columns=columns, rows=rows, rows_total=len(rows))


def _cells(line: PlanLine, names: Sequence[str], language: Language) -> list[Cell]:
    cells: dict[str, Cell] = {
        "channel": line.channel or say("plan-everywhere", language),
        "campaign": line.campaign,
        "month": line.month,
        "plan": line.target,
        line.metric: line.fact,
        "difference": line.off,
        "done": line.done,
        f"{line.metric}_forecast": line.expected,
        f"{line.metric}_low": line.low,
        f"{line.metric}_high": line.high,
        "verdict": say(f"plan-verdict-{line.verdict}", language),
    }
    return [cells[name] for name in names]


def picture(table: Table, language: Language) -> ChartSpec:
    """Plan, fact and expected end, channel by channel."""
    metric = table.columns[[column.name for column in table.columns].index("plan") + 1].name
    return ChartSpec(
        kind="bar",
        title=table.title,
        table=table,
        x="channel",
        y=("plan", metric, f"{metric}_forecast"),
        language=language,
    )
