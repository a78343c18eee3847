"""What a refresh reports: the document of `demetra refresh --json`."""

from datetime import date
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import DemetraError, PlatformError, PlatformErrorKind, RateLimited

if TYPE_CHECKING:  # what was reported is read, by `demetra doctor` too, without what writes
    from ingest.store.counts import Counts

State = Literal["done", "partial", "waiting", "failed", "skipped"]


class RefreshProblem(BaseModel):
    """Why a source could not be refreshed, or not wholly."""

    model_config = ConfigDict(frozen=True)

    kind: PlatformErrorKind
    message: str
    retry_after_s: float | None = Field(None, description="The platform's own wait, unscaled.")


class SourceResult(BaseModel):
    """One account of one source."""

    model_config = ConfigDict(frozen=True)

    source: str
    account: str = ""
    state: State
    since: date | None = None
    until: date | None = None
    requests: int = 0
    rows_read: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    error: RefreshProblem | None = None
    lost: bool = Field(False, exclude=True, description="The database was away for too long; worth repeating soon.")


class StepResult(BaseModel):
    """One step after the facts."""

    model_config = ConfigDict(frozen=True)

    name: str
    state: Literal["done", "failed"]
    rows: int = 0
    message: str = ""


class RefreshResult(BaseModel):
    """The whole refresh."""

    model_config = ConfigDict(frozen=True)

    sources: list[SourceResult]
    seconds: float
    steps: list[StepResult] = Field(default_factory=list, exclude=True)
    busy: bool = Field(False, exclude=True, description="Another refresh is running; nothing was asked.")

    @property
    def lost(self) -> bool:
        """Whether something could not be stored because the database was away."""
        return any(source.lost for source in self.sources)

    @property
    def ok(self) -> bool:
        """Whether all is done; a source without credentials does not count."""
        fine = all(
            source.state == "done" or (source.state == "skipped" and not source.error) for source in self.sources
        )
        return fine and not self.busy


class Tally:
    """Adds up the units of one account."""

    def __init__(self) -> None:
        self.read = self.inserted = self.updated = self.unchanged = self.rejected = 0

    def add(self, counts: "Counts") -> None:
        """Counts one unit in."""
        self.read += counts.read
        self.inserted += counts.inserted
        self.updated += counts.updated
        self.unchanged += counts.unchanged
        self.rejected += counts.rejected

    def as_dict(self) -> dict[str, int]:
        """The counts under the names of `SourceResult`."""
        names = ("inserted", "updated", "unchanged", "rejected")
        return {"rows_read": self.read, **{name: getattr(self, name) for name in names}}


def must_wait(error: DemetraError | None) -> bool:
    """Whether the platform named a wait, after which the next refresh goes on where this one stopped."""
    return isinstance(error, RateLimited) or (isinstance(error, PlatformError) and error.retry_after_s is not None)


def problem(error: DemetraError) -> RefreshProblem:
    """The error as it is reported; what is no platform's fault may pass by itself."""
    kind = error.kind if isinstance(error, PlatformError) else "transient"
    retry = error.retry_after_s if isinstance(error, PlatformError) else None
    return RefreshProblem(kind=kind, message=error.say("en"), retry_after_s=retry)
