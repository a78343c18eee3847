"""The fields that a column may hold, with the headers that name them, from `header_words.toml`."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Final, Literal

Role = Literal["day", "identity", "trait", "slice", "finer", "measure", "ratio", "plan", "known"]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing a column may hold."""

    name: str
    role: Role
    """`finer`: makes rows finer than a campaign's day, so that they are summed; `known`: understood and not stored."""
    words: tuple[str, ...]


def _fields() -> tuple[Field, ...]:
    listed = tomllib.loads(files(__package__).joinpath("header_words.toml").read_text(encoding="utf-8"))["field"]
    return tuple(Field(name=entry["name"], role=entry["role"], words=_words(entry)) for entry in listed)


def _words(entry: dict[str, str]) -> tuple[str, ...]:
    given = (" ".join(word.split()) for word in entry["words"].split(","))
    return tuple(dict.fromkeys([*filter(None, given), entry["name"].replace("_", " ")]))


FIELDS: Final = _fields()

ROLE: Final = {field.name: field.role for field in FIELDS}

VAGUE_SUMS: Final = frozenset({"сумма", "amount", "sum", "total", "итого"})
"""Sums that other words, or what stands beside them, have to say more of."""

SECOND_MEANINGS: Final = {
    "продажи": "conversions",
    "sales": "conversions",
    "цели": "conversions",
    "цель": "conversions",
    "goals": "conversions",
    "goal": "conversions",
}
"""What a header means when another column already holds its first meaning, or its cells can't be that."""
