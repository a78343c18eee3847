"""Advice on a real database: what loses money is named with its loss, noise gets none, sums are not added twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine

from ingest.facts import Account, Campaign
from ingest.store.store import Store
from tools.advice.action import Action, Stake
from tools.advice.advise import MOST, AdviceList, _joint, _whole, advise
from tools.advice.words import entry, table_of, tell
from tools.engine.engine import MetricEngine
from tools.tool import ToolContext

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
DAYS = pd.date_range("2026-05-25", "2026-11-20")
Returns = dict[tuple[str, str], float]
"""Channel and campaign to revenue for one unit of spend."""


@pytest.fixture
def account(engine: Engine, tmp_path: Path) -> Callable[[Returns], ToolContext]:
    """An account whose campaigns return what they are told to, whatever is spent."""

    def made(returns: Returns, seed: int = 4) -> ToolContext:
        chance = np.random.default_rng(seed)
        store = Store(engine, now=lambda: NOW)
        with store.run(source="test", kind="file") as run:
            for channel in dict.fromkeys(channel for channel, _ in returns):
                account = run.account(Account(channel=channel, external_id="1", currency="RUB"))
                names = [name for owner, name in returns if owner == channel]
                ids = run.campaigns(account, [Campaign(external_id=name, name=name) for name in names])
                for number, name in zip(ids, names, strict=True):
                    spend = chance.uniform(800, 1_200, len(DAYS))
                    revenue = spend * returns[channel, name] * chance.lognormal(0, 0.3, len(DAYS))
                    run.facts(
                        pd.DataFrame(
                            {
                                "campaign_id": number,
                                "slice": "total",
                                "day": DAYS,
                                "spend": (spend * 1e6).astype("int64"),
                                "conversions": np.full(len(DAYS), 5_000_000),
                                "revenue": (revenue * 1e6).astype("int64"),
                            }
                        )
                    )
        metrics = MetricEngine(engine, currency="RUB")
        return ToolContext(metrics=metrics, today=TODAY, now=NOW, language="ru", data_dir=tmp_path)

    return made


def test_a_campaign_that_loses_money_day_after_day_is_named_with_its_loss(
    account: Callable[[Returns], ToolContext],
) -> None:
    advice = advise(account({("facebook", "good"): 2.0, ("facebook", "bad"): 0.4, ("vk", "fine"): 1.9}))

    (loser,) = [action for action in advice.actions if action.kind == "loser"]
    assert loser.scope == "bad"
    assert loser.stake is not None
    assert loser.stake.low < 30 * 1_000 * (1 - 0.4 * np.exp(0.045)) < loser.stake.high
    assert "bad" in tell(advice, "ru")


def test_campaigns_that_earn_alike_are_not_moved_or_stopped_at_most_a_test_is_offered(
    account: Callable[[Returns], ToolContext],
) -> None:
    desk = account({(channel, f"{channel}-{n}"): 1.6 for channel in ("facebook", "vk", "telegram") for n in range(3)})

    advice = advise(desk)

    assert {action.kind for action in advice.actions} <= {"test"}


def test_an_empty_list_says_to_leave_things_as_they_are() -> None:
    nothing = AdviceList(ranked=(), currency="RUB", as_of=TODAY)

    assert "ничего не менять" in tell(nothing, "ru")
    assert "leave things as they are" in tell(nothing, "en")


def test_every_action_has_both_languages_evidence_and_a_date_ahead(account: Callable[[Returns], ToolContext]) -> None:
    advice = advise(account({("facebook", "good"): 2.5, ("facebook", "bad"): 0.3, ("vk", "poor"): 0.8}))

    assert advice.actions
    for stored in map(entry, advice.actions):
        assert set(stored["texts"]) == {"ru", "en"}
        assert all(text and "{" not in text for one in stored["texts"].values() for text in one.values())
        assert stored["evidence"]["tool"]
        assert date.fromisoformat(stored["due"]) > TODAY
    assert len(table_of(advice, "en").rows) == len(advice.actions)


def _action(kind: str, *, channel: str = "", value: float = 100.0, joint: bool = True) -> Action:
    stake = Stake(value=value, low=value - 30, high=value + 40)
    return Action(
        kind=kind, values=lambda _language: {}, stake=stake, joint=joint, effort="minutes", due=TODAY, channel=channel
    )


def test_a_losing_campaign_of_a_channel_that_gives_money_away_is_not_counted_twice() -> None:
    tiktok, vk = _action("loser", channel="tiktok"), _action("loser", channel="vk")

    kept = _joint([_action("move", channel="tiktok"), tiktok, vk])

    assert [action.joint for action in kept] == [True, False, True]
    assert _whole(kept) == Stake(value=200, low=200 - 30 * 2**0.5, high=200 + 40 * 2**0.5)


def test_what_was_decided_about_makes_room_and_leaves_the_sum() -> None:
    ranked = tuple(replace(_action("move", value=1_000 - number), scope=str(number)) for number in range(MOST + 2))
    whole = AdviceList(ranked=ranked, currency="RUB", as_of=TODAY)

    left = whole.without({ranked[0].key, ranked[1].key, "of another day"})

    assert [action.scope for action in left.actions] == [str(number) for number in range(2, MOST + 2)]
    assert (whole.left_out, left.left_out, left.settled) == (2, 0, 2)
    assert left.whole is not None
    assert left.whole.value == sum(1_000 - number for number in range(2, MOST + 2))


def test_every_kind_has_a_place_however_little_money_it_is_about() -> None:
    moves = [replace(_action("move", value=1_000 - number), scope=str(number)) for number in range(MOST + 2)]
    ranked = (*moves, _action("people", value=1, joint=False))

    said = AdviceList(ranked=ranked, currency="RUB", as_of=TODAY).actions

    assert [action.kind for action in said] == ["move"] * (MOST - 1) + ["people"]
    assert [action.scope for action in said[:-1]] == [str(number) for number in range(MOST - 1)]


def test_moves_of_one_plan_add_up_to_its_range_and_others_are_left_out() -> None:
    whole = _whole([_action("move"), _action("move"), _action("people", joint=False)])

    assert whole == Stake(value=200, low=140, high=280)
    assert _whole([_action("people", joint=False)]) is None


def test_a_channel_that_gives_money_away_is_not_pushed_to_its_goal() -> None:
    goal = Action(kind="goal", values=lambda _language: {}, stake=None, effort="hours", due=TODAY, scope="tiktok")

    kept = _joint([_action("move", channel="tiktok"), goal, replace(goal, scope="vk")])

    assert [action.scope for action in kept] == ["", "vk"]
