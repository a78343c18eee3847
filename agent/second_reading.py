"""A model's calls held against what the built-in reader read of the same question: the words of the question decide.

Two calls are the same when they find the same, however they are written. Where the reader is sure and a model asks for
something else, the reader's call is answered and the model's is offered; where it is not sure, both are answered. Where
the reader has no call, the days, names and exclusions that the question spells have to be in the model's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, Literal, get_args

from langchain_core.messages import ToolMessage
from langchain_core.messages.tool import ToolCall
from pydantic import ValidationError

from agent.errand import misdirected
from agent.models.offered import FIND
from agent.said_back import read_as
from agent.state import Doubted, Finding, Planned, Turn
from agent.toolbox import refused, run_call, substance, told_to_model, tried
from agent.understanding.dialogue.memory import QUESTION_TOOLS
from agent.understanding.explicit import Explicit, explicit
from agent.understanding.scoring.labels import LONGEST
from ingest.errors import DemetraError
from ingest.texts import say
from tools.asking import understand
from tools.engine.table import Cell, Table
from tools.semantics.question import PERIOD, Question, Unit
from tools.tool import Numbers, ToolResult, find_tools

Relation = Literal["same", "wider", "narrower", "other"]
"""Of what a model's call found to what the reader's finds."""
DIGITS: Final = 9
"""In which two figures must agree to be the same figure."""


async def run_held(calls: Sequence[ToolCall], turn: Turn) -> list[tuple[ToolCall, ToolMessage]]:
    """Runs a model's calls; each comes back as it was run."""
    objection = _objection(calls, turn)
    return [await _run(call, objection, turn) for call in calls]


def left_open(turn: Turn) -> list[ToolCall]:
    """Calls of the reader whose answer no call of the model has found; what it only assumes is not asked for."""
    planned = turn.planned
    if planned is None or not turn.findings:
        return []
    made = [substance(one.name, one.args) for one in turn.findings]
    changed = {one.name for one in turn.findings if find_tools()[one.name].changes}
    calls = [(place, planned.calls[place]) for place in planned.open]
    return [
        ToolCall(name=call["name"], args=call["args"], id=f"read-{place}", type="tool_call")
        for place, call in calls
        if planned.origins(place).get("metrics") != "default"
        and call["name"] not in changed
        and not find_tools()[call["name"]].supports
        and substance(call["name"], call["args"]) not in made
    ]


async def _run(call: ToolCall, objection: str, turn: Turn) -> tuple[ToolCall, ToolMessage]:
    tool, planned = find_tools().get(call["name"]), turn.planned
    if misdirected(call, turn):
        return call, refused(call, say("toolbox-of-the-found", "en"))
    if call["name"] == FIND or tool is None or tool.changes or planned is None:
        return call, await run_call(call, turn)
    if objection and call["name"] in QUESTION_TOOLS:
        return call, refused(call, objection)
    places = [place for place in planned.open if _family(planned.calls[place]["name"]) == _family(call["name"])]
    if not places:
        return call, await _further(call, turn)
    if tool.heavy and planned.sure:  # too dear to be found twice
        return await _instead(call, await _read(places[0], planned, turn), places[0], planned, turn)
    return await _compared(call, places, planned, turn)


async def _further(call: ToolCall, turn: Turn) -> ToolMessage:
    """A call beyond what the reader would ask; one that was doubted before is another reading, and said to be."""
    before = next((one for one in turn.doubted if _same(one.call, call)), None)
    if before is not None and before.contradicts:
        turn.repeats += 1
        turn.insisted = turn.insisted or turn.repeats > 1
        return refused(call, say("toolbox-contradicts", "en"))
    known = len(turn.findings)
    reply = await run_call(call, turn)
    if before is not None and len(turn.findings) > known:
        turn.doubted.remove(before)
        turn.findings[-1] = _prefaced(turn.findings[-1], turn)
    return reply


async def _compared(
    call: ToolCall, places: Sequence[int], planned: Planned, turn: Turn
) -> tuple[ToolCall, ToolMessage]:
    known = len(turn.findings)
    reply = await run_call(call, turn)
    if len(turn.findings) == known:
        return call, reply
    mine = turn.findings[-1]
    read = {place: finding for place in places if (finding := await _read(place, planned, turn)) is not None}
    if not read:
        return call, reply
    relations = {place: relation(finding.result, mine.result) for place, finding in read.items()}
    place = min(relations, key=lambda one: _BEST.index(relations[one]))
    if relations[place] == "wider":
        planned.met.add(place)
        return call, reply
    if relations[place] != "other" or planned.sure or mine.result.status != "answered":
        turn.findings.pop()
        doubted = relations[place] == "other"
        return await _instead(call, read[place], place, planned, turn, doubted=mine if doubted else None)
    planned.met.add(place)
    turn.findings[-1:] = [read[place], _prefaced(mine, turn)]
    return call, told_to_model(call, turn, say("toolbox-two-readings", "en", line=_line(read[place], turn)))


async def _instead(
    call: ToolCall, read: Finding | None, place: int, planned: Planned, turn: Turn, doubted: Finding | None = None
) -> tuple[ToolCall, ToolMessage]:
    """The reader's call in the place of the model's."""
    if read is None:
        return call, await run_call(call, turn)
    planned.met.add(place)
    turn.findings.append(read)
    run = ToolCall(name=read.name, args=read.args, id=call["id"], type="tool_call")
    if doubted is None:
        turn.findings[-1] = replace(read, called=call)
    notice = ""
    if doubted is not None:
        notice = say("toolbox-question-says", "en", line=_line(read, turn), other=_line(doubted, turn))
        found = doubted.result.status == "answered"
        turn.doubted.append(
            Doubted(
                call=call,
                label=_line(doubted, turn)[:LONGEST] if found else "",
                contradicts=_contradicts(read.result, doubted.result),
            )
        )
    return run, told_to_model(run, turn, notice)


async def _read(place: int, planned: Planned, turn: Turn) -> Finding | None:
    """What the reader's call finds; one that finds nothing is read wrongly, and asked no more."""
    if place not in planned.found:
        planned.found[place] = await tried(planned.calls[place], planned.origins(place), turn)
    if planned.found[place] is None:
        planned.met.add(place)
    return planned.found[place]


def _prefaced(finding: Finding, turn: Turn) -> Finding:
    return replace(finding, preface=say("compose-other-reading", turn.language))


def _line(finding: Finding, turn: Turn) -> str:
    return read_as(finding.result, turn.language)


def _family(name: str) -> str:
    return "question" if name in QUESTION_TOOLS else name


def _same(one: ToolCall, other: ToolCall) -> bool:
    return substance(one["name"], one["args"]) == substance(other["name"], other["args"])


_BEST: Final[tuple[Relation, ...]] = ("same", "wider", "narrower", "other")


def relation(read: ToolResult, called: ToolResult) -> Relation:
    """How what a model's call found stands to what the reader's finds.

    The same rows with the same figures are the same answer; with more beside them, a picture too, it is wider; one that
    the reader's holds already, or that has its rows in another order, is narrower.
    """
    if not read.tables or not called.tables or called.status != "answered":
        return "other"
    shown = len(called.charts) >= len(read.charts) and len(called.files) >= len(read.files)
    holds = shown and (_is_within(read.tables[0], called.tables[0], whole=_order(read)) or _is_its_whole(read, called))
    held = _is_within(called.tables[0], read.tables[0])
    drawn = len(called.charts) > len(read.charts) or len(called.files) > len(read.files)
    if holds:
        return "same" if held and not drawn else "wider"
    return "narrower" if held else "other"


def _order(read: ToolResult) -> Literal["any", "said"]:
    return "said" if isinstance(read, Numbers) and read.question.order_by else "any"


def _is_within(small: Table, big: Table, *, whole: Literal["", "any", "said"] = "") -> bool:
    """Whether all rows of one are rows of the other; `whole`: and it has no others, in any order or in that one."""
    inner, outer = list(_rows(small)), list(_rows(big))
    places = [
        next((at for at, (theirs, shown) in enumerate(outer) if names <= theirs and figures <= shown), -1)
        for names, figures in inner
    ]
    if not inner or -1 in places:
        return False
    in_order = all(one < two for one, two in pairwise(places))
    return not whole or (len(inner) == len(outer) and (in_order or whole == "any"))


def _is_its_whole(read: ToolResult, called: ToolResult) -> bool:
    """Whether the reader asks for one figure, and the model's call for its parts and so for the figure too."""
    total = called.total if isinstance(called, Numbers) else None
    asks_one = isinstance(read, Numbers) and not read.question.keys
    return asks_one and total is not None and _is_within(read.tables[0], total)


def _rows(table: Table) -> Iterator[tuple[frozenset[str], frozenset[float]]]:
    """Names and figures of each row; what a period is called is no name."""
    columns = [place for place, column in enumerate(table.columns) if column.name != PERIOD]
    for row in table.rows:
        cells = [row[place] for place in columns]
        figures = frozenset(_rounded(cell) for cell in cells if _is_figure(cell))
        yield frozenset(str(cell) for cell in cells if cell is not None and not _is_figure(cell)), figures


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _rounded(cell: Cell) -> float:
    return float(f"{float(str(cell)):.{DIGITS}g}")


def _contradicts(read: ToolResult, called: ToolResult) -> bool:
    """Whether days or filters that the question says are others in the call."""
    if not isinstance(read, Numbers) or not isinstance(called, Numbers):
        return False
    mine, theirs = read.question, called.question
    days = read.origins.get("periods", "said") == "said" and mine.periods != theirs.periods
    kept = read.origins.get("where", "said") == "said" and set(mine.where) != set(theirs.where)
    return days or kept


def _objection(calls: Sequence[ToolCall], turn: Turn) -> str:
    """What speaks against a model's calls where the reader reads nothing; empty where nothing does.

    No figure stands for what no data have. What the question spells and no call has is told once.
    """
    asked = [call for call in calls if call["name"] in QUESTION_TOOLS]
    planned = turn.planned
    if not asked or planned is None or planned.calls:
        return ""
    spelled = explicit(turn.question, turn.desk, turn.language)
    if spelled.uncollected:
        return say("toolbox-uncollected", "en", words=", ".join(spelled.uncollected))
    turn.unheeded = list(dict.fromkeys(_missing(spelled, [*_questions(asked, turn), *_found(turn)])))
    first, turn.warned = not turn.warned, turn.warned or bool(turn.unheeded)
    return say("toolbox-left-out", "en", words=", ".join(turn.unheeded)) if turn.unheeded and first else ""


def _questions(calls: Sequence[ToolCall], turn: Turn) -> Iterator[Question]:
    for call in calls:
        try:
            yield understand(Question.model_validate(call["args"]), turn.desk).question
        except (ValidationError, DemetraError):  # the tool itself says what is wrong with it
            continue


def _found(turn: Turn) -> list[Question]:
    return [result.question for result in turn.results if isinstance(result, Numbers)]


def _missing(spelled: Explicit, questions: Sequence[Question]) -> Iterator[str]:
    if not questions:
        return
    windows = [window for one in questions for window in (*one.windows, one.compared) if window]
    for days in spelled.days:
        if not any(window.start <= days.end and days.start <= window.end for window in windows):
            yield days.text
    for name in spelled.names:
        if not any(_holds_name(one, name.dimension, name.values) for one in questions):
            yield name.text
    excluded = max(sum(len(entry.values) for entry in one.where if entry.exclude) for one in questions)
    if not any(one.with_and_without for one in questions):
        yield from spelled.without[excluded:]
    if not any(one.average or set(one.group_by) & set(get_args(Unit)) for one in questions):
        yield from spelled.averages


def _holds_name(question: Question, dimension: str, values: Sequence[str]) -> bool:
    kept = [value for entry in question.where if entry.dimension == dimension for value in entry.values]
    beside = question.with_and_without.values if question.with_and_without else ()
    named = {*kept, *beside, *(entry.name for entry in question.having), *question.focus}
    return bool(named & set(values)) or (dimension in question.group_by and not kept)
