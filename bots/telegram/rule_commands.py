"""`/rules`: rules listed, added with a confirmation, or changed in words."""

import asyncio

from bots.outgoing import Button, Outgoing
from bots.telegram.asking import ask
from bots.telegram.bot_context import BotContext
from bots.telegram.text import escape, pieces
from ingest.texts import say
from tools.alerts.rules.deeds import deed_in
from tools.alerts.words import how_often, proposal, rule_title
from tools.delivery.guests import Guest
from tools.delivery.proposals import propose


async def rules(front: BotContext, guest: Guest, said: str) -> list[Outgoing]:
    """Without words all rules; else a new one in words, or what is to be done with one of them."""
    if not said.strip():
        return await _list_rules(front, guest)
    words = next((one for one in (said, f"rules {said}") if deed_in(one) not in (None, "add")), "")
    return await (ask(front, guest, words) if words else _propose(front, guest, said))


async def _list_rules(front: BotContext, guest: Guest) -> list[Outgoing]:
    language = front.language(guest)
    stored = await asyncio.to_thread(front.book(guest).rules)
    currency = front.book(guest).currency
    lines = [
        say(
            "bot-rule",
            language,
            number=one.number,
            whose="mine" if one.rule.owner else "team",
            name=escape(rule_title(one.rule, currency, language)),
            on="yes" if one.enabled else "no",
            weekly=how_often(one, language),
        )
        for one in stored
    ]
    return [Outgoing(texts=("\n".join([say("bot-rules", language), *lines, "", say("bot-rules-how", language)]),))]


async def _propose(front: BotContext, guest: Guest, said: str) -> list[Outgoing]:
    """A rule in words: what was understood and how often it would have fired, to be confirmed."""
    guest.must("subscribe")
    book, language = front.book(guest), front.language(guest)
    rule = book.wanted(said)
    found = await asyncio.to_thread(book.backtest, rule)
    text = await asyncio.to_thread(proposal, rule, found, front.desk(guest))
    now = front.running.clock.now()
    number = await asyncio.to_thread(propose, front.running.engine, said, guest.chat, guest.name, now)
    buttons = (
        (
            Button(label=say("bot-button-yes", language), action=f"rule:{number}:yes"),
            Button(label=say("bot-button-no", language), action=f"rule:{number}:no"),
        ),
    )
    return [Outgoing(texts=tuple(pieces(text)), buttons=buttons)]
