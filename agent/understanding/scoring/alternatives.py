"""Other readings of a request: what the learned reader hears in place of what the rules read, one difference each."""

from collections.abc import Iterator
from typing import Final

from agent.understanding.grammar.complete import compared_days, consistent, grain_for, usual
from agent.understanding.grammar.frame import Kept, Wanted
from agent.understanding.reader import Reading
from agent.understanding.scoring.features import RequestRead, heard_instead, rivals_of_spelled, unheard
from agent.understanding.spans.name_parts import values_with
from agent.understanding.text.tokens import stems_of
from tools.semantics.metrics import METRICS

_HEARD: Final = 0.35
"""From which probability a label of the reader makes a reading of its own."""
_TIME: Final = ("day", "week", "month", "quarter", "weekday", "year")


def alternatives(read: RequestRead, reading: Reading) -> Iterator[Wanted]:
    """Frames that differ from the request's in one place, the likeliest kind of difference first."""
    for other in (_named, _metrics, _cuts, _compared, _shared, _without_carried):
        for frame in other(read, reading):
            whole = consistent(frame)
            if whole.slots != read.frame.slots:
                yield whole


def _named(read: RequestRead, reading: Reading) -> Iterator[Wanted]:
    """A word in which the reader hears a name and the rules nothing: rows whose names hold it."""
    frame = read.frame
    for told in unheard((read,), reading):
        if told.kind != "VALUE":
            continue
        found = values_with(stems_of(reading.text[told.start : told.end]), read.scene.phrases.parts)
        for dimension, values in list(found.items())[:2]:
            if all(entry.dimension != dimension for entry in frame.kept):
                yield frame.put("where", (*frame.kept, Kept(dimension=dimension, values=values)), origin="guessed")


def _metrics(read: RequestRead, reading: Reading) -> Iterator[Wanted]:
    heard = tuple(name for name in reading.said(reading.metrics, line=_HEARD) if name in METRICS)
    spelled = rivals_of_spelled(read) - set(read.frame.metrics)
    known = tuple(name for name in heard if read.scene.collected(name) and name not in spelled)
    if known and set(known) != set(read.frame.metrics):
        frame = read.frame.put("metrics", known, origin="guessed")
        misses = frame.get("order_by", "") in METRICS and frame.get("order_by") not in known
        yield frame.put("order_by", known[0], origin="guessed") if misses else frame
    of_those = read.scene.has(*_OF_THOSE)
    if read.follows and not known and read.frame.origin("metrics") == "carried" and not of_those:
        yield read.frame.put("metrics", usual(read.scene), origin="default")


_OF_THOSE: Final = ("change", "how_much", "share", "compare", "average", "all")
"""Words that ask something of the figures that were just shown: "by how many per cent?"."""


def _cuts(read: RequestRead, reading: Reading) -> Iterator[Wanted]:
    """Rows that the reader hears and the request lacks; or none where it hears none."""
    frame = read.frame
    heard = tuple(reading.said(reading.cuts, line=_HEARD))
    named = {entry.dimension for entry in frame.kept}
    known = {*frame.cuts, *named}
    missing = tuple(name for name in heard if name not in known | heard_instead(reading, frame.cuts, known))
    if missing:
        yield frame.put("group_by", (*frame.cuts, *missing), origin="guessed")
        if frame.cuts:
            yield frame.put("group_by", missing, origin="guessed")
    elif frame.cuts and not set(heard) & set(frame.cuts) and not frame.has("order_by", "having", "share"):
        yield frame.without("group_by", "limit")


def _compared(read: RequestRead, reading: Reading) -> Iterator[Wanted]:
    frame = read.frame
    several = len(frame.get("periods", ())) != 1 or any(name in _TIME for name in frame.cuts)
    if frame.has("compare_to"):
        yield frame.without("compare_to", "order_of")
    elif not several and reading.flags.get("compare_periods", 0.0) >= _HEARD:
        with_days = frame.put("compare_to", "previous", origin="guessed")
        yield with_days.put("compare_to", compared_days(with_days, read.scene), origin="guessed")


def _shared(read: RequestRead, reading: Reading) -> Iterator[Wanted]:
    """A share, an average or a course over time that the reader hears."""
    frame = read.frame
    moves = frame.has("compare_to")  # "by how many %" is said of a change
    if not frame.tells_part and not moves and reading.flags.get("share", 0.0) >= _HEARD:
        yield frame.put("share", "rows", origin="guessed").put("group_by", frame.cuts or ("channel",))
    if not frame.has("average") and "day" not in frame.cuts and reading.flags.get("per_day", 0.0) >= _HEARD:
        yield frame.put("average", "day", origin="guessed")
    told = any(name in _TIME for name in frame.cuts) or (moves and read.scene.has("share"))
    if not told and reading.flags.get("trend", 0.0) >= _HEARD:
        yield frame.put("group_by", (grain_for(frame, read.scene), *frame.cuts), origin="guessed")


_CARRIED: Final = ("where", "group_by", "having", "limit", "order_by")


def _without_carried(read: RequestRead, _reading: Reading) -> Iterator[Wanted]:
    """A follow-up without what it took over of the rows; days and metrics stay."""
    carried = [name for name in _CARRIED if read.frame.origin(name) == "carried"]
    if carried:
        yield read.frame.without(*carried, "limit_per", "share", "focus")
