"""Publish when readers are there."""

from datetime import timedelta
from typing import Final

from ingest.texts import Language
from tools.advice.action import Action, Ground
from tools.engine.posts import read_posts
from tools.outlook.budget_words import channel
from tools.semantics.question import Window
from tools.timing.posts import PostTimes, post_times
from tools.timing.windows import Peak
from tools.timing.words import when
from tools.words import wording

SPAN: Final = 180
LEAST_LIFT: Final = 0.2
USED: Final = 0.5
"""Where this share of the posts stands in the window already, nothing is to be done."""
MOST: Final = 1


def find(ground: Ground) -> list[Action]:
    """The channel whose posts have most reach to gain by another hour."""
    window = Window(start=ground.until - timedelta(days=SPAN - 1), end=ground.until)
    found = []
    for times in post_times(read_posts(ground.desk.metrics, window, ground.desk.now.tzinfo), None):
        best = next((peak for peak in times.peaks if peak.lift >= LEAST_LIFT), None)
        if best is not None and best.count < USED * times.posts:
            found.append((best.lift * times.posts, _action(times, best, ground)))
    return [action for _, action in sorted(found, key=lambda pair: -pair[0])][:MOST]


def _action(times: PostTimes, best: Peak, ground: Ground) -> Action:
    def values(language: Language) -> dict[str, str]:
        return {
            "channel": channel(times.channel, language),
            "when": when(best.window, language),
            "lift": wording.percent(round(best.lift, 2), language),
            "posts": str(times.posts),
            "count": str(best.count),
        }

    return Action(
        kind="hours",
        values=values,
        stake=None,
        effort="minutes",
        scope=times.channel,
        due=ground.desk.today + timedelta(days=7),
        evidence={"tool": "best_time", "args": {"channels": [times.channel], "of": "posts"}},
    )
