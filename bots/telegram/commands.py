"""COMMANDS of the bot, one entry each."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar, get_args

from agent.examples import examples
from bots.outgoing import Button, Outgoing
from bots.telegram.alert_messages import label_of, told
from bots.telegram.asking import ask
from bots.telegram.bot_context import BotContext
from bots.telegram.rule_commands import rules
from bots.telegram.subscribing import subscribing
from bots.telegram.text import escape, pieces, to_html
from ingest.channel_names import titled
from ingest.errors import InvalidInput
from ingest.texts import LANGUAGES, Language, say
from tools.access import Deed
from tools.alerts.quieting import Quiet, Quieting
from tools.delivery.guests import Guest, change_guest
from tools.delivery.hours import quiet_hours
from tools.digest.digest import DigestPeriod, make_digest
from tools.tool import find_tools
from tools.words.zones import zone_in

Word = TypeVar("Word", bound=str)
LISTED: Final = 5
MOST_BUTTONS: Final = 30
"""Further alerts that open at a tap."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """Something after a slash. `bot-command-<name>` says what it does."""

    name: str
    run: Callable[[BotContext, Guest, str], Awaitable[list[Outgoing]]]
    deed: Deed = "ask"


async def _help(front: BotContext, guest: Guest, said: str) -> list[Outgoing]:
    language = front.language(guest)
    catalogue = await asyncio.to_thread(front.desk(guest).metrics.catalogue)
    offered = examples(catalogue, language)
    lines = [
        f"/{one.name} — {escape(say(f'bot-command-{one.name}', language))}"
        for one in COMMANDS
        if guest.actor.may(one.deed)
    ]
    head = say("bot-help", language, example=escape(offered[0]), other=escape(offered[-1]))
    return [Outgoing(texts=("\n".join([head, "", *lines]),))]


async def _alerts(front: BotContext, guest: Guest, said: str) -> list[Outgoing]:
    """What is open with its buttons; after words for days, what was wrong then."""
    if said.strip():
        tool, desk = find_tools()["list_alerts"], front.book(guest).desk
        result = await asyncio.to_thread(lambda: tool.call(tool.arguments(period=said.strip()), desk))
        return [Outgoing(texts=tuple(pieces(result.text)))]
    book = front.book(guest)
    kept = await asyncio.to_thread(book.listed)
    if not kept:
        return [front.say(guest, "no-alerts")]
    language = front.language(guest)
    shown = [told(one, book, language, front.public_url) for one in kept[:LISTED]]
    rest = kept[LISTED : LISTED + MOST_BUTTONS]
    if not rest:
        return shown
    buttons = tuple((Button(label=label_of(one, book.currency, language), action=f"open:{one.id}"),) for one in rest)
    said = say("bot-more-alerts", language, n=len(kept) - LISTED)
    return [*shown, Outgoing(texts=(said,), buttons=buttons)]


async def _muted(front: BotContext, guest: Guest, said: str) -> list[Outgoing]:
    """What is quiet now, for everybody or for this person, each with the way back."""
    language, quieting = front.language(guest), Quieting(book=front.book(guest), user=guest.acts_as)
    listed = await asyncio.to_thread(quieting.listed)
    if not listed:
        return [front.say(guest, "no-muted")]
    rows = tuple((_way_back(one, quieting.book.currency, language),) for one in listed[:MOST_BUTTONS])
    return [Outgoing(texts=(say("bot-muted", language, n=len(listed)),), buttons=rows)]


def _way_back(one: Quiet, currency: str, language: Language) -> Button:
    what = titled(one.channel or "", language) if one.kept is None else label_of(one.kept, currency, language)
    action = f"hear:{one.channel}" if one.kept is None else f"wake:{one.kept.id}"
    return Button(label=f"{say('bot-button-unmute', language)}: {what}", action=action)


async def _digest(front: BotContext, guest: Guest, said: str) -> list[Outgoing]:
    period = _one_of(said.strip() or "daily", get_args(DigestPeriod), "bot-period-unknown")
    made = await asyncio.to_thread(make_digest, front.desk(guest), period)
    return [Outgoing(texts=tuple(pieces(made.text)), photos=tuple(Path(chart["path"]) for chart in made.charts))]


async def _report(front: BotContext, guest: Guest, said: str) -> list[Outgoing]:
    tool = find_tools().get("make_report")
    if tool is None:
        return await _digest(front, guest, "weekly")
    given = {"period": said.strip()} if said.strip() else dict(tool.example)
    desk = front.desk(guest)
    result = await asyncio.to_thread(lambda: tool.call(tool.arguments.model_validate(given), desk))
    files = tuple(file.path for file in result.files)
    for path in files:
        front.running.journal.note(guest.actor.name, "exported", by="tg", file=path.name)
    return [Outgoing(texts=tuple(pieces(result.text)), files=files)]


async def _quiet(front: BotContext, guest: Guest, said: str) -> list[Outgoing]:
    """`22:00-08:00`, "с 22 до 8", or `off`."""
    hours = quiet_hours(said)
    off = said.strip().casefold() in ("off", "нет", "выкл")
    if hours is None and not off:
        if said.strip():
            raise InvalidInput("bot-quiet-unknown", received=said.strip()[:40])
        begin, end = guest.settings.get("quiet_from", "22:00"), guest.settings.get("quiet_to", "08:00")
        return [front.say(guest, "quiet", hours=f"{begin}–{end}" if begin else "—")]
    begin, end = hours or (None, None)
    settings = {**guest.settings, "quiet_from": begin, "quiet_to": end}
    now = front.running.clock.now()
    await asyncio.to_thread(change_guest, front.running.engine, guest, now, settings=settings)
    return [front.say(guest, "quiet", hours=f"{begin}–{end}" if hours else "—")]


async def _timezone(front: BotContext, guest: Guest, said: str) -> list[Outgoing]:
    """A city, an offset or an IANA name; without words says which one holds."""
    wanted = zone_in(said)
    if said.strip() and wanted is None:
        raise InvalidInput("bot-timezone-unknown", received=said.strip()[:40])
    if wanted:
        now = front.running.clock.now()
        await asyncio.to_thread(change_guest, front.running.engine, guest, now, timezone=wanted)
    return [front.say(guest, "timezone", name=wanted or guest.timezone or front.running.settings.timezone)]


async def _language(front: BotContext, guest: Guest, said: str) -> list[Outgoing]:
    wanted = said.strip().casefold()
    if wanted:
        language = _one_of(wanted, LANGUAGES, "bot-language-unknown")
        now = front.running.clock.now()
        await asyncio.to_thread(change_guest, front.running.engine, guest, now, language=language)
        return [Outgoing(texts=(say("bot-language-set", language),))]
    buttons = (
        tuple(Button(label=name, action=f"language:{key}") for key, name in (("ru", "Русский"), ("en", "English"))),
    )
    return [Outgoing(texts=(say("bot-language-which", front.language(guest)),), buttons=buttons)]


async def _refresh(front: BotContext, guest: Guest, said: str) -> list[Outgoing]:
    return [Outgoing(texts=(escape(await asyncio.to_thread(front.refresh)),))]


async def _status(front: BotContext, guest: Guest, said: str) -> list[Outgoing]:
    tool = find_tools()["data_health"]
    desk = front.desk(guest)
    result = await asyncio.to_thread(lambda: tool.call(tool.arguments(), desk))
    return [Outgoing(texts=(to_html(result.text),))]


def _one_of(said: str, possible: tuple[Word, ...], key: str) -> Word:
    found = next((one for one in possible if one == said.casefold()), None)
    if found is None:
        raise InvalidInput(key, received=said[:40], possible=", ".join(possible))
    return found


COMMANDS: Final = (
    Command(name="start", run=_help),
    Command(name="help", run=_help),
    Command(name="ask", run=ask),
    Command(name="alerts", run=_alerts),
    Command(name="muted", run=_muted),
    Command(name="digest", run=_digest),
    Command(name="report", run=_report, deed="export"),
    Command(name="rules", run=rules),
    Command(name="subscribe", run=subscribing, deed="subscribe"),
    Command(name="quiet", run=_quiet),
    Command(name="timezone", run=_timezone),
    Command(name="language", run=_language),
    Command(name="refresh", run=_refresh, deed="refresh"),
    Command(name="status", run=_status),
)
