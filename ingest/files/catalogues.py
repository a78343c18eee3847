"""Platforms' own words for columns, one file of data a platform in `ingest/files/catalogue`."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "catalogue"


@dataclass(frozen=True, kw_only=True, eq=False)
class WordCatalogue:
    """What one platform calls things."""

    name: str
    channel: str = ""
    """The channel of a file in which enough of the telling headers stand; empty for sources of several channels."""
    telling: tuple[str, ...] = ()
    enough: int = 2
    first: bool = False
    """Where its telling headers stand its words go before the words of everybody."""
    micros: tuple[str, ...] = ()
    """Headers of amounts in millionths that do not say so; of a catalogue that goes first, where it tells."""
    title: str = ""
    """A pattern of title or footer lines."""
    net: tuple[str, ...] = ()
    """Headers of revenue from which refunds are taken off already."""
    stages: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What became of a deal (`ingest.files.deals.Became`) to the stages that say so."""
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Field to headers; `known` are headers understood and left aside."""


@cache
def catalogues() -> tuple[WordCatalogue, ...]:
    """All of them, by name."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.toml")))


def _read(path: Path) -> WordCatalogue:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return WordCatalogue(
        name=path.stem,
        channel=data.get("channel", ""),
        telling=tuple(data.get("telling", ())),
        enough=data.get("enough", 2),
        first=data.get("first", False),
        micros=tuple(data.get("micros", ())),
        title=data.get("title", ""),
        net=tuple(data.get("net", ())),
        stages={became: tuple(words) for became, words in data.get("stages", {}).items()},
        fields={name: tuple(words) for name, words in data["fields"].items()},
    )
