"""The pages behind the opening view: every card a message of its own, drawn like any answer."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import chainlit as cl

from agent.answer import Answer, ChartMade
from agent.receipt import receipt
from agent.said_back import read_as
from ingest.errors import InvalidInput
from ingest.texts import Language, say
from tools.access import Actor
from tools.conversations.pins import PinBook
from tools.dashboard.board import board_end
from tools.dashboard.pages import PAGES, PageCard, result_of
from tools.dashboard.spans import BoardSpan, span_of
from tools.engine.table import Table
from tools.tool import Numbers, ToolContext, ToolResult
from tools.words import wording
from ui.chat.board_choice import BoardChoice, choice_of
from ui.chat.opening import Opening
from ui.chat.render import pieces, safe
from ui.chat.screen import draw


@dataclass(frozen=True, kw_only=True)
class Pages:
    """Shows pages."""

    opening: Opening
    library: str
    keep: Callable[..., str]
    """Puts a table of somebody aside for download."""

    async def show(self, sent: Mapping[str, Any], person: Actor) -> None:
        """Sends the cards of a page, each as soon as it is there."""
        whole = self.opening.desk(person)
        until = await asyncio.to_thread(board_end, whole)
        if until is None:
            return
        choice = choice_of(sent, whole, BoardChoice())
        span = span_of(choice.span, until)
        for card in PAGES.get(str(sent.get("page", "")), ()):
            work = partial(_found, card, span, choice)
            result = await self.opening.once((card.key, choice), whole, work)
            await self._send(_answer(card, result, span, choice, whole.language), person)

    async def show_pinned(self, number: int, person: Actor) -> None:
        """Sends what a pinned card gives now, whole."""
        desk = self.opening.desk(person)
        book = PinBook(database=desk.engine, owner=person.name)
        pin = next((one for one in await asyncio.to_thread(book.listed) if one.number == number), None)
        if pin is None:
            raise InvalidInput("conversations-pin-gone")
        result = await self.opening.pinned_now(pin, desk)
        title = next((table.title for table in result.tables if table.title), pin.title)
        await self._send(_answer_of(result, title, title, desk.language), person)

    async def _send(self, answer: Answer, person: Actor) -> None:
        said = await cl.Message(content=safe(answer.answer)).send()
        keep = partial(self.keep, owner=person.name)
        await draw(said, await asyncio.to_thread(pieces, answer, library=self.library, keep=keep))


def _found(card: PageCard, span: BoardSpan, choice: BoardChoice, desk: ToolContext) -> ToolResult:
    return result_of(card, span, choice.desk(desk))


def _answer(card: PageCard, result: ToolResult, span: BoardSpan, choice: BoardChoice, language: Language) -> Answer:
    """A card as an answer: its question is the button under it."""
    title = say(f"board-card-{card.key}", language)
    only = choice.only(language)
    days = wording.day_range(span.now.start, span.now.end, language)
    ask = say(f"board-card-{card.key}-ask", language, days=days + only)
    return _answer_of(result, title + only, ask, language)


def _answer_of(result: ToolResult, title: str, ask: str, language: Language) -> Answer:
    told = read_as(result, language) if isinstance(result, Numbers) else result.text
    return Answer(
        question=ask,
        language=language,
        mode="planner",
        status=result.status,
        answer=f"### {title}\n\n{told or say('board-page-empty', language)}",
        tables=[Table.model_validate(table) for table in result.tables],
        charts=[ChartMade(kind=spec.kind, title=spec.title, path="", spec=spec) for spec in result.charts],
        notes=[note.say(language) for note in result.notes],
        receipt=receipt(result, language),
        suggestions=[ask],
    )
