"""Chainlit's callbacks. Chainlit loads this file by its path, once `ui.server` has made the controller."""

from typing import Any

import chainlit as cl
from chainlit.server import app as screen
from chainlit.types import ThreadDict

from ui.chat.chat_controller import ChatController
from ui.chat.pins import Pinnable
from ui.chat.screen import safely
from ui.chat.uploads import named

chat: ChatController = screen.state.controller


@cl.set_chat_profiles
async def profiles(user: cl.User | None, locale: str | None) -> list[cl.ChatProfile]:
    """The start page: mark and greeting."""
    greeting = chat.greeting(*chat.visitor(user, locale))
    return [cl.ChatProfile(name="Demetra", markdown_description=greeting, icon="/public/mark.svg", default=True)]


@cl.set_starters
async def starters(user: cl.User | None, locale: str | None) -> list[cl.Starter]:
    """Questions to begin with."""
    return chat.starters(*chat.visitor(user, locale))


@cl.on_chat_start
@safely(chat.language)
async def opened() -> None:
    """How things stand, before anybody asks."""
    await chat.personal.settle(chat.person())
    await chat.bell.greet(cl.context.session)
    await chat.opening.show(chat.person())


@cl.on_settings_update
@safely(chat.language)
async def settings_changed(sent: dict[str, Any]) -> None:
    """How somebody wants to be answered from now on."""
    before = chat.person()
    other_days = await chat.personal.change(sent, before)
    person = chat.person()
    redraw = chat.opening.redraw_here if person.client == before.client else chat.opening.turn_to
    await redraw(person, usual=other_days)


@cl.on_chat_resume
@safely(chat.language)
async def resumed(thread: ThreadDict) -> None:
    """Back to an earlier conversation: it stands there as it was, with today's figures in its views."""
    await chat.personal.settle(chat.person())
    await chat.bell.greet(cl.context.session)
    await chat.opening.restore(list(thread.get("elements") or []), chat.person())


if chat.sign_in.on:  # without people there is nobody to share with

    @cl.on_shared_thread_view
    async def shared(thread: ThreadDict, user: cl.User | None) -> bool:
        """Makes the page offer links; an address of ours answers those who open one."""
        return False


@cl.action_callback("board")
@safely(chat.language)
async def days_chosen(action: cl.Action) -> None:
    """Other days, channels or another client for the opening view; the panel shows the client, too."""
    await chat.opening.choose(action.payload, chat.person())
    await chat.personal.settle(chat.person())


@cl.action_callback("page")
@safely(chat.language)
async def page_chosen(action: cl.Action) -> None:
    """What stands behind the opening view."""
    await chat.pages.show(action.payload, chat.person())


@cl.action_callback("first_step")
@safely(chat.language)
async def begun(action: cl.Action) -> None:
    """The demo data, for somebody who has none of their own yet."""
    if action.payload.get("way") == "demo":
        await chat.opening.load_demo(chat.person())


@cl.action_callback("pin")
@safely(chat.language)
async def answer_pinned(action: cl.Action) -> None:
    """An answer that shall stand on the opening view."""
    await chat.pin("pin", Pinnable.sent(action.payload))


@cl.action_callback("pinned")
@safely(chat.language)
async def pinned_pressed(action: cl.Action) -> None:
    """A pinned card that somebody asks again, or takes away."""
    number = int(action.payload.get("number") or 0)
    if action.payload.get("remove"):
        await chat.unpin(number)
    else:
        await chat.pages.show_pinned(number, chat.person())


@cl.action_callback("alert")
@safely(chat.language)
async def alert_settled(action: cl.Action) -> None:
    """An alert that somebody has seen, or that may wait."""
    await chat.opening.settle_alert(action.payload, chat.person())


@cl.action_callback("refresh")
@safely(chat.language)
async def refresh_wanted(action: cl.Action) -> None:
    """Fresh data, now."""
    await cl.context.emitter.send_toast(await chat.opening.refresh(chat.person()), "info")


@cl.on_message
@safely(chat.language)
async def message(received: cl.Message) -> None:
    """A question or a file."""
    await chat.receive(received)


@cl.action_callback("file_stop")
@safely(chat.language)
async def file_stopped(action: cl.Action) -> None:
    """A file that is being loaded is wanted no more."""
    chat.stop(str(action.payload.get("key", "")))


@cl.action_callback("file")
@safely(chat.language)
async def file_decided(action: cl.Action) -> None:
    """A yes or a no to a file that was shown."""
    payload: dict[str, Any] = action.payload
    answer = named(payload.get("mapping"))
    await chat.decide(str(payload.get("key", "")), load=payload.get("load") is True, mapping=answer)
