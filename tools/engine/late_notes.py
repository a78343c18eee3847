"""What an answer says of figures that are still coming in: how much is there, and where the metric will end."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from forecasting.ripeness import RIPE, Ripened
from tools.engine.late import USUAL_DAYS, Late, ends_of, grown, late_parts, together, young
from tools.engine.notes import Note, Share
from tools.engine.table import Table, number
from tools.semantics.metrics import METRICS
from tools.semantics.question import Question, Window

LATE_NOTES: Final = frozenset({"note-late", "note-late-range", "note-late-channels"})
MOST: Final = 4
"""Channels that a note names, the least ripe first."""

Asking = Callable[[Question], Table]


def late_notes(question: Question, late: Late, channels: Iterable[str], ask: Asking) -> list[Note]:
    """How ripe the late measures of a question are; empty where all of them are, or nothing is measured.

    Args:
        question: what is answered.
        late: how the channels' results come in.
        channels: those asked about.
        ask: answers a question with its table alone.
    """
    metrics = [name for name in question.metrics if late_parts(METRICS[name])]
    unripe = young(late, channels, question.window) if metrics else None
    if unripe is None:
        return []
    daily = ask(_by_day(question, unripe))
    found = []
    for name in metrics:
        note = _note(name, question, daily, late, unripe.start)
        found += [note] if note else []
    return found


def _by_day(question: Question, unripe: Window) -> Question:
    """The same rows by day and channel, from some ripe weeks before the question on."""
    start = min(unripe.start - timedelta(days=USUAL_DAYS), question.window.start)
    days = Window(start=start, end=question.window.end)
    parts = [part for name in question.metrics if late_parts(METRICS[name]) for part in METRICS[name].parts]
    return Question(
        metrics=tuple(dict.fromkeys(("spend", *parts))),
        group_by=("day", "channel"),
        where=question.where,
        periods=(str(days),),
    )


def _note(name: str, question: Question, daily: Table, late: Late, since: date) -> Note | None:
    metric = METRICS[name]
    parts = late_parts(metric)
    each = {part: grown(daily, part, late, question.window) for part in parts}
    wholes = {part: together(channels.values()) for part, channels in each.items()}
    least = min(parts, key=lambda part: wholes[part].share)
    if wholes[least].share >= RIPE:
        return None
    values = {"metric": name, "count": least, "share": _share(wholes[least]), "since": since}
    if question.keys:
        return _by_channel(values, each[least]) if question.group_by == ("channel",) else _plain(values)
    sums = _sums(daily, question.window)
    ends = ends_of(metric, least, sums, wholes[least]) if len(parts) == 1 else None
    if ends is None:
        return _plain(values)
    shown = {"style": metric.style, "low": _figure(ends[0], metric.style), "high": _figure(ends[1], metric.style)}
    return Note(key="note-late-range", values={**values, **shown})


def _plain(values: Mapping[str, object]) -> Note:
    return Note(key="note-late", values=values)


def _by_channel(values: Mapping[str, object], each: Mapping[str, Ripened]) -> Note:
    young_ones = sorted((one.share, channel) for channel, one in each.items() if one.share < RIPE)[:MOST]
    names = tuple(channel for _, channel in young_ones)
    shares = tuple(Share(share) for share, _ in young_ones)
    return Note(key="note-late-channels", values={**values, "channels": names, "shares": shares})


def _share(whole: Ripened) -> int:
    return round(100 * max(whole.share, 0.0))


def _sums(daily: Table, window: Window) -> dict[str, float]:
    """The sums of the parts of a metric over the days asked about."""
    place = daily.index("day")
    inside = [row for row in daily.rows if isinstance(day := row[place], date) and window.start <= day]
    names = [column.name for column in daily.columns if column.name not in ("day", "channel")]
    return {name: sum(number(row[daily.index(name)]) or 0.0 for row in inside) for name in names}


def _figure(value: float, style: str) -> float:
    """A value as it is said: percentages of a hundred, three or four digits of everything."""
    value = 100 * value if style == "percent" else value
    places = 0 if abs(value) >= 100 or style == "count" else 1 if abs(value) >= 10 else 2
    return round(value, places)
