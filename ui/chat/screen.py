"""Puts answers on Chainlit's screen: tool steps as quiet lines, words as they come, then the elements."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from functools import wraps
from typing import Any, Final, ParamSpec

import chainlit as cl
from chainlit.session import WebsocketSession
from chainlit.user_session import user_sessions
from chainlit.utils import utc_now
from pydantic import ValidationError

from agent.answer import Answer
from agent.said_back import wording_of
from agent.stages import Stage
from ingest.database import answering
from ingest.errors import DemetraError
from ingest.texts import Language, say
from tools.semantics.question import Question
from tools.tool import find_tools
from ui.chat.render import Piece, plain, safe
from ui.chat.texts import language_for, say_here
from ui.unexpected import fresh_id, logger

P = ParamSpec("P")

ICONS: Final = {"compare_periods": "arrow-left-right", "plot_chart": "chart-column", "export_table": "file-down"}
"""Lucide names; any other tool reads the database."""
LANGUAGE: Final = "language"
"""Where a session keeps the language that its person has chosen."""


def spoken_here(default: Language) -> Language:
    """What this visitor has chosen, else the language of their browser; the default when we speak neither."""
    return spoken_in(cl.context.session, default)


def spoken_in(session: Any, default: Language) -> Language:
    """The same of any open session."""
    kept = user_sessions.get(session.id) or {}
    return kept.get(LANGUAGE) or language_for(getattr(session, "language", "") or "", default)


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
            except Exception as error:  # the last edge before the visitor, who must hear something
                if isinstance(error, FileNotFoundError) and _has_ended():
                    return
                known = fresh_id()
                logger.exception("A message could not be handled (%s)", known)
                await cl.ErrorMessage(content=say("chat-failed", spoken_here(default), id=known)).send()

        return guarded

    return around


def _has_ended() -> bool:
    """Whether the visitor has left, and the folder of the session gone with them, while something was still drawn."""
    return WebsocketSession.get_by_id(cl.context.session.id) is None


def sentence(error: DemetraError, language: Language) -> str:
    """An error for the chat: advice about the command line is replaced, names can't be markup."""
    values = {name: plain(value) if isinstance(value, str) else value for name, value in error.values.items()}
    return say_here(error.key, language, values)


def call_in_words(name: str, args: Mapping[str, Any], language: Language) -> str:
    """What a tool was asked, a line each; nothing where its arguments are no question about figures."""
    if find_tools()[name].arguments is not Question:
        return ""
    try:
        lines = wording_of(Question.model_validate(dict(args)), language)
    except (ValidationError, KeyError, ValueError):
        return ""
    return safe("\n".join(f"- {plain(line)}" for line in lines))


class Steps:
    """What one answer waits for, each a folded line; a tool's call says what was asked."""

    def __init__(self, language: Language) -> None:
        self.language = language
        """Of whoever looks on, until the answer has a language of its own."""
        self.running: list[cl.Step] = []
        self.sent: list[asyncio.Task[Any]] = []

    def begin(self, stage: Stage) -> None:
        """Shows what starts now; what was before it is over."""
        of_tool, self.language = stage.kind == "tool", stage.language
        step = cl.Step(
            name=stage.words.removesuffix("…"),
            type="tool" if of_tool else "llm",
            icon=ICONS.get(stage.tool, "database") if of_tool else "sparkles",
            parent_id=cl.context.current_run.id if cl.context.current_run else None,
            show_input=False,
        )
        step.output = call_in_words(stage.tool, stage.args, self.language) if of_tool else ""
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


class Writing:
    """One message that is written while its answer is still being found."""

    def __init__(self) -> None:
        self.message = cl.Message(content="")
        self.said = 0
        """Characters of the answer that stand on the screen."""

    async def add(self, words: str) -> None:
        """Writes on."""
        self.said += len(words)
        await self.message.stream_token(safe(words))

    async def end(self, text: str) -> None:
        """Writes what is missing of the whole text, and keeps the message."""
        if text[self.said :]:
            await self.add(text[self.said :])
        await self.message.send()  # not update(): a stored message needs the time this sets

    async def stop(self, language: Language) -> None:
        """Keeps what was written before somebody pressed stop, and says that it is no whole answer."""
        if self.said:
            await self.message.send()
        await cl.Message(content=say("chat-stopped", language)).send()


async def show(answer: Answer, pieces: Iterable[Piece], writing: Writing) -> None:
    """Ends the text and draws what belongs under it."""
    await writing.end(answer.answer)
    await draw(writing.message, pieces)


async def draw(message: cl.Message, pieces: Iterable[Piece]) -> None:
    """Elements under a message; one after the other, since the screen keeps the order in which they arrive."""
    for piece in pieces:
        await cl.CustomElement(name=piece.name, props=piece.props, display="inline").send(for_id=message.id)
