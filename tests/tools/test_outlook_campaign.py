"""Campaign predictions: the right verdict in words, honest refusals, the plan's own money."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest import files
from ingest.errors import InvalidInput
from tests.conftest import TODAY
from tests.tools.outlook_world import desk_on, loaded, store_of
from tools.analytics import predict_campaign
from tools.analytics.predict_campaign import CampaignPlan


@pytest.mark.slow
def test_where_one_channel_differs_and_nothing_else_the_answer_says_so(
    sqlite_engine: Engine, tmp_path: Path, shared_data: Path
) -> None:
    desk = desk_on(sqlite_engine, tmp_path, currency="USD")
    files.load(store_of(desk), [shared_data / "smads_cozycorners.csv"], currency="USD", today=TODAY)

    pinterest = predict_campaign.run(CampaignPlan(channel="pinterest", budget=1000), desk)
    other = predict_campaign.run(CampaignPlan(channel="instagram"), desk)

    assert pinterest.facts["verdict"] == "one_flag"
    assert "Pinterest" in pinterest.text
    assert "nothing else helps" in pinterest.text
    assert float(str(pinterest.tables[0].rows[0][0])) < float(str(other.tables[0].rows[0][0]))
    assert 0.75 <= float(str(pinterest.facts["confidence"])) <= 0.87


@pytest.mark.slow
def test_where_nothing_is_to_be_learnt_the_answer_is_the_average_and_says_so(
    sqlite_engine: Engine, tmp_path: Path, shared_data: Path
) -> None:
    desk = desk_on(sqlite_engine, tmp_path, currency="USD")
    files.load(store_of(desk), [shared_data / "marketing_campaign_2200.csv"], currency="USD", today=TODAY)

    result = predict_campaign.run(CampaignPlan(channel="facebook", location="Chicago"), desk)

    assert result.facts["verdict"] == "no_signal"
    assert "no better than the average" in result.text


def test_three_campaigns_are_too_little_experience(sqlite_engine: Engine, tmp_path: Path) -> None:
    desk = loaded(sqlite_engine, tmp_path, days=30)

    result = predict_campaign.run(CampaignPlan(channel="telegram"), desk)

    assert result.status == "no_data"
    assert "3" in result.text
    assert "20" in result.text


@pytest.mark.parametrize(
    "asked", [{}, {"budget": 1000.0}, {"channel": "telegram", "budget": -1.0}, {"campaign": "нет такой"}]
)
def test_a_plan_that_says_nothing_usable_is_asked_back(
    sqlite_engine: Engine, tmp_path: Path, asked: dict[str, object]
) -> None:
    desk = loaded(sqlite_engine, tmp_path, days=30)

    with pytest.raises(InvalidInput):
        predict_campaign.run(CampaignPlan(**asked), desk)  # type: ignore[arg-type]
