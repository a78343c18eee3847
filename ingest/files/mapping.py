"""What a person says of a file's columns: `--map field=Header`, and lists of stages and headers."""

from collections.abc import Mapping, Sequence
from typing import Final

from ingest.errors import InvalidInput
from ingest.files.header_words import ROLE

WON: Final = "won"
"""`--map won=Stage,Stage` names values of the stage column, no header."""
OWN: Final = "own"
"""`--map own=Header,Header` keeps columns under their own names, whatever they may be taken for."""
ASIDE: Final = "aside"
"""`--map aside=Header,Header` keeps columns out."""
LISTS: Final = (WON, OWN, ASIDE)
"""What of a mapping is a list and no field."""


def mapped_in(headers: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    """The columns of the fields that a person has named.

    Raises:
        InvalidInput: there is no such field, or no such header.
    """
    positions: dict[str, int] = {}
    by_name = {plain_name(header): position for position, header in reversed(list(enumerate(headers)))}
    for name, header in mapping.items():
        if name not in ROLE:
            raise InvalidInput("files-map-unknown-field", received=name, possible=", ".join([*ROLE, *LISTS]))
        position = by_name.get(plain_name(header))
        if position is None:
            possible = ", ".join(filter(None, headers))
            raise InvalidInput("files-map-unknown-header", received=header, possible=possible)
        positions[name] = position
    return positions


def positions_in(headers: Sequence[str], text: str) -> list[int]:
    """The columns of listed headers, as far as this row has them: of files loaded together each has its own."""
    wanted = names_in(OWN, text)
    return [place for place, header in enumerate(headers) if plain_name(header) in wanted]


def names_in(name: str, header: str) -> set[str]:
    """The headers of one entry of a mapping; of a list also all of it, for a comma may belong to a header."""
    return {plain_name(one) for one in (header, *(listed(header) if name in LISTS or ";" in header else ()))}


def listed(text: str) -> tuple[str, ...]:
    """Stages or headers separated by semicolons, or by commas where no semicolon stands."""
    return tuple(filter(None, map(str.strip, text.split(";" if ";" in text else ","))))


def plain_name(header: str) -> str:
    """A header as people compare it: in lower case, with single spaces."""
    return " ".join(header.split()).casefold()
