"""The shop of the demo: its channels with their economics, and about forty campaigns (`campaigns.csv`).

A *tactic* is a way of buying (brand search, Reels, sponsored messages ...) with its own price and response. A campaign
is a tactic with a name, an audience, a budget and a *flight*, the days on which it runs.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

EVERY_MEASURE: Final = frozenset({"spend", "impressions", "clicks", "conversions", "revenue"})
SOCIAL: Final = EVERY_MEASURE | {"reach", "engagements", "video_views"}
SEARCH: Final = EVERY_MEASURE | {"leads"}
EVERY_SLICE: Final = ("age+gender", "region", "device")


@dataclass(frozen=True, kw_only=True)
class DemoChannel:
    """A channel with what it reports and how it behaves."""

    key: str
    account: str
    """External id of its one account."""
    conversion_definition: str
    attribution: str
    measures: frozenset[str]
    """What the platform reports; everything else stays missing."""
    slices: tuple[str, ...] = EVERY_SLICE
    hourly: bool = False
    vat_included: bool = False
    knee: float
    """Spend, in usual daily budgets, at which half of the possible response is reached; small = saturated."""
    carry_over: float
    """Share of yesterday's effect that is still felt today."""
    conversion: float = 1.0
    """Multiplies the conversion rate of every tactic."""
    yearly_budget_growth: float
    yearly_efficiency_growth: float
    """Both as change of the logarithm over a year, ending today."""
    weekdays: tuple[float, ...]
    """Relative willingness to buy, Monday to Sunday."""
    roi_target: float
    ages: tuple[float, ...]
    """Shares of impressions by `AGES`."""
    women: float
    mobile: float
    """Shares of impressions; tablets have a fixed small share."""


@dataclass(frozen=True, kw_only=True)
class Tactic:
    """Price and response of one way of buying, at the usual budget, today, in an average season."""

    cpm: float
    """Roubles for a thousand impressions."""
    ctr: float
    cvr: float
    aov: float
    """Roubles per order."""
    frequency: float = 1.3
    """Impressions per person and day."""
    engagement: float = 0.0
    """Engagements other than clicks, per impression."""
    video: float = 0.0
    """Video views per impression."""
    leads: float = 0.0
    """Leads per conversion."""


@dataclass(frozen=True, kw_only=True)
class DemoCampaign:
    """One line of `campaigns.csv`."""

    id: str
    channel: str
    tactic: str
    name: str
    objective: str
    audience: str
    segment: str
    location: str
    language: str
    daily_budget: int
    """Usual roubles a day."""
    quality: float
    """Multiplies the tactic's conversion rate."""
    flight: str
    """Empty: always; `300..80`: days before today, open at either end; `12-01..12-30`: these days of each year."""


AGES: Final = ("18-24", "25-34", "35-44", "45-54", "55-64", "65+")
GENDERS: Final = ("female", "male")
DEVICES: Final = ("mobile", "desktop", "tablet")
REGIONS: Final[Mapping[str, float]] = {
    "Москва": 0.27,
    "Московская область": 0.13,
    "Санкт-Петербург": 0.15,
    "Краснодарский край": 0.10,
    "Свердловская область": 0.09,
    "Республика Татарстан": 0.08,
    "Новосибирская область": 0.07,
    "Остальная Россия": 0.11,
}
"""Shares of impressions of a campaign that runs in the whole country."""

HOME_REGIONS: Final[Mapping[str, str]] = {
    "Москва": "Москва",
    "Санкт-Петербург": "Санкт-Петербург",
    "Казань": "Республика Татарстан",
    "Екатеринбург": "Свердловская область",
    "Новосибирск": "Новосибирская область",
}
"""Region of each city; a location that is not here is the whole country."""

CHANNELS: Final = (
    DemoChannel(
        key="instagram",
        account="act_1001",
        conversion_definition="purchase",
        attribution="7d_click,1d_view",
        measures=SOCIAL,
        hourly=True,
        conversion=0.80,
        knee=1.1,
        carry_over=0.45,
        yearly_budget_growth=0.10,
        yearly_efficiency_growth=-0.05,
        weekdays=(0.95, 0.94, 0.96, 0.98, 1.00, 1.08, 1.09),
        roi_target=0.8,
        ages=(0.22, 0.34, 0.24, 0.12, 0.06, 0.02),
        women=0.66,
        mobile=0.94,
    ),
    DemoChannel(
        key="facebook",
        account="act_1002",
        conversion_definition="purchase",
        attribution="7d_click,1d_view",
        measures=SOCIAL | {"leads"},
        hourly=True,
        conversion=0.68,
        knee=0.55,
        carry_over=0.40,
        yearly_budget_growth=-0.25,
        yearly_efficiency_growth=-0.18,
        weekdays=(1.00, 1.02, 1.02, 1.00, 0.98, 0.98, 1.00),
        roi_target=0.5,
        ages=(0.06, 0.18, 0.27, 0.24, 0.16, 0.09),
        women=0.58,
        mobile=0.80,
    ),
    DemoChannel(
        key="tiktok",
        account="7001003",
        conversion_definition="complete_payment",
        attribution="7d_click,1d_view",
        measures=SOCIAL,
        hourly=True,
        knee=0.8,
        carry_over=0.30,
        yearly_budget_growth=0.35,
        yearly_efficiency_growth=0.12,
        weekdays=(0.94, 0.94, 0.95, 0.97, 1.03, 1.10, 1.07),
        roi_target=0.0,
        ages=(0.46, 0.31, 0.13, 0.06, 0.03, 0.01),
        women=0.57,
        mobile=0.97,
    ),
    DemoChannel(
        key="google_ads",
        account="100-200-1004",
        conversion_definition="purchase",
        attribution="data_driven",
        measures=SEARCH,
        hourly=True,
        conversion=0.78,
        knee=1.6,
        carry_over=0.20,
        yearly_budget_growth=-0.05,
        yearly_efficiency_growth=0.0,
        weekdays=(1.08, 1.07, 1.06, 1.04, 0.99, 0.87, 0.89),
        roi_target=1.2,
        ages=(0.10, 0.25, 0.27, 0.20, 0.12, 0.06),
        women=0.54,
        mobile=0.67,
    ),
    DemoChannel(
        key="yandex_direct",
        account="demo-direct",
        conversion_definition="ecommerce purchase",
        attribution="last_significant",
        measures=SEARCH,
        conversion=0.84,
        knee=2.6,
        carry_over=0.25,
        yearly_budget_growth=0.15,
        yearly_efficiency_growth=0.06,
        weekdays=(1.09, 1.08, 1.07, 1.04, 0.98, 0.85, 0.89),
        roi_target=1.8,
        ages=(0.08, 0.23, 0.28, 0.21, 0.13, 0.07),
        women=0.56,
        mobile=0.69,
    ),
    DemoChannel(
        key="telegram",
        account="demo-tg",
        conversion_definition="utm purchase",
        attribution="last_click",
        measures=EVERY_MEASURE | {"reach"},
        slices=("region",),
        knee=3.2,
        carry_over=0.50,
        yearly_budget_growth=0.45,
        yearly_efficiency_growth=0.10,
        weekdays=(1.03, 1.05, 1.05, 1.04, 1.00, 0.91, 0.92),
        roi_target=2.0,
        ages=(0.18, 0.32, 0.26, 0.14, 0.07, 0.03),
        women=0.52,
        mobile=0.88,
    ),
)
"""In the order in which they are loaded. Telegram tells nobody's age, sex or device."""

TACTICS: Final[Mapping[str, Tactic]] = {
    "reels": Tactic(cpm=270, ctr=0.0105, cvr=0.0122, aov=3850, frequency=1.45, engagement=0.034, video=0.42),
    "stories": Tactic(cpm=230, ctr=0.0085, cvr=0.0126, aov=3700, frequency=1.35, engagement=0.012, video=0.31),
    "feed": Tactic(cpm=290, ctr=0.0125, cvr=0.0104, aov=3900, frequency=1.30, engagement=0.021, video=0.12, leads=1.9),
    "retargeting": Tactic(
        cpm=420, ctr=0.0170, cvr=0.0195, aov=4100, frequency=2.1, engagement=0.016, video=0.1, leads=1.7
    ),
    "lookalike": Tactic(
        cpm=300, ctr=0.0135, cvr=0.0096, aov=4150, frequency=1.4, engagement=0.018, video=0.14, leads=1.8
    ),
    "leadform": Tactic(
        cpm=310, ctr=0.0140, cvr=0.0070, aov=5200, frequency=1.4, engagement=0.015, video=0.1, leads=5.5
    ),
    "video": Tactic(cpm=125, ctr=0.0088, cvr=0.0030, aov=2950, frequency=1.6, engagement=0.046, video=0.63),
    "spark": Tactic(cpm=145, ctr=0.0110, cvr=0.0034, aov=3000, frequency=1.5, engagement=0.061, video=0.58),
    "brand": Tactic(cpm=2900, ctr=0.1450, cvr=0.0370, aov=4400, leads=1.6),
    "search": Tactic(cpm=2350, ctr=0.0640, cvr=0.0235, aov=4450, leads=2.1),
    "pmax": Tactic(cpm=430, ctr=0.0160, cvr=0.0132, aov=4200, leads=1.7),
    "display": Tactic(cpm=110, ctr=0.0062, cvr=0.0082, aov=3900, leads=1.6),
    "network": Tactic(cpm=95, ctr=0.0068, cvr=0.0066, aov=4000, leads=1.8),
    "master": Tactic(cpm=360, ctr=0.0155, cvr=0.0140, aov=4200, leads=1.9),
    "sponsored": Tactic(cpm=390, ctr=0.0090, cvr=0.0290, aov=4600, frequency=1.15),
    "seeding": Tactic(cpm=560, ctr=0.0150, cvr=0.0300, aov=4500, frequency=1.05),
}


@cache
def channels() -> Mapping[str, DemoChannel]:
    """Channels by key."""
    return {channel.key: channel for channel in CHANNELS}


@cache
def campaigns() -> tuple[DemoCampaign, ...]:
    """All campaigns, in the order of the file."""
    text = (Path(__file__).parent / "campaigns.csv").read_text(encoding="utf-8")
    return tuple(_campaign(line) for line in csv.DictReader(text.splitlines()))


def _campaign(line: Mapping[str, str]) -> DemoCampaign:
    texts = {name: value for name, value in line.items() if name not in ("daily_budget", "quality")}
    return DemoCampaign(**texts, daily_budget=int(line["daily_budget"]), quality=float(line["quality"]))
