"""Opens the chat with how things stand, and keeps that view fresh while its days are changed."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, cast

import chainlit as cl

from agent.bootstrap import Demetra
from ingest.demo.loading import SOURCE as DEMO
from tools.access import Actor
from tools.advice.advise import AdviceList, advise
from tools.advice.record.book import AdviceBook
from tools.dashboard.board import board
from tools.dashboard.spans import SPANS, USUAL
from tools.tool import ToolContext
from ui.chat.board import action_props, board_props
from ui.chat.screen import spoken_here

KEPT: Final = "board:"
"""Where a conversation keeps each of its views, by its number."""
ELEMENT: Final = "DemetraBoard"
DASHBOARD: Final = frozenset({"dashboard", "/dashboard", "дашборд", "/дашборд"})
"""What brings the view back."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The opening view of one process, worked out once for all who see the same rows, however many come at once."""

    running: Demetra
    _made: dict[tuple[Any, ...], asyncio.Future[Any]] = field(default_factory=dict)
    """What was worked out, or is being worked out, by the state of the data and whose rows they are."""

    async def show(self, person: Actor) -> bool:
        """Sends a person the view of their rows, then its advice; False while there are no data to show."""
        language = spoken_here(self.running.settings.language)
        desk = self.running.desk(language).acting_for(person)
        props = await self.view_for(USUAL, desk)
        if props is None:
            return False
        said = await cl.Message(content="").send()
        element = cl.CustomElement(name=ELEMENT, props=props, display="inline")
        _keep(element)
        await element.send(for_id=said.id)
        await self._advise(element, desk)
        return True

    async def choose(self, number: str, span: str, person: Actor) -> None:
        """Draws a view again for other days; the advice stays."""
        element = cl.user_session.get(KEPT + number)
        language = spoken_here(self.running.settings.language)
        if element is None:
            return
        props = await self.view_for(span, self.running.desk(language).acting_for(person))
        if props is not None:
            kept = {name: element.props.get(name) for name in ("actions", "board")}
            await _redraw(element, {**props, **kept})

    async def restore(self, elements: list[Any], person: Actor) -> None:
        """Puts today's figures into the views of a conversation that somebody comes back to."""
        desk = self.running.desk(spoken_here(self.running.settings.language)).acting_for(person)
        for shown in (one for one in elements if one.get("name") == ELEMENT):
            spans = shown["props"].get("spans") or ()
            chosen = next((str(one["key"]) for one in spans if one.get("active")), USUAL)
            fresh = await self.view_for(chosen, desk)
            element = cl.CustomElement(name=ELEMENT, props=shown["props"], display="inline")
            element.id, element.for_id = shown["id"], shown["forId"]
            if fresh is not None:
                element.props = {**fresh, "actions": shown["props"].get("actions")}
            _keep(element)
            shown["props"] = element.props

    async def _advise(self, element: cl.CustomElement, desk: ToolContext) -> None:
        advice = await self.advice_for(desk)
        await _redraw(element, {**element.props, "actions": action_props(advice, desk.language)})

    async def view_for(self, span: str, desk: ToolContext) -> dict[str, Any] | None:
        """The view of what the desk's person sees; None while that is nothing."""
        known = span if span in SPANS else USUAL  # what a page sends does not make the store of views grow
        return cast("dict[str, Any] | None", await self._once(known, desk, partial(board_of, known)))

    async def advice_for(self, desk: ToolContext) -> AdviceList:
        """What to do."""
        worked_out = cast("AdviceList", await self._once("advice", desk, advise))
        return await asyncio.to_thread(AdviceBook(desk=desk).filter, worked_out)

    async def _once(self, what: str, desk: ToolContext, work: Callable[[ToolContext], object]) -> object:
        version = (await asyncio.to_thread(desk.metrics.catalogue)).version
        state = version, desk.today
        for stale in [key for key, made in self._made.items() if key[0] != state or _failed(made)]:
            del self._made[stale]
        key = state, what, desk.language, desk.actor.scope
        if key not in self._made:
            self._made[key] = asyncio.ensure_future(asyncio.to_thread(work, desk))
        return await asyncio.shield(self._made[key])  # whoever leaves ends nobody else's waiting


def _failed(made: asyncio.Future[Any]) -> bool:
    return made.done() and (made.cancelled() or made.exception() is not None)


def board_of(span: str, desk: ToolContext) -> dict[str, Any] | None:
    """The view of what the desk's person sees; None while that is nothing."""
    found = board(span, desk, demo_source=DEMO)
    return None if found is None else board_props(found, desk.metrics.catalogue(), desk.language)


def _keep(element: cl.CustomElement) -> None:
    """Remembers a view of this conversation, which says its number when other days are chosen."""
    element.props = {**element.props, "board": element.id}
    element.content = json.dumps(element.props)
    cl.user_session.set(KEPT + element.id, element)


async def _redraw(element: cl.CustomElement, props: dict[str, Any]) -> None:
    element.props = props
    element.content = json.dumps(props)
    await element.update()
