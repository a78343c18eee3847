"""A question of a chat to the analyst, and its answer as messages."""

import asyncio

from bots.outgoing import Outgoing
from bots.telegram.answers import answer_message
from bots.telegram.bot_context import BotContext
from bots.telegram.text import pieces
from bots.telegram.waiting import waiting
from tools.delivery.guests import Guest


async def ask(front: BotContext, guest: Guest, said: str) -> list[Outgoing]:
    """Answers a question in the chat's own conversation; what tools found is not kept waiting for a model's words."""
    if not said.strip():
        return [front.say(guest, "ask-what")]
    sent = ""

    async def facts(words: str) -> None:
        nonlocal sent
        if not sent and await front.send_early(guest, Outgoing(texts=tuple(pieces(words)))):
            sent = words

    async with waiting(front.bots.get(guest.chat), guest.chat) as tell:
        answer = await front.analyst.ask(
            said,
            thread=f"tg:{guest.chat}",
            language=guest.language,
            actor=guest.actor,
            on_words=facts if front.analyst.has_model else None,
            on_stage=tell,
        )
    rest = answer.model_copy(update={"answer": answer.answer.removeprefix(sent).strip()})
    return [await asyncio.to_thread(answer_message, rest, front.pictures)]
