"""Which rows: names kept, names left out, parts of names, with and without side by side."""

from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.frame import Issue, Kept, Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans import Stretch
from agent.understanding.spans.phrases import values_with

NAMES: Final = ("value", "campaign")
_BETWEEN: Final = ("filler", "and", "or", "by", "dimension", "compare", "only", "it", "all", *NAMES)
_SAID_AFTER: Final = frozenset(
    (
        "excluded",
        "aside",
        "omitted",
        "left out",
        "not included",
        "not counted",
        "не в счет",
        "out",
        "не считать",
        "не считая",
        "если не считать",
        "не учитывать",
    )
)
_BUT: Final = frozenset(("but", "save", "bar"))


def apply(scene: Clause, frame: Wanted) -> Wanted:
    """Filters by dimension; a name once kept and once left out is kept beside the whole."""
    kept: dict[tuple[str, bool, str], list[str]] = {}
    spans: list[Stretch] = []
    for span in scene.of(*NAMES):
        out = excluded(scene, span)
        values = kept.setdefault((span.dimension, out is not None, "is"), [])
        values += [value for value in span.values if value not in values]
        spans += [span, *([out] if out is not None else [])]
    frame, spans = _parts(scene, frame, kept, spans)
    spans += [span for span in scene.of("only") if spans]
    twice = {key[0] for key in kept if key[1]} & {key[0] for key in kept if not key[1]}
    if len(kept) == 2 and len(twice) == 1 and len({tuple(values) for values in kept.values()}) == 1:
        (dimension, _, _), values = next(iter(kept.items()))
        return frame.put("with_and_without", Kept(dimension=dimension, values=tuple(values)), *spans)
    if len(kept) == 1 and (pair := _side_by_side(scene)):
        (dimension, _, _), values = next(iter(kept.items()))
        return frame.put("with_and_without", Kept(dimension=dimension, values=tuple(values)), *spans, *pair)
    both = {key[0] for key in kept if key[1]} & {key[0] for key in kept if not key[1]}
    found = tuple(
        Kept(dimension=dimension, values=tuple(values), exclude=out, match=match)
        for (dimension, out, match), values in kept.items()
        if not _everything(scene, dimension, values) or out
    )
    frame = frame.mark("both") if both else frame
    return frame.put("where", (*frame.kept, *found), *spans) if spans else frame


def excluded(scene: Clause, span: Stretch) -> Stretch | None:
    """The word that leaves a name out: "without" before it, or "excluded" behind, only small words between."""
    place = scene.spans.index(span)
    for other in scene.spans[place + 1 : place + 6]:
        if other.is_a("exclude") and other.low in _SAID_AFTER and not _names_follow(scene, other):
            return other
        if not other.is_a("and", *NAMES):
            break
    for back in range(place - 1, max(-1, place - 12), -1):
        other = scene.spans[back]
        if _leaves_out(scene, back, near=back == place - 1):
            return other
        if not other.is_a(*_BETWEEN) or (other.is_a("compare") and back != place - 1):
            return None
    return None


def _leaves_out(scene: Clause, place: int, *, near: bool) -> bool:
    """Whether the span at a place leaves out what follows it; "not" only what is next to it."""
    span = scene.spans[place]
    if span.is_a("exclude"):
        return span.low not in _SAID_AFTER or _names_follow(scene, span)
    if span.low in _BUT:
        return any(one.is_a("all", "each") for one in scene.spans[max(0, place - 3) : place])
    return span.is_a("negated") and near and not span.low.endswith("n't")


def _names_follow(scene: Clause, word: Stretch) -> bool:
    """Whether a word that may stand on either side of its names stands before them."""
    after = scene.after(word, past=("filler", "by", "dimension"), most=1)
    return bool(after) and after[0].is_a(*NAMES)


def _side_by_side(scene: Clause) -> list[Stretch]:
    """The words of "with and without": as one phrase, or "without X" and "with X" or "in all" in one message."""
    if phrase := scene.of("with_and_without"):
        return phrase
    outs = scene.of("exclude")
    withs = [
        span
        for span in scene.spans
        if span.low in ("with", "с", "со", "включая", "including", "с ним", "с ней", "with it")
    ]
    pair = outs and (withs or scene.flag("with_and_without") > _SURE) and scene.has("and")
    return [*outs, *withs] if pair and (scene.flag("with_and_without") >= 0.5 or len(withs) > 0) else []


_SURE: Final = 0.6


def _parts(
    scene: Clause, frame: Wanted, kept: dict[tuple[str, bool, str], list[str]], spans: list[Stretch]
) -> tuple[Wanted, list[Stretch]]:
    """Reads "campaigns with shop in the name": the word beside it is a part of names, several of them."""
    for mark in scene.of("part_of_name"):
        word = _part_of_names(scene, mark, spans)
        if word is None:
            continue
        kept.pop((word.dimension, False, "is"), None)
        kept.setdefault(("campaign", bool(scene.has("exclude", "negated")), "contains"), []).append(
            word.text.strip("«»\"'")
        )
        spans += [mark, word, *scene.of("exclude", "negated")]
        metrics = tuple(key for key in frame.metrics if not (word.is_a("metric") and key == word.value))
        frame = frame.put("metrics", metrics, *[span for span in scene.of("metric") if span is not word])
        if not _named_with(scene, word):
            frame = frame.doubt(Issue(key="understanding-no-such-part", values={"word": word.text}, status="no_data"))
    return frame, spans


def _part_of_names(scene: Clause, mark: Stretch, spans: list[Stretch]) -> Stretch | None:
    """The word beside the mark: first one that stored names hold, even when it is the name of a dimension too."""
    beside = [*scene.before(mark, past=("filler", "by"), most=1), *scene.after(mark, past=("filler", "by"), most=3)]
    held = next((span for span in beside if span.is_a("dimension") and _named_with(scene, span)), None)
    near = [
        *scene.after(mark, past=("filler", "by", "dimension"), most=1),
        *scene.before(mark, past=("filler", "by", "dimension"), most=1),
    ]
    named = [span for span in near if span.is_a("unknown", "unknown_name", "metric", "vague", *NAMES)]
    new = [span for span in named if span not in spans]
    return next(iter((*([held] if held else []), *new, *(span for span in near if span in spans))), None)


def _named_with(scene: Clause, word: Stretch) -> bool:
    """Whether names of campaigns hold the word."""
    stems = (scene.phrases.repair.stem_of(token) for token in scene.tokens[word.first : word.after])
    return bool(values_with(stems, scene.phrases).get("campaign"))


def _everything(scene: Clause, dimension: str, values: list[str]) -> bool:
    """An account filter that keeps the only account says nothing."""
    stored = scene.catalogue.values.get("account", ())
    return dimension == "account" and set(stored) <= set(values)


CONSTRUCT: Final = Construct(
    name="value",
    apply=apply,
    examples={
        "расход вк и телеграма": {"where": (Kept(dimension="channel", values=("vk", "telegram")),)},
        "spend without TikTok": {"where": (Kept(dimension="channel", values=("tiktok",), exclude=True),)},
        "ROI with and without TikTok": {"with_and_without": Kept(dimension="channel", values=("tiktok",))},
    },
)
