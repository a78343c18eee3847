"""Kinds of words in headers, by exact words and by stems: what says that a column is planned, lost, a cost, a share."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final


@cache
def _listed() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """Exact words and stems of each kind."""
    told = tomllib.loads(files(__package__).joinpath("own_words.toml").read_text(encoding="utf-8"))
    found = {}
    for kind, listed in told.items():
        words = [word.strip() for word in listed.split(",")]
        exact = frozenset(word.removeprefix("=") for word in words if word.startswith("=") or len(word) <= _SHORT)
        found[kind] = exact, tuple(word for word in words if not word.startswith("=") and len(word) > _SHORT)
    return found


_SHORT: Final = 3
"""Stems of so many letters begin too many words: they are met whole."""


def says(kind: str, plain: str) -> bool:
    """Whether a plain header has a word of a kind of `own_words.toml`."""
    exact, stems = _listed()[kind]
    return any(word in exact or word.startswith(stems) for word in plain.split())
