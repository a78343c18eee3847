"""Chainlit's callbacks. Chainlit loads this file by its path, once `ui.server` has opened the hall."""

from typing import Any

import chainlit as cl
from chainlit.server import app as screen
from chainlit.types import ThreadDict

from ui.chat.chat_controller import Hall
from ui.chat.pins import Pinnable
from ui.chat.screen import safely
from ui.chat.uploads import named

hall: Hall = screen.state.hall


@cl.set_chat_profiles
async def profiles(user: cl.User | None, locale: str | None) -> list[cl.ChatProfile]:
    """The start page: mark and greeting."""
    greeting = hall.greeting(*hall.visitor(user, locale))
    return [cl.ChatProfile(name="Demetra", markdown_description=greeting, icon="/public/mark.svg", default=True)]


@cl.set_starters
async def starters(user: cl.User | None, locale: str | None) -> list[cl.Starter]:
    """Questions to begin with."""
    return hall.starters(*hall.visitor(user, locale))


@cl.on_chat_start
@safely(hall.language)
async def opened() -> None:
    """How things stand, before anybody asks."""
    await hall.personal.settle(hall.person())
    await hall.bell.greet(cl.context.session)
    await hall.opening.show(hall.person())


@cl.on_settings_update
@safely(hall.language)
async def settings_changed(sent: dict[str, Any]) -> None:
    """How somebody wants to be answered from now on."""
    await hall.personal.change(sent, hall.person())
    await hall.opening.redraw_here(hall.person())


@cl.on_chat_resume
@safely(hall.language)
async def resumed(thread: ThreadDict) -> None:
    """Back to an earlier conversation: it stands there as it was, with today's figures in its views."""
    await hall.personal.settle(hall.person())
    await hall.bell.greet(cl.context.session)
    await hall.opening.restore(list(thread.get("elements") or []), hall.person())


@cl.action_callback("board")
@safely(hall.language)
async def days_chosen(action: cl.Action) -> None:
    """Other days or channels for the opening view."""
    await hall.opening.choose(action.payload, hall.person())


@cl.action_callback("page")
@safely(hall.language)
async def page_chosen(action: cl.Action) -> None:
    """What stands behind the opening view."""
    await hall.pages.show(action.payload, hall.person())


@cl.action_callback("first_step")
@safely(hall.language)
async def begun(action: cl.Action) -> None:
    """The demo data, for somebody who has none of their own yet."""
    if action.payload.get("way") == "demo":
        await hall.opening.load_demo(hall.person())


@cl.action_callback("pin")
@safely(hall.language)
async def answer_pinned(action: cl.Action) -> None:
    """An answer that shall stand on the opening view."""
    await hall.pin("pin", Pinnable.sent(action.payload))


@cl.action_callback("pinned")
@safely(hall.language)
async def pinned_pressed(action: cl.Action) -> None:
    """A pinned card that somebody asks again, or takes away."""
    number = int(action.payload.get("number") or 0)
    if action.payload.get("remove"):
        await hall.unpin(number)
    else:
        await hall.pages.show_pinned(number, hall.person())


@cl.action_callback("alert")
@safely(hall.language)
async def alert_settled(action: cl.Action) -> None:
    """An alert that somebody has seen, or that may wait."""
    await hall.opening.settle_alert(action.payload, hall.person())


@cl.action_callback("refresh")
@safely(hall.language)
async def refresh_wanted(action: cl.Action) -> None:
    """Fresh data, now."""
    await cl.context.emitter.send_toast(await hall.opening.refresh(hall.person()), "info")


@cl.on_message
@safely(hall.language)
async def message(received: cl.Message) -> None:
    """A question or a file."""
    await hall.receive(received)


@cl.action_callback("file_stop")
@safely(hall.language)
async def file_stopped(action: cl.Action) -> None:
    """A file that is being loaded is wanted no more."""
    hall.stop(str(action.payload.get("key", "")))


@cl.action_callback("file")
@safely(hall.language)
async def file_decided(action: cl.Action) -> None:
    """A yes or a no to a file that was shown."""
    payload: dict[str, Any] = action.payload
    answer = named(payload.get("mapping"))
    await hall.decide(str(payload.get("key", "")), load=payload.get("load") is True, mapping=answer)
