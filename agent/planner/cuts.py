"""How a question cuts the data: by which dimensions, keeping or dropping which values."""

from collections.abc import Sequence
from typing import Final

from agent.planner.items import Item, Row, renamed
from agent.planner.kept_days import named_days, weekend_or_not
from agent.planner.slots import Kept
from agent.planner.synonyms import are_countries
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS

NAMES: Final = ("channel", "value", "campaign")
_ALWAYS: Final = frozenset(("channel", "campaign", "day", "week", "month", "quarter", "weekday"))
_STAND_INS: Final = {
    "location": "region",
    "region": "location",
    "audience": "segment",
    "gender": "audience",
    "age": "audience",
}
_BETWEEN_NAMES: Final = ("filler", "and", "or", "by", "dimension", "compare", "only", "it", "negated", "all")


def available(dimension: str, catalogue: Catalogue) -> bool:
    """Whether the data can be cut by it."""
    return (
        dimension in _ALWAYS or (dimension == "hour" and catalogue.has_hours) or bool(catalogue.values.get(dimension))
    )


def stand_in(dimension: str, catalogue: Catalogue, word: str = "") -> str:
    """The dimension itself, or the one that holds the same here, as long as countries are asked for countries."""
    other = _STAND_INS.get(dimension, dimension)
    if word.lower().startswith(_COUNTRY_WORDS) and not are_countries(catalogue.values.get(other, ())):
        return dimension
    if word.lower().startswith(_CITY_WORDS) and are_countries(catalogue.values.get(other, ())):
        return dimension
    return other if not available(dimension, catalogue) and available(other, catalogue) else dimension


_COUNTRY_WORDS: Final = ("countr", "стран", "state", "област")
_CITY_WORDS: Final = ("cit", "город", "town")


def with_meant_names(row: Row) -> tuple[Item, ...]:
    """The items with ambiguous names read by the dimension word beside them."""
    items = list(row.items)
    for index, item in enumerate(items):
        beside = {other.value for other in _beside(items, index) if other.is_a("dimension")}
        if "campaign" in beside and _describes_campaigns(items, index):
            beside = beside | {"objective"}
        if item.is_a(*NAMES) and not beside and not _paired(items, index):
            beside = {other.dimension for other in _opposite(items, index)}
        wanted = next((other for other in item.others if other.kind in NAMES and other.dimension in beside), None)
        if wanted and not (item.is_a(*NAMES) and item.dimension in beside):
            items[index] = renamed(item, wanted)
        elif (
            item.is_a("value")
            and item.dimension not in beside
            and _everyday(item)
            and not (_written_as_name(item, row) or _paired(items, index))
        ):
            plain = next((other for other in item.others if other.kind not in NAMES), None)
            items[index] = renamed(item, plain) if plain else item
    return tuple(items)


def _describes_campaigns(items: Sequence[Item], index: int) -> bool:
    """Reads "Traffic campaigns", "кампании на трафик": the kind of campaign, whatever the word means else."""
    after = items[index + 1] if index + 1 < len(items) else None
    if after is not None and after.is_a("dimension") and after.text.lower() == "campaigns":
        return True
    before = items[max(0, index - 2) : index]
    links = ("на", "типа", "с", "для", "for", "with", "type")
    return len(before) == 2 and before[0].is_a("dimension") and before[1].text.lower() in links


def _everyday(item: Item) -> bool:
    """Whether the value is a small word too: "both", "all"."""
    return any(other.kind in ("filler", "all", "and", "or", "each", "vague", "it") for other in item.others)


def _paired(items: Sequence[Item], index: int) -> bool:
    """Whether it stands against another name of its kind: "search vs display"."""
    return any(other.dimension == items[index].dimension for other in _opposite(items, index))


def _opposite(items: Sequence[Item], index: int) -> list[Item]:
    """The names on the other side of "vs", "or", "and"; after "than" any name before it."""
    ends = [(index - 1, index - 2), (index + 1, index + 2)]
    links = [(link, other) for link, other in ends if min(link, other) >= 0 and max(link, other) < len(items)]
    found = [items[other] for link, other in links if items[link].is_a("compare", "or", "and")]
    if index and items[index - 1].text.lower() in ("than", "чем"):
        found += items[: index - 1]
    return [item for item in found if item.is_a(*NAMES)]


def _written_as_name(item: Item, row: Row) -> bool:
    """Whether an everyday word is written as stored, inside a sentence: "on Display", not "Display the clicks"."""
    inside = item.first > 0 or row.language == "ru"
    return inside and item.text == item.value and row.tokens[item.first].is_name_like and not row.text.isupper()


def _beside(items: Sequence[Item], index: int) -> list[Item]:
    found = []
    for step in (-1, 1):
        place = index + step
        while 0 <= place < len(items) and items[place].is_a("filler", "by") and abs(place - index) < 3:
            place += step
        if 0 <= place < len(items):
            found.append(items[place])
    return found


def kept_of(items: tuple[Item, ...], catalogue: Catalogue) -> tuple[Kept, ...]:
    """The filters: names said, those after "without" as exclusions, days of the week."""
    chosen: dict[tuple[str, bool], list[str]] = {}
    for index, item in enumerate(items):
        if item.is_a(*NAMES):
            values = chosen.setdefault((item.dimension, _excluded(items, index)), [])
            values += [value for value in item.value.split("\n") if value not in values]
    kept = [Kept(dimension=dimension, values=tuple(values), exclude=out) for (dimension, out), values in chosen.items()]
    return tuple(entry for entry in kept if not _everything(entry, catalogue))


def _everything(entry: Kept, catalogue: Catalogue) -> bool:
    """An account filter that keeps the only account says nothing."""
    return (
        entry.dimension == "account"
        and not entry.exclude
        and set(catalogue.values.get("account", ())) <= set(entry.values)
    )


def _excluded(items: Sequence[Item], index: int) -> bool:
    """Whether "without" stands before, or "excluded" behind, with only names and small words between."""
    after = next((item for item in items[index + 1 :] if not item.is_a("and", *NAMES)), None)
    if after is not None and after.is_a("exclude") and after.text.lower() in _SAID_AFTER:
        return True
    place = index - 1
    while place >= 0 and items[place].text.lower() not in _SAID_AFTER:
        if _but(items, place) or items[place].is_a("exclude") or _negates(items, place, index):
            return True
        if not items[place].is_a(*_BETWEEN_NAMES, *NAMES):
            return False
        place -= 1
    return False


def _negates(items: Sequence[Item], place: int, index: int) -> bool:
    """Whether "not" stands right before; "isn't VK dear?" denies nothing."""
    return (
        items[place].is_a("negated") and place == index - 1 and not items[place].text.lower().endswith(("n't", "n’t"))
    )


_SAID_AFTER: Final = frozenset(
    ("excluded", "aside", "omitted", "left out", "not included", "not counted", "не в счет", "не в счёт")
)


def _but(items: Sequence[Item], place: int) -> bool:
    """Reads "all channels but Yandex" as one left out."""
    narrows = any(item.is_a("only") for item in items[place + 1 : place + 2])
    return (
        items[place].text.lower() in ("but", "save", "bar")
        and not narrows
        and any(
            item.is_a("all") or (item.is_a("by") and item.value == "each") for item in items[max(0, place - 3) : place]
        )
    )


def groups_of(items: tuple[Item, ...], catalogue: Catalogue, kept: tuple[Kept, ...]) -> tuple[str, ...]:
    """The dimensions that rows are made for."""
    said = [
        name
        for index, item in enumerate(items)
        if item.is_a("dimension") and _cuts(items, index)
        for name in _meant(item, catalogue)
    ]
    named = [item.dimension for index, item in enumerate(items) if item.is_a(*NAMES) and not _excluded(items, index)]
    several = {entry.dimension for entry in kept if not entry.exclude and len(entry.values) > 1}
    compared = [
        name for name in dict.fromkeys(named) if name in several and named.count(name) > 1 and not _together(items)
    ]
    compared = [name for name in compared if name != "weekday"]
    if len(weekend_or_not(items)) > 1 or (len(named_days(items)) > 1 and not _together(items)):
        said.append("weekday")
    who = next((item.value for item in items if item.is_a("who")), None)
    if who is not None and not compared and not said:
        said += _people(catalogue) if who == "people" else ["channel"]
    return tuple(dict.fromkeys([*said, *compared]))


def _meant(item: Item, catalogue: Catalogue) -> list[str]:
    """The dimensions a word means here: without audiences, people are told apart by age and gender."""
    if item.value == "audience" and not available("audience", catalogue):
        return _people(catalogue) or [item.value]
    return [stand_in(item.value, catalogue, item.text)]


def _people(catalogue: Catalogue) -> list[str]:
    slices = [name for name in ("age", "gender") if available(name, catalogue)]
    return slices or [name for name in ("audience", "segment") if available(name, catalogue)][:1]


def _together(items: tuple[Item, ...]) -> bool:
    """Whether "in total", "together" asks for one sum."""
    return any(item.is_a("all") for item in items) and not any(
        item.is_a("compare", "or", "each") or (item.is_a("which") and not item.text.lower().startswith("what"))
        for item in items
    )


def _cuts(items: tuple[Item, ...], index: int) -> bool:
    """Whether a dimension word cuts, or only introduces a name ("channel Facebook") or a whole ("all channels")."""
    item = items[index]
    before = items[index - 1] if index else None
    if item.value == "account" and before is not None and before.text.lower() in _OURS:
        return False
    after = items[index + 1] if index + 1 < len(items) else None
    if any(
        other is not None
        and other.is_a(*NAMES, "unknown_name")
        and (other.dimension == item.value or other.is_a("unknown_name"))
        for other in (before, after)
    ) and not _plural_by(items, index):
        return False
    if (
        before is not None
        and before.is_a("all", "exclude")
        and not any(other.is_a("which", "most", "least", "best", "worst") for other in items)
    ):
        by = index > 1 and items[index - 2].is_a("by") and not before.is_a("exclude")
        return by and not any(other.is_a("all") for other in items if other is not before)
    return not (item.value == "campaign" and _generic(items, index))


_OURS: Final = frozenset("наш наша наше наши нашей нашу нашего нашем our your the company".split())


def _plural_by(items: tuple[Item, ...], index: int) -> bool:
    """Reads "by channel" before other names: "by channel for Facebook" keeps the cut."""
    text = items[index].text.lower()
    by = index > 0 and items[index - 1].is_a("by", "each")
    return by and (text.endswith(("ам", "ям", "s")) or (index + 1 < len(items) and not items[index + 1].is_a(*NAMES)))


def _generic(items: tuple[Item, ...], index: int) -> bool:
    """Reads "our campaigns", "Facebook campaigns", "на рекламные кампании" as advertising at large."""
    if any(item.is_a(*_ASKS_FOR_EACH) for item in items[max(0, index - 2) : index]):
        return False
    if any(item.is_a("dimension") and item.value != "campaign" for item in items):
        return True
    after = items[index + 1 : index + 3]
    asked = any(item.is_a(*_ASKS_FOR_ROWS) for item in items) or (
        len(after) == 2 and after[0].is_a("exclude") and after[1].is_a("metric")
    )
    asked = asked or _owns_a_ratio(items, index)
    lead = items[index - 1].text.lower() if index else ""
    named = any(0 <= place < len(items) and items[place].is_a(*NAMES) for place in (index - 1, index + 1, index + 2))
    return not asked and (lead in _AT_LARGE or named or len(items) > index + 1)


def _owns_a_ratio(items: tuple[Item, ...], index: int) -> bool:
    """Reads "ROAS кампаний", "ROI of campaigns": a ratio of each, where no name says of which."""
    before = items[index - 1] if index else None
    if before is not None and before.is_a("filler") and before.text.lower() == "of" and index > 1:
        before = items[index - 2]
    ratio = before is not None and before.is_a("metric") and not METRICS[before.value].additive
    return ratio and items[index].text.lower() in ("кампаний", "campaigns") and not any(i.is_a(*NAMES) for i in items)


_ASKS_FOR_EACH: Final = (
    "by",
    "which",
    "each",
    "best",
    "worst",
    "most",
    "least",
    "count",
    "first_n",
    "share",
    "number",
    "compare",
)
_ASKS_FOR_ROWS: Final = (
    "which", "best", "worst", "most", "least", "more", "between", "count", "loss", "gain", "compare", "zero", "share",
    "first_n", "sort", "ascending", "descending", "chart", "export", "have", "table",
)  # fmt: skip
_AT_LARGE: Final = frozenset("на on our наших наши рекламные рекламных ad advertising рекламным the".split())


def title_of(dimension: str, language: str) -> str:
    """What people call it."""
    return DIMENSIONS[dimension].titles["ru" if language == "ru" else "en"]
