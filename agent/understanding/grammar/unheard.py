"""Unknown words: whether one could change the figures, and what it may have been meant for."""

from collections.abc import Mapping
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from agent.understanding import lexicon
from agent.understanding.grammar.frame import Issue
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans import Stretch
from agent.understanding.text.tokens import Word, stems_of
from tools.semantics.metrics import METRICS
from tools.semantics.resolve import stored_values

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
_SMALL: Final = 2
"""Letters of a word that only links others, unless it is a code."""
_ALIKE: Final = 65


def matters(scene: Clause, span: Stretch) -> bool:
    """Whether an unknown word could change the numbers: what the learned reader takes for a filler could not."""
    token = scene.tokens[span.first]
    small = len(token.plain) <= _SMALL and not token.is_number and not _is_code(scene, token)
    if small or _names_measure(scene, token):
        return False
    left = scene.before(span, most=1)
    priced = bool(left) and left[0].is_a("metric") and left[0].low.startswith(_COSTING)
    if priced or (span in scene.counted() and asks_nothing_known(scene)):
        return True
    named = _looks_named(scene, span)
    if token.stem in lexicon.harmless() and not named:
        return asks_nothing_known(scene)
    if scene.reading is None:
        return named or _beside_metric(scene, span) or asks_nothing_known(scene)
    return _heard_as_part(scene, span, named=named)


def _heard_as_part(scene: Clause, span: Stretch, *, named: bool) -> bool:
    """Whether the learned reader may hear a part of the question in the word, or cannot say what it hears."""
    if named:
        return _tagged(scene, span, ("FILLER",)) < _SURE
    if is_filler(scene, span) or _joins(scene, span) or names_rows(scene, span):
        return False
    return _tagged(scene, span, _OTHER) >= _PERHAPS or _torn(scene, span) or asks_nothing_known(scene)


def _is_code(scene: Clause, token: Word) -> bool:
    """Whether it stands in capitals among words that do not: "CPC in PL", no "A" and no shouted "OF"."""
    return token.text.isupper() and len(token.text) == _SMALL and not scene.text.isupper()


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


def names_rows(scene: Clause, span: Stretch) -> bool:
    """Whether the learned reader surely hears one name of rows in it and the word after: "social network"."""
    if scene.reading is None or _tagged(scene, span, ("CUT",)) < _SURE:
        return False
    after = scene.after(span, past=(), most=1)
    if not after or not after[0].is_a("dimension"):
        return False
    cuts = [told for told in scene.reading.spans if told.kind == "CUT"]
    return any(told.start <= span.start and after[0].end <= told.end for told in cuts)


def is_filler(scene: Clause, span: Stretch) -> bool:
    """Whether the learned reader takes a word for a filler rather than for anything else."""
    return _tagged(scene, span, ("FILLER",)) >= _EVEN


def _tagged(scene: Clause, span: Stretch, tags: tuple[str, ...]) -> float:
    """What the learned reader gives these tags at a word, at its likeliest piece."""
    return max((sum(piece.get(tag, 0.0) for tag in tags) for piece in _tags(scene, span)), default=0.0)


def _tags(scene: Clause, span: Stretch) -> list[Mapping[str, float]]:
    """What the learned reader gives each piece of a word."""
    tokens = scene.reading.tokens if scene.reading is not None else ()
    return [token.tags for token in tokens if token.start < span.end and span.start < token.end]


def unknown(scene: Clause, span: Stretch) -> Issue:
    """What is asked about a word: which of the names like it is meant, or what it means."""
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
