"""The names that a report may speak of: those the data hold, and the channels they do not."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from ingest.channel_names import CHANNEL_NAMES
from tools.claims.lexicon import neutral
from tools.claims.names import spellings_of
from tools.claims.rows import Name
from tools.semantics.resolve import stored_values
from tools.tool import ToolContext

_COMMON: Final = frozenset("direct other app apps push display target search offline media прямые другое".split())
"""Spellings that are words of the language as well."""


@dataclass(frozen=True, kw_only=True)
class KnownNames:
    """Every name in every spelling."""

    spelled: dict[str, Name]
    held: frozenset[Name]
    """Those that the data hold."""


def known_names(desk: ToolContext) -> KnownNames:
    """The names of somebody's data, and of channels that others have."""
    spelled: dict[str, Name] = {}
    for spelling, name in _stored_names(desk):
        spelled.setdefault(spelling, name)
    held = frozenset(spelled.values())
    for spelling, name in _absent_channels(held):
        spelled.setdefault(spelling, name)
    return KnownNames(spelled=spelled, held=held)


def _stored_names(desk: ToolContext) -> Iterator[tuple[str, Name]]:
    """Every stored name in every spelling."""
    catalogue = desk.metrics.catalogue()
    for dimension in (
        "channel",
        "campaign",
        "gender",
        "age",
        "device",
        "region",
        "location",
        "segment",
        "audience",
        "objective",
    ):
        for value in stored_values(dimension, catalogue):
            yield value.replace("ё", "е"), (dimension, value)
            for spelling in spellings_of(dimension, value):
                yield spelling.replace("ё", "е"), (dimension, value)


def _absent_channels(held: Collection[Name]) -> Iterator[tuple[str, Name]]:
    """Every spelling of the channels that these data do not have."""
    for known in CHANNEL_NAMES:
        name = ("channel", known.key)
        if name not in held:
            for spelling in spellings_of(*name):
                if len(spelling) > 1 and spelling.lower() not in neutral() and spelling.lower() not in _COMMON:
                    yield spelling.replace("ё", "е"), name
