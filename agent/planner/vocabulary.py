"""The words around names and metrics: how a question says "by", "worst", "without", "as a chart". A new word is an entry there."""

import tomllib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from agent.planner.fillers import WORDS


def tables_of(name: str) -> Mapping[str, Mapping[str, str]]:
    """The tables of a word list: words by kind and variant."""
    return MappingProxyType(tomllib.loads((WORDS / name).read_text(encoding="utf-8")))


VOCABULARY: Final = tables_of("vocabulary.toml")
