from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from forecasting.campaign.errors import CampaignError
from forecasting.campaign.model import CampaignModel, risk_level

DATA = Path(__file__).parents[3] / "shared" / "data"


def read_public(name, separator=","):
    if not (DATA / name).exists():
        pytest.skip(f"the public file {name} is not beside the repository")
    return pd.read_csv(DATA / name, sep=separator)


def make_campaigns(rows=800, seed=0):
    """ROI follows channel, duration and budget; clicks, revenue and the like are outcomes."""
    rng = np.random.default_rng(seed)
    table = pd.DataFrame(
        {
            "starts": pd.date_range("2024-01-01", periods=rows, freq="12h"),
            "channel": rng.choice(["Facebook", "Google", "TikTok"], rows),
            "segment": rng.choice(["Health", "Tech"], rows),
            "language": rng.choice(["ru", "en"], rows),
            "duration": [f"{d} Days" for d in rng.choice([15, 30, 45, 60], rows)],
            "budget": [f"${b:,.2f}" for b in rng.uniform(1000, 20000, rows)],
        }
    )
    level = table["channel"].map({"Facebook": 1.0, "Google": 2.5, "TikTok": 0.2})
    days = table["duration"].str.split().str[0].astype(float)
    table["roi"] = level + 0.02 * days * (table["segment"] == "Tech") + rng.normal(0, 0.4, rows)
    table["revenue"] = table["roi"] * 1000
    table["clicks"] = (table["roi"] * 100).round()
    return table


@pytest.fixture(scope="module")
def campaigns():
    return make_campaigns()


@pytest.fixture(scope="module")
def model(campaigns):
    return CampaignModel.fit(campaigns[:600])


def test_a_learnable_target_is_predicted_with_a_calibrated_interval(model, campaigns):
    later = campaigns[600:]
    answer = model.predict(later)

    explained = (
        1 - ((later["roi"] - answer["prediction"]) ** 2).sum() / ((later["roi"] - later["roi"].mean()) ** 2).sum()
    )
    inside = later["roi"].between(answer["low"], answer["high"]).mean()
    assert model.verdict == "predictable"
    assert explained > 0.7
    assert 0.72 <= inside <= 0.88
    assert model.skill["mae"] < 0.6 * model.skill["mae_of_mean"]


def test_the_answer_has_the_promised_columns_and_order(model, campaigns):
    answer = model.predict(campaigns.tail(5), threshold=1.0)

    assert list(answer) == ["prediction", "low", "high", "probability_below"]
    assert list(answer.index) == list(campaigns.tail(5).index)
    assert (answer["low"] <= answer["prediction"]).all()
    assert (answer["prediction"] <= answer["high"]).all()
    assert answer["probability_below"].between(0, 1).all()


def test_the_probability_below_a_threshold_comes_true(model, campaigns):
    later = campaigns[600:]

    said = model.predict(later, threshold=1.5)["probability_below"].mean()

    assert said == pytest.approx((later["roi"] < 1.5).mean(), abs=0.06)


def test_a_higher_threshold_is_never_less_likely_missed(model, campaigns):
    chances = [model.predict(campaigns.head(20), threshold=t)["probability_below"] for t in (-1, 0, 1, 2, 5)]

    for lower, higher in pairwise(chances):
        assert (lower <= higher + 1e-12).all()


def test_outcomes_in_the_table_are_never_used(model, campaigns):
    assert not {"revenue", "clicks", "roi"} & set(model.features)
    without = CampaignModel.fit(campaigns[:600].drop(columns=["revenue", "clicks"]))
    pd.testing.assert_frame_equal(without.predict(campaigns[600:]), model.predict(campaigns[600:]))


def test_asking_for_a_part_of_the_target_is_refused(campaigns):
    with pytest.raises(CampaignError) as refusal:
        CampaignModel.fit(campaigns, features=["channel", "revenue"])

    assert refusal.value.code == "campaign-leak"


def test_explicit_features_replace_the_list(campaigns):
    model = CampaignModel.fit(campaigns, features=["channel", "segment"])

    assert set(model.importance) == {"channel", "segment"}


def test_importance_ranks_what_drives_the_target(model):
    assert next(iter(model.importance)) == "channel"
    assert model.importance["channel"] > 10 * abs(model.importance["language"])


def test_the_same_seed_gives_the_same_answer(campaigns):
    first, second = (CampaignModel.fit(campaigns[:300], seed=3).predict(campaigns.head(9)) for _ in range(2))

    pd.testing.assert_frame_equal(first, second)


def test_one_category_that_carries_everything_is_named():
    rng = np.random.default_rng(1)
    table = make_campaigns()
    table["roi"] = rng.uniform(2, 8, len(table)) * np.where(table["channel"] == "TikTok", 0.1, 1.0)

    model = CampaignModel.fit(table)

    assert model.verdict == "one_flag"
    assert (model.flag.feature, model.flag.level) == ("channel", "TikTok")
    assert model.features == ("channel",)
    assert "TikTok" in model.notes[0]


def test_noise_is_answered_with_the_mean_and_an_honest_interval():
    table = make_campaigns()
    table["roi"] = np.random.default_rng(2).normal(3, 1, len(table))

    model = CampaignModel.fit(table[:600])
    answer = model.predict(table[600:])

    assert model.verdict == "no_signal"
    assert answer["prediction"].nunique() == 1
    assert table["roi"][600:].between(answer["low"], answer["high"]).mean() == pytest.approx(0.8, abs=0.08)
    assert set(model.importance.values()) == {0.0}


def test_the_shared_file_without_signal_is_recognised():
    model = CampaignModel.fit(read_public("marketing_campaign_2200.csv"))

    assert model.verdict == "no_signal"
    assert model.codes[0] == "campaign-no-signal"
    assert 0.77 <= model.confidence <= 0.83


def test_the_shared_file_with_one_flag_is_recognised():
    model = CampaignModel.fit(read_public("smads_cozycorners.csv", ";"))

    assert (model.verdict, model.flag.feature, model.flag.level) == ("one_flag", "channel", "Pinterest")
    assert model.skill["r2"] >= 0.29
    assert 0.77 <= model.confidence <= 0.83


@pytest.mark.parametrize("target", ["roi", "conversions", "cpa"])
def test_targets_are_computed_from_their_parts(target):
    table = read_public("global_ads_daily.csv").drop(columns=["ROAS", "CPA"])

    model = CampaignModel.fit(table, target=target)

    assert model.predict(table.head(3)).notna().all().all()
    assert 0.74 <= model.confidence <= 0.86


def test_unseen_categories_and_missing_columns_are_answered(model):
    answer = model.predict(pd.DataFrame({"channel": ["Radio", None], "budget": ["a lot", 5]}))

    assert answer.notna().all().all()


def test_an_empty_table_gives_an_empty_answer(model, campaigns):
    assert model.predict(campaigns.iloc[:0]).empty


def test_without_dates_the_answer_says_so(campaigns):
    model = CampaignModel.fit(campaigns[:300].drop(columns="starts"))

    assert not model.time_ordered
    assert "campaign-undated" in model.codes


def test_columns_of_the_first_days_are_used_only_when_asked(campaigns):
    few = campaigns[:400]
    table = few.assign(early_ctr=few["roi"] + np.random.default_rng(4).normal(0, 0.1, len(few)))

    plain, early = CampaignModel.fit(table), CampaignModel.fit(table, early=True)

    assert "early_ctr" not in plain.importance
    assert early.skill["r2"] > plain.skill["r2"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda t: t.head(10), "campaign-too-few"),
        (lambda t: t.assign(roi=np.nan), "campaign-too-few"),
        (lambda t: t.drop(columns=["roi", "revenue"]), "campaign-no-target"),
        (lambda t: t[["roi", "clicks"]], "campaign-no-features"),
    ],
)
def test_tables_that_teach_nothing_are_refused(campaigns, change, code):
    with pytest.raises(CampaignError) as refusal:
        CampaignModel.fit(change(campaigns))

    assert refusal.value.code == code


def test_a_constant_target_is_answered_with_itself(campaigns):
    answer = CampaignModel.fit(campaigns.assign(roi=2.0)).predict(campaigns.head(2), threshold=1.0)

    assert (answer[["prediction", "low", "high"]] == 2.0).all().all()
    assert (answer["probability_below"] < 0.05).all()


def test_an_unknown_target_and_a_broken_threshold_are_refused(model, campaigns):
    with pytest.raises(CampaignError, match="possible are roi, conversions, cpa"):
        CampaignModel.fit(campaigns, target="fame")
    with pytest.raises(CampaignError, match="plain number"):
        model.predict(campaigns, threshold=float("nan"))


def test_risk_is_worded_by_the_chance_of_a_bad_end(model, campaigns):
    assert [risk_level(p) for p in (0.05, 0.3, 0.7)] == ["low", "medium", "high"]
    assert set(model.risk(campaigns, threshold=1.0)) <= {"low", "medium", "high"}
