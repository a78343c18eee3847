"""Why a metric changed between two periods: exact parts by factor and by channel or campaign, in figures and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ingest.texts import Language, say
from tools.change.decompose import Contribution, Decomposition, decompose_factors, decompose_ratio, decompose_sum
from tools.charts.spec import ChartSpec
from tools.engine.notes import Note
from tools.engine.table import Column, Table
from tools.semantics.metrics import METRICS
from tools.semantics.question import Question
from tools.tool import ToolContext
from tools.words import wording
from tools.words.labels import cell_text, figure, metric_name

Cut = Literal["channel", "campaign"]
CHAIN: Final = ("spend", "impressions", "clicks", "leads", "conversions", "revenue")
"""Base measures that the factors of every metric are made of."""
NAMED: Final = 3
"""Parts that are told; the table has all."""
WORTH: Final = 0.1
"""Least share of the change for a part to be told."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """A metric in two periods, and what the difference is made of."""

    metric: str
    before: float | None
    after: float | None
    factors: Decomposition | None
    parts: Decomposition | None
    cut: Cut
    currency: str
    notes: tuple[Note, ...] = ()
    as_of: date | None = None
    expected: bool = False
    """`before` is no earlier fact but what was planned or forecast."""

    @property
    def moved(self) -> float | None:
        """After less before; None where one of them is unknown."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def relative(self) -> float | None:
        """The change as a share of before; None where that says nothing."""
        return None if self.moved is None or not self.before or self.before < 0 else self.moved / self.before


def explain(desk: ToolContext, metric: str, question: Question, cut: Cut) -> Change:
    """The change of a metric between the question's period and the one it is compared with, exactly divided.

    Args:
        desk: what tools work with.
        metric: any of the catalogue; one without a chain of factors is only divided among channels or campaigns.
        question: its filters and its two windows; metrics and grouping are chosen here.
        cut: what the parts are.
    """
    known = tuple(dict.fromkeys((metric, *CHAIN)))
    bare = Question(metrics=known, where=question.where, periods=question.periods, compare_to=question.compare_to)
    whole = desk.metrics.run(bare, today=desk.today)
    if whole.empty:
        return Change(
            metric=metric,
            before=None,
            after=None,
            factors=None,
            parts=None,
            cut=cut,
            currency=whole.currency,
            as_of=whole.as_of,
        )
    table = desk.metrics.run(bare.but(group_by=(cut,)), today=desk.today).table
    before, after = (_totals(whole.table, suffix) for suffix in ("_previous", ""))
    return Change(
        metric=metric,
        before=before.get(metric),
        after=after.get(metric),
        factors=decompose_factors(metric, before, after),
        parts=_parts(metric, table, cut, desk.language),
        cut=cut,
        currency=whole.currency,
        notes=whole.notes,
        as_of=whole.as_of,
    )


def _totals(table: Table, suffix: str, row: int = 0) -> dict[str, float]:
    """Known figures of one row and period by metric."""
    heads = {column.name: place for place, column in enumerate(table.columns)}
    cells = {name: table.rows[row][heads[name + suffix]] for name in METRICS if name + suffix in heads}
    return {name: float(cell) for name, cell in cells.items() if isinstance(cell, int | float)}


def _parts(metric: str, table: Table, cut: Cut, language: Language) -> Decomposition | None:
    names = [cell_text(row[0], table.columns[0], language) for row in table.rows]
    periods = [[_totals(table, suffix, place) for place in range(len(names))] for suffix in ("_previous", "")]
    known = METRICS[metric]
    if not known.denominator:
        sums = [_merged(names, [period.get(metric, 0.0) for period in rows]) for rows in periods]
        return decompose_sum(metric, sums[0], sums[1])
    top, bottom = known.gross[0][0], known.denominator[0][0]
    if not {top, bottom} <= set(CHAIN):
        return None
    pairs = [
        dict(
            zip(
                _merged(names, [known.per * period.get(top, 0.0) for period in rows]).items(),
                _merged(names, [period.get(bottom, 0.0) for period in rows]).values(),
                strict=True,
            )
        )
        for rows in periods
    ]
    ready = [{name: (upper, lower) for (name, upper), lower in period.items()} for period in pairs]
    return decompose_ratio(metric, ready[0], ready[1], shift=known.less_one)


def _merged(names: Sequence[str], values: Sequence[float]) -> dict[str, float]:
    """Figures by name; two campaigns of one name are told as one."""
    sums: dict[str, float] = {}
    for name, value in zip(names, values, strict=True):
        sums[name] = sums.get(name, 0.0) + value
    return sums


def signed(metric: str, value: float, currency: str, language: Language) -> str:
    """A contribution with its sign, in the metric's unit: "+1,200 ₽", "−3.1 pp"."""
    if METRICS[metric].style == "percent":
        return wording.points(value, language)
    return ("+" if value > 0 else "") + figure(metric, value, currency, language)


def tell_change(change: Change, language: Language, where: str = "") -> str:
    """Markdown: how much, which factor, which parts."""
    lines = [_headline(change, language, where)]
    if change.moved:
        lines += [line for line in (tell_factors(change, language), tell_parts(change, language)) if line]
    return "\n\n".join(lines)


def _headline(change: Change, language: Language, where: str) -> str:
    title = METRICS[change.metric].titles[language]
    values = {
        "metric": f"{title} ({where})" if where else title,
        "before": figure(change.metric, change.before, change.currency, language),
        "after": figure(change.metric, change.after, change.currency, language),
    }
    if change.moved is None:
        return say("explain-unknown", language, **values)
    if abs(change.moved) < 1e-9:
        return say("explain-same", language, **values)
    key = "explain-headline-expected" if change.expected else "explain-headline"
    return say(key, language, change=how_much(change, language), **values)


def how_much(change: Change, language: Language) -> str:
    """The change in percent, or in points between percentages."""
    if METRICS[change.metric].style == "percent" or change.relative is None:
        return signed(change.metric, change.moved or 0.0, change.currency, language)
    return wording.change(change.relative, language)


def tell_factors(change: Change, language: Language) -> str:
    """The factors that made most of the change."""
    if change.factors is None:
        return ""
    told = [
        say(
            "explain-factor",
            language,
            name=metric_name(one.name, language),
            before=figure(one.name, one.before, change.currency, language),
            after=figure(one.name, one.after, change.currency, language),
            part=signed(change.metric, one.total, change.currency, language),
        )
        for one in worth_telling(change.factors)
    ]
    return say("explain-factors", language, parts="\n".join(told)) if told else ""


def tell_parts(change: Change, language: Language) -> str:
    """The channels or campaigns that made most of it."""
    if change.parts is None or len(change.parts.contributions) < 2:
        return ""
    told = [
        say(
            "explain-part",
            language,
            name=one.name.replace("*", "\\*"),
            part=signed(change.metric, one.total, change.currency, language),
        )
        for one in worth_telling(change.parts)
    ]
    return say("explain-parts", language, cut=change.cut, parts="\n".join(told)) if told else ""


def worth_telling(whole: Decomposition) -> list[Contribution]:
    """The largest contributions that matter, whichever way they point."""
    floor = WORTH * abs(whole.change)
    return [one for one in whole.contributions if abs(one.total) >= floor and one.total][:NAMED]


def change_tables(change: Change, language: Language) -> tuple[Table, ...]:
    """The parts, then the factors; contributions add up to the change without a remainder."""
    tables = []
    unit = METRICS[change.metric].unit
    unit = f"money:{change.currency}" if unit == "money" else unit
    heads = [Column(name=f"{change.metric}{end}", unit=unit) for end in ("_previous", "", "_contribution")]
    if change.parts is not None:
        rows = [
            [one.name, *_own(change.metric, one), one.total, one.rate, one.mix] for one in change.parts.contributions
        ]
        split = [Column(name=f"{change.metric}{end}", unit=unit) for end in ("_rate", "_mix")]
        ratio = bool(METRICS[change.metric].denominator)
        columns = [Column(name=change.cut, unit="text"), *heads, *(split if ratio else [])]
        tables.append(
            _table(say("explain-parts-title", language, cut=change.cut), columns, [row[: len(columns)] for row in rows])
        )
    if change.factors is not None:
        rows = [[METRICS[one.name].titles[language], one.total] for one in change.factors.contributions]
        tables.append(
            _table(say("explain-factors-title", language), [Column(name="factor", unit="text"), heads[2]], rows)
        )
    return tuple(tables)


def _own(metric: str, one: Contribution) -> list[float | None]:
    """A part's own value in both periods, ROI rather than ROAS."""
    shift = METRICS[metric].less_one
    return [None if value is None else value - shift for value in (one.before, one.after)]


def _table(title: str, columns: list[Column], rows: Sequence[Sequence[str | float | None]]) -> Table:
    return Table(title=title, columns=columns, rows=[list(row) for row in rows], rows_total=len(rows))


def waterfall(change: Change, periods: Mapping[str, str], language: Language) -> ChartSpec | None:
    """From before to after, a bar for each part; by factors where there are no parts to tell apart."""
    chosen = change.parts if change.parts and len(change.parts.contributions) > 1 else change.factors
    if chosen is None or not chosen.change:
        return None
    named = change.cut if chosen is change.parts else "metric"
    names = {
        one.name: METRICS[one.name].titles[language] if named == "metric" else one.name for one in chosen.contributions
    }
    unit = METRICS[change.metric].unit
    unit = f"money:{change.currency}" if unit == "money" else unit
    columns = [Column(name=named, unit="text"), Column(name=change.metric, unit=unit), Column(name="role", unit="text")]
    rows: list[list[str | float | None]] = [[periods["before"], chosen.before, "total"]]
    rows += [[names[one.name], one.total, ""] for one in chosen.contributions]
    rows.append([periods["after"], chosen.after, "total"])
    title = say("explain-chart", language, metric=METRICS[change.metric].titles[language])
    table = _table(title, columns, rows)
    return ChartSpec(
        kind="waterfall", title=title, table=table, x=named, y=(change.metric,), marker="role", language=language
    )
