"""What stored names are called in messages: channels, campaigns and values, with the ones known but not stored."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from agent.understanding.lexicon import names_of, other_names
from agent.understanding.lexicon.territories import names_among
from agent.understanding.spans.numbered import find_ids
from agent.understanding.spans.span import Stretch
from agent.understanding.text.tokens import Word, plains_of, stems_of
from agent.understanding.text.typing import sound_of
from ingest.channel_names import CHANNEL_NAMES, EVERYDAY, plain
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS
from tools.words.stems import form_root_of

READ: Final = 20_000
"""Campaigns whose names are learned by heart; of more, only ids and quoted names are looked up."""
_CURRENCIES: Final = frozenset(("usd", "eur", "rub", "gbp"))
_SEVERAL: Final = frozenset(("and", "&", "+"))
QUOTED: Final = re.compile(
    r"«([^»]{1,200})»|\"([^\"]{1,200})\"|“([^”]{1,200})”|„([^“”]{1,200})[“”]|(?<!\w)'([^']{2,200})'(?!\w)|`([^`]{1,200})`"
)
_JOINED: Final = re.compile(r"(?<![\w@])([^\W_]+(?:_[^\W_]+)+_?)(?!\w)")
_AGES: Final = re.compile(r"(?<!\d)(\d\d)\s*(?:-|–|—|to|до|and|и)\s*(\d\d)(?!\d)|(?<!\d)(\d\d)\s?\+")
_MOST_ALIKE: Final = 50
_MOST_HELD: Final = 300
"""Values of a dimension that are looked into for known names."""
_MOST_INITIALS: Final = 4
_PART_LETTERS: Final = 3
_PIECES: Final = re.compile(r"[\W_]+")
_ROOT_LETTERS: Final = 5
"""Letters of a word of a name with which a longer word is made of it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A phrase and the stored thing it names."""

    phrase: str
    kind: str
    value: str
    dimension: str


def named(catalogue: Catalogue) -> Iterator[Named]:
    """Every phrase that names something stored, then what is known but not stored."""
    yield from _channels(catalogue)
    known = list(_values(catalogue))
    for dimension, value, spellings in known:
        if plain(value) in _CURRENCIES or (dimension == "account" and value in catalogue.channels.values()):
            continue
        for spelling in spellings:
            if spelling == value or len(spelling) > 1:
                yield Named(spelling, "value", value, dimension)
    yield from _campaigns(catalogue)
    stored = {stems_of(spelling) for *_, spellings in known for spelling in spellings}
    stored |= {stems_of(spelling) for title in catalogue.channels.values() for spelling in names_of(title)}
    yield from _absent(catalogue, stored)


def _values(catalogue: Catalogue) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each dimension and stored value with what people call it: "DE" beside other countries is Germany."""
    for dimension, values in catalogue.values.items():
        places, parts, initials = names_among(values), _known_inside(values), _initials(values)
        for value in values:
            names = (value, *places.get(value, ()), *parts.get(value, ()), *initials.get(value, ()))
            yield dimension, value, tuple(dict.fromkeys(other for name in names for other in names_of(name)))


def _initials(values: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The first letters of values of several words that no other value has, as they are: "BC" of British Columbia."""
    found: dict[str, list[str]] = {}
    for value in values[:_MOST_HELD]:
        words = value.split()
        if 1 < len(words) <= _MOST_INITIALS and all(word[:1].isupper() and word.isalpha() for word in words):
            found.setdefault("".join(word[0] for word in words), []).append(value)
    taken = {plain(value) for value in values}
    return {those[0]: (f"={short}",) for short, those in found.items() if len(those) == 1 and plain(short) not in taken}


def _known_inside(values: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What is known inside the one longer value that holds it: "Moscow" of "Москва и МО"."""
    if len(values) > _MOST_HELD:
        return {}
    stems = {value: frozenset(stems_of(value)) for value in values}
    found: dict[str, tuple[str, ...]] = {}
    for key, spellings in other_names().items():
        holding = [value for value, words in stems.items() if words.issuperset(key)]
        if len(holding) == 1 and len(stems[holding[0]]) > len(key):
            found[holding[0]] = (*found.get(holding[0], ()), *spellings)
    return found


def _channels(catalogue: Catalogue) -> Iterator[Named]:
    known = {entry.key: entry for entry in CHANNEL_NAMES}
    for key, title in catalogue.channels.items():
        entry = known.get(key)
        known_as = (entry.en, entry.ru, *entry.spellings) if entry else names_of(title)
        for spelling in {key.replace("_", " "), title, *known_as}:
            if METRICS.keys() & set(plain(spelling).split()):  # "google cpc" is a medium in files, a price in talk
                continue
            yield Named(spelling, "value", key, "channel")
            if entry and "ads" not in plain(spelling).split():
                yield Named(f"{spelling} ads", "value", key, "channel")
                yield Named(f"{spelling} реклама", "value", key, "channel")


def _campaigns(catalogue: Catalogue) -> Iterator[Named]:
    for entry in catalogue.campaigns[:READ]:
        words = plains_of(entry.label)
        if not entry.label.isdigit() and words:
            phrase = f"={entry.label}" if len(words) == 1 else entry.label
            yield Named(phrase, "campaign", entry.label, "campaign")


def _absent(catalogue: Catalogue, stored: Collection[tuple[str, ...]]) -> Iterator[Named]:
    for channel in CHANNEL_NAMES:
        if channel.key in catalogue.channels:
            continue
        for spelling in (channel.en, channel.ru, *channel.spellings):
            words = plain(spelling)
            if words in EVERYDAY:
                yield Named(f"{spelling} ads", "absent_channel", channel.en, "channel")
            if words not in EVERYDAY and len(words) > 1 and not _SEVERAL & set(words.split()):
                yield Named(spelling, "absent_channel", channel.en, "channel")
    for key, spellings in other_names().items():
        if key not in stored and all(len(word) > 2 for word in key):
            yield Named(next(word for word in spellings if stems_of(word) == key), "absent_value", spellings[0], "")


def find_ages(text: str, tokens: Sequence[Word], catalogue: Catalogue) -> Iterator[Stretch]:
    """Groups of ages as stored, however the range is written: "25 to 34", "55+"."""
    groups = {
        tuple(part for part in _AGES.search(value).groups() if part): value  # type: ignore[union-attr]
        for value in catalogue.values.get("age", ())
        if _AGES.search(value)
    }
    for match in _AGES.finditer(text) if groups else ():
        value = groups.get(tuple(part for part in match.groups() if part))
        places = [place for place, token in enumerate(tokens) if match.start() <= token.start < match.end()]
        if value and places:
            yield Stretch(
                kind="value",
                value=value,
                dimension="age",
                first=places[0],
                after=places[-1] + 1,
                start=match.start(),
                end=match.end(),
                text=match[0],
                weight=3.2,
            )


def find_quoted(text: str, tokens: Sequence[Word], catalogue: Catalogue) -> Iterator[Stretch]:
    """Names in quotation marks, written with underscores, and campaign ids: names whatever their words mean."""
    taken: set[int] = set()
    for match in (*QUOTED.finditer(text), *_written_as_names(text, catalogue)):
        places = [place for place, token in enumerate(tokens) if match.start() <= token.start < match.end()]
        if not places:
            continue
        taken |= set(places)
        name = next(group for group in match.groups() if group)
        labels = labels_with(name, catalogue) or _beginning(name, catalogue)
        yield Stretch(
            kind="value" if labels else "unknown_name",
            value="\n".join(labels) or name,
            dimension="campaign",
            first=places[0],
            after=places[-1] + 1,
            start=match.start(),
            end=match.end(),
            text=name,
            weight=1.2 * len(places) + 0.5,
            guessed=", ".join(labels) if len(labels) > 1 else "",
        )
    yield from find_ids(text, tokens, taken, catalogue)


def _written_as_names(text: str, catalogue: Catalogue) -> list[re.Match[str]]:
    """Words with underscores that names begin with: "FB_RTG" of "FB_RTG_trial-dropoff"."""
    found = _JOINED.finditer(text) if "_" in text else ()
    return [match for match in found if not QUOTED.search(text) and _beginning(match[0], catalogue)]


def _beginning(name: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Campaigns whose names begin with a joined piece of them."""
    begin = name.strip().casefold()
    labels = [entry.label for entry in catalogue.campaigns if entry.label.casefold().startswith(begin)]
    return tuple(dict.fromkeys(labels)) if "_" in begin and len(labels) <= _MOST_ALIKE else ()


def labels_with(name: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Campaigns of that name; else those whose names hold all the words, or whose id it is."""
    wanted, exact = set(stems_of(name)), name.strip().casefold()
    if same := [entry.label for entry in catalogue.campaigns if entry.label.casefold() == exact]:
        return tuple(dict.fromkeys(same))
    found = [
        entry.label
        for entry in catalogue.campaigns
        if entry.external_id == name.strip() or (wanted and wanted <= set(stems_of(entry.label)))
    ]
    return tuple(dict.fromkeys(found)) if len(found) <= _MOST_ALIKE else ()


def labels_holding(word: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Campaigns whose names hold a word: as written, in another spelling or form of it, or in the other alphabet."""
    wanted = {stem for spelling in names_of(word.casefold()) for stem in _forms_of(spelling)}
    labels = [entry.label for entry in catalogue.campaigns if not entry.label.isdigit()]
    part = word.casefold()
    if not wanted or len(word) < _PART_LETTERS:  # "vk" is no part of "avkast", but of "vk_lead-form"
        return tuple(label for label in labels if part and part in _PIECES.split(label.casefold()))
    sounds = {sound for stem in stems_of(word) if len(sound := sound_of(stem)) >= _PART_LETTERS}

    def holds(label: str) -> bool:
        if part in label.casefold() or wanted & _forms_of(label):
            return True
        stems = stems_of(label)
        longer = any(len(stem) >= _ROOT_LETTERS and part.startswith(stem) for stem in stems)  # "брендовый": "бренд"
        return longer or any(stem.isascii() != part.isascii() and sound_alike(stem, sounds) for stem in stems)

    found = [label for label in labels if holds(label)]
    found = found or [label for label in labels if any(sound_alike(stem, sounds) for stem in stems_of(label))]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=50_000)
def _forms_of(phrase: str) -> frozenset[str]:
    """The stems of a phrase's words and what all forms of each share."""
    return frozenset((*stems_of(phrase), *(f"~{form_root_of(word)}" for word in plains_of(phrase))))


def sound_alike(stem: str, sounds: set[str]) -> bool:
    """Whether one begins as the other sounds: "бренд" and "брендовый" are "brand"."""
    own = sound_of(stem)
    return len(own) >= _PART_LETTERS and any(own.startswith(one) or one.startswith(own) for one in sounds)
