"""Windows of the week in words, as a table and as a picture."""

from collections.abc import Sequence
from typing import Final

from ingest.channel_names import titled
from ingest.texts import Language, say
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Column, Table
from tools.timing.posts import FEWEST, PostTimes
from tools.timing.windows import CHANCE, Peak, WeekWindow
from tools.words import wording

COLUMNS: Final = (
    ("channel", "text"),
    ("kind", "text"),
    ("window", "text"),
    ("lift", "ratio"),
    ("low", "ratio"),
    ("high", "ratio"),
)
WEEKEND: Final = frozenset({6, 7})


def when(window: WeekWindow, language: Language) -> str:
    """A window as people say it: "from 19:00 to 22:00", "on Tuesdays", "on weekends"."""
    if window.hours < 24:
        ends = {"from": f"{window.first_hour}", "to": f"{(window.first_hour + window.hours) % 24}"}
        return say("timing-hours", language, **ends)
    if window.weekdays == WEEKEND:
        return say("timing-weekend", language)
    return wording.listing([say(f"timing-day-{day}", language) for day in sorted(window.weekdays)], language)


def tell_posts(times: PostTimes, language: Language) -> str:
    """What one channel's posts say about its readers' week."""
    values = {"channel": titled(times.channel, language), "posts": wording.count(times.posts, language)}
    if not times.enough:
        return say("timing-posts-few", language, **values, least=FEWEST)
    if not times.peaks:
        return say("timing-posts-even", language, **values)
    measure = say(f"timing-measure-{times.measure}", language)
    return _told("posts", times.peaks, language, measure=measure, **values)


def tell_ads(channel: str, peaks: Sequence[Peak], measure: str, language: Language) -> str:
    """When a channel's money works better."""
    title = titled(channel, language)
    if not peaks:
        return say("timing-ads-even", language, channel=title)
    return _told("ads", peaks, language, channel=title, measure=measure)


def _told(kind: str, peaks: Sequence[Peak], language: Language, **values: str) -> str:
    """One line for a channel: where it is better, then where it is worse, the strongest first."""
    sides = {"best": [peak for peak in peaks if peak.lift > 0], "worst": [peak for peak in peaks if peak.lift < 0]}
    worded = {
        side: wording.listing([_window(peak, language) for peak in some], language)
        for side, some in sides.items()
        if some
    }
    key = "both" if len(worded) == 2 else next(iter(worded))
    return say(f"timing-{kind}-{key}", language, **values, **worded)


def _window(peak: Peak, language: Language) -> str:
    lift, low, high = (wording.signed_share(figure, language) for figure in (peak.lift, peak.low, peak.high))
    return say("timing-window", language, when=when(peak.window, language), lift=lift, low=low, high=high)


def sureness(language: Language) -> str:
    """How a window came to be told."""
    return say("timing-test", language, chance=wording.share(CHANCE, language))


def table_of(found: Sequence[tuple[str, str, Peak]], title: str, language: Language) -> Table:
    """One row for each window.

    Args:
        found: channel, `posts` or `ads`, and the window.
        title: of the table.
        language: of the words in its cells.
    """
    rows: list[list[Cell]] = [
        [channel, say(f"timing-kind-{kind}", language), when(peak.window, language), peak.lift, peak.low, peak.high]
        for channel, kind, peak in found
    ]
    columns = [Column(name=name, unit=unit) for name, unit in COLUMNS]
    return Table(title=title, columns=columns, rows=rows, rows_total=len(rows))


def heat(times: PostTimes, language: Language) -> ChartSpec:
    """A channel's week: typical figure of its posts by weekday and hour."""
    measure = say(f"timing-measure-{times.measure}", language)
    title = say("timing-heat", language, channel=titled(times.channel, language), measure=measure)
    name, unit = ("reach", "count") if times.measure != "engagement" else ("engagement_rate", "ratio")
    table = Table(
        title=title,
        columns=[Column(name="weekday", unit="count"), Column(name="hour", unit="count"), Column(name=name, unit=unit)],
        rows=[[day, hour, figure] for day, hour, figure in times.grid],
        rows_total=len(times.grid),
    )
    return ChartSpec(kind="heatmap", title=title, table=table, x="hour", y=(name,), series="weekday", language=language)
