"""What a question may refer to: channels, accounts, campaigns, values and days, as the database holds them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from ingest.channel_names import titled
from ingest.facts import OWN_MEASURES
from ingest.texts import Language
from tools.semantics.own import OwnDimension, OwnMeasure
from tools.semantics.question import Filter


@dataclass(frozen=True, kw_only=True)
class AccountFacts:
    """An account, its days, and what decides whether it may be compared with another."""

    id: int
    name: str
    channel: str
    source: str
    currency: str
    timezone: str
    vat_included: bool | None
    attribution: str
    conversion_definition: str
    first_day: date
    last_day: date
    slices: frozenset[str] = frozenset()
    external_id: str = ""
    """As its platform knows it."""
    client: str = ""
    """Whose it is; empty: nobody's that was named."""
    measures: frozenset[str] = frozenset()
    """Measures of which it has any value: no price is asked of what it never counts."""
    is_weekly: bool = False
    """Each of its days stands for the week that begins on it."""

    def covered_to(self, today: date) -> date:
        """The last day that its figures are of, no later than yesterday unless they themselves are."""
        if not self.is_weekly:
            return self.last_day
        return max(self.last_day, min(self.last_day + timedelta(days=6), today - timedelta(days=1)))

    @property
    def label(self) -> str:
        """The name with the id, as one asked for by its id is told: several may bear one name."""
        return self.name if self.external_id in ("", self.name) else f"{self.name} ({self.external_id})"


@dataclass(frozen=True, kw_only=True)
class CampaignName:
    """A campaign as people call it."""

    root_id: int
    external_id: str
    name: str
    channel: str

    @property
    def label(self) -> str:
        """The name, or the id of a nameless one."""
        return self.name or self.external_id


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Everything a question may refer to."""

    version: int
    """Number of the newest finished run; another number means other data."""
    channels: Mapping[str, str]
    """Key to title, of channels that have data."""
    accounts: tuple[AccountFacts, ...]
    campaigns: tuple[CampaignName, ...]
    values: Mapping[str, tuple[str, ...]]
    """Stored values of the other dimensions, without the empty one."""
    has_variants: bool
    has_hours: bool
    rated: frozenset[tuple[str, str]]
    """(currency, base) pairs for which exchange rates are known."""
    measures: frozenset[str] = frozenset()
    """Parts of metrics of which at least one value is stored."""
    words: frozenset[tuple[str, str]] = frozenset()
    """What the reader's files call their measures: (word, measure)."""
    heads: frozenset[tuple[str, str]] = frozenset()
    """How the reader's files head the usual dimensions: (word, dimension)."""
    own: tuple[OwnMeasure, ...] = ()
    """Measures of the workspace that some account has, whether the reader sees that account or not."""
    called: Mapping[str, str] = field(default_factory=dict)
    """What every account that has a measure calls it, where that is no usual word: measure to word."""
    written: Mapping[str, str] = field(default_factory=dict)
    """How files write channels of nobody's catalogue, by key, whether the reader sees them or not."""
    cuts: tuple[OwnDimension, ...] = ()
    """Dimensions of the workspace that some account has, whether the reader sees that account or not."""
    gapped: frozenset[str] = frozenset()
    """Measures that some stored row lacks."""
    whole_channels: frozenset[str] = frozenset()
    """Channels of which no account is hidden from the reader."""
    whole_campaigns: frozenset[tuple[str, str]] = frozenset()
    """(channel, label) of campaigns whose name no hidden campaign of the channel bears."""
    planned: frozenset[str] = frozenset()
    """Metrics of which a plan is stored: spend where there are budgets, those of goals."""
    partial: bool = False
    """Some account may be hidden from the reader."""

    def owns(self, channel: str | None, campaign: str | None = None) -> bool:
        """Whether all rows of a channel, or of a campaign, are the reader's: what is stored about them may be told.

        What is stored about everything together is only for who sees everything.
        """
        whole = channel in self.whole_channels or (channel or "", campaign or "") in self.whole_campaigns
        return whole or not self.partial

    def shows(self, parts: Iterable[str]) -> bool:
        """Whether the reader may hear of a metric of these parts: a column of hidden accounts alone is not told of."""
        return {part for part in parts if part in OWN_MEASURES} <= self.measures

    @property
    def first_day(self) -> date | None:
        """First day with data."""
        return min((entry.first_day for entry in self.accounts), default=None)

    @property
    def last_day(self) -> date | None:
        """Last day with data."""
        return max((entry.last_day for entry in self.accounts), default=None)

    @cached_property
    def campaign_labels(self) -> Mapping[int, str]:
        """Root id to label."""
        return {entry.root_id: entry.label for entry in self.campaigns}

    def homes(self, labels: Iterable[str]) -> set[str]:
        """The channels in which campaigns of these labels run."""
        known = {entry.label: entry.channel for entry in self.campaigns}
        return {known[label] for label in labels if label in known}

    def channels_within(self, where: Iterable[Filter]) -> frozenset[str]:
        """The channels that filters by channel and campaign leave; all where they name none."""
        kept = set(self.channels)
        for entry in where:
            if entry.match != "is":
                continue
            if entry.dimension == "channel":
                kept = kept.difference(entry.values) if entry.exclude else kept.intersection(entry.values)
            elif entry.dimension == "campaign" and not entry.exclude:
                kept &= self.homes(entry.values)
        return frozenset(kept)

    def title(self, key: str, language: Language) -> str:
        """A channel's title for people."""
        return titled(key, language)
