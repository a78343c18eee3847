"""The statement of advice on a real database: kept under numbers, decided, judged against the forecast without it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine

from ingest.facts import Account, Campaign
from ingest.store.store import Store
from tools.access import Actor, DataScope
from tools.advice.action import Action, Stake
from tools.advice.record import store
from tools.advice.record.book import AdviceBook, window_of
from tools.advice.record.document import document, publish, schema
from tools.advice.record.judge import AdviceStatement, Judged, statement, total_of
from tools.advice.record.store import Effect
from tools.advice.record.words import outcome, picture, table_of, tell
from tools.engine.engine import MetricEngine
from tools.tool import ToolContext, find_tools

FIRST = date(2026, 1, 1)
DECIDED = date(2026, 6, 30)
LAST = date(2026, 8, 10)
GAIN = 900.0
"""Revenue a day that the decision brought."""
SCHEMA = Path(__file__).parents[3] / "docs" / "recommendation.schema.json"


def _desk(engine: Engine, folder: Path, day: date = DECIDED) -> ToolContext:
    now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    metrics = MetricEngine(engine, currency="RUB")
    return ToolContext(metrics=metrics, today=day, now=now, language="ru", data_dir=folder)


def _facts(engine: Engine, gain: float) -> None:
    """Two channels that spend and earn about the same each day; after the decision the first earns more."""
    chance = np.random.default_rng(3)
    days = pd.date_range(FIRST, LAST)
    kept = Store(engine, now=lambda: datetime(2026, 8, 11, tzinfo=UTC))
    with kept.run(source="test", kind="file") as run:
        for channel in ("vk", "telegram"):
            account = run.account(Account(channel=channel, external_id="1", currency="RUB"))
            (number,) = run.campaigns(account, [Campaign(external_id="a", name=f"{channel} always")])
            spend = np.full(len(days), 1_000.0)
            week = np.where(days.dayofweek > 4, 0.8, 1.0)
            more = np.where((days > pd.Timestamp(DECIDED)) & (channel == "vk"), gain, 0.0)
            revenue = 2_000 * week * chance.lognormal(0, 0.05, len(days)) + more
            frame = {"campaign_id": number, "slice": "total", "day": days, "spend": (spend * 1e6).astype("int64")}
            run.facts(pd.DataFrame({**frame, "revenue": (revenue * 1e6).astype("int64")}))


def _action(scope: str, *touches: str, value: float = 27_000.0) -> Action:
    return Action(
        kind="hours",
        values=lambda _language: dict.fromkeys(("channel", "when", "lift", "posts", "count"), scope),
        stake=Stake(value=value, low=value - 5_000, high=value + 5_000),
        effort="minutes",
        due=DECIDED + timedelta(days=3),
        scope=scope,
        touches=touches,
    )


@pytest.fixture
def judged(engine: Engine, tmp_path: Path) -> Any:
    """Keeps a list on the day of the decision, decides, and looks at the statement six weeks later."""

    def done(actions: list[Action], states: dict[str, store.State], gain: float = GAIN) -> AdviceStatement:
        _facts(engine, gain)
        book = AdviceBook(desk=_desk(engine, tmp_path))
        numbers = book.keep(actions)
        for action in actions:
            if action.scope in states:
                book.decide(book.find(numbers[action.key], 0), states[action.scope])
        return statement(_desk(engine, tmp_path, LAST + timedelta(days=1)))

    return done


@pytest.mark.slow
def test_what_a_decision_brought_lies_within_its_range(judged: Any) -> None:
    found = judged([_action("one", "vk")], {"one": "done"})

    (line,) = found.judged
    assert line.effect.low < 30 * GAIN < line.effect.high
    assert abs(line.effect.value - 30 * GAIN) < 5_000
    assert "в обещанном диапазоне" in tell(found, "RUB", "ru")
    assert found.total == replace(line.effect, group=0)


@pytest.mark.slow
def test_advice_on_the_same_channel_is_measured_once_and_shared_by_promise(judged: Any) -> None:
    found = judged(
        [_action("one", "vk", value=30_000), _action("two", "vk", "telegram", value=10_000), _action("no", "vk")],
        {"one": "done", "two": "accepted", "no": "declined"},
    )

    first, second = found.judged
    assert first.effect.group == second.effect.group
    assert first.effect.value == pytest.approx(3 * second.effect.value)
    assert found.total.low < 30 * GAIN < found.total.high
    assert {line.why for line in found.lines} == {"judged", "declined"}
    assert "отклонён" in tell(found, "RUB", "ru")
    assert picture(found, "RUB", "en") is not None
    assert len(table_of(found, "RUB", "en").rows) == 3


@pytest.mark.slow
def test_days_that_are_not_over_are_not_judged(judged: Any, engine: Engine, tmp_path: Path) -> None:
    judged([_action("one", "vk"), _action("hours")], {"one": "accepted", "hours": "accepted"})

    early = statement(_desk(engine, tmp_path, DECIDED + timedelta(days=30)))

    assert {line.why for line in early.lines} <= {"waits", "no_money", "judged"}
    assert "30 июля" in tell(replace_effects(early), "RUB", "ru")


def replace_effects(found: AdviceStatement) -> AdviceStatement:
    """The same statement before anything was measured."""
    lines = tuple(replace(line, effect=None, why="waits" if line.kept.touches else "no_money") for line in found.lines)
    return replace(found, lines=lines, total=None)


@pytest.mark.parametrize(
    ("ends", "ru", "en"),
    [
        ((5.0, 15.0), "окупаются — увеличивайте", "pays back, scale up"),
        ((-15.0, -5.0), "не окупаются", "does not pay back"),
        ((-5.0, 15.0), "разницы не видно", "no difference"),
    ],
)
def test_an_experiment_is_judged_by_its_own_days_and_read_out(ends: tuple[float, float], ru: str, en: str) -> None:
    body = {"days": 14, "touches": ["vk"], "stake": {"value": 1.0, "low": 0.0, "high": 2.0}}
    at = datetime(2026, 6, 30, tzinfo=UTC)
    kept = store.KeptAdvice(id=1, key="k", kind="test", made_at=at, state="done", place=0, body=body)
    effect = Effect(value=sum(ends) / 2, low=ends[0], high=ends[1], group=1)
    first, last = window_of(DECIDED, kept)
    line = Judged(kept=kept, decided=DECIDED, until=last, why="judged", effect=effect)

    assert (last - first).days == 13
    assert line.promised is None
    assert ru in outcome(line, "ru")
    assert en in outcome(line, "en")


def test_independent_measurements_add_their_errors_in_squares() -> None:
    alone = [Effect(value=10, low=7, high=13, group=1), Effect(value=20, low=16, high=24, group=2)]

    assert total_of(alone) == Effect(value=30, low=25, high=35, group=0)
    assert total_of([replace(one, group=1) for one in alone]) == Effect(value=30, low=23, high=37, group=0)
    assert total_of([]) is None


def test_a_list_that_is_kept_already_keeps_its_numbers_and_what_goes_is_withdrawn(
    engine: Engine, tmp_path: Path
) -> None:
    book = AdviceBook(desk=_desk(engine, tmp_path))
    first = book.keep([_action("one", "vk"), _action("two", "vk")])

    again = book.keep([_action("two", "vk", value=1.0), _action("three", "vk")])

    assert again[_action("two", "vk").key] == first[_action("two", "vk").key]
    assert {one.state for one in book.every()} == {"open", "withdrawn"}
    assert book.find(0, 1).body["stake"]["value"] == 1.0
    assert len(book.every()) == 3


def test_a_person_of_one_channel_sees_its_advice_alone(engine: Engine, tmp_path: Path) -> None:
    desk = _desk(engine, tmp_path)
    AdviceBook(desk=desk).keep([_action("one", "vk"), _action("two", "telegram"), _action("three")])

    narrow = desk.acting_for(Actor(name="x", role="marketer", scope=DataScope(channels=frozenset({"vk"}))))

    assert [one.touches for one in AdviceBook(desk=narrow).every()] == [("vk",)]
    assert not AdviceBook(desk=narrow).open_to_all


def test_a_decision_is_proposed_first_and_can_be_taken_back(engine: Engine, tmp_path: Path) -> None:
    desk = _desk(engine, tmp_path)
    AdviceBook(desk=desk).keep([_action("one", "vk")])
    tool = find_tools()["decide_advice"]

    def call(**args: Any) -> Any:
        return tool.call(tool.arguments.model_validate(args), desk)

    assert "принят" in call(decision="accept").text
    assert AdviceBook(desk=desk).find(1, 0).state == "open"
    accepted = call(decision="accept", place=1, confirm=True)
    assert AdviceBook(desk=desk).find(1, 0).state == "accepted"
    done, back = accepted.choices
    call(**done.args)
    assert AdviceBook(desk=desk).find(1, 0).state == "done"
    call(**back.args)
    assert AdviceBook(desk=desk).find(1, 0).decided_at is None


@pytest.mark.slow
def test_the_document_is_stored_when_it_changed_and_fits_its_schema(engine: Engine, tmp_path: Path) -> None:
    _facts(engine, 0.0)
    desk = _desk(engine, tmp_path)

    assert (publish(desk), publish(desk)) == (1, 0)
    known = store.published(engine)
    assert known is not None
    assert set(known[1]) == {"channel_comparison", "ml_predictions", "recommendations", "summary"}
    assert document(desk).model_dump(mode="json") == known[1]


def test_the_published_schema_is_the_program_s() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == schema()
