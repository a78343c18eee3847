"""Names in a sentence: of channels, campaigns, places and devices, in every spelling and case, and parts of names."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ingest.channel_names import CHANNEL_NAMES, plain
from ingest.texts import LANGUAGES, say
from tools.claims.evidence import Evidence
from tools.claims.lexicon import claiming
from tools.claims.mark import Mark
from tools.claims.rows import STEPS, Name
from tools.words.stems import stem_in

PLACES: Final = frozenset({"region", "location", "device", "gender"})
"""Dimensions whose values are words of the language."""
SHORTEST: Final = 6
"""Letters of a part of a name that stands for it."""
ENDINGS: Final = (
    r"(?:а|ы|и|у|ю|е|я|ь|о|й|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ую|юю|ам|ям|ах|ях|ом|ем|ою|ею|ого|его|ому|ему|ым|им|ых|их|ами|ями|иями|ыми|ими|ия|ии|ию|ием|ий|иям|иях|"
    r"ил|ила|или|ило|ал|ала|али|ить|ать|ит|ят|ет|ут|ют|ает|ают|ано|ен|ена|ены|ено)?"
)


def names_in(text: str, evidence: Evidence) -> Iterator[Mark]:
    """Every name, the longest spelling first."""
    spelled = {**_spellings(evidence), **evidence.aliases}
    for spelling in sorted(spelled, key=len, reverse=True):
        for match in _pattern(spelling, declined=spelled[spelling][0] in PLACES).finditer(text):
            if _cuts_a_phrase(text, match):
                continue  # "Facebook paid off" is Facebook that paid off, not the channel "Facebook paid"
            yield Mark(kind="name", start=match.start(), end=match.end(), value=spelled[spelling], text=match[0])


@lru_cache(maxsize=16_384)
def _pattern(spelling: str, *, declined: bool) -> re.Pattern[str]:
    """How a name is found; kept, for the names are the same in sentence after sentence."""
    words = _declined(spelling) if declined else re.escape(spelling) + _ending(spelling)
    return re.compile(rf"(?<![\w]){words}(?!\w)", re.I)


def _cuts_a_phrase(text: str, match: re.Match[str]) -> bool:
    """Whether its last word begins a phrase that goes on behind it."""
    last = match[0].rfind(" ")
    if last < 0:
        return False
    phrase = claiming()["gains_money"].match(text, match.start() + last + 1)
    return phrase is not None and phrase.end() > match.end()


def _declined(spelling: str) -> str:
    """A place or a kind of device in any case and number."""
    return r"\s+".join(
        "-".join(inflected(part) for part in word.split("-"))
        if re.search("[а-я]", word, re.I)
        else re.escape(word) + "s?"
        for word in spelling.lower().split()
    )


def _ending(spelling: str) -> str:
    if len(spelling) < 4 or not re.search(r"[а-яa-z]$", spelling, re.I):
        return ""
    return r"(?:'s|'|’s|а|у|е|ом|ой|ы|ами|ах)?"


def _spellings(evidence: Evidence) -> dict[str, Name]:
    found: dict[str, Name] = {}
    held = {name for row in evidence.rows for name in row.names if name[0] not in STEPS and name[0] != "metric"}
    for dimension, value in held:
        found.setdefault(value.replace("ё", "е"), (dimension, value))
        for spelling in spellings_of(dimension, value):
            found.setdefault(spelling.replace("ё", "е"), (dimension, value))
    for known in CHANNEL_NAMES:
        if any(known.en in text or known.ru in text for text in (*evidence.told, *evidence.earlier)):
            for spelling in _of_channel(known.key):
                found.setdefault(spelling.replace("ё", "е"), ("channel", known.key))
    return found


def spellings_of(dimension: str, value: str) -> Iterator[str]:
    """Further spellings: of a channel, of a coded value, of a campaign without its prefix."""
    if dimension == "channel":
        yield from _of_channel(value)
    elif dimension in ("gender", "device"):
        yield from (say(f"label-{dimension}-{value}", language) for language in LANGUAGES)
    elif dimension == "campaign":
        parts = (value.partition(mark) for mark in (" — ", " | ", " - "))
        yield from (rest for _, found, rest in parts if found and len(rest) >= SHORTEST)


def _of_channel(key: str) -> Iterator[str]:
    known = next((name for name in CHANNEL_NAMES if name.key == key), None)
    for spelling in (known.en, known.ru, *known.spellings) if known else (key.replace("_", " "),):
        yield spelling
        if known and "." not in spelling and " " in plain(spelling):
            yield spelling.replace(" ", ".")


def part_of(match: re.Match[str]) -> Mark:
    """A word that is a part of names."""
    return Mark(kind="part", start=match.start(), end=match.end(), value=match[0], text=match[0])


def in_a_name(word: str, evidence: Evidence) -> bool:
    """Whether a word written as a name is a part of campaigns' names."""
    return word[0].isupper() and any(
        holds(value, word) for row in evidence.rows for dimension, value in row.own if dimension == "campaign"
    )


def holds(name: str, word: str) -> bool:
    """Whether a name has a word in it."""
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", name.replace("ё", "е"), re.I))


def inflected(word: str) -> str:
    """A Russian word in any case and number; an English one with a plural."""
    bare = word.lstrip("=").replace("ё", "е")
    if not re.search("[а-я]", bare):
        return re.escape(bare).replace(r"\ ", r"\s+") + "s?"
    parts = [re.escape(stem_in("ru", part)) + ENDINGS if len(part) > 3 else re.escape(part) for part in bare.split()]
    return r"\s+".join(parts)
