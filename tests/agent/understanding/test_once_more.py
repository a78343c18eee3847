"""A question asked once more with something else in the same message; a unit that is said by its adjective alone."""

import pytest

from agent.understanding.dialogue.once_more import once_more
from tests.agent.understanding.asked import asked, call


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("расход и клики за прошлую неделю и то же отдельно по facebook", {"channel": ["facebook"]}),
        ("clicks last week, and the same for Houston only", {"location": ["Houston"]}),
        ("roi in october overall, and separately for telegram", {"channel": ["telegram"]}),
        ("ROI за октябрь и отдельно по телеграму", {"channel": ["telegram"]}),
    ],
)
def test_the_same_of_a_part_stands_beside_the_whole(text: str, where: dict[str, list[str]]) -> None:
    whole, part = (call.args for call in asked(text).calls)

    assert "where" not in whole
    assert {one["dimension"]: one["values"] for one in part["where"]} == where
    assert part["metrics"] == whole["metrics"]
    assert part["periods"] == whole["periods"]


@pytest.mark.parametrize(
    "text",
    [
        "spend in May and the same days of April",
        "spend and the same period last year",
        "то же самое по дням",
        "расход за то же время",
        "и отдельно по каналам",
        "сравни расход по каналам в мае и то же в июне",
    ],
)
def test_the_same_days_are_no_second_question(text: str) -> None:
    assert once_more(text) is None


@pytest.mark.parametrize(
    ("short", "written"),
    [
        (
            "расход на прошлой неделе относительно позапрошлой",
            "расход на прошлой неделе относительно позапрошлой недели",
        ),
        ("расход за прошлый месяц против позапрошлого", "расход за прошлый месяц против позапрошлого месяца"),
        ("топ5 кампаний по кликам в октябре", "топ 5 кампаний по кликам в октябре"),
        ("spend yesterday vs the same day last week", "spend yesterday vs 14 November"),
        ("клики вчера и неделю назад в тот же день", "клики вчера и 14 ноября"),
        ("клики в ноябре против октября за столько же дней", "клики в ноябре против октября"),
        ("клики за день народного единства", "клики 4 ноября"),
        ("клики за 1-16 октября и за те же дни сентября", "клики за 1-16 октября и за 1-16 сентября"),
        ("clicks 1-5 November vs the same days of October", "clicks 1-5 November vs 1-5 October"),
    ],
)
def test_what_is_said_shortly_is_the_whole(short: str, written: str) -> None:
    assert call(short) == call(written)
