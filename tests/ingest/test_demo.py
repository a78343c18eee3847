"""The demo's numbers: the same every time, adding up, believable, and with the planted incidents in them."""

from datetime import date
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ingest.channel_names import canonical
from ingest.demo import INCIDENTS, DemoData, Incident, frames
from ingest.demo.catalogue import CHANNELS, campaigns, channels
from ingest.demo.generate import MEASURES
from ingest.demo.posts import PAGES, ZONE, appeal
from ingest.demo.seasons import black_friday, demand
from ingest.demo.slices import split
from ingest.facts import STANDARD_SLICES, TOTAL

TODAY = date(2026, 11, 22)
MICRO = 1_000_000
CHANNEL_OF = {campaign.id: campaign.channel for campaign in campaigns()}


@cache
def demo() -> DemoData:
    return frames(TODAY)


@cache
def totals() -> pd.DataFrame:
    """One row a campaign day with its channel and its age in days; money in roubles."""
    facts = demo().facts
    rows = facts[facts["slice"] == TOTAL].assign(channel=lambda frame: frame["campaign"].map(CHANNEL_OF))
    money = {name: rows[name] / MICRO for name in ("spend", "revenue", "conversions", "leads")}
    return rows.assign(age=(pd.Timestamp(TODAY) - rows["day"]).dt.days, **money)


def same(one: DemoData, other: DemoData) -> bool:
    pd.testing.assert_frame_equal(one.facts, other.facts)
    pd.testing.assert_frame_equal(one.hours, other.hours)
    pd.testing.assert_frame_equal(one.actions, other.actions)
    pd.testing.assert_frame_equal(one.budgets, other.budgets)
    return one.posts == other.posts and one.campaigns == other.campaigns


def test_the_same_day_and_seed_make_the_same_demo() -> None:
    assert same(frames(TODAY, seed=3, months=3), frames(TODAY, seed=3, months=3))


def test_another_seed_makes_other_numbers() -> None:
    one, other = frames(TODAY, seed=3, months=1), frames(TODAY, seed=4, months=1)

    assert one.facts["revenue"].sum() != other.facts["revenue"].sum()


def test_it_has_six_channels_about_forty_campaigns_and_eighteen_months_up_to_yesterday() -> None:
    days = demo().facts["day"]

    assert [account.channel for account in demo().accounts] == [channel.key for channel in CHANNELS]
    assert all(canonical(channel.key) for channel in CHANNELS)
    assert sum(map(len, demo().campaigns.values())) == 42
    assert (days.min().date(), days.max().date()) == (date(2025, 5, 22), date(2026, 11, 21))
    assert 250_000 < len(days) < 350_000


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 1, 1), date(2026, 3, 31), date(2027, 12, 1)])
@pytest.mark.parametrize("months", [1, 2])
def test_any_day_and_length_end_yesterday(today: date, months: int) -> None:
    data = frames(today, months=months)

    for frame in (data.facts, data.hours, data.actions):
        assert frame["day"].max() == pd.Timestamp(today) - pd.Timedelta(days=1)
    assert all(post.published_at.astimezone(ZONE).date() < today for posts in data.posts.values() for post in posts)


def test_every_slice_adds_up_to_the_total_of_its_campaign_day() -> None:
    facts = demo().facts.fillna(dict.fromkeys(MEASURES, 0))
    sums = facts.groupby(["slice", "campaign", "day"])[list(MEASURES)].sum()
    expected = sums.loc[TOTAL]

    for name in ("age+gender", "region", "device"):
        pd.testing.assert_frame_equal(sums.loc[name], expected.loc[sums.loc[name].index])
    assert set(sums.loc["region"].index) == set(expected.index)


def test_hours_and_actions_add_up_to_the_days_they_belong_to() -> None:
    facts = demo().facts
    days = facts[facts["slice"] == TOTAL].set_index(["campaign", "day"])
    hours = (
        demo().hours.groupby(["campaign", "day"])[["spend", "impressions", "clicks", "conversions", "revenue"]].sum()
    )
    bought = demo().actions.query("action == 'purchase'").set_index(["campaign", "day"])

    assert (hours == days.loc[hours.index, hours.columns]).all().all()
    assert (bought["count"] == days.loc[bought.index, "conversions"]).all()
    assert (bought["value"] == days.loc[bought.index, "revenue"]).all()


def test_no_row_is_impossible() -> None:
    facts = demo().facts

    assert facts[["spend", "impressions", "clicks", "conversions", "revenue"]].notna().all().all()
    assert (facts[list(MEASURES)].fillna(0) >= 0).all().all()
    assert (facts["clicks"] <= facts["impressions"]).all()
    assert (facts["conversions"] <= facts["clicks"] * MICRO).all()
    assert (facts["reach"].dropna() <= facts["impressions"][facts["reach"].notna()]).all()
    assert not facts.duplicated(["campaign", "slice", "day", *STANDARD_SLICES]).any()


def test_what_a_platform_does_not_report_is_missing_and_not_zero() -> None:
    facts = demo().facts.assign(channel=lambda frame: frame["campaign"].map(CHANNEL_OF))

    for key, rows in facts.groupby("channel"):
        known = {name for name in MEASURES if rows[name].notna().any()}
        assert known == channels()[str(key)].measures
    assert "age+gender" not in set(facts.loc[facts["channel"] == "telegram", "slice"])


def test_monthly_figures_look_like_an_advertisers() -> None:
    rows = totals()
    months = rows.groupby(rows["day"].dt.to_period("M"))["spend"].sum().iloc[1:-1]
    sums = rows.groupby("channel")[["spend", "revenue", "clicks", "impressions", "conversions"]].sum()
    roi = sums["revenue"] / sums["spend"] - 1

    assert months.between(6_000_000, 16_000_000).all()
    assert roi.between(-0.5, 3).all()
    assert list(roi.sort_values().index) == [
        "tiktok",
        "facebook",
        "instagram",
        "google_ads",
        "yandex_direct",
        "telegram",
    ]
    assert (sums["clicks"] / sums["impressions"]).between(0.005, 0.03).all()
    assert (sums["spend"] / sums["clicks"]).between(8, 70).all()
    assert (sums["conversions"] / sums["clicks"]).between(0.002, 0.05).all()


def test_more_money_brings_less_for_each_rouble() -> None:
    rows = totals().query("channel == 'facebook' and age > 150")
    weeks = rows.groupby(rows["day"].dt.to_period("W"))[["spend", "revenue"]].sum()
    rich = weeks["spend"] > weeks["spend"].median()

    poor_roas, rich_roas = (part["revenue"].sum() / part["spend"].sum() for part in (weeks[~rich], weeks[rich]))

    assert rich_roas < 0.97 * poor_roas


def usual_change(incident: Incident) -> float:
    """How the metric changed from the four weeks before, as a factor; a campaign's against the rest of its channel."""
    rows = totals().query("channel == @incident.channel")
    first = incident.ends + 3 if incident.gradual else incident.starts
    now = rows[rows["age"].between(incident.ends, first)]
    before = rows[rows["age"].between(incident.starts + 1, incident.starts + 28)]
    if not incident.campaign:
        return per_day(now, incident.metric) / per_day(before, incident.metric)
    mine, others = (
        per_day(now.query(query), incident.metric) / per_day(before.query(query), incident.metric)
        for query in (f"campaign == '{incident.campaign}'", f"campaign != '{incident.campaign}'")
    )
    return mine / others


def per_day(rows: pd.DataFrame, metric: str) -> float:
    sums = rows[["spend", "revenue", "clicks", "impressions", "conversions"]].sum()
    ratios = {
        "roi": ("revenue", "spend"),
        "cpa": ("spend", "conversions"),
        "ctr": ("clicks", "impressions"),
        "cpc": ("spend", "clicks"),
    }
    if metric in ratios:
        over, under = ratios[metric]
        return float(sums[over] / sums[under])
    return float(sums[metric]) / max(rows["day"].nunique(), 1)


@pytest.mark.parametrize(
    "incident", [item for item in INCIDENTS if item.kind != "audience_shift"], ids=lambda item: item.key
)
def test_a_planted_incident_shows_in_its_metric(incident: Incident) -> None:
    change = usual_change(incident)

    if incident.size == 0:
        assert change == 0
    else:
        assert abs(np.log(change / incident.size)) < 0.4


def test_the_audience_shift_shows_in_the_share_of_older_people() -> None:
    [incident] = [item for item in INCIDENTS if item.kind == "audience_shift"]
    facts = demo().facts.query("campaign == @incident.campaign and slice == 'age+gender'")
    age = (pd.Timestamp(TODAY) - facts["day"]).dt.days
    older = facts["age"].isin(["55-64", "65+"])

    def share(days: pd.Series) -> float:
        return float(facts["impressions"][days & older].sum() / facts["impressions"][days].sum())

    change = share(age.between(1, 3)) / share(age.between(incident.starts + 1, incident.starts + 28))
    assert change == pytest.approx(incident.size, rel=0.2)


def test_a_manager_finds_something_yesterday() -> None:
    fresh = {incident.kind for incident in INCIDENTS if incident.ends == 1}

    assert fresh >= {"broken_tracking", "budget_runaway", "cpa_spike", "roi_drop", "creative_fatigue"}
    assert totals().query("age == 1")["channel"].nunique() == 6, "no channel is stale"


def test_incidents_name_campaigns_and_drivers_that_exist() -> None:
    for incident in INCIDENTS:
        assert incident.starts >= incident.ends >= 1
        assert incident.effects
        assert not incident.campaign or CHANNEL_OF[incident.campaign] == incident.channel


def test_each_month_has_a_budget_near_what_was_spent() -> None:
    rows = totals()
    spent = rows.groupby(["channel", rows["day"].dt.to_period("M").dt.to_timestamp()])["spend"].sum()
    plan = demo().budgets.set_index(["channel", "month"])["amount"] / MICRO
    whole = plan[plan.index.get_level_values("month").isin(pd.date_range("2025-06-01", "2026-10-01", freq="MS"))]

    ratio = spent.loc[whole.index] / whole

    assert len(whole) == 6 * 17
    assert ratio.between(0.8, 1.2).all()
    assert set(demo().goals["metric"]) == {"roi", "cpa", "revenue"}


def test_posts_reach_more_people_at_the_planted_hours() -> None:
    for channel in PAGES:
        posts = demo().posts[channel]
        hours = (
            pd.Series([post.reach for post in posts])
            .groupby([post.published_at.astimezone(ZONE).hour for post in posts])
            .mean()
        )
        truth = pd.Series(appeal(channel).mean(axis=0)).loc[hours.index]
        assert hours.corr(truth) > 0.75


def test_posts_of_a_day_stay_the_same_when_the_demo_is_made_again_tomorrow() -> None:
    today, tomorrow = (frames(day, months=2).posts["telegram"] for day in (TODAY, date(2026, 11, 23)))

    known = {post.external_id: (post.published_at, post.title) for post in tomorrow}
    second_day = [post for post in today if post.published_at.date() > date(2026, 9, 23)]
    assert all(known[post.external_id] == (post.published_at, post.title) for post in second_day)


def test_people_buy_before_the_eighth_of_march_and_rest_in_january() -> None:
    days = pd.date_range("2026-01-01", "2026-12-31")
    wish = pd.Series(demand(days), index=days)

    assert wish["2026-03-05"] > 1.15
    assert wish["2026-01-03"] < 0.7
    assert wish.idxmax().date() > black_friday(2026).replace(day=20)


@given(
    totals=arrays.arrays(np.int64, 5, elements=st.integers(0, 10**10)),
    weights=arrays.arrays(float, (5, 7), elements=st.floats(0, 1e6)),
    seed=st.integers(0, 2**32),
)
def test_parts_add_up_and_lie_within_one_of_their_share(totals: np.ndarray, weights: np.ndarray, seed: int) -> None:
    weights[:, 2] += 1

    parts = split(totals, weights, np.random.default_rng(seed))

    exact = totals[:, None] * weights / weights.sum(axis=1, keepdims=True)
    assert (parts.sum(axis=1) == totals).all()
    assert (parts >= 0).all()
    assert (np.abs(parts - exact) < 1.001).all()
    assert (parts[weights == 0] == 0).all()
