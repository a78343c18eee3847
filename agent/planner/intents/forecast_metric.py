"""What a metric will be."""

import re
from dataclasses import replace
from datetime import date
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from agent.planner.horizon import FARTHEST, horizon_of
from agent.planner.intent import Intent
from agent.planner.reading import Reading
from agent.planner.slots import Slots
from tools.words.period import Mention, Period


def arguments(reading: Reading, before: Slots | None) -> dict[str, Any]:
    """Metric, cut, filters and how far ahead."""
    slots = reading.slots
    metrics = slots.metrics or _implied(reading) or (before.metrics if before else ()) or ("revenue",)
    by = [name for name in slots.groups if name in ("channel", "campaign")]
    args = {
        "metric": metrics[0],
        "by": by[0] if by else "",
        "where": [entry.condition() for entry in slots.kept or (before.kept if before and not slots.metrics else ())],
        **ahead_of(reading),
    }
    return {name: value for name, value in args.items() if value}


def _implied(reading: Reading) -> tuple[str, ...]:
    """The metric inside the verb: "сколько потратим", "will we earn"."""
    said = [stem for item in reading.of("intent") for stem in _VERBS if item.text.lower().startswith(stem)]
    return tuple(_VERBS[stem] for stem in said)


_VERBS: Final = {"потрат": "spend", "заработ": "revenue"}


def ahead_of(reading: Reading) -> dict[str, Any]:
    """The horizon; days that begin later than tomorrow, such as the next month, are named by their ends."""
    row = reading.row
    coming = [period for mention in row.mentions if (period := _ahead(mention, row.text, row.today)).end >= row.today]
    if not coming:
        return {"horizon": horizon_of(reading)}
    start, end = coming[0].start, coming[0].end
    if (start - row.today).days > 1:
        return {"horizon": horizon_of(reading), "period": f"{start}..{end}"}
    return {"horizon": min((end - max(start, row.today)).days + 1, FARTHEST)}


def _ahead(mention: Mention, text: str, today: date) -> Period:
    """A month named without its year lies ahead: "will we spend in December"."""
    period, named = mention.period, text[slice(*mention.span)]
    if period.end >= today or any(char.isdigit() for char in named) or period.days > _LONGEST_UNNAMED:
        return period
    if not _MONTH_NAMED.search(named):
        return period
    year = relativedelta(years=1)
    return replace(period, start=period.start + year, end=period.end + year)


_LONGEST_UNNAMED: Final = 31
_MONTH_NAMED: Final = re.compile(
    r"янв|фев|март|апрел|\bма[йея]\b|июн|июл|авг|сент|окт|нояб|дек|jan|feb|mar|apr|\bmay\b|jun|jul|aug|sep|oct|nov|dec",
    re.I,
)


INTENT: Final = Intent(
    tool="forecast_metric",
    words=(
        "прогноз, спрогнозируй, прогнозировать, спрогнозировать, предскажи, предсказать, предсказание, "
        "прогнозный, ожидается, ожидаемый, ожидать, forecast, forecasts, predict, prediction, projected, "
        "projection, expect, expected, будет, будут, what will, will, в будущем, outlook, на будущее, going to "
        "be, заработаем, потратим, получим, принесет"
    ),
    arguments=arguments,
    weight=1,
)
