"""A campaign that falls below its own past is named with what it loses; chance and a whole channel's course are not."""

from collections.abc import Iterator

import numpy as np
import pytest

from tools.advice.kinds.slid import PAST, SPANS, Slide, _slides

DAYS = max(SPANS) * (PAST + 1)
CAMPAIGNS = [(channel, f"{channel} {number}") for channel in ("facebook", "vk", "google") for number in range(4)]
FALLEN = CAMPAIGNS[0]


def _world(seed: int, *, falls: float = 1.0, since: int = 7, channel: float = 1.0) -> dict[tuple[str, str], np.ndarray]:
    """Campaigns that spend and earn alike, with the noise of some orders a day."""
    chance = np.random.default_rng(seed)
    daily = {}
    for key in CAMPAIGNS:
        spend = chance.uniform(800, 1_200, DAYS)
        due = np.full(DAYS, 12.0)
        due[-since:] *= (falls if key == FALLEN else 1.0) * (channel if key[0] == FALLEN[0] else 1.0)
        daily[key] = np.column_stack([spend, chance.poisson(due) * chance.lognormal(6.0, 0.2, DAYS)])
    return daily


def _found(daily: dict[tuple[str, str], np.ndarray]) -> Iterator[Slide]:
    return (slide for span in SPANS for slide in _slides(daily, span))


@pytest.mark.parametrize("since", [7, 13])
def test_a_return_cut_to_a_third_is_found_and_no_other(since: int) -> None:
    found = [{slide.key for slide in _found(_world(seed, falls=0.33, since=since))} for seed in range(20)]

    assert sum(FALLEN in keys for keys in found) >= 18
    assert sum(bool(keys - {FALLEN}) for keys in found) <= 1


def test_chance_is_not_named() -> None:
    assert sum(any(_found(_world(seed))) for seed in range(100)) <= 1


def test_what_befalls_a_whole_channel_is_no_campaign_s_own() -> None:
    assert sum(any(_found(_world(seed, channel=0.4))) for seed in range(20)) <= 1
