"""Whoever sees a part is told of that part: no name and no figure from outside, as if the part were all."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from agent.bootstrap import Demetra
from ingest.errors import DemetraError, InvalidInput
from tests.conftest import TODAY
from tests.security.two_clients import MOST_OWN, NAMES_OUTSIDE, ROMASHKA, demetra_with, questions
from tools.access import DataScope
from tools.alerts.book import AlertBook
from tools.semantics.question import Filter, Question, Window
from tools.tool import ToolResult, find_tools
from ui.chat.board import action_props
from ui.chat.board_choice import BoardChoice
from ui.chat.opening import Opening, board_of

MONTH = str(Window(start=TODAY - timedelta(days=30), end=TODAY - timedelta(days=1)))
BEFORE = str(Window(start=TODAY - timedelta(days=60), end=TODAY - timedelta(days=31)))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Demetra:
    folder = tmp_path_factory.mktemp("both")
    return demetra_with(folder, f"sqlite:///{folder / 'both.db'}", foreign=True)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Demetra:
    folder = tmp_path_factory.mktemp("alone")
    return demetra_with(folder, f"sqlite:///{folder / 'alone.db'}", foreign=False)


@pytest.fixture
def both_stored(tmp_path: Path, database_url: str) -> Demetra:
    """On both databases."""
    return demetra_with(tmp_path / "both", database_url, foreign=True)


def leaks(said: str, question: str) -> list[str]:
    """What of it can only have come from outside; a name that the question itself said is no news."""
    plain = said.casefold().replace("\xa0", "").replace(" ", "")
    names = [
        name
        for name in NAMES_OUTSIDE
        if name.replace(" ", "") in plain and name.replace(" ", "") not in question.casefold()
    ]
    figures = [found for found in re.findall(r"(?<![\d.])\d{8,}(?:\.\d+)?", plain) if float(found) > MOST_OWN]
    return names + figures


def text_of(path: str) -> str:
    return Path(path).read_text(encoding="utf-8") if path.endswith(".csv") else ""


async def asked(running: Demetra, number: int, part: slice = slice(None)) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    async with running.analyst(remember=False) as analyst:
        for place, question in enumerate(questions(number)[part]):
            answer = await analyst.ask(question, thread=str(place), actor=ROMASHKA)
            content = "".join(text_of(file.path) for file in answer.files)
            told = answer.model_copy(update={"seconds": 0, "files": [], "charts": []}).model_dump_json()
            charts = "".join(chart.model_dump_json(exclude={"path"}) for chart in answer.charts)
            if leaked := leaks(re.sub(r'"(?:question|path)":"[^"]*"', "", told + charts) + content, question):
                found[question] = leaked
    return found


async def test_no_answer_holds_a_name_or_a_figure_from_outside(both: Demetra) -> None:
    assert await asked(both, 12) == {}


@pytest.mark.slow
@pytest.mark.parametrize("part", range(5))
async def test_300_questions_hold_no_name_and_no_figure_from_outside(both_stored: Demetra, part: int) -> None:
    assert await asked(both_stored, 300, part=slice(part, None, 5)) == {}


async def test_the_opening_view_shows_nothing_from_outside(both: Demetra, alone: Demetra) -> None:
    opening, desk = Opening(running=both), both.desk("ru").acting_for(ROMASHKA)

    await opening.view_for(BoardChoice(), both.desk("ru"))  # whoever sees all has been here before
    await opening.advice_for(both.desk("ru"))
    shown = await opening.view_for(BoardChoice(), desk)
    assert shown == {**board_of(BoardChoice(), alone.desk("ru")), "pins": None, "clients": None}
    assert not leaks(json.dumps(shown, ensure_ascii=False), "")
    assert not leaks(json.dumps(action_props(await opening.advice_for(desk), "ru"), ensure_ascii=False), "")


def test_the_detector_would_see_a_leak_in_the_opening_view(both: Demetra) -> None:
    assert leaks(json.dumps(board_of(BoardChoice(), both.desk("ru")), ensure_ascii=False), "")


def test_the_detector_would_see_a_leak(both: Demetra) -> None:
    whole = both.metrics.run(Question(metrics=("spend",), group_by=("account",), periods=(MONTH,)), today=TODAY)

    assert {"ураган"} <= set(leaks(whole.table.model_dump_json(), ""))
    assert any(found.isdecimal() or "." in found for found in leaks(whole.table.model_dump_json(), ""))


@pytest.mark.parametrize("by", [(), ("channel",), ("account",), ("campaign",), ("month",), ("channel", "campaign")])
def test_a_part_is_computed_as_if_it_were_all(both: Demetra, alone: Demetra, by: tuple[str, ...]) -> None:
    question = Question(
        metrics=("spend", "revenue", "roas", "cpa"),
        group_by=by,
        periods=(MONTH,),
        compare_to=BEFORE,
        share="rows",
    )
    scoped = both.metrics.within(ROMASHKA.scope).run(question, today=TODAY)
    whole = alone.metrics.run(question, today=TODAY)

    assert sorted(map(repr, scoped.table.rows)) == sorted(map(repr, whole.table.rows))
    assert scoped.notes == whole.notes
    assert scoped.as_of == whole.as_of


def test_filters_do_not_reach_outside(both: Demetra) -> None:
    scoped = both.metrics.within(ROMASHKA.scope)
    for where in (
        Filter(dimension="account", values=("Ураган",)),
        Filter(dimension="channel", values=("tiktok",)),
        Filter(dimension="campaign", values=("Ураган продаж",)),
        Filter(dimension="campaign", values=("ura-1-0",)),
    ):
        question = Question(metrics=("spend",), where=(where,), periods=(MONTH,))
        assert scoped.run(question, today=TODAY).table.rows == []


def test_an_empty_scope_sees_nothing(both: Demetra) -> None:
    nothing = both.metrics.within(DataScope(accounts=frozenset()))

    assert nothing.catalogue().accounts == ()
    assert nothing.catalogue().values["account"] == ()
    assert nothing.run(Question(metrics=("spend",), periods=(MONTH,)), today=TODAY).table.rows == []


def test_a_scope_is_not_lifted_from_above(both: Demetra) -> None:
    scoped = both.metrics.within(ROMASHKA.scope)

    with pytest.raises(ValueError, match="part"):
        scoped.within(DataScope())
    assert both.metrics.within(ROMASHKA.scope) is scoped


def test_alerts_of_others_are_not_there(both: Demetra) -> None:
    everybodys = AlertBook(desk=both.desk())
    everybodys.check()
    own = AlertBook(desk=both.desk().acting_for(ROMASHKA))

    told = [kept.record.finding for kept in own.listed("all")]
    assert all((one.channel, one.campaign) != (None, None) for one in told)
    assert not leaks(" ".join(f"{one.channel} {one.campaign}" for one in told), "")
    for kept in everybodys.listed("all"):
        if kept.record.finding not in told:
            with pytest.raises(InvalidInput):
                own.get(str(kept.id))
            with pytest.raises(InvalidInput):
                own.acknowledge(str(kept.id), "rita")
    assert own.check().changed == 0


@pytest.mark.parametrize("name", list(find_tools()))
def test_no_tool_tells_of_the_outside_when_called_with_its_example(both: Demetra, name: str) -> None:
    tool, desk = find_tools()[name], both.desk().acting_for(ROMASHKA)

    try:
        result = tool.call(tool.arguments.model_validate(tool.example), desk)
    except DemetraError as error:
        result = ToolResult(text=str(error))
    tables = "".join(table.model_dump_json() for table in result.tables)
    charts = "".join(chart.model_dump_json() for chart in result.charts)
    notes = "".join(note.say("ru") for note in result.notes)
    assert not leaks(
        result.text + tables + charts + notes + result.title, "tiktok" if "tiktok" in str(tool.example).lower() else ""
    )
