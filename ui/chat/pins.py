"""Pinned answers as cards of the opening view: made by a button or a word, with the figures of now at every look."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from agent.answer import Answer
from ingest.errors import InvalidInput
from ingest.texts import Language, say
from tools.conversations.pins import Pin, PinBook
from tools.dashboard.pinned import lasting, may_be_pinned
from tools.tool import ToolContext, ToolResult, find_tools
from tools.words import wording
from ui.chat.render import figures_of, is_single, named_rows, plain

PIN: Final = re.compile(
    r"(?:закрепи(?:ть|те)?|pin)(?: (?:это|его|её|ответ|карточку|this|it|that|the answer))?"
    r"(?: (?:на|в|to|on) (?:the )?(?:дашборд\w*|доск\w+|главн\w+|dashboard|board))?[.!]?",
    re.IGNORECASE,
)
UNPIN: Final = re.compile(
    r"(?:открепи(?:ть|те)?|unpin)(?: (?:это|его|её|ответ|карточку|this|it|that|the answer|the card))?[.!]?",
    re.IGNORECASE,
)
MARKS: Final = re.compile(r"[*_`#]|^- ", re.MULTILINE)
SENTENCE: Final = re.compile(r"(?<=[.!?])\s|\n")
IN_SIGHT: Final = 4
"""Lines of a card."""


@dataclass(frozen=True, kw_only=True)
class Pinnable:
    """A call that may be pinned, and what it is called."""

    title: str
    tool: str
    args: Mapping[str, Any]

    @classmethod
    def sent(cls, payload: Mapping[str, Any]) -> "Pinnable":
        """What a page has sent.

        Raises:
            InvalidInput: it is no call that may be pinned.
        """
        title, tool, args = payload.get("title"), payload.get("tool"), payload.get("args")
        known = isinstance(tool, str) and tool in find_tools() and may_be_pinned(find_tools()[tool])
        if not known or not isinstance(args, dict) or not isinstance(title, str):
            raise InvalidInput("conversations-pin-gone")
        return cls(title=title, tool=str(tool), args=args)

    def payload(self) -> dict[str, Any]:
        """As a page keeps it."""
        return {"title": self.title, "tool": self.tool, "args": dict(self.args)}


def pinnable_of(answer: Answer, desk: ToolContext) -> Pinnable | None:
    """The call of an answer that can be given again; None where there is none."""
    calls = [call for call in answer.tool_calls if may_be_pinned(find_tools()[call.name])]
    if answer.status != "answered" or not calls:
        return None
    title = next((table.title for table in answer.tables if table.title), answer.question)
    return Pinnable(title=title, tool=calls[0].name, args=lasting(calls[0].args, answer.question, desk))


def pin_button(found: Pinnable, language: Language) -> dict[str, Any]:
    """The button under an answer."""
    return {"label": say("chat-pin", language), "done": say("chat-pin-done", language), "payload": found.payload()}


def card_props(pin: Pin, result: ToolResult, language: Language) -> dict[str, Any]:
    """A pinned card in words: its figures where the answer has some, else how it begins."""
    title = next((table.title for table in result.tables if table.title), pin.title)
    period = result.period
    return {
        "number": pin.number,
        "title": title,
        "days": wording.day_range(period.start, period.end, language) if period else "",
        "lines": _lines(result, language),
        "remove": say("chat-unpin-card", language, title=title),
    }


def _lines(result: ToolResult, language: Language) -> list[dict[str, str]]:
    table = next((table for table in result.tables if table.rows), None)
    if table is None:
        text = SENTENCE.split(MARKS.sub("", result.text).strip(), maxsplit=1)[0]
        return [{"name": text, "value": "", "change": "", "tone": "flat"}]
    if is_single(table):
        figures = figures_of(table, language)[:IN_SIGHT]
        return [{"name": one.title, "value": one.now, "change": one.change, "tone": one.tone} for one in figures]
    return [
        {"name": name, "value": value, "change": "", "tone": "flat"}
        for name, value in named_rows(table, language, limit=IN_SIGHT)
    ]


def pin_words(text: str) -> str:
    """Whether a message is a word about pinning: "pin", "unpin", or nothing of the kind."""
    said = text.strip()
    return "pin" if PIN.fullmatch(said) else "unpin" if UNPIN.fullmatch(said) else ""


def pinned(found: Pinnable | None, desk: ToolContext) -> str:
    """Pins a call for the desk's person; says what came of it.

    Raises:
        InvalidInput: the view is full.
    """
    if found is None:
        return say("chat-pin-what", desk.language)
    fresh = PinBook(database=desk.engine, owner=desk.actor.name).add(found.title, found.tool, found.args, desk.now)
    return say("chat-pinned" if fresh else "chat-pinned-before", desk.language, title=plain(found.title))


def unpinned(found: Pinnable | None, desk: ToolContext) -> str:
    """Takes away the card of the call, the newest where nothing has been asked yet; says which."""
    book = PinBook(database=desk.engine, owner=desk.actor.name)
    cards = book.listed()
    pin = book.find(found.tool, found.args) if found else next(iter(reversed(cards)), None)
    if pin is None or not book.remove(pin.number):
        return say("chat-unpin-other" if cards else "chat-unpin-what", desk.language)
    return say("chat-unpinned", desk.language, title=plain(pin.title))
