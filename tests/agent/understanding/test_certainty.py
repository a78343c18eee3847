"""How sure a reading is: the fitted table, what speaks against a reading, and what a tap on another one gives."""

from dataclasses import replace
from typing import Any

import pytest

from agent.understanding import settling
from agent.understanding.dialogue.memory import Conversation, PlannedCall
from agent.understanding.model import read
from agent.understanding.outcome import Asked
from agent.understanding.scoring.labels import labels_of
from agent.understanding.scoring.probability import Weights, weights, weights_of
from agent.understanding.understand import tools_there, understand
from tests.agent.understanding.asked import SHOP, TODAY
from tests.conftest import MakeAnalyst


def spend(**slots: Any) -> tuple[PlannedCall, ...]:
    args = {"metrics": ["spend"], "periods": ["2026-10-01..2026-10-31"], **slots}
    return (PlannedCall(name="query_metrics", args=args),)


def test_the_probability_is_the_logistic_of_the_table() -> None:
    table = weights_of("bias = 2 # alone\nask = 0.7\noffer = 0.9\nwords = -1\n")

    assert table == Weights(bias=2.0, ask=0.7, offer=0.9, features={"words": -1.0})
    assert table.probability({"words": 2.0, "unheard of": 9.0}) == pytest.approx(0.5)
    assert table.probability({}) == pytest.approx(0.880797, abs=1e-6)


def test_the_shipped_table_lets_nothing_speak_for_a_reading() -> None:
    table = weights()

    assert 0.5 < table.ask <= table.offer < 1
    assert max(table.features.values()) <= 0
    assert table.probability({}) > table.offer


def test_a_label_is_a_phrase_of_its_own() -> None:
    by_week, whole = spend(group_by=["week"]), spend()

    assert labels_of([by_week, whole], "en") == ["Spend by week: 1–31 Oct 2026", "Spend: 1–31 Oct 2026"]
    assert labels_of([by_week, whole], "ru") == ["Расход по неделям: 1–31 октября 2026", "Расход: 1–31 октября 2026"]


def test_labels_of_acts_say_what_they_are_about() -> None:
    def what_if(**args: Any) -> tuple[PlannedCall, ...]:
        return (
            PlannedCall(name="what_if", args={"moves": [{"source": "tiktok", "amount": "30%"}], "days": 30, **args}),
        )

    assert labels_of([what_if(target="leads"), what_if(target="revenue")], "en") == [
        "What if: Leads, TikTok −30%",
        "What if: Revenue, TikTok −30%",
    ]


def test_labels_of_other_metrics_and_filters() -> None:
    facebook = spend(where=[{"dimension": "channel", "values": ["facebook"]}])
    clicks = spend(metrics=["clicks"])

    assert labels_of([facebook, clicks], "en") == ["Spend: Facebook, 1–31 Oct 2026", "Clicks: 1–31 Oct 2026"]


def test_readings_that_look_the_same_are_not_offered() -> None:
    assert labels_of([spend(), spend()], "en") == ["", ""]


def test_a_yes_takes_the_only_reading_offered() -> None:
    earlier = Conversation(options={"Spend": spend()})
    asked = Asked(text="yes", earlier=earlier, catalogue=SHOP, today=TODAY, language="en", tools=tools_there())

    assert understand(asked).calls == spend()


async def test_an_unsure_reading_is_asked_back_and_a_yes_or_tap_answers_it(
    analyst_on: MakeAnalyst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "weights", lambda: replace(weights(), ask=1.0, offer=1.0))
    async with analyst_on() as analyst:
        asked = await analyst.ask("spend by channel in October", thread="a")
        monkeypatch.undo()
        tapped = await analyst.ask(asked.options[0].label, thread="a")
        plain = await analyst.ask("spend by channel in October", thread="b")

    assert (asked.status, asked.tables) == ("clarify", [])
    assert asked.options[0].label in asked.answer
    assert (plain.status, plain.options) == ("answered", [])
    assert tapped.tables[0].rows == plain.tables[0].rows


async def test_a_less_sure_answer_has_the_other_reading_a_tap_away(
    analyst_on: MakeAnalyst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "weights", lambda: replace(weights(), ask=0.0, offer=1.0))
    async with analyst_on() as analyst:
        await analyst.ask("spend by channel in October on Facebook", thread="a")
        answer = await analyst.ask("and in September?", thread="a")
        other = await analyst.ask(answer.options[0].label, thread="a")

    assert answer.status == other.status == "answered"
    assert answer.tables[0].rows != other.tables[0].rows


async def test_what_is_offered_stays_on_the_answer_and_a_tap_gives_its_figures(analyst_on: MakeAnalyst) -> None:
    async with analyst_on() as analyst:
        asked = await analyst.ask("revenue in Zanzibar last month", thread="a")
        chosen = await analyst.ask(asked.options[-1].label, thread="a")
        plain = await analyst.ask("revenue last month", thread="b")

    assert asked.status == "clarify"
    assert chosen.tables[0].rows == plain.tables[0].rows


def test_what_the_reader_hears_and_no_slot_holds_speaks_against_the_reading() -> None:
    def lines(text: str) -> dict[str, float]:
        asked = Asked(text=text, catalogue=SHOP, today=TODAY, language="en", tools=tools_there(), read=read)
        return dict(understand(asked, careful=False).features)

    assert lines("spend by channel in October")["words"] == 0
    assert lines("сколько заявок притащил телеграм в октябре")["words"] > 0


async def test_a_follow_up_goes_on_from_the_reading_that_was_asked_back_about(
    analyst_on: MakeAnalyst, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with analyst_on() as analyst:
        await analyst.ask("spend by campaign in October", thread="a")
        monkeypatch.setattr(settling, "weights", lambda: replace(weights(), ask=1.0, offer=1.0))
        asked = await analyst.ask("only Facebook", thread="a")
        monkeypatch.undo()
        answer = await analyst.ask("which is the lowest?", thread="a")

    assert asked.status == "clarify"
    assert answer.tool_calls[0].args["where"] == [{"dimension": "channel", "values": ["facebook"]}]


def test_names_held_against_each_other_are_no_rows_that_the_reader_missed() -> None:
    asked = Asked(
        text="Facebook or VK: whose CTR is higher in October?",
        catalogue=SHOP,
        today=TODAY,
        language="en",
        tools=tools_there(),
        read=read,
    )
    features = understand(asked, careful=False).features

    assert (features["cuts"], features["slots unheard"]) == (pytest.approx(0, abs=0.1), pytest.approx(0, abs=0.1))


@pytest.mark.parametrize(
    ("others", "status"),
    [
        ((spend(group_by=["channel"]),), "answered"),
        ((spend(group_by=["campaign"]),), "clarify"),
        ((spend(group_by=["channel"]), spend()), "clarify"),
    ],
)
def test_a_reading_that_the_answer_shows_too_is_not_asked_about(
    others: tuple[tuple[PlannedCall, ...], ...], status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Spend and revenue by channel hold the spend by channel; they do not hold that of campaigns."""
    asked = Asked(
        text="spend and revenue by channel in October",
        catalogue=SHOP,
        today=TODAY,
        language="en",
        tools=tools_there(),
        read=read,
    )
    monkeypatch.setattr(settling, "weights", lambda: replace(weights(), ask=1.0, offer=1.0))
    monkeypatch.setattr(settling, "_heard_otherwise", lambda _best: iter(others))

    assert understand(asked).status == status
