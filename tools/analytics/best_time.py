"""When to publish and when to run ads."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import NoData
from ingest.texts import say
from tools.engine.posts import read_posts
from tools.semantics.keys import Brought
from tools.semantics.metrics import METRICS
from tools.semantics.question import Filter, Question, Window
from tools.semantics.resolve import resolve_all
from tools.timing.ads import Spent, ad_peaks
from tools.timing.posts import Measure, PostTimes, post_times
from tools.timing.windows import Peak
from tools.timing.words import heat, sureness, table_of, tell_ads, tell_posts
from tools.tool import Tool, ToolContext, ToolResult
from tools.words.period import Period, resolve_period

MOST_CHARTS = 3
USUAL_DAYS = 180


class Timing(BaseModel):
    """Whose week to look at."""

    model_config = ConfigDict(extra="forbid")

    channels: list[str] = Field(default_factory=list, description="Only these channels; empty: all.")
    of: Literal["posts", "ads", "both"] = Field("both", description="Organic posts, paid ads, or both.")
    measure: Literal["reach", "views", "reactions", "engagement", ""] = Field(
        "", description="What makes a post good; empty: reach where it is known."
    )
    metric: Brought = Field("conversions", description="What ads should bring.")
    period: str = Field("", description="A period phrase; empty: the last 180 days with data.")


def _windows(posts: Sequence[PostTimes], ads: Mapping[str, Sequence[Peak]]) -> list[tuple[str, str, Peak]]:
    """Every window with its channel and what it is of."""
    found = [(one.channel, "posts", peak) for one in posts for peak in one.peaks]
    return found + [(channel, "ads", peak) for channel, peaks in ads.items() for peak in peaks]


def run(asking: Timing, desk: ToolContext) -> ToolResult:
    """The windows of the week that really differ, or the word that none does."""
    language, catalogue = desk.language, desk.metrics.catalogue()
    channels = resolve_all("channel", asking.channels, catalogue) if asking.channels else ()
    bounds = {"first_day": catalogue.first_day, "last_day": catalogue.last_day}
    period = resolve_period(asking.period or _usual(catalogue.last_day), desk.today, language=language, **bounds)
    posts = _posts(asking, channels, period, desk) if asking.of != "ads" else []
    ads = _ads(asking, channels, period, desk) if asking.of != "posts" or not posts else {}
    if not posts and not ads:
        return ToolResult(status="no_data", text=say("timing-no-posts", language), period=period)
    measure = METRICS[asking.metric].titles[language].lower()
    instead = [say("timing-ads-instead", language)] if asking.of == "posts" and not posts else []
    parts = [*instead, *(tell_posts(one, language) for one in posts)]
    parts += [tell_ads(channel, peaks, measure, language) for channel, peaks in ads.items()]
    found = _windows(posts, ads)
    title = say("timing-title-posts" if posts else "timing-title-ads", language)
    return ToolResult(
        title=title,
        text="\n\n".join([*parts, sureness(language)]),
        tables=(table_of(found, title, language),) if found else (),
        charts=tuple(heat(one, language) for one in posts if one.grid)[:MOST_CHARTS],
        period=period,
        as_of=catalogue.last_day,
        facts={
            "windows": [[peak.lift, peak.low, peak.high, peak.count] for _, _, peak in found],
            "posts": [one.posts for one in posts],
        },
    )


def _usual(last: date | None) -> str:
    """The last days with data: those of an old file are long past."""
    return f"{last - timedelta(days=USUAL_DAYS - 1)}..{last}" if last else f"last {USUAL_DAYS} days"


def _posts(asking: Timing, channels: tuple[str, ...], period: Period, desk: ToolContext) -> list[PostTimes]:
    rows = read_posts(desk.metrics, Window(start=period.start, end=period.end), desk.now.tzinfo)
    kept = [row for row in rows if not channels or row.channel in channels]
    wanted: Measure | None = asking.measure or None
    return post_times(kept, wanted)


def _ads(asking: Timing, channels: tuple[str, ...], period: Period, desk: ToolContext) -> dict[str, tuple[Peak, ...]]:
    """Bands of the day where the platform gives hours, and weekdays everywhere."""
    hourly, daily = (_spent(asking.metric, channels, period, desk, hours=hours) for hours in (True, False))
    names = dict.fromkeys([*daily, *hourly])
    return {name: (*ad_peaks(hourly.get(name, [])), *ad_peaks(daily.get(name, []))) for name in names}


def _spent(
    metric: str, channels: tuple[str, ...], period: Period, desk: ToolContext, *, hours: bool
) -> dict[str, list[Spent]]:
    days = min(period.end, desk.today - timedelta(days=1))
    question = Question(
        metrics=("spend", metric),
        group_by=("channel", "day", "hour") if hours else ("channel", "day"),
        where=(Filter(dimension="channel", values=channels),) if channels else (),
        periods=(str(Window(start=period.start, end=max(days, period.start))),),
    )
    try:
        table = desk.metrics.run(question, today=desk.today).table
    except NoData:
        return {}
    found: dict[str, list[Spent]] = {}
    for row in table.rows:
        hour = int(str(row[2])) if hours else None
        spend, results = (float(cell) if isinstance(cell, int | float) else 0.0 for cell in row[-2:])
        found.setdefault(str(row[0]), []).append(Spent(day=row[1], hour=hour, spend=spend, results=results))  # type: ignore[arg-type]  # the day column holds dates
    return found


TOOL = Tool(
    name="best_time",
    description=(
        "Says at which hours and weekdays organic posts reach more people and ads bring more for the same money: "
        "'когда лучше постить', 'best time to publish on Instagram'."
    ),
    titles={"ru": "Лучшее время", "en": "Best time"},
    arguments=Timing,
    run=run,
    example={"of": "posts", "channels": ["instagram"]},
)
