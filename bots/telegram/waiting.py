"""What a chat sees while its question takes long: a silent line with the stage, rewritten, and gone at last."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Final

from telegram import Bot
from telegram.error import TelegramError

from agent.stages import Stage

AFTER_S: Final = 2.5
"""A quicker answer needs no line; the same time lies between two rewritings."""


@asynccontextmanager
async def waiting(bot: Bot | None, chat: int, *, after_s: float = AFTER_S) -> AsyncIterator[Callable[[Stage], None]]:
    """Gives what stages are told to.

    Args:
        bot: through which the chat is answered; None when nobody looks.
        chat: whose question is answered.
        after_s: seconds before the line is shown and between rewritings.
    """
    stages: list[Stage] = []
    if bot is None:
        yield stages.append
        return
    answered = asyncio.Event()
    shown = asyncio.create_task(_show(bot, chat, stages, answered, after_s))
    try:
        yield stages.append
    finally:
        answered.set()
        await shown


async def _show(bot: Bot, chat: int, stages: list[Stage], answered: asyncio.Event, after_s: float) -> None:
    if await _within(answered, after_s) or not stages:
        return
    with suppress(TelegramError):
        words = stages[-1].words
        line = await bot.send_message(chat, words, disable_notification=True)
        try:
            while not await _within(answered, after_s):
                if stages[-1].words != words:
                    words = stages[-1].words
                    await bot.edit_message_text(words, chat_id=chat, message_id=line.message_id)
        finally:
            await bot.delete_message(chat, line.message_id)


async def _within(answered: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(answered.wait(), seconds)
    return answered.is_set()
