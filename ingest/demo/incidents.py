"""What went wrong (and right) in the demo, on purpose: the truth against which alerts and explanations are tested.

An incident multiplies *drivers* of the generator (price, click rate, conversion rate ...) on its days; `metric` is
where it shows. Days are counted back from today, so that a manager finds the same morning whenever the demo is made.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any, Final, Literal

Kind = Literal[
    "roi_drop",
    "cpa_spike",
    "broken_tracking",
    "budget_runaway",
    "creative_fatigue",
    "audience_shift",
    "success",
    "price_war",
    "delivery_stop",
]
Driver = Literal["spend", "cpm", "ctr", "cvr", "aov", "frequency", "older"]
"""`older` multiplies the impressions shown to people over 54."""


@dataclass(frozen=True, kw_only=True)
class Incident:
    """One planted incident."""

    key: str
    kind: Kind
    channel: str
    campaign: str = ""
    """External id; empty for the whole channel."""
    metric: str
    """The metric of the catalogue in which it shows best."""
    starts: int
    """First day, in days before today."""
    ends: int
    """Last day, in days before today; 1 is yesterday."""
    size: float
    """Value of `metric` on the worst day divided by its usual value, as planted (noise and saturation come on top).

    For ROI it is that of ROAS; for an audience shift that of the share of impressions to people over 54.
    """
    gradual: bool = False
    """It builds up evenly from its first to its last day instead of at once."""
    effects: Mapping[Driver, float] = field(default_factory=dict)
    story: str
    """What a marketer would have found out."""

    def first_day(self, today: date) -> date:
        """First day of the incident."""
        return today - timedelta(days=self.starts)

    def last_day(self, today: date) -> date:
        """Last day of the incident."""
        return today - timedelta(days=self.ends)


INCIDENTS: Final = (
    Incident(
        key="tracking-yandex-curtains",
        kind="broken_tracking",
        channel="yandex_direct",
        campaign="ya-503",
        metric="conversions",
        starts=3,
        ends=1,
        size=0.0,
        effects={"cvr": 0.0},
        story="The counter vanished from the order page: clicks go on, not one order is counted.",
    ),
    Incident(
        key="runaway-tiktok-unboxing",
        kind="budget_runaway",
        channel="tiktok",
        campaign="tt-301",
        metric="spend",
        starts=2,
        ends=1,
        size=3.4,
        effects={"spend": 3.4},
        story="A zero too many in the daily budget.",
    ),
    Incident(
        key="cpa-facebook-lookalike",
        kind="cpa_spike",
        channel="facebook",
        campaign="fb-201",
        metric="cpa",
        starts=7,
        ends=1,
        size=3.0,
        effects={"cpm": 1.8, "cvr": 0.60},
        story="A rival bids for the same audience.",
    ),
    Incident(
        key="roi-google-pmax",
        kind="roi_drop",
        channel="google_ads",
        campaign="ga-403",
        metric="roi",
        starts=13,
        ends=1,
        size=0.42,
        effects={"cvr": 0.60, "aov": 0.70},
        story="The product feed lost its expensive goods.",
    ),
    Incident(
        key="fatigue-instagram-ugc",
        kind="creative_fatigue",
        channel="instagram",
        campaign="ig-102",
        metric="ctr",
        starts=35,
        ends=1,
        size=0.40,
        gradual=True,
        effects={"ctr": 0.40, "frequency": 1.7},
        story="The same video for five weeks: frequency grows, clicks fade.",
    ),
    Incident(
        key="audience-facebook-leads",
        kind="audience_shift",
        channel="facebook",
        campaign="fb-202",
        metric="impressions",
        starts=24,
        ends=1,
        size=2.2,
        gradual=True,
        effects={"older": 4.0, "cvr": 0.70},
        story="Automatic placement moved delivery to people over 54, who rarely order.",
    ),
    Incident(
        key="success-telegram-seeding",
        kind="success",
        channel="telegram",
        campaign="tg-603",
        metric="conversions",
        starts=19,
        ends=16,
        size=2.1,
        effects={"ctr": 1.5, "cvr": 1.4},
        story="A post was passed on by large channels.",
    ),
    Incident(
        key="stop-tiktok",
        kind="delivery_stop",
        channel="tiktok",
        metric="spend",
        starts=77,
        ends=74,
        size=0.0,
        effects={"spend": 0.0},
        story="The account was held for moderation.",
    ),
    Incident(
        key="tracking-facebook",
        kind="broken_tracking",
        channel="facebook",
        metric="conversions",
        starts=141,
        ends=137,
        size=0.2,
        effects={"cvr": 0.2},
        story="A release of the site lost the pixel on most pages.",
    ),
    Incident(
        key="price-war-yandex",
        kind="price_war",
        channel="yandex_direct",
        campaign="ya-502",
        metric="cpc",
        starts=215,
        ends=190,
        size=1.6,
        effects={"cpm": 1.6},
        story="A marketplace bought the whole topic for four weeks.",
    ),
    Incident(
        key="roi-instagram-stories",
        kind="roi_drop",
        channel="instagram",
        campaign="ig-103",
        metric="roi",
        starts=290,
        ends=270,
        size=0.5,
        effects={"cvr": 0.5},
        story="The landing page of the promotion was slow on phones.",
    ),
)


def truth(today: date) -> list[dict[str, Any]]:
    """The incidents as JSON-ready records with their days as ISO dates."""
    return [
        {
            **{name: value for name, value in asdict(incident).items() if name not in ("starts", "ends")},
            "start": incident.first_day(today).isoformat(),
            "end": incident.last_day(today).isoformat(),
        }
        for incident in INCIDENTS
    ]
