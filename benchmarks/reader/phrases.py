"""Phrases with holes and marks to sentences with their frame and spans: `[потратили]spend {p} {c}`."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from agent.understanding.reader import Before, labels
from benchmarks.reader.slots import Filled, Slots, entries

HOME = Path(__file__).parent / "phrases"
TAG_CODES = {
    "P": "PERIOD",
    "C": "COMPARED",
    "V": "VALUE",
    "N": "NUMBER",
    "A": "ACT",
    "W": "VIEW",
    "R": "RANK",
    "K": "COMPARATOR",
    "G": "AGGREGATOR",
    "H": "CHANGE",
    "X": "NEGATION",
    "M": "METRIC",
    "D": "CUT",
}
FLAG_CODES = {
    "E": ("REFERENCE", "refers_back"),
    "f": ("FILLER", "courtesy"),
    "most": ("RANK", "rank_most"),
    "least": ("RANK", "rank_least"),
    "best": ("RANK", "rank_best"),
    "worst": ("RANK", "rank_worst"),
    "pos": ("RANK", "position"),
    "bychg": ("RANK", "order_by_change"),
    "up": ("CHANGE", "change_up"),
    "down": ("CHANGE", "change_down"),
    "excl": ("NEGATION", "exclusion"),
    "wwo": ("NEGATION", "with_and_without"),
    "part": ("COMPARATOR", "part_of_name"),
    "wk": ("VALUE", "weekday_class"),
    "each": ("AGGREGATOR", "top_per_group"),
    "gt": ("COMPARATOR", "threshold"),
    "rng": ("COMPARATOR", "threshold_range"),
    "avg": ("AGGREGATOR", "threshold_average"),
    "mult": ("NUMBER", "threshold_multiple"),
    "thp": ("COMPARED", "threshold_period"),
    "share": ("AGGREGATOR", "share"),
    "whole": ("AGGREGATOR", "share_of_whole"),
    "within": ("AGGREGATOR", "share_within"),
    "run": ("AGGREGATOR", "running_total"),
    "perday": ("AGGREGATOR", "per_day"),
    "perwd": ("AGGREGATOR", "per_weekday"),
    "perper": ("AGGREGATOR", "per_period"),
    "cnt": ("AGGREGATOR", "count"),
    "tot": ("AGGREGATOR", "total"),
    "pace": ("AGGREGATOR", "pace"),
    "waste": ("METRIC", "wasted"),
    "allm": ("METRIC", "all_metrics"),
    "trend": ("VIEW", "trend"),
    "sort": ("RANK", "sorted"),
    "chart": ("VIEW", "chart"),
    "export": ("VIEW", "export"),
    "cp": ("ACT", "compare_periods"),
    "cv": ("ACT", "compare_values"),
    "vs": ("COMPARATOR", "compare_values"),
    "vp": ("COMPARATOR", "compare_periods"),
    "chc": ("CHANGE", "change_condition"),
}
MEANS = {
    "threshold_range": "threshold",
    "threshold_average": "threshold",
    "threshold_multiple": "threshold",
    "threshold_named": "threshold",
    "threshold_period": "threshold",
    "share_of_whole": "share",
    "share_within": "share",
}
"""A flag that is a kind of another."""
EDIT_CODES = ("filter", "cut")
"""Edits whose name depends on what the question before had: replaced where there was one, added where not."""


@dataclass
class Sentence:
    """A message with everything the reader should say about it."""

    parts: list[tuple[str, str | None]] = field(default_factory=list)
    acts: tuple[str, ...] = ("query",)
    metrics: set[str] = field(default_factory=set)
    cuts: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    edits: set[str] = field(default_factory=set)
    filters: list[tuple[str, str]] = field(default_factory=list)
    requests: int = 1
    before: str | None = None
    language: str = "ru"
    writer: str = ""
    family: str = ""
    unmarked: bool = False
    """Its spans are not known."""
    open_flags: frozenset[str] = frozenset()
    """If any: only these flags and those it has are known, the others are left open."""

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.parts)

    @property
    def spans(self) -> list[tuple[int, int, str]]:
        found, at = [], 0
        for text, tag in self.parts:
            left, right = len(text) - len(text.lstrip()), len(text.rstrip())
            if tag and right > left:
                found.append((at + left, at + right, tag))
            at += len(text)
        return found


@dataclass(frozen=True)
class Phrase:
    """One line of a writer."""

    text: str
    acts: tuple[str, ...]
    flags: tuple[str, ...]
    edits: tuple[str, ...]
    language: str
    writer: str
    family: str
    held: bool


def phrases(home: Path = HOME) -> Iterator[Phrase]:
    """All lines of all writers."""
    for path in sorted(home.glob("*.txt")):
        yield from _of_writer(path)


def _of_writer(path: Path) -> Iterator[Phrase]:
    language, held, family, acts, flags, edits = path.stem.split("_")[-1], False, "", ("query",), (), ()
    for number, raw in enumerate(path.read_text().splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("//"):
            continue
        if line == "% held":
            held = True
        elif line.startswith("="):
            family, acts, flags, edits = _heading(line[1:], f"{path.name}:{number}")
        else:
            text, own = _own_flags(line, f"{path.name}:{number}")
            more = tuple(flag for flag in own if not flag.startswith(">"))
            other = tuple(flag[1:] for flag in own if flag.startswith(">"))
            yield Phrase(text, acts, (*flags, *more), other or edits, language, path.stem, family, held)


def _heading(line: str, where: str) -> tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    words = line.split()
    acts = tuple(words[0].split("+"))
    assert set(acts) <= set(labels.ACTS), f"{where}: {acts}"
    flags = tuple(word[1:] for word in words[1:] if word[0] == "#")
    edits = tuple(word[1:] for word in words[1:] if word[0] == ">")
    family = next((word[1:] for word in words[1:] if word[0] == "@"), acts[0])
    assert set(flags) <= set(labels.FLAGS), f"{where}: {flags}"
    assert set(edits) <= {*labels.EDITS, *EDIT_CODES, "none"}, f"{where}: {edits}"
    return family, acts, flags, edits


def _own_flags(line: str, where: str) -> tuple[str, tuple[str, ...]]:
    found = re.findall(r"\s([#>][a-z_]+)(?=\s|$)", line)
    flags = tuple(flag[1:] if flag[0] == "#" else flag for flag in found)
    for flag in flags:
        known = {*labels.EDITS, *EDIT_CODES, "none"} if flag[0] == ">" else {*labels.FLAGS}
        assert flag.lstrip(">") in known, f"{where}: {flag}"
    return re.sub(r"\s[#>][a-z_]+(?=\s|$)", "", line).strip(), flags


def expand(phrase: Phrase, chance: random.Random) -> Sentence:
    """One sentence out of a phrase: choices made, holes filled."""
    slots = Slots(phrase.language, chance, held=phrase.held)
    made = Sentence(
        acts=phrase.acts, flags=set(phrase.flags), language=phrase.language, writer=phrase.writer, family=phrase.family
    )
    text = _choices(phrase.text, chance)
    for mark, codes, hole, plain in re.findall(
        r"\[([^\]]*)\]([A-Za-z_]+(?:\+[A-Za-z_]+)*)|\{([a-z_0-9]+)\}|([^\[\]{}]+)", text
    ):
        if hole:
            for filled in _holes(hole, slots):
                _put(made, filled)
        elif codes:
            inner = "".join(_plain(hole_or_text, slots, made) for hole_or_text in re.split(r"(\{[a-z_0-9]+\})", mark))
            _marked(made, inner, codes.split("+"))
        else:
            made.parts.append((plain, None))
    made.flags |= {MEANS[flag] for flag in made.flags & MEANS.keys()}
    follows = phrase.family.startswith("follow")
    if phrase.edits or follows:
        _after(made, phrase.edits or ("none",), slots)
    if follows:
        made.flags.add("elliptic")
    return made


def attach_before(made: Sentence, edits: tuple[str, ...], chance: random.Random) -> None:
    """A question before, in which the edits make sense; `none` for a message that starts anew."""
    _after(made, edits, Slots(made.language, chance))


def _choices(text: str, chance: random.Random) -> str:
    while match := re.search(r"\(([^()]*\|[^()]*)\)", text):
        text = text[: match.start()] + chance.choice(match[1].split("|")) + text[match.end() :]
    return re.sub(r" {2,}", " ", text).strip()


def _holes(hole: str, slots: Slots) -> Iterator[Filled]:
    if hole.startswith("ms"):
        yield from _list_of_metrics(hole, slots)
    elif hole in ("cs", "ts"):
        one, other = slots.fill("c"), slots.fill(slots.chance.choice(["c", "t"]))
        bare = re.sub(r"^(по|by|per) ", "", other.text)
        yield from (
            one,
            Filled(slots.chance.choice([" и ", ", "] if slots.language == "ru" else [" and ", ", "])),
            replace(other, text=bare),
        )
    elif hole[:2] in ("vv", "vw"):
        yield from _pair(hole, slots)
    else:
        yield slots.fill(hole)


def _list_of_metrics(hole: str, slots: Slots) -> Iterator[Filled]:
    chance, case = slots.chance, hole.partition("_")[2]
    name, russian = (f"m_{case}" if case else "m"), slots.language == "ru"
    many = chance.choice([2, 2, 2, 3, 3, 4])
    style = chance.choice(
        [
            (", ", ", "),
            (", ", " и " if russian else " and "),
            (" ", " "),
            (" ", " и " if russian else " and "),
            ("/", "/"),
            (" + ", " + "),
            (" и ", " и ") if russian else (" and ", " and "),
            (", ", ", а также " if russian else " as well as "),
        ]
    )
    for number in range(many):
        if number:
            yield Filled(style[1] if number == many - 1 else style[0])
        yield slots.fill(name)


def _pair(hole: str, slots: Slots) -> Iterator[Filled]:
    """`{vv}`: two or three values of one kind in a list; `{vw}`: two against each other."""
    chance, russian = slots.chance, slots.language == "ru"
    kind = chance.choices(
        ["channel", "location", "region", "campaign", "account", "segment", "gender", "age", "device", "objective"],
        [6, 3, 3, 2, 2, 2, 2, 2, 2, 2],
    )[0]
    case = {"": 0, "g": 1, "l": 2}[hole.partition("_")[2]]
    one, other = slots.name(kind), slots.name(kind)
    joins = [" и ", ", "] if russian else [" and ", ", "]
    if hole.startswith("vw"):
        joins = (
            [" или ", " vs ", " против ", " и ", " / "]
            if russian
            else [" or ", " vs ", " versus ", " vs. ", " against ", " / "]
        )
        joins = joins[:1] if case == 2 else joins
    join = chance.choice(joins)
    yield Filled(one[case], "VALUE", filters=[(kind, one[0])])
    yield Filled(join)
    yield Filled(other[case], "VALUE", filters=[(kind, other[0])])


def _plain(part: str, slots: Slots, made: Sentence) -> str:
    if not part.startswith("{"):
        return part
    filled = slots.fill(part[1:-1])
    made.metrics |= filled.metrics
    made.cuts |= filled.cuts
    made.filters += filled.filters
    return filled.text


LEADING = re.compile(
    r"(?:(?:в|во|на|у|по|с|среди|in|on|for|from|among|of) (?:the (?=.* campaign)|(?:кампании|клиента|клиенту|сегменте|группе|кампаниях на|client|campaign) )?|с целью )"
)


def _put(made: Sentence, filled: Filled) -> None:
    led = LEADING.match(filled.text) if filled.tag == "VALUE" else None
    if led:
        made.parts.append((led[0], None))
    made.parts.append((filled.text[led.end() :] if led else filled.text, filled.tag))
    made.metrics |= filled.metrics
    made.cuts |= filled.cuts
    made.flags |= filled.flags
    made.filters += filled.filters


def _marked(made: Sentence, text: str, codes: list[str]) -> None:
    tag: str | None = None
    for code in codes:
        own = None
        if code in ("unsup", *labels.METRICS):
            own = "METRIC"
            made.metrics.add("unsupported" if code == "unsup" else code)
        elif code in labels.CUTS:
            own = "CUT"
            made.cuts.add(code)
        elif code == "b":
            own = "BREAK"
            made.requests += 1
        elif code in FLAG_CODES:
            own, flag = FLAG_CODES[code]
            made.flags.add(flag)
        else:
            own = TAG_CODES[code]
        if code == "waste":
            made.metrics.add("spend")
        tag = tag or own
    made.parts.append((text, tag))


def _after(made: Sentence, edits: tuple[str, ...], slots: Slots) -> None:
    """A question before that the edits make sense after."""
    chance = slots.chance
    own_kinds = {kind for kind, _ in made.filters}
    metrics = [
        key
        for key in chance.sample(list(entries(f"metrics_{slots.language}")), chance.choice([1, 1, 1, 2]))
        if key != "unsupported"
    ] or ["spend"]
    cuts = (
        []
        if chance.random() < 0.45
        else chance.sample(
            [
                "channel",
                "campaign",
                "location",
                "region",
                "month",
                "week",
                "gender",
                "device",
                "segment",
                "day",
                "objective",
            ],
            chance.choice([1, 1, 2]),
        )
    )
    filters = [
        (kind, slots.name(kind)[0])
        for kind in chance.sample(
            ["channel", "location", "region", "campaign", "gender", "age", "segment"], chance.choice([0, 0, 1, 1, 2])
        )
    ]
    wanted = set()
    for edit in edits:
        if edit == "filter":
            if chance.random() < 0.5 and own_kinds:
                filters = [(kind, slots.name(kind)[0]) for kind in own_kinds] + [
                    one for one in filters if one[0] not in own_kinds
                ][:1]
                wanted.add("replace_filter")
            else:
                filters = [one for one in filters if one[0] not in own_kinds]
                wanted.add("add_filter")
        elif edit == "cut":
            cuts = cuts if chance.random() < 0.6 else []
            wanted.add("replace_cut" if cuts else "add_cut")
        elif edit != "none":
            wanted.add(edit)
    if wanted & {"remove_filter"} and not filters:
        filters = [("channel", slots.name("channel")[0])]
    if wanted & {"remove_cut", "replace_cut", "rank"} and not cuts:
        cuts = ["channel"]
    if wanted & {"remove_metric"}:
        metrics = sorted(made.metrics) + metrics[:1]
    period = slots.fill("pn").text if chance.random() < 0.75 else ""
    compared = slots.fill("cn").text if chance.random() < 0.12 else ""
    if chance.random() < 0.4 and period and chance.random() < 0.5:
        period = f"2025-{chance.randint(1, 12):02d}-01..2025-{chance.randint(1, 12):02d}-28"
    act = "query" if chance.random() < 0.9 else chance.choice(["forecast", "explain", "plan_fact", "allocate"])
    before = Before(
        act=act,
        metrics=metrics,
        cuts=cuts,
        filters=filters,
        period=period,
        compared=compared,
        ranked=chance.random() < 0.2,
        chart=chance.random() < 0.1,
    )
    made.before, made.edits = before.line(), wanted
    if "none" not in edits:
        made.flags.add("elliptic")
