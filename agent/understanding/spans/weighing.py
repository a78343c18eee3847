"""How much each meaning of a stretch weighs, by what stands around it and by the learned reader."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from agent.understanding import lexicon
from agent.understanding.reader import Reading
from agent.understanding.spans.short_columns import is_column
from agent.understanding.spans.small_codes import is_plain_word
from agent.understanding.spans.span import Stretch
from agent.understanding.text.tokens import Word
from tools.semantics.dimensions import DIMENSIONS

_TAGS: Final = {
    "metric": "METRIC",
    "value": "VALUE",
    "dimension": "CUT",
    "period": "PERIOD",
    "number": "NUMBER",
    "more": "COMPARATOR",
    "most": "RANK",
    "least": "RANK",
    "best": "RANK",
    "worst": "RANK",
    "exclude": "NEGATION",
    "filler": "FILLER",
    "chart": "VIEW",
    "campaign": "VALUE",
    "change": "CHANGE",
    "price": "METRIC",
    "dear": "RANK",
    "cheap": "RANK",
}
_HEARD_SO: Final = 0.3
"""What full agreement of the learned reader adds to a span, and full disagreement takes away."""
_EVERYDAY: Final = 0.35
_LINKS: Final = frozenset(
    "в во на из с со по у для от in on from for of at by via through only just только без except".split()
)


def weighed(span: Stretch, tokens: Sequence[Word], found: Sequence[Stretch], reading: Reading | None) -> Stretch:
    """The span, its weight moved by what stands around it and by the learned reader."""
    weight = span.weight - _everyday(span, tokens, found)
    if span.is_a("weekdays") and is_column(span, tokens, found):
        weight -= _TAKEN
    if _takes_from_days(span, tokens, found):
        weight -= 2 * _TAKEN
    return replace(span, weight=weight if reading is None else _heard(span, weight, found, reading))


def _everyday(span: Stretch, tokens: Sequence[Word], found: Sequence[Stretch]) -> float:
    """What a name that is an everyday word too loses; nothing where it is written or led in as a name."""
    if not span.is_a("value", "campaign") or span.after - span.first > 1:
        return 0.0
    if is_plain_word(span, tokens, found):
        return 1.0
    if not _is_everyday(tokens[span.first]):
        return 0.0
    led = span.first > 0 and (tokens[span.first].is_name_like or tokens[span.first - 1].plain in _LINKS)
    if led or _beside_its_kind(span, found):
        return 0.0
    return _EVERYDAY if span.dimension in DIMENSIONS.catalogue or _is_set_apart(span, found) else _TAKEN


def _heard(span: Stretch, weight: float, found: Sequence[Stretch], reading: Reading) -> float:
    """The weight once the learned reader has been heard."""
    if _hides_share(span, found) and reading.flags.get("share", 0.0) >= _ASKED:
        weight -= _TAKEN
    whole = span.is_a("all") and span.after - span.first > 1  # "в целом" takes nothing away as a filler either
    if span.kind in _ASIDES and not whole and _mean_tag(span, reading, "FILLER") >= _SURELY:
        weight = -weight
    tag = _TAGS.get(span.kind)
    return weight + _HEARD_SO * (_mean_tag(span, reading, tag) - 0.5) if tag else weight


_TAKEN: Final = 1.0
"""What a word explains at least, so that the phrase is worth less than its words without the last."""
_ASKED: Final = 0.6
"""From which probability the learned reader hears that a share is asked for."""


def _hides_share(span: Stretch, found: Sequence[Stretch]) -> bool:
    """Whether a rate's name begins with a word for a share: "процент заказов" of what came from VK is one of orders."""
    begins = any(other.is_a("share") and other.first == span.first and other.after < span.after for other in found)
    return span.is_a("metric") and begins


def _takes_from_days(span: Stretch, tokens: Sequence[Word], found: Sequence[Stretch]) -> bool:
    """Whether a phrase ends in the preposition of the days behind it: "how much did it bring | in May"."""
    return ends_in_link(span, tokens) and any(
        other.is_a("period") and other.first == span.after - 1 < other.after - 1 for other in found
    )


def ends_in_link(span: Stretch, tokens: Sequence[Word]) -> bool:
    """Whether a phrase for what came in ends in a preposition: "how much did it bring in"."""
    return span.is_a("metric", "brings") and span.after - span.first > 1 and tokens[span.after - 1].plain in _LINKS


_ASIDES: Final = ("dimension", "previous", "average", "all", "uncollected")
"""Words of a question that stand in small talk too, where the learned reader hears nothing else: "my weekly call"."""
_SURELY: Final = 0.9


def _mean_tag(span: Stretch, reading: Reading, tag: str) -> float:
    said = [token.tags.get(tag, 0.0) for token in reading.tokens if token.start < span.end and span.start < token.end]
    return sum(said) / len(said) if said else 0.5


def _is_everyday(token: Word) -> bool:
    return token.plain in lexicon.courtesy() or token.plain in _VERBS_TOO


_VERBS_TOO: Final = frozenset("display search direct site web x both all".split())


def _beside_its_kind(span: Stretch, found: Sequence[Stretch]) -> bool:
    """Whether the dimension's word or another of its values stands near: "display campaigns", "search vs display"."""
    near = [other for other in found if _near(other, span) and other.first != span.first]
    kinds = (span.dimension, _OF_CAMPAIGNS.get(span.dimension))
    return any(
        other.value in kinds if other.is_a("dimension") else other.is_a("value") and other.dimension == span.dimension
        for other in near
    )


def _is_set_apart(span: Stretch, found: Sequence[Stretch]) -> bool:
    """Whether a word beside it takes rows by name: "business only", "without business"."""
    return any(other.is_a("only", "exclude") and _near(other, span) for other in found)


def _near(other: Stretch, span: Stretch) -> bool:
    return (other is not span and abs(other.first - span.after) <= 2) or abs(span.first - other.after) <= 2


_OF_CAMPAIGNS: Final = {"objective": "campaign", "region": "location", "location": "region"}
