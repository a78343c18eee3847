"""Finds what the database holds behind the words people use: spellings, cases, slang, transliteration, typos."""

import re
from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz, process

from ingest.channel_names import canonical, plain
from ingest.errors import InvalidInput
from tools.semantics.catalogue import AccountFacts, Catalogue
from tools.semantics.spelling import nearest

CLOSE = 86
"""Similarity (0-100) from which a misspelt name is taken for the stored one."""

LISTED: Final = 10
"""Accounts that are named where none has the number that was asked for."""
_ID_MARKS: Final = re.compile(r"^act_|[\s#№-]")
"""What people and platforms write around the digits of an account's id: `act_222`, "222-333"."""


class Unknown(LookupError):
    """A name that nothing stored matches; callers turn it into a question or an error."""

    def __init__(self, *, dimension: str, received: str, similar: str) -> None:
        super().__init__(received)
        self.dimension = dimension
        self.received = received
        self.similar = similar


def stored_values(dimension: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Every stored value of a dimension; campaigns by their label."""
    if dimension == "channel":
        return tuple(catalogue.channels)
    if dimension == "campaign":
        return tuple(dict.fromkeys(entry.label for entry in catalogue.campaigns))
    return catalogue.values.get(dimension, ())


def resolve(dimension: str, value: str, catalogue: Catalogue) -> str:
    """The stored value that `value` means.

    Raises:
        Unknown: nothing stored is like it; the nearest values come along.
    """
    known = stored_values(dimension, catalogue)
    if value in known:
        return value
    if dimension == "channel" and (channel := _channel(value, catalogue)):
        return channel
    if dimension == "campaign" and (label := _campaign_by_id(value, catalogue)):
        return label
    by_plain = {plain(name): name for name in known}
    if plain(value) in by_plain:
        return by_plain[plain(value)]
    if dimension == "account" and (accounts := accounts_of_id(value, catalogue)):
        return accounts[0].name
    found = process.extractOne(plain(value), list(by_plain), scorer=fuzz.ratio, score_cutoff=CLOSE)
    if found and not is_number(value):  # a number that is nearly another is another one
        return by_plain[found[0]]
    raise Unknown(dimension=dimension, received=value, similar=nearest(value, _titles(dimension, known, catalogue)))


def _titles(dimension: str, known: Iterable[str], catalogue: Catalogue) -> list[str]:
    return [catalogue.channels.get(name, name) if dimension == "channel" else name for name in known]


def _channel(value: str, catalogue: Catalogue) -> str | None:
    known = canonical(value)
    if known is not None and known.key in catalogue.channels:
        return known.key
    by_title = {plain(title): key for key, title in catalogue.channels.items()}
    return by_title.get(plain(value))


def _campaign_by_id(value: str, catalogue: Catalogue) -> str | None:
    return next((entry.label for entry in catalogue.campaigns if entry.external_id == value), None)


def is_number(value: str) -> bool:
    """Whether a name is digits alone, as ids are."""
    return _bare_id(value).isdigit()


def accounts_of_id(value: str, catalogue: Catalogue) -> list[AccountFacts]:
    """The reader's accounts with that id on their platforms, said with or without its name."""
    wanted = _bare_id(value)
    return [
        entry for entry in catalogue.accounts if value == entry.label or wanted == _bare_id(entry.external_id) != ""
    ]


def _bare_id(value: str) -> str:
    return _ID_MARKS.sub("", value.strip().casefold())


def resolve_all(dimension: str, values: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Stored values for all of them.

    Raises:
        InvalidInput: one of them is like nothing stored; the message names the nearest.
    """
    try:
        return tuple(dict.fromkeys(resolve(dimension, value, catalogue) for value in values))
    except Unknown as unknown:
        if dimension == "account" and is_number(unknown.received):
            raise InvalidInput(
                "resolve-unknown-account", received=unknown.received, known=_known_accounts(catalogue)
            ) from unknown
        raise InvalidInput(
            f"resolve-unknown-{'channel' if dimension == 'channel' else 'value'}",
            dimension=dimension,
            received=unknown.received,
            similar=unknown.similar or "-",
        ) from unknown


def _known_accounts(catalogue: Catalogue) -> str:
    labels = sorted({entry.label for entry in catalogue.accounts})
    return ", ".join(labels[:LISTED]) + (" ..." if len(labels) > LISTED else "") or "-"
