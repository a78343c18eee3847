"""Nothing unheard: what fills no slot and is no courtesy is refused, asked about, or named beside the answer."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from agent.understanding.grammar.constructs.cut import available
from agent.understanding.grammar.frame import Issue, Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.grammar.unheard import is_filler, matters, names_rows, unknown
from agent.understanding.spans import Stretch
from agent.understanding.spans.currencies import codes_of, said_in
from ingest.texts import say
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.words.wording import listing

HEEDED: Final = frozenset(
    (
        "exclude negated compare change previous last_year share best worst most least dear cheap dimension "
        "average more number value campaign metric period weekdays running per_day per_week per_month pace "
        "part_of_name with_and_without waste loss gain zero win_loss step place step_rate part_of_revenue"
    ).split()
)
"""Kinds that change numbers: each must have found its slot."""
_SHOWN: Final = 8
_METRICS_SHOWN: Final = 12
_MENTIONED: Final = ("spend", "revenue", "roi", "conversions", "clicks", "impressions", "ctr", "cpc", "cpa")


def doubted(scene: Clause, frame: Wanted, *, strict: bool = True) -> Wanted:
    """The frame with its gravest issue first; small unknown words become notes."""
    for find in (_uncollected, _not_in_data, _uncomputed, _foreign, absent, _no_dimension):
        if issue := find(scene, frame):
            return replace(frame, issues=(issue, *frame.issues))
    if not strict:
        return frame
    unheard = [span for span in scene.spans if span not in frame.heard]
    if "ranked" in frame.marks and (named := _ordered_by_name(scene)):
        return frame.doubt(unknown(scene, named))
    for span in unheard:
        if span.is_a("unknown") and matters(scene, span):
            return frame.doubt(unknown(scene, span))
        if span.kind in HEEDED and not _small(span):
            return frame.doubt(_unplaced(span))
    small = [span.text for span in unheard if span.is_a("unknown") and len(span.text) > 2]
    notes = (
        (say("understanding-left-out", scene.language, word=", ".join(small)),)
        if small and scene.reading is None
        else ()
    )
    guesses = tuple(
        say("understanding-read-as", scene.language, word=span.text, meant=span.guessed[:200])
        for span in scene.spans
        if span.guessed and span.kind in HEEDED
    )
    return replace(frame, notes=(*frame.notes, *guesses, *notes))


def _ordered_by_name(scene: Clause) -> Stretch | None:
    """What rows are to be ranked by, where it was only guessed to be part of a name: nothing is ordered by one."""
    if scene.has("metric"):
        return None
    guessed = [span for span in scene.of("value") if span.guessed and span.dimension == "campaign"]
    return next((span for span in guessed if any(one.is_a("by") for one in scene.before(span, past=(), most=1))), None)


def _small(span: Stretch) -> bool:
    """Words of a kind that matters which say nothing on their own here: a spelled "one", campaigns at large."""
    if span.is_a("number"):
        return span.figure is not None and span.figure.spelled and span.figure.value == 1
    if span.is_a("more"):  # "от", "до", "from" are prepositions where no number follows
        return span.low in ("от", "до", "from")
    return span.is_a("dimension") and span.value in ("channel", "campaign", "account", "audience")


def _unplaced(span: Stretch) -> Issue:
    key = "understanding-unclear-number" if span.is_a("number") else "understanding-unheeded"
    return Issue(key=key, values={"figure": span.text, "word": span.text})


def _uncollected(scene: Clause, frame: Wanted) -> Issue | None:
    """What no advertising data hold, unless the learned reader takes the word for a filler: "before my call"."""
    words = [span for span in scene.of("uncollected") if span not in frame.heard]  # a part of stored names is one
    if frame.metrics or scene.has("count", "which"):  # the weather beside a measure is no small talk
        words += [span for span in scene.of("small_talk") if span.value == "off_topic"]
    words = [span for span in words if not (_does_what_is_counted(scene, span) or is_filler(scene, span))]
    if not words:
        return None
    known = [METRICS[key].titles[scene.language] for key in _MENTIONED]
    return Issue(
        key="understanding-uncollected",
        status="unsupported",
        values={"word": words[0].text, "known": listing(known, scene.language)},
    )


def _does_what_is_counted(scene: Clause, span: Stretch) -> bool:
    """Reads "дошедший пациент", "registered user" as one who did what the measure before the noun counts."""
    left = scene.before(span, past=(), most=1)
    return bool(left) and left[0].is_a("metric") and _DOING.search(left[0].low) is not None and " " not in span.low


_DOING: Final = re.compile(r"(?:[шщ](?:ий|ая|ие|его|ему|ей|им|их|ими|ую|ем)|ed)(?:ся)?$")
"""How participles end."""


def _not_in_data(scene: Clause, frame: Wanted) -> Issue | None:
    """Metrics the catalogue knows but the data has no parts of."""
    asked = frame.metrics
    if not asked or not scene.catalogue.measures or any(scene.collected(name) for name in asked):
        return None
    known = [METRICS[key].titles[scene.language] for key in METRICS if scene.collected(key)]
    values = {
        "word": METRICS[asked[0]].titles[scene.language],
        "known": listing(known[:_METRICS_SHOWN], scene.language),
    }
    return Issue(key="understanding-not-in-data", status="no_data", values=values)


def _uncomputed(scene: Clause, frame: Wanted) -> Issue | None:
    """Ratios with what is not collected ("revenue per visit") and means over campaigns: not the sums beside them."""
    if scene.has("average") and not frame.has("average", "having"):
        for left, right in itertools.pairwise(scene.spans):  # "средний охват поста": a mean over rows, not their sum
            whole = left.is_a("metric") and not METRICS[left.value].denominator
            if whole and right.is_a("dimension") and right.value in ("campaign", "channel", "account"):
                return Issue(key="understanding-no-average", status="unsupported")
    for left, link, right in zip(scene.spans, scene.spans[1:], scene.spans[2:], strict=False):
        if left.is_a("metric") and right.is_a("metric", "unknown") and link.low == "per":
            return Issue(
                key="understanding-no-ratio", status="unsupported", values={"word": f"{left.text} per {right.text}"}
            )
        mean = scene.has("average") and right.is_a("dimension") and right.value in ("campaign", "channel", "account")
        if mean and link.low in ("per", "на", "на одну", "на один") and not frame.has("average"):
            return Issue(key="understanding-no-average", status="unsupported")
    return None


def _foreign(scene: Clause, frame: Wanted) -> Issue | None:
    """Money said in a currency that no account has: its figures would be taken for others."""
    own = codes_of(scene.catalogue)
    limits = [limit.value for limit in frame.get("having", ()) if METRICS[limit.metric].style == "money"]
    money = [span for span in scene.of("number", "currency") if span.is_a("currency") or _is_one_of(span, limits)]
    other = [span for span in money if (code := said_in(span.text, own)) and code not in own]
    values = {"word": other[0].text, "known": listing(own, scene.language)} if own and other else {}
    return Issue(key="understanding-other-currency", values=values) if values else None


def _is_one_of(span: Stretch, limits: Sequence[float]) -> bool:
    return span.figure is not None and span.figure.unit == "money" and float(span.figure.value) in limits


def absent(scene: Clause, frame: Wanted) -> Issue | None:
    """A channel or a name that is said and that no data have."""
    for span in scene.of("absent_channel", "unknown_name", "absent_value"):
        if span in frame.heard or (span.is_a("absent_value") and names_rows(scene, span)):
            continue
        if span.is_a("absent_channel"):
            known = [scene.catalogue.title(key, scene.language) for key in scene.catalogue.channels]
            return Issue(
                key="understanding-unknown-channel",
                values={"word": span.text, "known": listing(known[:_SHOWN], scene.language)},
            )
        return unknown(scene, span)
    return None


def _no_dimension(scene: Clause, frame: Wanted) -> Issue | None:
    """A dimension of the request that the data has no values for."""
    asked = (*frame.cuts, *(entry.dimension for entry in frame.kept))
    missing = next((name for name in asked if name in DIMENSIONS and not available(name, scene.catalogue)), "")
    if not missing:
        return None
    known = [
        entry.titles[scene.language].lower() for name, entry in DIMENSIONS.items() if available(name, scene.catalogue)
    ]
    values = {"word": DIMENSIONS[missing].titles[scene.language].lower(), "known": listing(known, scene.language)}
    return Issue(key="understanding-no-dimension", status="unsupported", values=values)
