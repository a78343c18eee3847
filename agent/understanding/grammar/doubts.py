"""Nothing unheard: what fills no slot and is no courtesy is refused, asked about, or named beside the answer."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from agent.understanding.grammar.constructs.cut import available
from agent.understanding.grammar.frame import Issue, Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans import Stretch
from agent.understanding.spans.currencies import codes_of, said_in
from agent.understanding.text.tokens import Word, stems_of
from ingest.texts import say
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.semantics.resolve import stored_values
from tools.words.wording import listing

HEEDED: Final = frozenset(
    (
        "exclude negated compare change previous last_year share best worst most least dear cheap dimension "
        "average more number value campaign metric period weekdays running per_day per_week per_month pace "
        "part_of_name with_and_without waste loss gain zero win_loss step place step_rate part_of_revenue"
    ).split()
)
"""Kinds that change numbers: each must have found its slot."""
_OTHER: Final = (
    "VALUE",
    "METRIC",
    "CUT",
    "COMPARATOR",
    "NEGATION",
    "PERIOD",
    "COMPARED",
    "AGGREGATOR",
    "CHANGE",
    "NUMBER",
)
_SURE: Final = 0.85
_PERHAPS: Final = 0.3
_EVEN: Final = 0.5
_COSTING: Final = ("стои", "cost", "цен", "price")
_ALIKE: Final = 65
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
        return frame.doubt(_unknown(scene, named))
    for span in unheard:
        if span.is_a("unknown") and matters(scene, span):
            return frame.doubt(_unknown(scene, span))
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


def matters(scene: Clause, span: Stretch) -> bool:
    """Whether an unknown word could change the numbers: what the learned reader takes for a filler could not."""
    token = scene.tokens[span.first]
    if (len(token.plain) <= 2 and not token.is_number) or _names_measure(scene, token):
        return False
    left = scene.before(span, most=1)
    priced = bool(left) and left[0].is_a("metric") and left[0].low.startswith(_COSTING)
    if priced or (span in scene.counted() and asks_nothing_known(scene)):
        return True
    if scene.reading is None:
        return _looks_named(scene, span) or _beside_metric(scene, span) or asks_nothing_known(scene)
    filler = _tagged(scene, span, ("FILLER",))
    if _looks_named(scene, span):
        return filler < _SURE
    if filler >= _EVEN or _joins(scene, span) or _names_rows(scene, span):
        return False
    return _tagged(scene, span, _OTHER) >= _PERHAPS or _torn(scene, span) or asks_nothing_known(scene)


def _names_measure(scene: Clause, token: Word) -> bool:
    """Whether the files call a measure that is asked by this word too: "who closed the most" closed-won deals."""
    titles = (METRICS[one.value].titles[scene.language] for one in scene.of("metric") if one.value in METRICS)
    return any(token.stem in stems_of(title) for title in titles)


def asks_nothing_known(scene: Clause) -> bool:
    """Whether no word names or stands for a measure: an unknown one may then be all that is asked."""
    return not scene.has(
        "metric", "vague", "loss", "gain", "waste", "price", "define", "have", "span", "buys", "money", "brings"
    )


def _looks_named(scene: Clause, span: Stretch) -> bool:
    """Whether it is written as names are: a capital inside a sentence, Latin letters in a Russian one."""
    token = scene.tokens[span.first]
    before = scene.tokens[span.first - 1] if span.first else None
    begins = before is None or any(mark in scene.text[before.end : token.start] for mark in ".!?\n")
    return (token.is_name_like and not begins) or (token.is_latin and scene.language == "ru")


def _beside_metric(scene: Clause, span: Stretch) -> bool:
    """Whether it stands right beside a metric, which it may narrow: "verified conversions", "revenue before tax"."""
    near = [*scene.before(span, past=(), most=1), *scene.after(span, past=(), most=1)]
    return not _joins(scene, span) and any(
        other.is_a("metric") and not scene.broken(*sorted((other, span), key=lambda one: one.first)) for other in near
    )


def _joins(scene: Clause, span: Stretch) -> bool:
    """Whether it stands between a metric and a name, as a verb does: "сколько заявок притащил телеграм"."""
    left, right = scene.before(span, past=(), most=1), scene.after(span, past=(), most=1)
    return bool(left and right) and left[0].is_a("metric") and right[0].is_a("value", "campaign")


def _torn(scene: Clause, span: Stretch) -> bool:
    """Whether the learned reader hears something in a word and can't say what: as it does in a name it never saw."""
    heard = [tags for tags in _tags(scene, span) if tags]
    return any(sum(tags.values()) >= _EVEN > max(tags.values()) for tags in heard)


def _names_rows(scene: Clause, span: Stretch) -> bool:
    """Whether the learned reader surely hears one name of rows in it and the word after: "social network"."""
    if scene.reading is None or _tagged(scene, span, ("CUT",)) < _SURE:
        return False
    after = scene.after(span, past=(), most=1)
    if not after or not after[0].is_a("dimension"):
        return False
    cuts = [told for told in scene.reading.spans if told.kind == "CUT"]
    return any(told.start <= span.start and after[0].end <= told.end for told in cuts)


def _tagged(scene: Clause, span: Stretch, tags: tuple[str, ...]) -> float:
    """What the learned reader gives these tags at a word, at its likeliest piece."""
    return max((sum(piece.get(tag, 0.0) for tag in tags) for piece in _tags(scene, span)), default=0.0)


def _tags(scene: Clause, span: Stretch) -> list[Mapping[str, float]]:
    """What the learned reader gives each piece of a word."""
    tokens = scene.reading.tokens if scene.reading is not None else ()
    return [token.tags for token in tokens if token.start < span.end and span.start < token.end]


def _unknown(scene: Clause, span: Stretch) -> Issue:
    similar = similar_names(scene, span.text)
    if similar:
        return Issue(key="understanding-unknown-name", values={"word": span.text, "similar": similar})
    return Issue(key="understanding-unknown-word", values={"word": span.text})


def similar_names(scene: Clause, word: str) -> str:
    """Stored names nearest to a word, of every dimension."""
    catalogue = scene.catalogue
    names = [catalogue.title(key, scene.language) for key in catalogue.channels]
    names += [value for dimension in catalogue.values for value in stored_values(dimension, catalogue)]
    names += [entry.label for entry in catalogue.campaigns if not entry.label.isdigit()]
    found = process.extract(
        word, list(dict.fromkeys(names)), scorer=fuzz.WRatio, processor=default_process, limit=3, score_cutoff=_ALIKE
    )
    return ", ".join(name for name, _, _ in found)


def _uncollected(scene: Clause, frame: Wanted) -> Issue | None:
    """What no advertising data hold, unless the learned reader takes the word for a filler: "before my call"."""
    words = [span for span in scene.of("uncollected") if span not in frame.heard]  # a part of stored names is one
    if frame.metrics or scene.has("count", "which"):  # the weather beside a measure is no small talk
        words += [span for span in scene.of("small_talk") if span.value == "off_topic"]
    words = [span for span in words if scene.reading is None or _tagged(scene, span, ("FILLER",)) < _EVEN]
    if not words:
        return None
    known = [METRICS[key].titles[scene.language] for key in _MENTIONED]
    return Issue(
        key="understanding-uncollected",
        status="unsupported",
        values={"word": words[0].text, "known": listing(known, scene.language)},
    )


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
        if span in frame.heard or (span.is_a("absent_value") and _names_rows(scene, span)):
            continue
        if span.is_a("absent_channel"):
            known = [scene.catalogue.title(key, scene.language) for key in scene.catalogue.channels]
            return Issue(
                key="understanding-unknown-channel",
                values={"word": span.text, "known": listing(known[:_SHOWN], scene.language)},
            )
        return _unknown(scene, span)
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
