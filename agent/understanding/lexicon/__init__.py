"""Words as data: what a phrase may mean. A new word is a line in one of the files here, never code."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from agent.understanding.text.tokens import plains_of, stem, stems_of
from tools.words.stems import form_root_of

FOLDER: Final = Path(__file__).parent
Tables = Mapping[str, Mapping[str, str]]


@cache
def tables(name: str) -> Tables:
    """A word list: words, separated by commas, by kind and variant."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def listed(words: str) -> Iterator[str]:
    """The words of one entry."""
    return (word.strip() for word in words.replace("\n", " ").split(",") if word.strip())


def lines(name: str) -> list[str]:
    """The lines of a word list, without remarks."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def courtesy() -> frozenset[str]:
    """Words that carry no part of a question: politeness, auxiliaries, everyday nouns and verbs."""
    return frozenset(" ".join(lines("courtesy.txt")).split())


@cache
def harmless() -> frozenset[str]:
    """Stems of everyday words that no list of a question has and that change no figures: "physically", "combos"."""
    return frozenset(map(stem, " ".join(lines("harmless.txt")).split()))


def other_names() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """From the stems of each spelling of a value to all that mean the same: cities, genders, devices, goals."""
    return _same("names.txt")


@cache
def _same(name: str) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """From the stems of each spelling in a list of one line a thing to all that mean the same."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in lines(name):
        spellings = tuple(listed(line))
        for spelling in spellings:
            key = stems_of(spelling)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *spellings)))
    return found


def called_in_trades(header: str) -> tuple[str, ...]:
    """How else people call what a column counts, by the longest thing that its header names; empty where no trade does.

    >>> "пробный урок" in called_in_trades("Trials started"), called_in_trades("Impressions")
    (True, ())
    """
    said = {root for word in plains_of(header) for root in (stem(word), stem(form_root_of(word)))}
    trades = _same("trades.txt")
    inside = [key for key in trades if said.issuperset(key)]
    longest = max(map(len, inside), default=0)
    return tuple(dict.fromkeys(word for key in inside if len(key) == longest for word in trades[key]))


def names_of(value: str) -> tuple[str, ...]:
    """How people may write a stored value, the value itself first.

    >>> "хьюстон" in names_of("Houston")
    True
    """
    key = stems_of(value)
    return tuple(dict.fromkeys((value, *other_names().get(key, ()), *_same("groups.txt").get(key, ()))))
