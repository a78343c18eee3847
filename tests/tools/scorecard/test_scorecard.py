"""The scorecard: what each channel is, and a verdict that follows the best split of the budget."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.tools.outlook_world import loaded
from tools.scorecard.scores import scorecard
from tools.scorecard.words import picture, table_of, tell
from tools.semantics.question import Window
from tools.tool import ToolContext, find_tools


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> ToolContext:
    return loaded(engine, tmp_path)


def _window(desk: ToolContext) -> Window:
    last = desk.metrics.catalogue().last_day
    assert last is not None
    return Window(start=last.replace(day=1), end=last)


def test_shares_add_up_and_every_channel_has_a_verdict(desk: ToolContext) -> None:
    card = scorecard(_window(desk), (), desk)

    assert sum(one.spend_share for one in card.scores) == pytest.approx(1.0)
    assert [one.spend for one in card.scores] == sorted((one.spend for one in card.scores), reverse=True)
    assert all(one.verdict in ("scale", "add", "hold", "trim", "cut") for one in card.scores)
    for one in card.scores:
        if one.verdict in ("scale", "add"):
            assert one.advised is not None
            assert one.today is not None
            assert one.advised > one.today


def test_it_is_told_in_both_languages_with_a_picture_of_the_next_unit_of_money(desk: ToolContext) -> None:
    card = scorecard(_window(desk), (), desk)

    assert "Telegram" in tell(card, "ru")
    assert "verdict" in tell(card, "en")
    assert len(table_of(card, "en").rows) == len(card.scores)
    chart = picture(card, "ru")
    assert chart is not None
    assert chart.y == ("roas_marginal_previous",)


def test_only_the_channels_asked_about_are_scored(desk: ToolContext) -> None:
    tool = find_tools()["compare_channels"]

    result = tool.run(tool.arguments.model_validate({"channels": ["telegram", "tiktok"]}), desk)

    assert len(result.tables[0].rows) == 2
    assert len(result.facts["scores"]) == 2
