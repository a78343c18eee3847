"""The running Demetra as its entry points see it: ask a question, get a typed answer."""

import asyncio
import itertools
import json
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.errors import GraphRecursionError
from langgraph.graph.state import CompiledStateGraph

from agent.answer import Answer, AnswerOption, ChartMade, FileLink, PeriodSaid, ToolCall, absolute
from agent.clients import chosen_words, looked_at
from agent.consent import CONFIRM
from agent.graph import MAX_STEPS
from agent.heavy import HeavyLine
from agent.language import language_of
from agent.receipt import receipt, suggestions
from agent.said_back import read_as
from agent.stages import Stage
from agent.state import State, Turn
from agent.tracing import in_conversation, span
from agent.understanding.dialogue.preferring import preferring
from ingest.database import answering
from ingest.errors import InvalidInput
from ingest.texts import Language, say
from tools.access import LOCAL, Actor
from tools.access.journal import Journal
from tools.access.preferences import Preferences, prefer, preferences_of
from tools.access.throttle import Throttle
from tools.charts.chart import ChartSpec, draw
from tools.tool import Numbers, Proposal, Status, ToolContext, ToolResult
from tools.words.period import Period

LONGEST_WAIT_S = 300
"""Seconds that one answer may take, forecasts of many series included."""


@dataclass(frozen=True, kw_only=True)
class AskingLimits:
    """What one person may ask for."""

    characters: int = 4_000
    """That are read; more is no question."""
    a_minute: Throttle = field(default_factory=lambda: Throttle(a_minute=30))
    """Questions of one person who signed in; whoever sits at the machine itself is not counted."""


@dataclass(frozen=True, kw_only=True)
class Analyst:
    """Answers questions; one conversation a thread."""

    graph: CompiledStateGraph[State, Turn, State, State]
    desk: Callable[[], ToolContext]
    """Makes the desk for one question: the clock is read there."""
    has_model: bool
    pictures: bool = True
    """Whether charts are drawn into files; a page draws them itself."""
    limits: AskingLimits = field(default_factory=AskingLimits)
    journal: Journal | None = None
    """Where is noted who asked what; nowhere in trials."""
    heavy: HeavyLine = field(default_factory=HeavyLine)
    close: Callable[[], Any] = lambda: None

    async def ask(
        self,
        question: str,
        *,
        thread: str,
        language: Language | None = None,
        actor: Actor = LOCAL,
        on_words: Callable[[str], Awaitable[None]] | None = None,
        on_stage: Callable[[Stage], None] | None = None,
    ) -> Answer:
        """Answers one question.

        Args:
            question: as the person wrote it.
            thread: the conversation it belongs to; follow-ups refer to it.
            language: of the answer; by default what the asker has chosen, else that of the question.
            actor: who asks; decides what may be done, and whose rows are read.
            on_words: handed the answer's text in portions, the facts as soon as tools have found them; whatever the
                answer's text has beyond them is still to be shown.
            on_stage: told of everything that is waited for, as it begins: the model, every tool call.

        Raises:
            Unavailable: the database is away, or the disk takes neither the conversation nor what was made.
        """
        started = time.perf_counter()
        desk = self.desk().acting_for(actor)
        chosen = await asyncio.to_thread(preferences_of, desk.engine, actor.name)
        spoken = language or chosen.language or language_of(question, desk.language)
        desk = replace(desk, language=spoken, usual_days=chosen.days or desk.usual_days, zone=chosen.clock)
        turn = Turn(question=question, desk=desk, language=spoken, heavy=self.heavy)
        if on_stage:
            turn.on_stage = on_stage
        if on_words:
            turn.on_words = on_words
        with in_conversation(thread), span("ask", actor=actor.name), answering():
            state = self._beyond(turn) or await self._turned(turn)
            state = state or await self._preferred(turn, chosen) or await self._run(turn, thread)
            answer = await asyncio.to_thread(_answer, turn, state, pictures=self.pictures)
        took = round(time.perf_counter() - started, 3)
        answer = answer.model_copy(update={"seconds": took, "question": question})
        self._note(answer, actor, thread)
        return answer

    async def forget(self, thread: str) -> None:
        """Forgets a conversation for good."""
        if isinstance(memory := self.graph.checkpointer, BaseCheckpointSaver):
            await memory.adelete_thread(thread)

    def _beyond(self, turn: Turn) -> dict[str, Any] | None:
        """Why a question is not even read; None when it is within its bounds."""
        person, most = turn.desk.actor, self.limits
        if person.name != LOCAL.name and not most.a_minute.allows(person.name):
            return self._ended(turn, say("compose-too-many", turn.language, most=most.a_minute.a_minute), "refused")
        if len(turn.question) <= most.characters:
            return None
        values = {"received": len(turn.question), "most": most.characters}
        return self._ended(turn, say("compose-question-too-long", turn.language, **values), "unsupported")

    async def _turned(self, turn: Turn) -> dict[str, Any] | None:
        """Turns to the client that a message names; what is said of it where the message asks nothing beside."""
        actor, told = await looked_at(turn.question, turn.desk, turn.desk.actor)
        if told is None:
            return None
        metrics = self.desk().acting_for(actor).metrics
        turn.desk, turn.question = replace(turn.desk, actor=actor, metrics=metrics), told.rest
        return None if told.rest else self._ended(turn, chosen_words(told, turn.desk, turn.language), "answered")

    async def _preferred(self, turn: Turn, chosen: Preferences) -> dict[str, Any] | None:
        """What is said of a wish how to be answered from now on, once it is kept; None for any other message."""
        wish = preferring(turn.question)
        if wish is None:
            return None
        wanted, desk = replace(chosen, **wish), turn.desk
        try:
            await asyncio.to_thread(prefer, desk.engine, desk.actor.name, wanted, desk.now)
        except InvalidInput as error:
            return self._ended(turn, error.say(turn.language), "clarify")
        if "language" in wish:
            turn.language = wanted.language or turn.language
            turn.desk = replace(desk, language=turn.language)
            return self._ended(
                turn, say("understanding-language", turn.language, chosen=wanted.language or "-"), "answered"
            )
        return self._ended(turn, say("understanding-usual-days", turn.language, n=wanted.days), "answered")

    def _note(self, answer: Answer, actor: Actor, thread: str) -> None:
        if self.journal is None:
            return
        tools = ", ".join(dict.fromkeys(call.name for call in answer.tool_calls))
        about = {"by": thread.partition(":")[0], "status": answer.status, "tools": tools, "seconds": answer.seconds}
        self.journal.note(actor.name, "asked", question=answer.question, **about)
        for call in answer.tool_calls if answer.status == "answered" else ():
            if call.args.get(CONFIRM) is True:
                given = json.dumps(call.args, ensure_ascii=False, default=str)
                self.journal.note(actor.name, "changed", tool=call.name, by=about["by"], arguments=given)
        for file in answer.files:
            self.journal.note(actor.name, "exported", file=Path(file.path).name, by=about["by"])

    def _ended(self, turn: Turn, said: str, status: Status) -> dict[str, Any]:
        stopped = AIMessage(said, additional_kwargs={"status": status})
        mode = "model" if self.has_model else "planner"
        return {"messages": [stopped], "ungrounded": turn.untrue, "mode": mode, "trouble": ""}

    async def _run(self, turn: Turn, thread: str) -> dict[str, Any]:
        asked = State(
            messages=[HumanMessage(turn.question)],
            ungrounded=[],
            mode="model" if self.has_model else "planner",
            trouble="",
        )
        config: Any = {"configurable": {"thread_id": thread}, "recursion_limit": MAX_STEPS}
        try:
            async with asyncio.timeout(LONGEST_WAIT_S):
                return dict(await self.graph.ainvoke(asked, config, context=turn, durability="exit"))
        except InvalidInput as error:
            return self._ended(turn, error.say(turn.language), "failed")
        except TimeoutError:
            return self._ended(turn, say("compose-too-slow", turn.language, seconds=LONGEST_WAIT_S), "failed")
        except GraphRecursionError:
            if turn.said:
                return {**asked, "messages": [AIMessage(turn.said)], "ungrounded": turn.untrue}
            return self._ended(turn, say("compose-too-long", turn.language), "failed")


def _links(results: Sequence[ToolResult]) -> list[FileLink]:
    return [FileLink(kind=file.kind, path=absolute(file.path)) for result in results for file in result.files]


def _answer(turn: Turn, state: dict[str, Any], *, pictures: bool) -> Answer:
    last = state["messages"][-1]
    results = [result for result in turn.results if result.status != "clarify"] or turn.results
    shown = results[0] if results else ToolResult()
    proposal = next((result for result in results if isinstance(result, Proposal)), shown)
    read = [read_as(result, turn.language) for result in results]
    totals = [one.total for one in results if isinstance(one, Numbers) and one.compared]
    return Answer(
        question=turn.question,
        language=turn.language,
        mode=state["mode"],
        status=_status(last, results),
        answer=last.text,
        read_as=" | ".join(filter(None, read)),
        period=_period_said(shown.period),
        compared=_period_said(shown.compared),
        options=_options(state["messages"]),
        as_of=shown.as_of,
        notes=_notes(turn, state, results),
        tool_calls=[ToolCall(name=finding.name, args=finding.args) for finding in turn.findings],
        tables=[table for result in results for table in result.tables],
        totals=[total for total in totals if total],
        charts=[_chart(spec, turn, drawn=pictures) for result in results for spec in result.charts],
        files=_links(results),
        ungrounded=state["ungrounded"],
        receipt=receipt(shown, turn.language),
        suggestions=suggestions(proposal, turn.desk.metrics.catalogue(), turn.language),
    )


def _period_said(period: Period | None) -> PeriodSaid | None:
    return PeriodSaid(start=period.start, end=period.end, label=period.label) if period else None


def _options(messages: Sequence[BaseMessage]) -> list[AnswerOption]:
    """The readings that the newest question was given a choice of."""
    return [
        AnswerOption(label=str(one["label"]), reading=str(one.get("reading", one["label"])))
        for message in _newest(messages)
        for one in message.additional_kwargs.get("options", ())
    ]


def _newest(messages: Sequence[BaseMessage]) -> Iterator[BaseMessage]:
    """What came after the newest question, the latest first."""
    return itertools.takewhile(lambda message: not isinstance(message, HumanMessage), reversed(messages))


def _status(last: AIMessage, results: list[ToolResult]) -> Status:
    said: Status | None = last.additional_kwargs.get("status")
    if said or not results:
        return said or "unsupported"
    statuses = [result.status for result in results]
    return "answered" if "answered" in statuses else statuses[0]


def _notes(turn: Turn, state: dict[str, Any], results: list[ToolResult]) -> list[str]:
    notes = _assumed(state["messages"]) + [note.say(turn.language) for result in results for note in result.notes]
    notes += [say("understanding-not-considered", turn.language, word=word) for word in turn.unheeded if results]
    if state["ungrounded"]:
        notes.append(say("compose-left-out", turn.language, n=len(state["ungrounded"])))
    if state["trouble"]:
        reason = say(f"compose-reason-{state['trouble']}", turn.language)
        notes.append(say("compose-model-down", turn.language, reason=reason))
    return list(dict.fromkeys(notes))


def _assumed(messages: Sequence[BaseMessage]) -> list[str]:
    """What the planner assumed about the newest question."""
    return [note for message in _newest(messages) for note in message.additional_kwargs.get("notes", ())]


def _chart(spec: ChartSpec, turn: Turn, *, drawn: bool) -> ChartMade:
    return ChartMade(kind=spec.kind, title=spec.title, path=_drawn(spec, turn) if drawn else "", spec=spec)


def _drawn(spec: ChartSpec, turn: Turn) -> str:
    path = turn.desk.data_dir / "charts" / f"{uuid.uuid4().hex}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(draw(spec))
    return absolute(path)
