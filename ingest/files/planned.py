"""Columns of a plan in a team's own words: "План расхода", "Leads plan", "Цель по заявкам" plan what stands beside."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from ingest.files.field_names import plain_header, words_of
from ingest.files.header_words import ROLE
from ingest.files.headers import Columns
from ingest.files.word_kinds import says

_LINKS: Final = frozenset(("по", "на", "of", "for", "in", "to"))
_ENDING: Final = 2
_BEGINNING: Final = 4
"""Letters that forms of one word share at least; they end in two others at most."""


def with_planned(columns: Columns) -> Columns:
    """The columns of a table without any fact, with what its headers plan."""
    if columns.of_role("measure", "order"):
        return columns
    found: dict[str, str] = {}
    for header in columns.unknown:
        if name := _planned(plain_header(header)):
            found.setdefault(name, header)
    return columns.taking({name: header for name, header in found.items() if name not in columns.positions})


def is_planned(header: str) -> bool:
    """Whether a header says that its figures are a plan."""
    return says("planned", plain_header(header))


def _planned(plain: str) -> str:
    """`budget` or `target:<measure>` of a plain header; empty where it plans nothing that is known."""
    rest = " ".join(word for word in plain.split() if word not in _LINKS and not says("planned", word))
    if not rest or not says("planned", plain):
        return ""
    if says("cost", rest) or says("advertising", rest):
        return "budget"
    return next((f"target:{name}" for word, name in _measures().items() if _is_form(rest, word)), "")


@cache
def _measures() -> Mapping[str, str]:
    return words_of([name for name, role in ROLE.items() if role in ("measure", "ratio")])


def _is_form(one: str, other: str) -> bool:
    """Whether two phrases are the same words, perhaps in another case."""
    left, right = one.split(), other.split()
    return len(left) == len(right) and all(map(_is_form_of_word, left, right))


def _is_form_of_word(one: str, other: str) -> bool:
    shared = max(_BEGINNING, max(len(one), len(other)) - _ENDING)
    return one == other or (len(one) >= _BEGINNING and one[:shared] == other[:shared])
