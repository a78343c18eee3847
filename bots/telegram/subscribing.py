"""`/subscribe`: what a chat is sent, and when."""

import asyncio

from bots.outgoing import Outgoing
from bots.telegram.bot_context import BotContext
from ingest.errors import InvalidInput
from ingest.texts import say
from tools.delivery.guests import KINDS, Guest
from tools.delivery.subscribing import change_subscriptions, subscription_lines
from tools.delivery.wishes import asks_what_is_sent, wanted_in


async def subscribing(front: BotContext, guest: Guest, said: str) -> list[Outgoing]:
    """`alerts instagram`, `daily 09:00`, `weekly friday 10:00`, or `off daily`; without words says what there is."""
    engine = front.running.engine
    catalogue = await asyncio.to_thread(front.desk(guest).metrics.catalogue)
    said = "" if asks_what_is_sent(said) else said
    wanted = list(wanted_in(said, catalogue))
    if said.strip() and not wanted:
        possible = ", ".join(kind.removeprefix("digest_").replace("_", " ") for kind in KINDS)
        raise InvalidInput("bot-kind-unknown", received=said.strip()[:40], possible=possible)
    await asyncio.to_thread(change_subscriptions, engine, guest, wanted, catalogue, front.running.clock.now())
    language = front.language(guest)
    lines = await asyncio.to_thread(subscription_lines, engine, guest.target, catalogue, language)
    head = say("bot-subscriptions" if lines else "subscriptions-none", language)
    return [Outgoing(texts=("\n".join([head, *lines, "", say("bot-subscribe-how", language)]),))]
