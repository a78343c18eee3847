"""What a channel must offer, and the finder of all channels: each file in `ingest/channels` defines one `CHANNEL`."""

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, SecretStr
from pydantic_settings import NoDecode

from ingest.environment import EnvironmentSettings
from ingest.facts import Account, ActionFact, Campaign, DailyFact, HourlyFact, Post, Rejected, slice_name
from ingest.platform.transport import ApiConnection

Level = Literal["account", "campaign"]
Breakdown = Literal["none", "age_gender", "age", "gender", "country", "region", "device", "placement", "action"]

FOLDER: Final = "ingest.channels"
RECENT_DAYS: Final = 30
"""Where a platform does not describe an account, its rows of so many days do."""
"""Imported by name and late, for every channel imports this module."""

SLICES: Final[Mapping[Breakdown, str]] = {
    "none": slice_name(()),
    "age_gender": slice_name(("age", "gender")),
    "age": slice_name(("age",)),
    "gender": slice_name(("gender",)),
    "country": slice_name(("region",)),
    "region": slice_name(("region",)),
    "device": slice_name(("device",)),
    "placement": slice_name(("placement",)),
}
"""Under which slice the rows of each breakdown are stored; country and region are two grains of one column.
The breakdown `action` has none: its rows are conversion actions."""


def _listed(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


Listed = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]
"""A setting that lists values with commas between them."""


class ChannelSettings(EnvironmentSettings):
    """Credentials of one channel. A subclass sets its prefix; each field's description goes into `.env.example`."""

    def secrets(self) -> list[str]:
        """Every secret that is set."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return [value.get_secret_value() for value in values if isinstance(value, SecretStr) and value]


@dataclass(frozen=True, kw_only=True, slots=True)
class Capabilities:
    """What the platform offers, and how far back it goes."""

    levels: tuple[Level, ...] = ("campaign",)
    breakdowns: tuple[Breakdown, ...] = ("none",)
    hourly: bool = False
    posts: bool = False
    max_span_days: int = 31
    """Longest window of one request."""
    hourly_span_days: int = 1
    history_days: int = 365
    restatement_days: int = 28
    """Rows younger than this may still change; pulled again every night."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PullWindow:
    """Days to pull, both ends included."""

    since: date
    until: date

    @classmethod
    def ending(cls, until: date, days: int) -> "PullWindow":
        """The `days` days up to `until`."""
        return cls(since=until - timedelta(days=days - 1), until=until)

    @property
    def days(self) -> int:
        """How many days it spans."""
        return (self.until - self.since).days + 1

    def parts(self, span: int) -> "list[PullWindow]":
        """Consecutive windows of at most `span` days, oldest first."""
        starts = (self.since + timedelta(days=offset) for offset in range(0, self.days, span))
        return [PullWindow(since=start, until=min(self.until, start + timedelta(days=span - 1))) for start in starts]


@dataclass(frozen=True, kw_only=True, slots=True)
class RawRow:
    """A row as the platform sent it, with what is needed to understand it alone."""

    body: Mapping[str, Any]
    account: Account
    breakdown: Breakdown = "none"
    hourly: bool = False
    locator: str = ""
    """Where it came from: report and page."""
    identity: tuple[str, ...] = ()
    """The platform's own key of the row: the same key again replaces the row, because pages drift while data move.
    Rows of different keys that fall on one stored key are added. Empty: every row counts."""
    channel: str = ""
    """Only for an account that feeds several channels: which one this row belongs to."""
    derived: bool = False
    """The platform could not divide the row between channels, so we did, by their totals of the day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FactRow:
    """What one raw row says."""

    campaign: str
    """External id."""
    campaign_name: str = ""
    channel: str = ""
    """Empty: the account's own channel."""
    daily: DailyFact | None = None
    hourly: HourlyFact | None = None
    actions: tuple[ActionFact, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CampaignBudget:
    """A campaign's budget where it takes a request of its own; money in the account's currency, major units."""

    campaign: str
    daily: Decimal | None = None
    total: Decimal | None = None


class AdPlatformAdapter(ABC):
    """Requests and mapping of one platform; the engine owns windows, transactions, quarantine and the order."""

    platform: str
    caps: Capabilities

    @property
    @abstractmethod
    def requests(self) -> int:
        """How many requests were sent so far."""

    @abstractmethod
    def account_ids(self) -> list[str]:
        """Accounts to pull: those of the settings, else all that the platform lists for the token."""

    @abstractmethod
    def account(self, external_id: str) -> Account:
        """The account with its currency, zone, VAT basis and attribution."""

    def accounts(self) -> list[Account]:
        """All accounts to pull."""
        return [self.account(external_id) for external_id in self.account_ids()]

    @abstractmethod
    def campaigns(self, account: Account) -> Iterable[Campaign]:
        """The account's campaigns as the platform describes them now."""

    def budgets(self, account: Account) -> Iterable[CampaignBudget]:
        """Budgets that the list of campaigns does not hold."""
        return ()

    @abstractmethod
    def pull(
        self,
        account: Account,
        window: PullWindow,
        *,
        level: Level = "campaign",
        breakdown: Breakdown = "none",
        hourly: bool = False,
    ) -> Iterator[RawRow]:
        """The platform's rows of one unit: they become visible together or not at all.

        Raises:
            TooMuchData: the engine halves the window.
            PlatformError: nothing of the unit is stored.
        """

    @abstractmethod
    def normalise(self, raw: RawRow) -> FactRow | Rejected:
        """What the raw row says, in our shapes; pure."""

    def account_spend(self, raw: RawRow) -> Decimal | None:
        """Spend of a row pulled at the level `account`, for platforms that have it; a ValueError is a bad row."""
        return None

    def posts(self, account: Account, window: PullWindow) -> Iterable[Post]:
        """Organic posts of the window in `account.channel`."""
        return ()

    def drift(self) -> list[str]:
        """Fields the platform no longer knows, dropped since the last call."""
        return []

    def remarks(self) -> list[tuple[str, dict[str, Any]]]:
        """Worth telling since the last call: text keys and their values, kept with the refresh."""
        return []

    def complete(self) -> bool:
        """Whether the last pull held everything; False when the platform said that it answered in part."""
        return True

    @abstractmethod
    def close(self) -> None:
        """Gives connections back."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """A raw row and what it must become; the contract suite runs every channel's examples."""

    raw: RawRow
    fact: FactRow


@dataclass(frozen=True, kw_only=True)
class Channel:
    """The one constant of a channel's file."""

    source: str
    """Name on the command line and in the tables: `meta`, `google` ..."""
    channels: tuple[str, ...]
    """Keys of the channels it feeds; the first one is the account's own."""
    settings: type[ChannelSettings]
    required: tuple[str, ...]
    """Settings without which it can't be asked; `a|b` means that one of them is enough. With none set it is skipped."""
    caps: Capabilities
    open: Callable[[Any, ApiConnection], AdPlatformAdapter]
    """Makes the adapter from its settings."""
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Configured:
    """A channel with the settings found for it."""

    channel: Channel
    settings: ChannelSettings
    missing: tuple[str, ...] = ()
    """Variables that are still to be set."""

    @property
    def source(self) -> str:
        """The channel's source name."""
        return self.channel.source

    @property
    def ready(self) -> bool:
        """Whether it can be asked."""
        return not self.missing

    @property
    def untouched(self) -> bool:
        """Whether nobody has begun to set it up."""
        return len(self.missing) == len(self.channel.required)


@cache
def channels() -> tuple[Channel, ...]:
    """Every channel, in the order of their names.

    Raises:
        AttributeError: a file in `ingest/channels` has no `CHANNEL`.
    """
    folder = importlib.import_module(FOLDER)
    names = sorted(module.name for module in pkgutil.iter_modules(folder.__path__))
    return tuple(importlib.import_module(f"{FOLDER}.{name}").CHANNEL for name in names)


def configured(env_file: str | Path | None = ".env") -> list[Configured]:
    """Every channel with its settings from the environment and `env_file`."""
    return [_configured(channel, env_file) for channel in channels()]


def _configured(channel: Channel, env_file: str | Path | None) -> Configured:
    settings = channel.settings(_env_file=env_file)
    prefix = str(channel.settings.model_config.get("env_prefix", ""))
    unset = [
        names for names in channel.required if not any(_is_set(getattr(settings, name)) for name in names.split("|"))
    ]
    missing = tuple(" / ".join(f"{prefix}{name}".upper() for name in names.split("|")) for names in unset)
    return Configured(channel=channel, settings=settings, missing=missing)


def _is_set(value: object) -> bool:
    return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)
