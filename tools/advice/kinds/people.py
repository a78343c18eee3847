"""Show the advertising to the groups that bring more for the same money."""

from datetime import timedelta
from typing import Final

from ingest.texts import Language
from tools.advice.action import DAYS, Action, Ground, Stake
from tools.audience.profile import Group, Profile, profiles
from tools.audience.words import name_of
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.question import Question, Window
from tools.words import wording

CUTS: Final = ("age", "gender", "region", "device", "audience")
SPAN: Final = 90
SHIFTED: Final = 0.2
"""Part of the weaker group's spend that is moved: groups saturate, so not all of it."""
GROWTH: Final = 0.3
"""The stronger group's spend grows by no more than this: its price holds only near what was seen."""
LEAST_SHARE: Final = 0.05
LEAST_GAP: Final = 0.15
"""A smaller difference is not worth a new targeting."""
MOST: Final = 2


def find(ground: Ground) -> list[Action]:
    """The pairs of groups with most to gain, one a dimension."""
    first = ground.until - timedelta(days=SPAN - 1)
    window = Window(start=first, end=ground.until)
    question = Question(metrics=("revenue", "conversions"), periods=(str(window),))
    rows = ground.desk.metrics.run(question, today=ground.desk.today).table.rows
    revenue, conversions = (
        (float(cell or 0) if isinstance(cell, int | float) else 0.0 for cell in rows[0]) if rows else (0, 0)
    )
    if conversions <= 0 or revenue <= 0:
        return []
    found = profiles(CUTS, "conversions", (), window, ground.desk)
    pairs = [(one, pair) for one in found if (pair := _pair(one)) is not None]
    actions = [_action(profile, pair, revenue / conversions, ground) for profile, pair in pairs]
    return sorted(actions, key=lambda action: -(action.stake.value if action.stake else 0.0))[:MOST]


def _pair(profile: Profile) -> tuple[Group, Group] | None:
    """The group that wastes most and the one that brings most, where both are big enough to matter."""
    over = [one for one in profile.over if one.spend_share >= LEAST_SHARE]
    under = [one for one in profile.under if one.spend_share >= LEAST_SHARE]
    if not over or not under:
        return None
    weak = max(over, key=lambda one: -one.lift * one.spend)
    strong = max(under, key=lambda one: one.lift * one.spend_share)
    return (weak, strong) if strong.lift - weak.lift >= LEAST_GAP else None


def _action(profile: Profile, pair: tuple[Group, Group], basket: float, ground: Ground) -> Action:
    weak, strong = pair
    moved = min(SHIFTED * weak.spend, GROWTH * strong.spend) / SPAN * DAYS
    usual = profile.results / max(sum(one.spend for one in profile.groups), 1e-9) * basket
    ends = (strong.lift - weak.lift, strong.low - weak.high, strong.high - weak.low)
    value, low, high = (moved * usual * end for end in ends)

    def values(language: Language) -> dict[str, str]:
        return {
            "dimension": DIMENSIONS[profile.dimension].titles[language].lower(),
            "weak": name_of(weak, language),
            "strong": name_of(strong, language),
            "amount": wording.money(moved, ground.currency, language),
            "weak_lift": wording.change(weak.lift, language),
            "strong_lift": wording.change(strong.lift, language),
        }

    return Action(
        kind="people",
        values=values,
        stake=Stake(value=value, low=low, high=high),
        effort="hours",
        scope=profile.dimension,
        due=ground.desk.today + timedelta(days=7),
        evidence={"tool": "audience_profile", "args": {"by": [profile.dimension]}},
    )
