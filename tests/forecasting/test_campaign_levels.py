"""Levels of campaigns: a channel's own mean, drawn towards all the more the fewer campaigns it stands on."""

import numpy as np
import pandas as pd
import pytest

from forecasting import CampaignModel
from forecasting.campaign.levels import CampaignLevels

MEANS = {"facebook": 0.3, "google": 1.2, "yandex": 1.6, "tiktok": -0.4}


def account(count: int, seed: int, means: dict[str, float] | None = None) -> pd.DataFrame:
    """Campaigns in turn of each channel, one a week."""
    chance, names = np.random.default_rng(seed), list(means or MEANS)
    channel = [names[at % len(names)] for at in range(count)]
    roi = [(means or MEANS)[name] + chance.normal(0, 0.3) for name in channel]
    starts = pd.date_range("2025-01-06", periods=count, freq="W")
    return pd.DataFrame({"channel": channel, "starts": starts, "roi": roi})


def test_a_channel_of_many_campaigns_is_told_as_itself_and_one_of_two_nearer_to_all() -> None:
    rows = account(80, 1)
    rows = pd.concat([rows, pd.DataFrame({"channel": ["new"] * 2, "roi": [4.0, 4.2]})], ignore_index=True)

    levels = CampaignLevels.learn(rows[["channel"]], rows["roi"].to_numpy())
    told = dict(zip(("facebook", "new", "unheard"), levels.value(_of("facebook", "new", "unheard")), strict=True))

    assert told["facebook"] == pytest.approx(rows["roi"][rows["channel"] == "facebook"].mean(), abs=0.05)
    assert levels.middle < told["new"] < 4.1
    assert told["unheard"] == levels.middle


def test_where_channels_do_not_differ_all_are_told_as_the_mean() -> None:
    rows = account(60, 2, dict.fromkeys(MEANS, 0.5))

    levels = CampaignLevels.learn(rows[["channel"]], rows["roi"].to_numpy())

    assert levels.value(_of(*MEANS)) == pytest.approx([levels.middle] * len(MEANS), abs=0.12)


def test_a_column_that_names_each_campaign_tells_nothing() -> None:
    rows = account(40, 3).assign(audience=[f"audience {at}" for at in range(40)])

    assert list(CampaignLevels.learn(rows[["channel", "audience"]], rows["roi"].to_numpy()).columns) == ["channel"]


def test_a_small_account_is_told_by_its_channels_and_never_by_the_mean_of_all() -> None:
    off, inside, chances = [], [], []
    for seed in range(6):
        rows = account(56, seed)
        model = CampaignModel.fit(rows[:42])
        later = rows[42:]
        answer = model.predict(later)
        off.append(float(np.abs(answer["prediction"] - later["channel"].map(MEANS)).mean()))
        inside += list((later["roi"] >= answer["low"]) & (later["roi"] <= answer["high"]))
        chances.append(model.predict(_of("tiktok"))["probability_below"].iloc[0])

    assert max(off) < 0.3
    assert 0.7 <= np.mean(inside) <= 0.95
    assert min(chances) > 0.5


def test_the_range_and_the_chance_below_a_limit_agree() -> None:
    model = CampaignModel.fit(account(42, 5))

    answer = model.predict(_of(*MEANS))

    for at, low in enumerate(answer["low"]):
        below = model.predict(_of(*MEANS), threshold=float(low))["probability_below"].iloc[at]
        assert below <= 0.15


def test_nobody_loses_more_than_was_spent() -> None:
    model = CampaignModel.fit(account(42, 6, {"a": -0.9, "b": 2.5, "c": 0.1}))

    assert (model.predict(_of("a", "b", "c"))["low"] >= -1).all()


def _of(*channels: str) -> pd.DataFrame:
    return pd.DataFrame({"channel": list(channels)})
