"""What one run has done: its rows as they are counted, and which part of the rollups it has made stale."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ingest.store.layers import Laid
from ingest.store.upsert import Merged


@dataclass
class Counts:
    """Rows of one run."""

    read: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    """Of the updated ones those that completed what was there; a file's other ones replaced something."""
    rejected: int = 0
    rejected_by_reason: dict[str, int] = field(default_factory=dict)

    @property
    def accepted(self) -> int:
        """Rows that are in the database now."""
        return self.inserted + self.updated + self.unchanged

    def add(self, merged: Merged) -> None:
        """Counts the rows of one merge."""
        self.inserted += merged.inserted
        self.updated += merged.updated
        self.unchanged += merged.unchanged

    def lay(self, laid: Laid) -> None:
        """Counts the rows of one load."""
        self.inserted += laid.inserted
        self.updated += laid.merged + laid.replaced
        self.merged += laid.merged
        self.unchanged += laid.repeated

    @property
    def replaced(self) -> int:
        """Updated rows that said something else than before."""
        return self.updated - self.merged


@dataclass
class Touched:
    """Which part of the rollups the run has made stale."""

    campaigns: set[int] = field(default_factory=set)
    accounts: set[int] = field(default_factory=set)
    """Beside those of the campaigns."""
    since: date | None = None
    until: date | None = None

    def add(self, campaigns: Iterable[int], since: date, until: date) -> None:
        """Widens the stale part."""
        self.campaigns.update(int(number) for number in campaigns)
        self.since = min(filter(None, (self.since, since)))
        self.until = max(filter(None, (self.until, until)))
