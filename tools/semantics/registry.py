"""What both registries share: a catalogue, and beside it what is the workspace's own while its data have it."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

Entry = TypeVar("Entry")


class Registry(Mapping[str, Entry]):
    """Entries by key. A reader sees the workspace's own as they were or as they are, never half of them."""

    def __init__(self, catalogue: Mapping[str, Entry]) -> None:
        self.catalogue = catalogue
        self._all = catalogue

    def __getitem__(self, key: str) -> Entry:
        return self._all[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def adopt(self, own: Mapping[str, Entry]) -> None:
        """Puts the entries of the workspace in place of those that were there."""
        self._all = {**self.catalogue, **own}
