"""Puts answers on Chainlit's screen: tool steps as quiet lines, words as they come, then the elements."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from functools import wraps
from typing import Any, Final, ParamSpec

import chainlit as cl
from chainlit.utils import utc_now

from agent.analyst import words_of
from agent.answer import Answer
from ingest.database import answering
from ingest.errors import DemetraError
from ingest.texts import Language, say
from tools.tool import find_tools
from ui.chat.render import Piece, plain, text_of
from ui.chat.texts import language_for, say_here

logger = logging.getLogger(__name__)
P = ParamSpec("P")

ICONS: Final = {"compare_periods": "arrow-left-right", "plot_chart": "chart-column", "export_table": "file-down"}
"""Lucide names; any other tool reads the database."""


def spoken_here(default: Language) -> Language:
    """The language of this visitor's browser; the default for a browser that speaks neither Russian nor English."""
    return language_for(getattr(cl.context.session, "language", ""), default)


def safely(default: Language) -> Callable[[Callable[P, Awaitable[None]]], Callable[P, Coroutine[Any, Any, None]]]:
    """A handler whose failures are said in one sentence: Chainlit itself would only log them."""

    def around(handler: Callable[P, Awaitable[None]]) -> Callable[P, Coroutine[Any, Any, None]]:
        @wraps(handler)
        async def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
            try:
                with answering():
                    await handler(*args, **kwargs)
            except DemetraError as error:
                await cl.Message(content=sentence(error, spoken_here(default))).send()
            except Exception:  # the last edge before the visitor, who must hear something
                logger.exception("A message could not be handled")
                await cl.ErrorMessage(content=say("chat-failed", spoken_here(default))).send()

        return guarded

    return around


def sentence(error: DemetraError, language: Language) -> str:
    """An error for the chat: advice about the command line is replaced, names can't be markup."""
    values = {name: plain(value) if isinstance(value, str) else value for name, value in error.values.items()}
    return say_here(error.key, language, values)


class Steps:
    """The tool calls of one answer, each a folded line with its arguments."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.running: list[cl.Step] = []
        self.sent: list[asyncio.Task[Any]] = []

    def begin(self, name: str, args: dict[str, Any]) -> None:
        """Shows a call that starts now; the one before it is over."""
        tool = find_tools().get(name)
        step = cl.Step(
            name=tool.titles[self.language] if tool else name,
            type="tool",
            icon=ICONS.get(name, "database"),
            parent_id=cl.context.current_run.id if cl.context.current_run else None,
            show_input="json",
        )
        step.input = args
        step.start = utc_now()
        self.sent += [asyncio.create_task(self._finish(done)) for done in self.running]
        self.running = [step]
        self.sent.append(asyncio.create_task(step.send()))

    async def end(self) -> None:
        """All calls are over."""
        await asyncio.gather(*self.sent)
        for step in self.running:
            await self._finish(step)

    async def _finish(self, step: cl.Step) -> None:
        step.end = utc_now()
        await step.update()


async def show(answer: Answer, pieces: Iterable[Piece]) -> None:
    """Writes the text and draws what belongs under it."""
    message = cl.Message(content="")
    async for words in _words(answer):
        await message.stream_token(words)
    await message.send()  # not update(): a stored message needs the time this sets
    await draw(message, pieces)
    for file in answer.files:
        name = file.path.rpartition("/")[2]
        await cl.File(name=name, path=file.path, display="inline").send(for_id=message.id)


async def _words(answer: Answer) -> AsyncIterator[str]:
    async for words in words_of(answer.model_copy(update={"answer": text_of(answer)})):
        yield words


async def draw(message: cl.Message, pieces: Iterable[Piece]) -> None:
    """Elements under a message; one after the other, since the screen keeps the order in which they arrive."""
    for piece in pieces:
        await cl.CustomElement(name=piece.name, props=piece.props, display="inline").send(for_id=message.id)
