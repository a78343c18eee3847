"""Whose rows a person sees."""

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class DataScope:
    """Only these channels and these accounts; None is all of them."""

    channels: frozenset[str] | None = None
    accounts: frozenset[str] | None = None
    """Ids as the platforms give them."""

    @property
    def whole(self) -> bool:
        """Whether nothing is hidden."""
        return self.channels is None and self.accounts is None

    def holds(self, channel: str, account: str) -> bool:
        """Whether an account of a channel may be seen."""
        return (self.channels is None or channel in self.channels) and (
            self.accounts is None or account in self.accounts
        )

    def covers(self, other: "DataScope") -> bool:
        """Whether everything in another scope may be seen in this one."""
        return _within(other.channels, self.channels) and _within(other.accounts, self.accounts)

    def narrowed(self, channels: Collection[str] | None, accounts: Collection[str] | None) -> "DataScope":
        """The part of it that lies in these channels and accounts; None leaves that side as it is."""
        return DataScope(channels=_both(self.channels, channels), accounts=_both(self.accounts, accounts))


def _both(held: frozenset[str] | None, wanted: Collection[str] | None) -> frozenset[str] | None:
    if wanted is None:
        return held
    return frozenset(wanted) if held is None else held & frozenset(wanted)


def _within(part: frozenset[str] | None, whole: frozenset[str] | None) -> bool:
    return whole is None or (part is not None and part <= whole)


def scope_of(channels: Sequence[str] | None, accounts: Sequence[str] | None) -> DataScope:
    """As it is stored with a person."""
    return DataScope(
        channels=None if channels is None else frozenset(channels),
        accounts=None if accounts is None else frozenset(accounts),
    )


def listed(texts: Iterable[str]) -> frozenset[str]:
    """What lists of names hold: separated by commas, in quotes where a name has a comma of its own, as in CSV.

    >>> sorted(listed(['a, "Horns, Hoofs"', "b"]))
    ['Horns, Hoofs', 'a', 'b']
    """
    rows = (next(csv.reader([text], skipinitialspace=True), []) for text in texts)
    return frozenset(part.strip() for row in rows for part in row if part.strip())


def written(names: Iterable[str]) -> str:
    """Names as `listed` reads them.

    >>> written(["a", "Horns, Hoofs"])
    'a,"Horns, Hoofs"'
    """
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(list(names))
    return line.getvalue()


EVERYTHING: Final = DataScope()
