"""The first page: where it is heading in one sentence, the figures that prove it, what to do."""

from typing import Final

from ingest.texts import say
from tools.engine.table import Cell, Column, Table, number
from tools.plan.line import PlanLine
from tools.plan.lines import month_plan
from tools.report.content import POINTS, Block, Cards, FigureCard, Picture, Prose, ReportTable
from tools.report.order import ReportGround
from tools.report.tables import line_chart, named, with_total
from tools.semantics.metrics import METRICS
from tools.semantics.question import Question
from tools.words import wording
from tools.words.labels import figure, metric_name

CARDS: Final = ("spend", "revenue", "roi", "cpa", "conversions", "cpl", "leads", "ctr", "clicks", "reach")
MOST_CARDS: Final = 10
SMALL: Final = 0.002
"""Relative changes below it are none."""
_COLUMNS: Final = ("spend", "revenue", "roi", "cpa", "conversions")


def totals(ground: ReportGround) -> dict[str, Cell]:
    """Every card's metric on both spans."""
    question = Question(metrics=CARDS, periods=(str(ground.now),), compare_to=str(ground.before))
    table = ground.calls.ask(question).table
    return dict(zip([column.name for column in table.columns], table.rows[0], strict=True)) if table.rows else {}


def headline(ground: ReportGround) -> str:
    """Where the running month is heading, or how the days went."""
    goal = _goal(ground)
    if goal is not None and goal.expected is not None:
        gap = goal.expected / goal.target - 1
        key = "even" if abs(gap) < 5 * SMALL else "above" if gap > 0 else "below"
        return say(
            f"report-head-goal-{key}",
            ground.language,
            month=wording.month(goal.month, ground.language),
            expected=wording.short_money(goal.expected, ground.desk.metrics.currency, ground.language),
            gap=wording.share(abs(gap), ground.language),
        )
    found = totals(ground)
    for metric in ("revenue", "conversions", "leads", "clicks", "spend"):
        now, earlier = number(found.get(metric)), number(found.get(f"{metric}_previous"))
        if now and earlier:
            return _moved(metric, now, earlier, ground)
    return say("report-head-plain", ground.language, days=ground.days)


def _goal(ground: ReportGround) -> PlanLine | None:
    """The revenue goal of the month that is still running, when the report is about it."""
    month = ground.now.start.replace(day=1)
    if ground.now.start.day != 1 or (ground.desk.today.year, ground.desk.today.month) != (month.year, month.month):
        return None
    goal = month_plan(month, ground.channels, ground.desk, goal="revenue").goal
    return goal if goal is not None and not goal.ended else None


def _moved(metric: str, now: float, earlier: float, ground: ReportGround) -> str:
    change, language = now / earlier - 1, ground.language
    key = "same" if abs(change) < SMALL else "up" if change > 0 else "down"
    return say(
        f"report-head-{key}",
        language,
        what=METRICS[metric].titles[language],
        value=_short(metric, now, ground),
        gap=wording.percent(abs(change), language),
        compared=ground.compared,
    )


def _short(metric: str, value: float, ground: ReportGround) -> str:
    currency, language = ground.desk.metrics.currency, ground.language
    if METRICS[metric].style == "money" and abs(value) >= 1e6:
        return wording.short_money(value, currency, language)
    return figure(metric, value, currency, language)


def summary(ground: ReportGround) -> list[Block]:
    """Prose, cards, curve, channels."""
    found = totals(ground)
    table = parts_table(ground)
    return [
        Prose(text=_lead(ground, found, table)),
        Cards(cards=_cards(ground, found)),
        _curve(ground),
        *_bars(ground, table),
        ReportTable(
            title=say(f"report-table-{ground.cut}s", ground.language),
            table=with_total(table, _total_row(ground, found, table)),
            heads=_heads(ground),
            has_total=True,
        ),
    ]


def _lead(ground: ReportGround, found: dict[str, Cell], table: Table) -> str:
    language = ground.language
    parts = []
    for metric in ("spend", "revenue", "roi", "cpa"):
        now, earlier = number(found.get(metric)), number(found.get(f"{metric}_previous"))
        if now is not None and earlier:
            parts.append(
                say(
                    "report-lead-part",
                    language,
                    what=metric_name(metric, language),
                    value=_short(metric, now, ground),
                    change=moved(metric, now, earlier, ground),
                )
            )
    said = [say("report-lead", language, parts=", ".join(parts), compared=ground.compared)] if parts else []
    ranked = sorted(
        (row for row in table.rows if number(row[table.index("roi")]) is not None),
        key=lambda row: -float(str(row[table.index("roi")])),
    )
    if len(ranked) > 1:
        ends = {}
        for end, row in (("best", ranked[0]), ("worst", ranked[-1])):
            ends[end] = named(row[0], ground.cut, language)
            ends[f"{end}-roi".replace("-", "_")] = wording.percent(number(row[table.index("roi")]), language)
        said.append(say("report-lead-ends", language, **ends))
    return " ".join(said)


def moved(metric: str, now: float, earlier: float, ground: ReportGround) -> str:
    """A change as people read it: percentages in points."""
    if METRICS[metric].style == "percent":
        return wording.points(now - earlier, ground.language)
    return wording.change(now / earlier - 1, ground.language)


def _cards(ground: ReportGround, found: dict[str, Cell]) -> tuple[FigureCard, ...]:
    cards = [
        FigureCard(
            metric=metric,
            title=METRICS[metric].titles[ground.language],
            value=value,
            before=number(found.get(f"{metric}_previous")),
            unit=unit_of(metric, ground),
        )
        for metric in CARDS
        if (value := number(found.get(metric))) is not None
    ]
    return tuple(cards[:MOST_CARDS])


def unit_of(metric: str, ground: ReportGround) -> str:
    """A metric's unit with the currency."""
    unit = METRICS[metric].unit
    return f"money:{ground.desk.metrics.currency}" if unit == "money" else unit


def _curve(ground: ReportGround) -> Picture:
    by = "day" if ground.now.days <= 92 else "week" if ground.now.days <= 400 else "month"
    asked = Question(metrics=("revenue", "spend"), group_by=(by,), periods=(str(ground.now),))
    return line_chart(say("report-curve", ground.language), ground.calls.ask(asked).table, ground.language)


def parts_table(ground: ReportGround) -> Table:
    """Channels, or the campaigns of one, with what changed."""
    asked = Question(
        metrics=_COLUMNS,
        group_by=(ground.cut,),
        periods=(str(ground.now),),
        compare_to=str(ground.before),
        order_by="spend",
        share="rows",
        limit=15 if ground.cut == "campaign" else None,
    )
    table = ground.calls.ask(asked).table
    columns = [
        Column(name=ground.cut, unit="text"),
        *(Column(name=name, unit=unit_of(name, ground)) for name in ("spend", "revenue", "roi")),
        Column(name="roi_moved", unit=POINTS),
        *(Column(name=name, unit=unit_of(name, ground)) for name in ("cpa", "conversions")),
        Column(name="spend_share", unit="ratio"),
    ]
    rows = [_row(dict(zip([one.name for one in table.columns], row, strict=True)), columns) for row in table.rows]
    return table.model_copy(update={"columns": columns, "rows": [row for row in rows if row[1] or row[2]]})


def _row(cells: dict[str, Cell], columns: list[Column]) -> list[Cell]:
    now, earlier = number(cells.get("roi")), number(cells.get("roi_previous"))
    cells["roi_moved"] = None if now is None or earlier is None else now - earlier
    return [cells.get(column.name) for column in columns]


def _total_row(ground: ReportGround, found: dict[str, Cell], table: Table) -> list[Cell]:
    whole = {**found, ground.cut: say("label-total", ground.language), "spend_share": 1.0 if table.complete else None}
    return _row(whole, list(table.columns))


def _heads(ground: ReportGround) -> dict[str, str]:
    return {
        "roi_moved": say("report-column-moved", ground.language, compared=ground.compared),
        "spend_share": say("report-column-share", ground.language),
    }


def _bars(ground: ReportGround, table: Table) -> list[Block]:
    if len(table.rows) < 2:
        return []
    from tools.charts.chart import spec_for

    found: list[Block] = []
    for metric in ("roi", "spend"):
        columns = [table.columns[0], next(column for column in table.columns if column.name == metric)]
        place = table.index(metric)
        rows = [[row[0], row[place]] for row in table.rows[:8] if row[place] is not None]
        kept = Table(columns=columns, rows=rows, rows_total=len(rows))
        title = say("report-bars", ground.language, what=METRICS[metric].titles[ground.language], cut=ground.cut)
        spec = spec_for(kept, kind="bar", title=title, language=ground.language)
        if len(rows) > 1:
            found.append(Picture(title=title, spec=spec, size="half"))
    return found if len(found) == 2 else []
