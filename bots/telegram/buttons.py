"""VERBS of the buttons under messages, one entry each. Data that we did not sign for this chat do nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from bots.outgoing import Outgoing
from bots.telegram.alert_messages import told
from bots.telegram.answers import picture_of
from bots.telegram.bot_context import BotContext
from bots.telegram.text import escape, pieces
from ingest.texts import LANGUAGES, say
from tools.alerts.rows import StoredAlert
from tools.alerts.until import moment_of
from tools.delivery.guests import Guest, Role, change_guest
from tools.semantics.metrics import METRICS
from tools.tool import find_tools

LONGEST_WHY: Final = 14
"""Days that are compared with as many before; an old trouble is explained by its last two weeks."""


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
    role: Role = "member"


async def _why(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    kept = await asyncio.to_thread(front.book(guest).get, args[0])
    return Pressed(said=(await asyncio.to_thread(_explained, front, guest, kept),))


def _explained(front: BotContext, guest: Guest, kept: StoredAlert) -> Outgoing:
    """The exact decomposition since the trouble began, or the alert's own reason where a metric tells nothing."""
    words = kept.record.finding
    given = kept.said(front.book(guest).currency, front.language(guest))
    tool = find_tools()["explain_change"]
    if words.metric not in METRICS or words.kind in ("stale_data", "broken_tracking"):
        return Outgoing(texts=(f"{escape(given.reason)}\n➡️ {escape(given.action)}",))
    result = tool.run(tool.arguments.model_validate(_question(kept)), front.desk(guest))
    return Outgoing(texts=tuple(pieces(f"{result.text}\n\n➡️ {given.action}")),
                    photos=tuple(picture_of(chart, front.pictures) for chart in result.charts))  # fmt: skip


def _question(kept: StoredAlert) -> dict[str, Any]:
    finding = kept.record.finding
    first, last = (_day(when) for when in (finding.since, finding.last_seen))
    first = max(min(first, last), last - timedelta(days=LONGEST_WHY - 1))
    places = (("channel", finding.channel), ("campaign", finding.campaign))
    where = [{"dimension": name, "values": [value]} for name, value in places if value]
    return {"metric": finding.metric, "where": where, "period": f"{first}..{last}"}


def _day(when: date) -> date:
    return date(when.year, when.month, when.day)


async def _ack(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    return await _changed(front, guest, "acked", lambda: front.book(guest).acknowledge(args[0], guest.name))


async def _snooze(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    until = moment_of(args[1], front.running.clock.now())
    return await _changed(front, guest, "snoozed", lambda: front.book(guest).snooze(args[0], until, guest.name))


async def _mute(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    return await _changed(front, guest, "muted", lambda: front.book(guest).mute(args[0], guest.name))


async def _open(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    book = front.book(guest)
    kept = await asyncio.to_thread(book.get, args[0])
    return Pressed(said=(told(kept, book, front.language(guest), front.public_url),))


async def _changed(front: BotContext, guest: Guest, key: str, how: Callable[[], StoredAlert]) -> Pressed:
    kept = await asyncio.to_thread(how)
    edited = told(kept, front.book(guest), front.language(guest), front.public_url)
    return Pressed(toast=say(f"bot-toast-{key}", front.language(guest)), edited=edited)


async def _rule(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    phrase = front.waiting.pop(guest.chat, None)
    language = front.language(guest)
    if phrase is None or args[0] != "yes":
        return Pressed(edited=Outgoing(texts=(say("bot-rule-dropped", language),)))
    book = front.book(guest)
    rule = book.understand(phrase)
    await asyncio.to_thread(book.add, rule, guest.name)
    return Pressed(edited=Outgoing(texts=(say("bot-rule-added", language, name=escape(rule.title)),)))


async def _language(front: BotContext, guest: Guest, args: list[str]) -> Pressed:
    language = next(one for one in LANGUAGES if one == args[0])
    now = front.running.clock.now()
    await asyncio.to_thread(change_guest, front.running.engine, guest, now, language=language)
    return Pressed(edited=Outgoing(texts=(say("bot-language-set", language),)))


VERBS: Final = {
    verb.name: verb
    for verb in (
        Verb(name="why", run=_why, role="viewer"),
        Verb(name="open", run=_open, role="viewer"),
        Verb(name="ack", run=_ack),
        Verb(name="snooze", run=_snooze),
        Verb(name="mute", run=_mute),
        Verb(name="rule", run=_rule, role="admin"),
        Verb(name="language", run=_language, role="viewer"),
    )
}
