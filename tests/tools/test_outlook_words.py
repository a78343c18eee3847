"""What a plan and a prediction say, without a fit: amounts, sums of a campaign, verdicts, the chart of channels."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest

from forecasting.campaign.model import CampaignModel
from ingest.texts import Language
from tools.outlook.budget_words import amount_list
from tools.outlook.campaign import CampaignAtLaunch, Campaigns, OwnCourse, Prediction, chance_below, so_far
from tools.outlook.campaign_words import channel_chart, feature_title, tell_existing, verdict_text

CAMPAIGNS = Campaigns(
    rows=pd.DataFrame(
        {
            "campaign": ["a", "a", "b"],
            "channel": ["vk", "vk", "tiktok"],
            "spend": [10.0, 5.0, 100.0],
            "revenue": [30.0, 1.0, 50.0],
            "conversions": [2.0, 1.0, 9.0],
        }
    ),
    currency="RUB",
    as_of=date(2026, 11, 20),
)


def _model(**said: Any) -> CampaignModel:
    return cast(CampaignModel, SimpleNamespace(**said))


@pytest.mark.parametrize(("language", "names"), [("en", ["TikTok", "VK"]), ("ru", ["TikTok", "ВКонтакте"])])
def test_amounts_are_listed_the_largest_first(language: Language, names: list[str]) -> None:
    told = amount_list({"vk": 20.0, "tiktok": 500.0}, "RUB", language).replace("\N{NO-BREAK SPACE}", " ")

    first, second = told.split(", ")
    assert [first.split()[0], second.split()[0]] == names
    assert "500" in first
    assert "20" in second


def test_what_a_running_campaign_brought_is_the_sum_of_its_variants() -> None:
    assert so_far(CAMPAIGNS, "a") == {"spend": 15.0, "revenue": 31.0, "conversions": 3.0}
    assert so_far(CAMPAIGNS, "nobody") == {"spend": 0.0, "revenue": 0.0, "conversions": 0.0}


@pytest.mark.parametrize(("name", "en", "ru"), [("duration", "duration", ""), ("channel", "channel", "канал")])
def test_a_feature_is_called_as_its_dimension_is(name: str, en: str, ru: str) -> None:
    assert feature_title(name, "en") == en
    assert feature_title(name, "ru").startswith(ru)
    assert feature_title(name, "ru").islower()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_signal_is_said_of_the_metric(language: Language) -> None:
    told = verdict_text(_model(target="roi", verdict="no_signal", flag=None), language)

    assert "ROI" in told


class _Predicting:
    """A model that knows only the channel."""

    features = ("channel",)

    def predict(self, rows: pd.DataFrame) -> pd.DataFrame:
        return pd.DataFrame({"prediction": rows["channel"].map({"vk": 0.25, "tiktok": -0.5})})


def test_the_chart_of_channels_has_each_with_its_prediction_the_best_first() -> None:
    roi = Prediction(model=cast(CampaignModel, _Predicting()), value=0.25, low=0.0, high=0.5, probability_below=0.1)

    spec = channel_chart(CampaignAtLaunch(attributes={"channel": "vk"}), roi, CAMPAIGNS, "en")

    assert spec is not None
    assert spec.table.rows == [["vk", 0.25], ["tiktok", -0.5]]
    assert (spec.x, spec.y) == ("channel", ("roi",))
    silent = Prediction(model=_model(features=("season",)), value=0.25, low=0.0, high=0.5, probability_below=0.1)
    assert channel_chart(CampaignAtLaunch(attributes={}), silent, CAMPAIGNS, "en") is None


@pytest.mark.parametrize(("language", "word"), [("en", "high risk"), ("ru", "риск высокий")])
def test_a_running_campaign_is_told_by_its_own_history_and_the_risk_is_of_that(language: Language, word: str) -> None:
    model = _model(target="roi", verdict="no_signal", flag=None)
    launch = Prediction(model=model, value=0.9, low=0.2, high=1.4, probability_below=0.05)
    own = Prediction(model=model, value=-0.1, low=-0.4, high=0.2, probability_below=chance_below(0.0, -0.1, -0.4, 0.2))
    plan = CampaignAtLaunch(attributes={"channel": "vk"}, campaign="a")

    text, facts = tell_existing(plan, OwnCourse(ahead=own, days=30), launch, CAMPAIGNS, 0.0, language)

    first = text.split("\n\n")[0]
    assert word in first
    assert "**−10" in first.replace("\N{NO-BREAK SPACE}", "")
    assert cast(float, facts["below"]) > 0.5


def test_a_campaign_that_is_over_is_told_by_what_it_brought() -> None:
    launch = Prediction(
        model=_model(target="roi", verdict="no_signal", flag=None), value=0.9, low=0.2, high=1.4, probability_below=0.05
    )

    text, _ = tell_existing(
        CampaignAtLaunch(attributes={}, campaign="b"), OwnCourse(ahead=None), launch, CAMPAIGNS, 0.0, "en"
    )

    assert text.startswith("b is over")
    assert "**−50.0%**" in text
    assert "risk" not in text


def test_the_chance_below_a_limit_follows_the_half_of_the_range_that_it_lies_in() -> None:
    assert chance_below(0.0, 1.0, 0.0, 5.0) == pytest.approx(0.1)
    assert chance_below(5.0, 1.0, 0.0, 5.0) == pytest.approx(0.9)
    assert chance_below(0.0, 1.0, 1.0, 1.0) == 0.0
