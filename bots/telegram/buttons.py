"""VERBS of the buttons under messages, one entry each. Data that we did not sign for this chat do nothing."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bots.outgoing import Outgoing
from bots.telegram.alert_messages import next_step, told
from bots.telegram.answers import picture_of
from bots.telegram.asking import ask
from bots.telegram.bot_context import BotContext
from bots.telegram.text import escape, pieces
from ingest.errors import DemetraError
from ingest.texts import LANGUAGES, say
from tools.access import Deed
from tools.alerts.evaluate import describe_rule
from tools.alerts.quieting import Quieting
from tools.alerts.rows import StoredAlert
from tools.alerts.until import moment_of
from tools.alerts.why import why_question
from tools.delivery.guests import Guest, change_guest
from tools.delivery.proposals import decide, undecide
from tools.tool import find_tools


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """What came of a button."""

    toast: str = ""
    """Said above the chat for a moment."""
    edited: Outgoing | None = None
    """What the message under which it stood becomes."""
    said: tuple[Outgoing, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Verb:
    """What a button does."""

    name: str
    run: Callable[[BotContext, Guest, list[str]], Awaitable[Pressed]]
    deed: Deed = "acknowledge"
    labelled: bool = False
    """Takes what the button says as its last argument."""

    async def press(self, front: BotContext, guest: Guest, words: Sequence[str], label: str) -> Pressed:
        """What comes of it.

        Raises:
            NotAllowed: the person may not.
        """
        guest.must(self.deed)
        return await self.run(front, guest, [*words, label] if self.labelled else [*words])


async def _why(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    kept = await asyncio.to_thread(front.book(guest).get, args[0])
    return Pressed(said=(await asyncio.to_thread(_explained, front, guest, kept),))


def _explained(front: BotContext, guest: Guest, kept: StoredAlert) -> Outgoing:
    """The exact decomposition of the alert's own metric, place and days; its own reason where that tells nothing."""
    desk = front.book(guest).desk
    given = kept.said(desk.metrics.currency, front.language(guest))
    question, step = why_question(kept), next_step(given)
    if question is None:
        return Outgoing(texts=(f"{escape(given.message)}\n\n{escape(given.reason)}{escape(step)}",))
    tool = find_tools()["explain_change"]
    result = tool.call(tool.arguments.model_validate(question), desk)
    return Outgoing(
        texts=tuple(pieces(f"{result.text}\n{step}")),
        photos=tuple(picture_of(chart, front.pictures) for chart in result.charts),
    )


async def _ack(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    return await _changed(front, guest, "acked", lambda: front.book(guest).acknowledge(args[0], guest.name))


async def _snooze(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    until = moment_of(args[1], front.running.clock.now())
    return await _changed(front, guest, "snoozed", lambda: front.book(guest).snooze(args[0], until, guest.name))


async def _unmute(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    return await _changed(front, guest, "unmuted", lambda: front.book(guest).unmute(args[0], guest.name))


async def _mute(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    return await _changed(front, guest, "muted", lambda: front.book(guest).mute(args[0], guest.name))


async def _hush(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    return await _changed(front, guest, "hushed", lambda: front.book(guest).hush(args[0], guest.acts_as, guest.name))


async def _unhush(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    return await _changed(
        front, guest, "unhushed", lambda: front.book(guest).unhush(args[0], guest.acts_as, guest.name)
    )


def _quieting(front: BotContext, guest: Guest) -> Quieting:
    return Quieting(book=front.book(guest), user=guest.acts_as)


async def _rest(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    until = moment_of(args[1], front.running.clock.now())
    return await _changed(front, guest, "rested", lambda: _quieting(front, guest).rest(args[0], until))


async def _wake(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    return await _changed(front, guest, "unhushed", lambda: _quieting(front, guest).wake(args[0]))


async def _hear(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    await asyncio.to_thread(_quieting(front, guest).wake_channel, args[0])
    return Pressed(toast=say("bot-toast-unhushed", front.language(guest)))


async def _false(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    return await _changed(
        front, guest, "false", lambda: front.book(guest).call_false(args[0], guest.acts_as, guest.name)
    )


async def _open(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    book = front.book(guest)
    kept = await asyncio.to_thread(book.get, args[0])
    return Pressed(said=(told(kept, book, front.language(guest), front.public_url),))


async def _changed(front: BotContext, guest: Guest, key: str, how: Callable[[], StoredAlert]) -> Pressed:
    kept = await asyncio.to_thread(how)
    edited = told(kept, front.book(guest), front.language(guest), front.public_url)
    return Pressed(toast=say(f"bot-toast-{key}", front.language(guest)), edited=edited)


async def _rule(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    """Yes or no to one proposed rule; a second tap hears what the first one did."""
    language, now = front.language(guest), front.running.clock.now()
    number, wanted = int(args[0]), args[1]
    engine = front.running.engine
    decided = await asyncio.to_thread(decide, engine, number, guest.chat, wanted, guest.name, now)
    if decided is None:
        return Pressed(toast=say("bot-proposal-unknown", language))
    proposal, fresh = decided
    book = front.book(guest)
    rule = await asyncio.to_thread(book.wanted, proposal.phrase)
    if fresh and proposal.outcome == "yes":
        try:
            await asyncio.to_thread(book.add, rule, guest.name)
        except DemetraError:
            await asyncio.to_thread(undecide, engine, number)
            raise
    key = "bot-rule-added" if proposal.outcome == "yes" else "bot-rule-dropped"
    text = say(key, language, name=escape(describe_rule(rule, book.currency, language)))
    return Pressed(toast="" if fresh else say("bot-proposal-decided", language), edited=Outgoing(texts=(text,)))


async def _option(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    """A reading that was offered: what the button says is the next message of the conversation."""
    return Pressed(said=tuple(await ask(front, guest, args[-1])))


async def _language(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    language = next(one for one in LANGUAGES if one == args[0])
    now = front.running.clock.now()
    await asyncio.to_thread(change_guest, front.running.engine, guest, now, language=language)
    return Pressed(edited=Outgoing(texts=(say("bot-language-set", language),)))


VERBS: Final = {
    verb.name: verb
    for verb in (
        Verb(name="why", run=_why, deed="ask"),
        Verb(name="open", run=_open, deed="ask"),
        Verb(name="ack", run=_ack),
        Verb(name="snooze", run=_snooze),
        Verb(name="mute", run=_mute),
        Verb(name="unmute", run=_unmute),
        Verb(name="hush", run=_hush, deed="ask"),
        Verb(name="unhush", run=_unhush, deed="ask"),
        Verb(name="rest", run=_rest, deed="ask"),
        Verb(name="wake", run=_wake, deed="ask"),
        Verb(name="hear", run=_hear, deed="ask"),
        Verb(name="false", run=_false),
        Verb(name="rule", run=_rule, deed="subscribe"),
        Verb(name="language", run=_language, deed="ask"),
        Verb(name="option", run=_option, deed="ask", labelled=True),
    )
}
