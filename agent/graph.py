"""The conversation as a graph: think, use tools, tell what they found; a model may add what is true, no more."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.messages.tool import ToolCall
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from agent.compose import compose
from agent.consent import consented, decision
from agent.errand import errand_of, next_calls
from agent.models.additions import Addition
from agent.models.language_model import LanguageModel, ModelDown
from agent.models.offered import offered
from agent.prompts import prompt
from agent.second_reading import left_open, run_held
from agent.shown import shown_in
from agent.stages import adding, reading
from agent.state import Finding, Planned, State, Turn
from agent.toolbox import run_call
from agent.understanding.team_words import worded
from tools.claims import Evidence
from tools.notes.terms import terms_for
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS
from tools.tool import ToolResult, find_tools

KEPT = frozenset(("status", "options", "supposed", "unfinished"))
"""What an ended answer keeps of the message that it replaces: the next turn may refer to it."""
MAX_ROUNDS = 8
"""Times that a model may call tools for one question."""
MAX_STEPS = 24
"""Two steps a tool round; a model that keeps calling tools is stopped here."""
LANGUAGE_NAMES = {"ru": "Russian", "en": "English"}


@dataclass(frozen=True, kw_only=True)
class Nodes:
    """The graph's nodes, with the two models that may think."""

    planner: BaseChatModel
    model: LanguageModel | None

    async def think(self, state: State, runtime: Runtime[Turn]) -> dict[str, Any]:
        """The model's next move; the planner's when there is no model, it has failed, or the person says yes or no."""
        decided = decision(state["messages"], runtime.context.language)
        if decided is not None:
            return {"mode": "planner", "messages": [decided]}
        if self.model is None or state["mode"] == "planner":
            return await self._plan(state, runtime.context)
        if runtime.context.insisted or _rounds(state["messages"]) >= MAX_ROUNDS:
            return {"messages": [AIMessage(content="")]}
        try:
            return {"messages": [await self._ask(self.model, state, runtime.context)]}
        except ModelDown as down:
            return {"mode": "planner", "trouble": down.reason, **await self._plan(state, runtime.context)}

    async def _ask(self, model: LanguageModel, state: State, turn: Turn) -> AIMessage:
        """The model's next message; what of its text is true is on the screen as it writes."""
        if turn.planned is None:
            turn.planned = Planned(message=await self._planned(state["messages"], turn))
            turn.instructions = await asyncio.to_thread(_instructions, turn)
        tools = offered(turn.question, [call["name"] for call in turn.planned.calls], turn.found)
        messages = model.window.fitted(state["messages"], turn.instructions, tools)
        writing = Addition(turn=turn, evidence=_evidence(turn, state["messages"]))
        turn.on_stage((adding if turn.said else reading)(turn.language))
        message = await model.reply(messages, tools, may_be_empty=bool(turn.findings), hear=writing.hear)
        if not message.tool_calls and turn.findings:
            if not turn.said:
                await turn.say(_composed(turn.findings, turn))
            await writing.end(message.text)
            message = AIMessage(content="")
        turn.untrue += writing.untrue
        return message

    async def _plan(self, state: State, turn: Turn) -> dict[str, Any]:
        """The planner sees only what the user said and what it or the model called before."""
        if turn.findings and _usable(turn):
            return {"messages": [AIMessage(content="", tool_calls=_left_over(turn))]}
        turn.findings.clear()
        turn.told = 0
        return {"messages": [await self._planned(state["messages"], turn)]}

    async def _planned(self, messages: Sequence[BaseMessage], turn: Turn) -> AIMessage:
        asked = list(messages[: _this_turn(messages) + 1])
        errand = errand_of(turn.question)
        if errand is not None:
            asked[-1] = HumanMessage(errand.finds)
        planned: AIMessage = await self.planner.ainvoke(asked, desk=turn.desk, language=turn.language)
        return planned

    async def use_tools(self, state: State, runtime: Runtime[Turn]) -> dict[str, Any]:
        """Runs the calls one after another, in the order of the question, and tells what they found."""
        *before, message = state["messages"]
        if not isinstance(message, AIMessage):
            return {}
        message = consented(message, before)  # kept as it was run, so that the history claims nothing else
        if state["mode"] == "model":
            ran = await run_held(message.tool_calls, runtime.context)
            await _tell(runtime.context)
            calls = [call for call, _ in ran]
            return {"messages": [message.model_copy(update={"tool_calls": calls}), *(reply for _, reply in ran)]}
        origins = [*message.additional_kwargs.get("origins", ()), *({} for _ in message.tool_calls)]
        replies = []
        for call, of_call in zip(message.tool_calls, origins, strict=False):
            runtime.context.origins = of_call
            replies.append(await run_call(call, runtime.context))
        await _tell(runtime.context)
        return {"messages": [message, *replies]}

    async def check_words(self, state: State, runtime: Runtime[Turn]) -> dict[str, Any]:
        """Ends the answer: the facts are code's, of the model's text only what they bear out is added.

        A model that called nothing has found nothing: the built-in reader goes before its words. What a yes will do is
        said by code alone.
        """
        turn, message = runtime.context, state["messages"][-1]
        if state["mode"] == "model" and not turn.findings:
            planned = await self._plan(state, turn)
            said = Addition(
                turn=turn, evidence=_evidence(turn, state["messages"]), silent=bool(planned["messages"][0].tool_calls)
            )
            await said.end(message.text)
            if not said.said:
                trouble = "untrue" if said.untrue else "silent"
                return {"mode": "planner", "trouble": trouble, "ungrounded": said.untrue, **planned}
            message = planned["messages"][0]
        elif state["mode"] == "model" and (calls := _left_over(turn)):
            return {"mode": "planner", "messages": [AIMessage(content="", tool_calls=calls)]}
        elif not turn.said and turn.results:
            await turn.say(_composed(turn.findings, turn))
        elif not turn.results:
            await turn.say(message.text.strip())
        kept = {name: value for name, value in message.additional_kwargs.items() if name in KEPT}
        if choices := [*_choices(turn.results), *_doubted(turn)]:
            kept["options"] = [*kept.get("options", ()), *choices]
        if shown := shown_in(turn.results):
            kept["shown"] = shown
        ended = AIMessage(content=turn.said, id=state["messages"][-1].id, additional_kwargs=kept)
        return {"ungrounded": list(dict.fromkeys([*state["ungrounded"], *turn.untrue])), "messages": [ended]}


def _choices(results: Sequence[ToolResult]) -> list[dict[str, Any]]:
    """The buttons that the results bring along, as the conversation keeps them."""
    return [
        {"label": one.label, "reading": "", "calls": [{"name": one.tool, "args": dict(one.args)}]}
        for result in results
        for one in result.choices
    ]


def _doubted(turn: Turn) -> list[dict[str, Any]]:
    """How a model read the question, where the words of the question say otherwise: a tap away."""
    return [
        {"label": one.label, "reading": one.label, "calls": [{"name": one.call["name"], "args": one.call["args"]}]}
        for one in turn.doubted
        if one.label
    ]


REMEMBERED: Final = 2
"""Answers whose figures a model may speak of again."""


def _left_over(turn: Turn) -> list[ToolCall]:
    """What a question asks for and nobody has called yet: what the reader read, then the steps of several."""
    errand = errand_of(turn.question)
    return [*left_open(turn), *(next_calls(errand, turn) if errand else [])]


def _evidence(turn: Turn, messages: Sequence[BaseMessage]) -> Evidence:
    """What a model's sentences are held against: this turn's results, and what the answers before it have said."""
    tools = frozenset(finding.name for finding in turn.findings)
    before = [one.text for one in messages[: _this_turn(messages)] if isinstance(one, AIMessage) and one.text]
    return Evidence(results=turn.results, tools=tools, today=turn.desk.today, earlier=before[-REMEMBERED:])


def _rounds(messages: Sequence[BaseMessage]) -> int:
    return sum(isinstance(message, AIMessage) for message in messages[_this_turn(messages) :])


async def _tell(turn: Turn) -> None:
    """Says what the tools found, once; what only helps another call waits for the end."""
    fresh, turn.told = turn.findings[turn.told :], len(turn.findings)
    found = [one for one in fresh if one.result.status != "clarify" and not find_tools()[one.name].supports]
    if found:
        await turn.say(_composed(found, turn))


def _composed(findings: Sequence[Finding], turn: Turn) -> str:
    return "\n\n".join(part for one in findings for part in (one.preface, compose([one.result], turn.language)) if part)


def _usable(turn: Turn) -> bool:
    return any(
        finding.result.status in ("answered", "no_data", "refused", "failed") for finding in turn.findings
    ) or bool(turn.findings and turn.findings[-1].result.status == "clarify")


def _this_turn(messages: Sequence[BaseMessage]) -> int:
    """Where the newest question stands."""
    return max(place for place, message in enumerate(messages) if isinstance(message, HumanMessage))


def _instructions(turn: Turn) -> str:
    catalogue = turn.desk.metrics.catalogue()
    return prompt(
        "analyst",
        today=f"{turn.desk.today:%A, %Y-%m-%d}",
        language=LANGUAGE_NAMES[turn.language],
        first_day=str(catalogue.first_day),
        last_day=str(catalogue.last_day),
        currency=turn.desk.metrics.currency,
        campaigns=str(len(catalogue.campaigns)),
        channels=", ".join(catalogue.channels) or "none yet",
        dimensions=", ".join(name for name in DIMENSIONS if name not in catalogue.values or catalogue.values[name]),
        own=_own(catalogue),
        words=_words(turn),
    )


def _own(catalogue: Catalogue) -> str:
    """A line for what the files count under their own names."""
    keys = [one.key for one in catalogue.own if one.place in catalogue.measures]
    return f"\nThe files' own sums: {', '.join(keys)}." if keys else ""


def _words(turn: Turn) -> str:
    """A line for the words of the team that the question has."""
    read = worded(turn.question, terms_for(turn.desk)).read
    said = "; ".join(f'"{said}" is "{meaning}"' for said, meaning in read.items())
    return f"\nThe team's words: {said}." if said else ""


def route_after_think(state: State) -> Literal["use_tools", "check_words"]:
    """Tools when some are called, else the gate."""
    message = state["messages"][-1]
    return "use_tools" if isinstance(message, AIMessage) and message.tool_calls else "check_words"


def route_after_check(state: State) -> Literal["use_tools", "__end__"]:
    """On to the planner's tools, or done."""
    message = state["messages"][-1]
    if isinstance(message, AIMessage) and message.tool_calls:
        return "use_tools"
    return "__end__"


def build_graph(
    *, planner: BaseChatModel, model: LanguageModel | None, memory: BaseCheckpointSaver[Any]
) -> CompiledStateGraph[State, Turn, State, State]:
    """Compiles the graph."""
    nodes = Nodes(planner=planner, model=model)
    graph = StateGraph(State, context_schema=Turn)
    graph.add_node("think", nodes.think)
    graph.add_node("use_tools", nodes.use_tools)
    graph.add_node("check_words", nodes.check_words)
    graph.add_edge(START, "think")
    graph.add_conditional_edges("think", route_after_think)
    graph.add_edge("use_tools", "think")
    graph.add_conditional_edges("check_words", route_after_check)
    return graph.compile(checkpointer=memory)
