"""A plan as tables and a picture."""

from collections.abc import Sequence

from ingest.texts import Language, say
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Column, Table
from tools.plan.line import PlanLine
from tools.semantics.metrics import METRICS
from tools.words.labels import companion
from tools.words.periods.spans import name_of


def tables_of(
    lines: Sequence[PlanLine], currency: str, language: Language, *, by_month: bool = False
) -> tuple[Table, ...]:
    """Budgets in one table; goals in one for each metric, because a column has one unit."""
    key = "plan-title-by-month" if by_month else "plan-title"
    kinds = dict.fromkeys((line.kind, line.metric) for line in lines)
    return tuple(
        _table([line for line in lines if (line.kind, line.metric) == kind], key, currency, language) for kind in kinds
    )


def _table(lines: Sequence[PlanLine], key: str, currency: str, language: Language) -> Table:
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
    shown = [column for column in columns if _tells(column.name, lines)]
    rows = [_cells(line, [column.name for column in shown], language) for line in lines]
    name = say("plan-budget", language).capitalize() if kind == "budget" else METRICS[metric].titles[language]
    days = name_of((min(line.month for line in lines), max(line.until for line in lines)), language)
    title = say(key, language, what=name, month=days)
    return Table(title=title, columns=shown, rows=rows, rows_total=len(rows))


def _tells(name: str, lines: Sequence[PlanLine]) -> bool:
    """Whether a column says something: a closed month's forecast is its fact, a month ahead has but a plan."""
    if name == "campaign":
        return any(line.campaign for line in lines)
    if name == "month":
        return all(line.is_of_one_month for line in lines)
    if name == "plan" or name == "channel":
        return True
    if companion(name)[1] in ("forecast", "low", "high"):
        return any(line.state == "running" and line.expected is not None for line in lines)
    return any(line.state != "ahead" for line in lines)


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
    names = [column.name for column in table.columns]
    place = names.index("plan")
    drawn = [name for name in names[place : place + 2] if name == "plan" or name in METRICS]
    drawn += [name for name in names if companion(name)[1] == "forecast"]
    return ChartSpec(kind="bar", title=table.title, table=table, x="channel", y=tuple(drawn), language=language)
