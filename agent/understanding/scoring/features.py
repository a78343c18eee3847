"""What speaks for and against a reading: where the learned reader, the rules and the words left over disagree."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from agent.understanding.grammar.constructs.value import NAMES
from agent.understanding.grammar.frame import LEFT_OUT, Wanted
from agent.understanding.grammar.heard_acts import QUERY
from agent.understanding.grammar.scene import Clause
from agent.understanding.reader import Reading
from agent.understanding.reader.labels import CUTS
from agent.understanding.reader.labels import METRICS as LABELS
from agent.understanding.reader.reading import ReadSpan
from agent.understanding.spans.rule_talk import alert_number
from tools.semantics.metrics import METRICS

Features = Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class RequestRead:
    """One request as it is about to be answered, with the words it was read from."""

    scene: Clause
    frame: Wanted
    act: str = "query"
    follows: bool = False
    """Whether it changes the request before."""


def features_of(reads: Sequence[RequestRead], reading: Reading, *, rivalry: float, later: bool) -> Features:
    """Numbers from 0 (nothing speaks against it) upwards, by name; those of several requests are added up.

    Args:
        reads: the requests of the message.
        reading: what the learned reader makes of it.
        rivalry: how near another reading of the words comes that calls for something else, 0 to 1.
        later: whether something was asked before.
    """
    numbers = [read for read in reads if read.act in QUERY]
    guesses = [span for read in reads for span in read.scene.spans if span.guessed]
    found = {
        "reader": -math.log(max(reading.confidence, 0.02)),
        "act": sum(_act(read, reading) for read in reads) / len(reads),
        "requests": 1 - reading.requests[min(len(reads), len(reading.requests)) - 1],
        "several": float(len(reads) > 1),
        "rivalry": rivalry,
        "length": len(reads[0].scene.tokens) / 10,
        "follows": float(any(read.follows for read in reads)),
        "before": _before(reads, reading) if later else 0.0,
    }
    if numbers:
        found |= {
            "metrics": _apart(reading.metrics, _metrics(numbers)),
            "cuts": _apart(reading.cuts, _cuts(numbers, reading)),
            "slots unheard": _flags(reading, numbers, filled=False),
            "slots unsaid": _flags(reading, numbers, filled=True),
        }
    found |= {
        "words": sum(_words(read, reading) for read in reads),
        "tags": _tags(reads, reading) if len(numbers) == len(reads) else 0.0,
        "guessed": float(sum(span.is_a(*NAMES) for span in guesses)),
        "repaired": float(sum(not span.is_a(*NAMES) for span in guesses)),
        "carried": float(sum(slot.origin == "carried" for read in numbers for slot in read.frame.slots.values())),
    }
    found |= {
        f"assumed {name}": float(any(_assumed(read, name) for read in numbers)) for name in ("metrics", "periods")
    }
    found["assumed group_by"] = max(
        (_unheard_rows(read, reading) for read in numbers if _assumed(read, "group_by")), default=0.0
    )
    return found


def _assumed(read: RequestRead, slot: str) -> bool:
    return read.frame.has(slot) and read.frame.origin(slot) in ("default", "guessed")


def _unheard_rows(read: RequestRead, reading: Reading) -> float:
    """How far the reader is from the rows that nobody said: "when" asks for days, and a picture has an axis anyway."""
    if read.frame.has("view"):
        return 0.0
    return max((1 - reading.cuts.get(name, 0.0) for name in read.frame.cuts), default=0.0)


_ROWS_OF: Final[Mapping[str, frozenset[str]]] = {
    "audience": frozenset(("audience", "segment", "age", "gender")),
    "best_time": frozenset(("weekday", "hour")),
}
"""Acts of the reader that a question about numbers answers too, by the rows that it is cut into."""


def _act(read: RequestRead, reading: Reading) -> float:
    """How much surer the reader is of another act; the acts that questions about numbers answer are one.

    Of an act that it has no label for, that is the one of the request before, or is about an alert by its number, it
    can say nothing.
    """
    numbered = alert_number(read.scene.text, read.scene.of("period")) is not None
    if read.act not in reading.acts or numbered or (read.follows and read.act not in QUERY):
        return 0.0
    answered = (act for act, rows in _ROWS_OF.items() if rows & {*read.frame.cuts})
    same = (*QUERY, *answered) if read.act in QUERY else (read.act,)
    other = max((value for act, value in reading.acts.items() if act not in same), default=0.0)
    return -math.log(max(1 - max(other - sum(reading.acts.get(act, 0.0) for act in same), 0.0), 0.02))


def _before(reads: Sequence[RequestRead], reading: Reading) -> float:
    """How far the reader is from taking it for a follow-up, or for a question of its own."""
    elliptic = max(*reading.edits.values(), *(reading.flags.get(flag, 0.0) for flag in _POINTS_BACK), 0.0)
    return 1 - elliptic if reads[0].follows else elliptic


_POINTS_BACK: Final = ("elliptic", "refers_back")
"""Flags of a message that cannot stand without the one before."""


_Owned = tuple[frozenset[str], frozenset[str]]
"""What this message said, and everything that stands in the request."""


def _metrics(reads: Sequence[RequestRead]) -> _Owned:
    named = [read.frame for read in reads if read.frame.origin("metrics") in ("said", "guessed")]
    said = {name for frame in named for name in frame.metrics}
    limits = {limit.metric for read in reads for limit in read.frame.get("having", ())}
    every = {name for read in reads for name in read.frame.metrics} | limits
    every |= {other for name in every if name in METRICS and name not in LABELS for other in _akin(name)}
    every |= {other for read in reads for other in rivals_of_spelled(read)}
    return frozenset(said), frozenset(every | {str(read.frame.get("order_by", "")) for read in reads})


def rivals_of_spelled(read: RequestRead) -> frozenset[str]:
    """What may be heard in words that are read as something larger.

    That is counted by the same as a ratio said part by part: "MRR per sub" is no cost of one. Sums held against each
    other are the parts of the ratio they are a condition on: "brought less than they cost".
    """
    spelled = (span for span in read.scene.spans if span.is_a("metric") and len(span.text.split()) > _OF_TWO)
    bases = {METRICS[span.value].denominator for span in spelled if span.value in read.frame.metrics} - {()}
    limited = (METRICS[limit.metric] for limit in read.frame.get("having", ()) if limit.metric in METRICS)
    parts = frozenset(part for entry in limited if entry.denominator for part in entry.parts)
    return parts | frozenset(name for name, entry in METRICS.items() if entry.denominator in bases)


def _akin(name: str) -> Iterator[str]:
    """The metrics that a reader which has no label for this one may hear in its place."""
    parts = METRICS[name].parts
    return (key for key, entry in METRICS.items() if set(parts) & set(entry.parts))


def _cuts(reads: Sequence[RequestRead], reading: Reading) -> _Owned:
    beside = {entry.dimension for read in reads for entry in read.frame.kept}
    said = {name for read in reads if read.frame.origin("group_by") == "said" for name in read.frame.cuts} - beside
    words = {str(read.frame.get(slot, "")) for read in reads for slot in ("average", "share", "limit_per")}
    every = {name for read in reads for name in read.frame.cuts}
    classes = {"weekday"} if "day_type" in every else set()  # the reader has one label for both
    meant = heard_instead(reading, sorted(every), every | beside)
    return frozenset(said), frozenset(every | beside | words | classes | meant)


def heard_instead(reading: Reading, cuts: Sequence[str], known: Set[str]) -> frozenset[str]:
    """What a reader that has no labels for a file's own dimensions hears in their place: "location" in "branch".

    Args:
        reading: what the learned reader makes of the message.
        cuts: of the request.
        known: dimensions that the message names anyway.
    """
    if all(name in CUTS for name in cuts):
        return frozenset()
    return frozenset(name for name, value in reading.cuts.items() if name not in known and value >= _FROM)


_OF_TWO: Final = 2
"""Words of a ratio that is named; more of them say both its parts."""
_FROM: Final = 0.2
"""A probability below it is noise of the reader."""


def _apart(heard: Mapping[str, float], owned: _Owned) -> float:
    said, every = owned
    missed = sum(value for key, value in heard.items() if value >= _FROM and key not in every)
    return missed + sum(1 - heard[key] for key in said if key in heard)


def _match(frame: Wanted) -> bool:
    return any(entry.match == "contains" or len(entry.values) > 1 for entry in frame.kept)


def _compares(frame: Wanted) -> bool:
    several = len(frame.get("periods", ())) > 1 or bool(set(frame.cuts) & {"month", "quarter", "year", "week", "day"})
    times = any(limit.times == "period" for limit in frame.get("having", ()))
    return frame.has("compare_to") or several or times


def _times(kind: str) -> Callable[[Wanted], bool]:
    return lambda frame: any(limit.times == kind for limit in frame.get("having", ()))


def _ranks(frame: Wanted) -> bool:
    """Whether rows are ordered, or the few that are weighed against each other stand side by side."""
    named = {entry.dimension for entry in frame.kept if len(entry.values) > 1 and not entry.exclude}
    few = len(frame.get("periods", ())) > 1 or "day_type" in frame.cuts
    return frame.has("order_by", "compare_to") or few or bool(named & set(frame.cuts))


SLOTS: Final[Mapping[str, Callable[[Wanted], bool]]] = {
    "exclusion": lambda frame: (
        any(entry.exclude for entry in frame.kept) or frame.has("with_and_without") or LEFT_OUT in frame.marks
    ),
    "with_and_without": lambda frame: frame.has("with_and_without"),
    "part_of_name": _match,
    "top_per_group": lambda frame: frame.has("limit_per"),
    "order_by_change": lambda frame: frame.has("order_of") and frame.has("order_by"),
    "compare_periods": _compares,
    "threshold": lambda frame: frame.has("having"),
    "threshold_average": _times("average"),
    "threshold_named": _times("row"),
    "threshold_period": lambda frame: any(
        limit.times == "period" or limit.of != "value" for limit in frame.get("having", ())
    ),
    "share": lambda frame: frame.tells_part,
    "running_total": lambda frame: frame.has("running"),
    "per_day": lambda frame: frame.has("average") or "day" in frame.cuts,
    "count": lambda frame: frame.has("count"),
    "pace": lambda frame: frame.has("pace"),
    "export": lambda frame: frame.has("view"),
    "chart": lambda frame: frame.has("view"),
    "rank_most": _ranks,
    "rank_least": _ranks,
    "rank_best": _ranks,
    "rank_worst": _ranks,
}
"""Flags of the reader that a slot answers: whether it is filled."""
_ALONE: Final = ("rank_most", "rank_least", "rank_best", "rank_worst", "per_day", "chart", "export", "part_of_name")
"""Flags of which another may have filled the same slot."""


_SURELY: Final[Mapping[str, Callable[[Wanted], bool]]] = {
    "compare_periods": lambda frame: frame.has("compare_to"),
    "threshold_period": _times("period"),
    "share": lambda frame: frame.has("share"),
}
"""Where less than the flag needs may fill its slot: what only the flag itself would fill."""


def _flags(reading: Reading, reads: Sequence[RequestRead], *, filled: bool) -> float:
    """Flags heard whose slot is empty; or slots filled whose flag was not heard."""
    total = 0.0
    for flag, fits in SLOTS.items():
        there = any(fits(read.frame) for read in reads)
        value = reading.flags.get(flag, 0.0)
        if not filled and not there and value >= _FROM:
            total += value
        carried = any(read.follows for read in reads)
        if filled and not carried and flag not in _ALONE:
            total += (1 - value) * any(_SURELY.get(flag, fits)(read.frame) for read in reads)
    return total


_TELLING: Final = frozenset(
    ("PERIOD", "COMPARED", "VALUE", "CUT", "METRIC", "NUMBER", "COMPARATOR", "RANK", "NEGATION", "AGGREGATOR", "CHANGE")
)


def _words(read: RequestRead, reading: Reading) -> float:
    """Words that nothing explains, each by how little the reader takes it for a filler."""
    spans = (span for span in read.scene.spans if span.is_a("unknown") and span not in read.frame.heard)
    return sum(1 - _tagged(reading, span.start, span.end, "FILLER") for span in spans)


def _tagged(reading: Reading, start: int, end: int, tag: str) -> float:
    near = (token.tags.get(tag, 0.0) for token in reading.tokens if token.start < end and start < token.end)
    return max(near, default=0.0)


def _tags(reads: Sequence[RequestRead], reading: Reading) -> float:
    """Words in which the reader hears something that changes numbers, and the rules nothing."""
    return sum(span.probability for span in unheard(reads, reading))


def unheard(reads: Sequence[RequestRead], reading: Reading) -> Iterator[ReadSpan]:
    """Spans of the reader that stand on no heard span of the rules."""
    heard = [
        span
        for read in reads
        for span in read.scene.spans
        if span in read.frame.heard and not span.is_a("filler", "unknown", "small_talk")
    ]
    for told in reading.spans:
        if told.kind in _TELLING and not any(span.start < told.end and told.start < span.end for span in heard):
            yield told
