"""Which rows: names kept, names left out, parts of names, with and without side by side."""

import itertools
from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.frame import Issue, Kept, Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans import Stretch
from agent.understanding.spans.names import labels_holding
from agent.understanding.text.tokens import stems_of

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


_Values = dict[tuple[str, bool, str], list[str]]
"""Values by dimension, whether they are left out, and how names match."""


def apply(scene: Clause, frame: Wanted) -> Wanted:
    """Filters by dimension; a name once kept and once left out is kept beside the whole."""
    kept, spans = _named(scene)
    frame, spans = _parts(scene, frame, kept, spans)
    spans += [span for span in scene.of("only") if spans]
    twice = {key[0] for key in kept if key[1]} & {key[0] for key in kept if not key[1]}
    pair = _beside_the_whole(scene, kept, twice)
    if pair is not None:
        (dimension, _, _), values = next(iter(kept.items()))
        return frame.put("with_and_without", Kept(dimension=dimension, values=tuple(values)), *spans, *pair)
    found = tuple(
        Kept(dimension=dimension, values=tuple(values), exclude=out, match=match)
        for (dimension, out, match), values in kept.items()
        if not _everything(scene, dimension, values) or out
    )
    frame = frame.mark("both") if twice else frame
    return frame.put("where", (*frame.kept, *found), *spans) if spans else frame


def _named(scene: Clause) -> tuple[_Values, list[Stretch]]:
    """The names kept and left out, by dimension, and the words that say so."""
    kept: _Values = {}
    spans: list[Stretch] = []
    for span in scene.of(*NAMES):
        if yardstick(scene, span):
            continue
        out = excluded(scene, span)
        values = kept.setdefault((span.dimension, out is not None, "is"), [])
        values += [value for value in span.values if value not in values]
        spans += [span, *([out] if out is not None else [])]
    return kept, spans


def _beside_the_whole(scene: Clause, kept: _Values, twice: set[str]) -> list[Stretch] | None:
    """The words that set names beside the whole: none where the same are kept and left out, None where nothing does."""
    if len(kept) == 2 and len(twice) == 1 and len(set(map(tuple, kept.values()))) == 1:
        return []
    return (_side_by_side(scene) or None) if len(kept) == 1 else None


def excluded(scene: Clause, span: Stretch) -> Stretch | None:
    """The word that leaves a name out: "without" before it, or "excluded" behind, only small words between."""
    place = scene.spans.index(span)
    for other in scene.spans[place + 1 : place + 6]:
        if other.is_a("exclude") and _said_after(scene, other):
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


def _said_after(scene: Clause, word: Stretch) -> bool:
    """Whether a word that leaves out stands behind its names: it may, or nothing follows it ("бренд не считаем")."""
    last = not any(one.is_a(*NAMES, "dimension", "unknown", "metric", "number") for one in scene.after(word, past=()))
    return (word.low in _SAID_AFTER or last) and not _names_follow(scene, word)


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


def _whole_before(scene: Clause, out: Stretch) -> Stretch | None:
    """Reads "overall, then the same without TikTok", "всего и сколько, если без ТикТока" as both of them."""
    for whole in scene.of("all"):
        between = scene.between(whole, out) if whole.first < out.first else []
        parted = (
            any(one.is_a("and", "break", "now", "same") for one in between) or "/" in scene.text[whole.end : out.start]
        )
        if parted and all(one.is_a(*_BETWEEN_BOTH) for one in between):
            return whole
    return None


_BETWEEN_BOTH: Final = (
    "filler",
    "and",
    "break",
    "now",
    "same",
    "count",
    "how_much",
    "metric",
    "it",
    "all",
    "also",
    "by",
    "dimension",
    "vague",
    "which",
)


def _side_by_side(scene: Clause) -> list[Stretch]:
    """The words of "with and without": as one phrase, or "without X" and "with X" or "in all" in one message."""
    if phrase := scene.of("with_and_without"):
        return phrase
    outs = scene.of("exclude")
    if len(outs) == 1 and (whole := _whole_before(scene, outs[0])):
        return [*outs, whole]
    withs = [
        span
        for span in scene.spans
        if span.low in ("with", "с", "со", "включая", "including", "с ним", "с ней", "with it")
    ]
    pair = outs and (withs or len(outs) == 1) and (withs or scene.flag("with_and_without") > _SURE) and scene.has("and")
    return [*outs, *withs] if pair and (scene.flag("with_and_without") >= 0.5 or len(withs) > 0) else []


_SURE: Final = 0.6


def by_per_cent(scene: Clause, number: Stretch) -> list[Stretch]:
    """Reads "over 20% higher than in May", "на 20% дороже": the words that say which way a metric has moved so far."""
    if number.figure is None or number.figure.unit != "percent":
        return []
    behind = scene.after(number, most=4)
    said = list(itertools.takewhile(lambda span: span.is_a("more", "dear", "cheap", "best", "worst"), behind))
    rest = behind[len(said) : len(said) + 1]
    measured = any(span.is_a("average", *NAMES) for span in rest)
    if not said or measured or any(span.value in (">=", "<=") for span in said):
        return []
    before = scene.before(number, past=("filler", "unknown"), most=1)
    return [*(span for span in before if span.is_a("more")), *said]


def _parts(scene: Clause, frame: Wanted, kept: _Values, spans: list[Stretch]) -> tuple[Wanted, list[Stretch]]:
    """Reads "campaigns with shop in the name": the word beside it is a part of names, several of them."""
    for mark in scene.of("part_of_name"):
        word = _part_of_names(scene, mark)
        if word is None:
            near = _beside_mark(scene, mark)
            said = next((span for span in near if not span.is_a("filler", "metric", "period", "dimension")), mark)
            issue = Issue(key="understanding-no-such-part", values={"word": said.text}, status="no_data")
            return frame.doubt(issue).hear(said, mark), spans
        kept.pop((word.dimension, False, "is"), None)
        part, out = word.text.strip(_QUOTES), bool(scene.has("exclude", "negated"))
        stored = list(labels_holding(part, scene.catalogue))
        written = stored == [one.label for one in scene.catalogue.campaigns if part.casefold() in one.label.casefold()]
        kept["campaign", out, "contains" if written else "is"] = [part] if written else stored
        spans += [mark, word, *scene.of("exclude", "negated")]
        metrics = tuple(key for key in frame.metrics if not (word.is_a("metric") and key == word.value))
        frame = frame.put("metrics", metrics, *[span for span in scene.of("metric") if span is not word])
    return frame, spans


def _beside_mark(scene: Clause, mark: Stretch) -> list[Stretch]:
    """What may be the part of a name: the nearest words of the same sentence, those behind the mark first.

    What a comma parts from the mark comes last: "with spa in the name, bookings and cost".
    """
    near = [*scene.after(mark, past=_PAST_PART, most=3), *scene.before(mark, past=_PAST_PART, most=2)]
    near.sort(key=lambda span: "," in scene.text[min(mark.end, span.end) : max(mark.start, span.start)])
    return [
        span
        for span in near
        if not span.is_a("part_of_name")
        and not (span.is_a("dimension") and span.value == "campaign")
        and not scene.broken(*sorted((mark, span), key=lambda one: one.first))
    ]


def _part_of_names(scene: Clause, mark: Stretch) -> Stretch | None:
    """The word beside the mark that stored names hold, even when it is the name of a dimension too."""
    for span in _beside_mark(scene, mark):
        labels = labels_holding(span.text.strip(_QUOTES), scene.catalogue)
        whole = {stem for label in labels for stem in stems_of(label)}
        if labels and (span.is_a(*_NAMING) or scene.tokens[span.first].stem in whole):
            return span
    return None


_NAMING: Final = ("unknown", "unknown_name", "uncollected", "small_talk", *NAMES)
"""Kinds of words of which a name may hold any letters; what says something else is a part of it as a whole word."""
_PAST_PART: Final = ("by", "have", "which", "who")
_QUOTES: Final = "«»\"'"


def yardstick(scene: Clause, name: Stretch) -> Stretch | None:
    """The comparative whose measure a name is: "dearer than Facebook", "cheaper per lead than Meta", "дешевле гугла".

    Only where rows of its kind are asked for, and no other of them is named.
    """
    same = [span for span in scene.of(*NAMES) if span.dimension == name.dimension and span is not name]
    rows = scene.has("who") or any(span.value == name.dimension for span in scene.of("dimension"))
    if same or not rows or not scene.has(*_ROWS_OF):
        return None
    for span in scene.before(name, past=_BESIDE_YARDSTICK)[:1]:
        if span.is_a("more", "dear", "cheap", "best", "worst") and reaches(scene, span, name):
            return span
    return None


_ROWS_OF: Final = ("which", "dimension", "who", "count")
_BESIDE_YARDSTICK: Final = ("filler", "unknown", "by", "compare", "metric", "price", "number", "it")


def reaches(scene: Clause, word: Stretch, thing: Stretch) -> bool:
    """Whether a comparative reaches its thing: "dearer than Facebook", "дороже фейсбука", not "more from Facebook"."""
    between = scene.text[word.end : thing.start].casefold().split()
    beside = not between and thing.is_a(*NAMES) and not word.low.endswith(("всего", "всех"))
    multiple = any(
        span.is_a("number") and span.figure and span.figure.unit == "times" for span in scene.between(word, thing)
    )
    return beside or multiple or "than" in between or "чем" in between or word.low.endswith((" than", " чем"))


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
