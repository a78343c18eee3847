"""The scorecard in words, as a table and as a picture."""

from typing import Final

from ingest.texts import Language, say
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Column, Table
from tools.outlook.budget_words import channel
from tools.scorecard.scores import ChannelScore, Scorecard
from tools.words import wording

MARGINAL: Final = "roas_marginal_previous"
"""ROAS of the next unit of money at today's spend."""
COLUMNS: Final = (
    ("channel", "text"),
    ("verdict", "text"),
    ("spend", "money"),
    ("spend_share", "ratio"),
    ("revenue", "money"),
    ("roi", "ratio"),
    ("cpa", "money"),
    ("trend", "text"),
    ("volatility", "ratio"),
    ("roas", "ratio"),
    (MARGINAL, "ratio"),
    ("outlook", "money"),
    ("outlook_low", "money"),
    ("outlook_high", "money"),
    ("goal", "text"),
)
FULL: Final = 0.6
"""A next unit of money below this part of the average one: the channel is nearly full."""
UNSTEADY: Final = 0.35
MOVED: Final = 0.05
"""Points of ROI, as a ratio, below which a trend is not worth a word."""


def tell(card: Scorecard, language: Language) -> str:
    """A verdict sentence for each channel, the biggest spender first."""
    lines = [say("score-head", language, n=len(card.scores))]
    if card.keeps:
        lines.append(say("score-keeps", language))
    lines += [sentence(one, card.currency, language) for one in card.scores]
    if any(one.marginal is not None for one in card.scores):
        lines += ["", say("score-how", language)]
    return "\n".join(lines)


def sentence(one: ChannelScore, currency: str, language: Language) -> str:
    """Verdict and the reasons that speak."""
    reasons = [part for part in _reasons(one, currency, language) if part]
    verdict = say(f"score-verdict-{one.verdict}", language)
    values = {"channel": channel(one.channel, language), "verdict": verdict, "reasons": ", ".join(reasons)}
    return say("score-line", language, **values)


def _reasons(one: ChannelScore, currency: str, language: Language) -> list[str]:
    def told(key: str, **values: str) -> str:
        return say(f"score-{key}", language, **values)

    share = wording.share(one.spend_share, language)
    said = [told("roi", roi=wording.percent(one.roi, language), share=share)]
    if one.roi is None:
        said = [told("cpa", cpa=wording.money(one.cpa, currency, language), share=share)]
    if one.trend is not None and abs(one.trend) >= MOVED:
        said.append(told("trend", change=wording.points(one.trend, language)))
    if one.marginal is not None:
        full = one.saturation is not None and one.saturation < FULL
        grows = one.verdict in ("scale", "add", "hold")
        key = "loses" if one.marginal < 1 else "full" if full else "room" if grows else "next"
        values = {
            "marginal": wording.multiple(one.marginal, language),
            "average": wording.multiple(one.average or 0.0, language),
        }
        said.append(told(key, **values))
    if one.volatility is not None and one.volatility >= UNSTEADY:
        said.append(told("unsteady", share=wording.share(one.volatility, language)))
    if one.goal is not None:
        said.append(told(f"goal-{one.goal.verdict}"))
    return said


def table_of(card: Scorecard, language: Language) -> Table:
    """One row a channel."""
    money = f"money:{card.currency}"
    columns = [Column(name=name, unit=money if unit == "money" else unit) for name, unit in COLUMNS]
    rows = [_row(one, language) for one in card.scores]
    return Table(title=say("score-title", language), columns=columns, rows=rows, rows_total=len(rows))


def _row(one: ChannelScore, language: Language) -> list[Cell]:
    outlook = one.outlook or (None, None, None)
    return [
        one.channel,
        say(f"score-verdict-{one.verdict}", language),
        one.spend,
        one.spend_share,
        one.revenue,
        one.roi,
        one.cpa,
        wording.points(one.trend, language) if one.trend is not None else "",
        one.volatility,
        one.average,
        one.marginal,
        *outlook,
        say(f"score-goal-{one.goal.verdict}", language) if one.goal else "",
    ]


def picture(card: Scorecard, language: Language) -> ChartSpec | None:
    """What the next unit of money brings, channel by channel; ROI where the history bears no curves."""
    known = [one for one in card.scores if one.marginal is not None]
    rows: list[list[Cell]] = [[one.channel, one.marginal] for one in known]
    name = MARGINAL
    if len(known) < 2:
        name, rows = "roi", [[one.channel, one.roi] for one in card.scores if one.roi is not None]
    if len(rows) < 2:
        return None
    title = say("score-chart-marginal" if name == MARGINAL else "score-chart-roi", language)
    columns = [Column(name="channel", unit="text"), Column(name=name, unit="ratio")]
    rows.sort(key=lambda row: -float(str(row[1])))
    table = Table(title=title, columns=columns, rows=rows, rows_total=len(rows))
    return ChartSpec(kind="bar", title=title, table=table, x="channel", y=(name,), language=language)
