"""Opens the chat with how things stand, and keeps that view fresh: other days, other channels, new data."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final, TypeVar

import chainlit as cl
from chainlit.context import init_ws_context
from chainlit.user_session import user_sessions

from agent.bootstrap import Demetra
from ingest.demo.loading import SOURCE as DEMO
from ingest.errors import DemetraError
from tools.access import Actor
from tools.access.clients import choose
from tools.access.preferences import preferences_of
from tools.advice.advise import AdviceList, advise
from tools.advice.record.book import AdviceBook
from tools.alerts.book import AlertBook
from tools.alerts.until import moment_of
from tools.conversations.pins import Pin, PinBook
from tools.dashboard.board import board, board_end
from tools.dashboard.pinned import pinned_result
from tools.tool import Services, ToolContext, ToolResult, find_tools
from ui.chat.board import action_props, board_props
from ui.chat.board_choice import BoardChoice, choice_of, choice_props, client_props
from ui.chat.first_steps import ELEMENT as GUIDE
from ui.chat.first_steps import first_steps
from ui.chat.pins import card_props
from ui.chat.screen import spoken_here
from ui.first_data import load_demo

Made = TypeVar("Made")
KEPT: Final = "board:"
"""Where a conversation keeps each of its views, by its number."""
ELEMENT: Final = "DemetraBoard"
DASHBOARD: Final = re.compile(
    r"\s*(?:/|(?:(?:покажи|открой|выведи|верни)(?:те)?(?: мне)?|(?:show|open|bring back|back to)(?: me)?)\s+"
    r"(?:(?:the|my|our|наш|мой)\s+)?)?(?:дашборд|dashboard)\s*[.!]?\s*",
    re.I,
)
"""What brings the view back; a dashboard of a channel or of other days is told in words."""
STAYS: Final = ("actions", "board")
"""Props that other days leave as they are."""
MOST_MADE: Final = 200
"""Views that are remembered while the data stay the same."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The opening view of one process, worked out once for all who see the same rows, however many come at once."""

    running: Demetra
    services: Services = field(default_factory=Services)
    _made: dict[tuple[Any, ...], asyncio.Future[Any]] = field(default_factory=dict)
    """What was worked out, or is being worked out, by the state of the data and whose rows they are."""
    _told: list[object] = field(default_factory=list)
    """The state that open views show."""

    def desk(self, person: Actor) -> ToolContext:
        """What a person of this session works with."""
        return self.running.desk(spoken_here(self.running.settings.language)).acting_for(person)

    async def show(self, person: Actor) -> bool:
        """Sends a person the view of their rows, then its advice; how to begin, and False, while there are no data."""
        desk = self.desk(person)
        props = await self.view_for(await asyncio.to_thread(usual_choice, desk), desk)
        if props is None:
            await self._guide(desk)
            return False
        said = await cl.Message(content="").send()
        element = cl.CustomElement(name=ELEMENT, props=props, display="inline")
        _keep(element)
        await element.send(for_id=said.id)
        await _redraw(element, {**element.props, "pins": await self.pins_for(desk)})
        advice = await self.advice_for(desk)
        await _redraw(element, {**element.props, "actions": action_props(advice, desk.language)})
        return True

    async def _guide(self, desk: ToolContext) -> None:
        said = await cl.Message(content="").send()
        steps = await asyncio.to_thread(first_steps, desk.actor, desk.language)
        await cl.CustomElement(name=GUIDE, props=steps, display="inline").send(for_id=said.id)

    async def load_demo(self, person: Actor) -> None:
        """Loads the demo data for whoever wants to look around, and shows how things stand in them."""
        person.must("load")
        person.must("unload")  # they touch everybody's data, as taking them out does
        if await asyncio.to_thread(board_end, self.desk(person)) is None:
            found = await asyncio.to_thread(load_demo, self.running)
            self.running.journal.note(person.name, "loaded", by="web", file="demo", rows=found["rows"])
        await self.show(person)

    async def choose(self, sent: Mapping[str, Any], person: Actor) -> None:
        """Draws a view again for other days or channels, and the advice stays; for another client all of them."""
        if sent.get("client"):
            moved = await asyncio.to_thread(
                choose, self.running.engine, person, str(sent["client"]), self.running.clock.now()
            )
            await self.turn_to(moved)
            return
        element = cl.user_session.get(KEPT + str(sent.get("board", "")))
        if element is not None:
            desk = self.desk(person)
            await self._draw_again(element, choice_of(sent, desk, _chosen(element.props)), desk)

    async def _draw_again(self, element: cl.CustomElement, choice: BoardChoice, desk: ToolContext) -> None:
        props = await self.view_for(choice, desk)
        if props is not None:
            stays = {name: element.props.get(name) for name in STAYS}
            await _redraw(element, {**props, **stays, "pins": await self.pins_for(desk)})

    async def restore(self, elements: list[Any], person: Actor) -> None:
        """Puts today's figures into the views of a conversation that somebody comes back to."""
        desk = self.desk(person)
        for shown in (one for one in elements if one.get("name") == ELEMENT):
            fresh = await self.view_for(choice_of(shown["props"].get("choice") or {}, desk, BoardChoice()), desk)
            element = cl.CustomElement(name=ELEMENT, props=shown["props"], display="inline")
            element.id, element.for_id = shown["id"], shown["forId"]
            if fresh is not None:
                element.props = {**fresh, "actions": shown["props"].get("actions"), "pins": await self.pins_for(desk)}
            _keep(element)
            shown["props"] = element.props

    async def settle_alert(self, sent: Mapping[str, Any], person: Actor) -> None:
        """Notes an alert or puts it off; every view of this conversation shows it at once."""
        person.must("acknowledge")
        desk = self.desk(person)
        book, number = AlertBook(desk=desk), str(sent.get("alert", ""))
        if sent.get("snooze"):
            await asyncio.to_thread(book.snooze, number, moment_of("tomorrow", desk.now), person.name)
        else:
            await asyncio.to_thread(book.acknowledge, number, person.name)
        await self.redraw_here(person)

    async def refresh(self, person: Actor) -> str:
        """Pulls fresh data now and draws the views again; returns what came of it."""
        tool = find_tools()["refresh_now"]
        desk = replace(self.desk(person), services=self.services)
        try:
            found = await asyncio.to_thread(tool.call, tool.arguments(confirm=True), desk)
        finally:
            await self.redraw_here(person)
        self.running.journal.note(person.name, "changed", tool=tool.name, by="web")
        return found.text

    async def redraw_here(self, person: Actor, *, usual: bool = False) -> None:
        """Every view of this conversation with the figures of now; with `usual`, on the days that the person chose."""
        desk = self.desk(person)
        days = (await asyncio.to_thread(usual_choice, desk)).span if usual else ""
        for element in _boards_here():
            shown = _chosen(element.props)
            still = choice_of({"span": days or shown.span, "channels": list(shown.channels)}, desk, shown)
            await self._draw_again(element, still, desk)

    async def turn_to(self, person: Actor, *, usual: bool = False) -> None:
        """Every view of this conversation as its person looks at the data now, its advice too."""
        await self.redraw_here(person, usual=usual)
        desk = self.desk(person)
        for element in _boards_here():
            advice = await self.advice_for(desk)
            await _redraw(element, {**element.props, "actions": action_props(advice, desk.language)})

    async def follow(self, chats: list[Any], person: Callable[[Any], Actor]) -> None:
        """Draws the views of open chats again when the data or the alerts have changed since the last look."""
        state = await asyncio.to_thread(self._state, self.running.desk())
        before, self._told[:] = list(self._told), [state]
        for chat in chats if before and before != [state] else ():
            await asyncio.create_task(self._renew(chat, person))

    async def _renew(self, chat: Any, person: Callable[[Any], Actor]) -> None:
        """A task of its own: Chainlit's context is that of one chat."""
        init_ws_context(chat)
        try:
            await self.redraw_here(person(chat.user))
        except DemetraError:  # a session that has ended sees nothing more
            return

    def _state(self, desk: ToolContext) -> tuple[object, ...]:
        """What a view depends on beside its choice."""
        return *_facts(desk), _alerts(desk)

    async def view_for(self, choice: BoardChoice, desk: ToolContext) -> dict[str, Any] | None:
        """The view of what the desk's person sees; None while that is nothing."""
        work = partial(board_of, choice)
        found = await self.once(choice, desk, work, alerts=True)
        clients = await asyncio.to_thread(client_props, desk)
        return None if found is None else {**found, "pins": None, "clients": clients}

    async def pins_for(self, desk: ToolContext) -> list[dict[str, Any]]:
        """The cards that the desk's person has pinned, with the figures of now."""
        book = PinBook(database=desk.engine, owner=desk.actor.name)
        return [await self._pin(pin, desk) for pin in await asyncio.to_thread(book.listed)]

    async def _pin(self, pin: Pin, desk: ToolContext) -> dict[str, Any]:
        return card_props(pin, await self.pinned_now(pin, desk), desk.language)

    async def pinned_now(self, pin: Pin, desk: ToolContext) -> ToolResult:
        """What a pinned call gives now."""
        what = "pin", pin.tool, json.dumps(pin.args, sort_keys=True, default=str)
        tool = find_tools().get(pin.tool)
        work = partial(pinned_result, pin.tool, pin.args)
        return await self.once(what, desk, work, alerts=tool is not None and tool.tells_alerts)

    async def advice_for(self, desk: ToolContext) -> AdviceList:
        """What to do."""
        worked_out = await self.once("advice", desk, advise)
        return await asyncio.to_thread(AdviceBook(desk=desk).filter, worked_out)

    async def once(
        self, what: object, desk: ToolContext, work: Callable[[ToolContext], Made], *, alerts: bool = False
    ) -> Made:
        """Works something out for all who see the same rows, once while the data (and the alerts) stay the same."""
        facts = await asyncio.to_thread(_facts, desk)
        told = await asyncio.to_thread(_alerts, desk) if alerts else None
        for stale in [key for key, made in self._made.items() if key[0] != facts or _failed(made)]:
            del self._made[stale]
        while len(self._made) >= MOST_MADE:  # what a page sends does not make the store of views grow
            del self._made[next(iter(self._made))]
        key = facts, told, what, desk.language, desk.actor.scope, desk.actor.client
        if key not in self._made:
            self._made[key] = asyncio.ensure_future(asyncio.to_thread(work, desk))
        made: Made = await asyncio.shield(self._made[key])  # whoever leaves ends nobody else's waiting
        return made


def _facts(desk: ToolContext) -> tuple[object, ...]:
    """What every figure depends on."""
    return desk.metrics.catalogue().version, desk.today


def _alerts(desk: ToolContext) -> int:
    """What the alerts are, and how they stand."""
    return hash(tuple((kept.id, kept.record.state) for kept in AlertBook(desk=desk).listed("all")))


def usual_choice(desk: ToolContext) -> BoardChoice:
    """As many of the last days as the desk's person has chosen."""
    days = preferences_of(desk.engine, desk.actor.name).days
    return BoardChoice(span=str(days)) if days else BoardChoice()


def _failed(made: asyncio.Future[Any]) -> bool:
    return made.done() and (made.cancelled() or made.exception() is not None)


def board_of(choice: BoardChoice, desk: ToolContext) -> dict[str, Any] | None:
    """The view of what the desk's person sees; None while that is nothing."""
    kept = choice.desk(desk)
    found = board(choice.span, kept, demo_source=DEMO)
    if found is None:
        return None
    props = board_props(found, kept.metrics.catalogue(), desk.language, choice.only(desk.language))
    return {**props, **choice_props(choice, board_end(desk) or found.until, desk)}


def _chosen(props: Mapping[str, Any]) -> BoardChoice:
    """What a view shows, as it says itself: it has been checked before."""
    kept = props.get("choice") or {}
    return BoardChoice(span=str(kept.get("span", "")), channels=tuple(kept.get("channels") or ()))


def _boards_here() -> Iterator[cl.CustomElement]:
    kept = user_sessions.get(cl.context.session.id) or {}
    yield from [element for key, element in kept.items() if str(key).startswith(KEPT) and element is not None]


def _keep(element: cl.CustomElement) -> None:
    """Remembers a view of this conversation, which says its number when something is chosen."""
    element.props = {**element.props, "board": element.id}
    element.content = json.dumps(element.props)
    cl.user_session.set(KEPT + element.id, element)


async def _redraw(element: cl.CustomElement, props: dict[str, Any]) -> None:
    element.props = props
    element.content = json.dumps(props)
    await element.update()
