"""The shapes in which platforms and files hand over their data, before anything is stored.

A *slice* is one way of cutting the same truth: `total`, `age+gender`, `region` ...
Rows of different slices are never added.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from ingest.lengths import bounded

STANDARD_MEASURES: Final = (
    "spend",
    "impressions",
    "reach",
    "clicks",
    "engagements",
    "engagement_score",
    "video_views",
    "leads",
    "conversions",
    "revenue",
)
"""What every platform means by the same word."""

OWN_COUNTS: Final = tuple(f"own_count_{number}" for number in range(1, 9))
OWN_MONEY: Final = tuple(f"own_money_{number}" for number in range(1, 5))
OWN_MEASURES: Final = (*OWN_COUNTS, *OWN_MONEY)
"""Places for the columns of a company's own trade ("Demos booked"); which column a place holds, `own_measure` says."""

MEASURES: Final = (*STANDARD_MEASURES, *OWN_MEASURES)
"""Base measures; every ratio is computed from these when asked."""

MICRO: Final = 1_000_000
MICRO_MEASURES: Final = frozenset({"spend", "revenue", "conversions", "leads", "engagement_score", *OWN_MEASURES})
"""Stored as whole millionths: money is exact, and data-driven attribution yields fractions of conversions."""

HOUR_MEASURES: Final = ("spend", "impressions", "clicks", "conversions", "revenue")
"""What platforms report by the hour."""

LATE_MEASURES: Final = ("leads", "conversions", "revenue")
"""What platforms still raise in the days after: results are told of the day of the click, when they happen."""

STANDARD_SLICES: Final = ("region", "device", "age", "gender", "placement")
OWN_TEXTS: Final = tuple(f"own_text_{number}" for number in range(1, 7))
"""Places for what a company cuts its own trade by ("Branch"); which column one holds, `own_dimension` says."""
SLICE_COLUMNS: Final = (*STANDARD_SLICES, *OWN_TEXTS)
TOTAL: Final = "total"


def columns_of(slices: Iterable[str]) -> frozenset[str]:
    """The columns by which some of the slices are cut.

    >>> sorted(columns_of(["age+gender", "region"]))
    ['age', 'gender', 'region']
    """
    return frozenset(column for name in slices for column in name.split("+"))


def is_own_slice(name: str) -> bool:
    """Whether a slice is cut by a trade's own columns: the same rows again, beside the slice that totals come from.

    >>> is_own_slice("region+own_text_1"), is_own_slice("region")
    (True, False)
    """
    return not columns_of([name]).isdisjoint(OWN_TEXTS)


def slice_name(columns: tuple[str, ...]) -> str:
    """The canonical name of the slice cut by these columns: `total`, `age+gender`, `region+device+age` ...

    >>> slice_name(("gender", "age"))
    'age+gender'
    """
    ordered = [column for column in SLICE_COLUMNS if column in columns]
    return "+".join(ordered) or TOTAL


def _bound(one: object, *names: str) -> None:
    """Names and ids as a platform or a file gives them have no end of their own."""
    for name in names:
        text = getattr(one, name)
        if (short := bounded(text)) != text:
            object.__setattr__(one, name, short)


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """An advertising account, with everything that decides whether its figures may be compared with another's."""

    channel: str
    """Key of the channel: `facebook`, `google_ads` ..."""
    external_id: str
    name: str = ""
    currency: str
    timezone: str = ""
    """IANA zone in which the platform cuts days; empty when unknown."""
    vat_included: bool | None = None
    attribution: str = ""
    """Attribution window or model as the platform names it, e.g. `7d_click,1d_view`."""
    conversion_definition: str = ""
    """What the platform counts as a conversion, e.g. `purchase`."""

    def __post_init__(self) -> None:
        _bound(self, "external_id", "name")


@dataclass(frozen=True, kw_only=True, slots=True)
class Campaign:
    """A campaign as the platform describes it now."""

    external_id: str
    name: str = ""
    objective: str = ""
    audience: str = ""
    segment: str = ""
    location: str = ""
    language: str = ""
    daily_budget: Decimal | None = None
    total_budget: Decimal | None = None
    """Money in the account's currency, major units."""
    starts: date | None = None
    ends: date | None = None
    status: str = ""

    def __post_init__(self) -> None:
        _bound(self, "external_id", "name", "objective", "audience", "segment", "location", "language", "status")


@dataclass(frozen=True, kw_only=True, slots=True)
class DailyFact:
    """One day of one campaign and slice value. None means that the platform did not say; 0 means that it said zero."""

    day: date
    """The account's day, taken as text from the platform; never shifted to another zone."""
    campaign: str
    """The campaign's external id."""
    slice: str = TOTAL
    region: str = ""
    device: str = ""
    age: str = ""
    gender: str = ""
    placement: str = ""
    spend: Decimal | None = None
    impressions: int | None = None
    reach: int | None = None
    clicks: int | None = None
    engagements: int | None = None
    engagement_score: Decimal | None = None
    video_views: int | None = None
    leads: Decimal | None = None
    conversions: Decimal | None = None
    revenue: Decimal | None = None
    derived: bool = False
    """The platform did not give these very figures; they were computed from what it gave."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HourlyFact:
    """One hour (0-23 in the account's zone) of one campaign."""

    day: date
    hour: int
    campaign: str
    spend: Decimal | None = None
    impressions: int | None = None
    clicks: int | None = None
    conversions: Decimal | None = None
    revenue: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionFact:
    """One action type of one campaign day exactly as the platform reports it, so that what counts can change later."""

    day: date
    campaign: str
    action: str
    count: Decimal | None = None
    value: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """An organic post; counters are lifetime values at the moment of reading."""

    external_id: str
    published_at: datetime
    title: str = ""
    reach: int | None = None
    views: int | None = None
    reactions: int | None = None
    comments: int | None = None
    shares: int | None = None

    def __post_init__(self) -> None:
        _bound(self, "external_id")


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejected:
    """A row that can't be stored as it is. It goes to quarantine with its reason, never away."""

    reason: str
    """A code such as `negative_measure`, `future_day`, `clicks_above_impressions`."""
    raw: dict[str, Any] = field(default_factory=dict)
    detail: str = ""
