"""What Telegram refuses, in its own words: its HTML, its limits, its messages and taps that are too old or unknown."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Final

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
ALBUM: Final = (2, 10)
DATA_LIMIT: Final = 64
TAGS: Final = frozenset(
    "b strong i em u ins s strike del code pre a span tg-spoiler tg-emoji blockquote expandable".split()
)
_MARK: Final = re.compile(r"<(?P<end>/?)(?P<name>[^\s<>/]*)[^<>]*>|<")
_ENTITY: Final = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);)", re.I)
OLD_TAP: Final = "query is too old and response timeout expired or query ID is invalid"


class Refused(Exception):
    """Telegram would not have it; the text is what it says after "Bad Request: "."""

    def __init__(self, words: str, **parameters: Any) -> None:
        super().__init__(words)
        self.parameters = parameters


@dataclass
class Seen:
    """What the server knows of chats: messages as they stand, taps that may still be answered, and moved groups."""

    messages: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    """By chat and number: text and buttons."""
    taps: dict[str, float] = field(default_factory=dict)
    """By query: until when it may be answered."""
    moved: dict[int, int] = field(default_factory=dict)
    """Groups that became supergroups."""


def parsed(text: str, mode: str) -> str:
    """The text that people see.

    Raises:
        Refused: the markup is wrong.
    """
    if mode != "HTML":
        return text
    open_tags: list[str] = []
    for mark in _MARK.finditer(text):
        _hear(mark, text, open_tags)
    if open_tags:
        raise Refused(f"can't parse entities: Can't find end tag corresponding to start tag {open_tags[-1]}")
    return unescape(_MARK.sub("", text))


def _hear(mark: re.Match[str], text: str, open_tags: list[str]) -> None:
    place, name = len(text[: mark.start()].encode()), (mark["name"] or "").casefold()
    if name not in TAGS:
        raise Refused(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {place}')
    if not mark["end"]:
        open_tags.append(name)
    elif not open_tags or open_tags.pop() != name:
        raise Refused(f'can\'t parse entities: Unmatched end tag at byte offset {place}, expected "</{name}>"')


def units(text: str) -> int:
    """Length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def check(method: str, params: Mapping[str, Any], seen: Seen, now: float) -> None:
    """Holds a call against the rules.

    Raises:
        Refused: it breaks one.
    """
    chat = int(params.get("chat_id") or 0)
    if chat in seen.moved:
        raise Refused("group chat was upgraded to a supergroup chat", migrate_to_chat_id=seen.moved[chat])
    if method == "answerCallbackQuery" and seen.taps.get(str(params.get("callback_query_id")), 0.0) < now:
        raise Refused(OLD_TAP)
    if method in ("sendMessage", "editMessageText"):
        _fits(params.get("text"), str(params.get("parse_mode") or ""), TEXT_LIMIT, "message")
    for media in _media(method, params):
        _fits(media.get("caption"), str(media.get("parse_mode") or ""), CAPTION_LIMIT, "message caption")
    _check_buttons(params)
    _check_place(method, chat, params, seen)


def _fits(text: Any, mode: str, limit: int, what: str) -> None:
    shown = parsed(str(text or ""), mode)
    if what == "message" and not shown.strip():
        raise Refused("message text is empty")
    if units(shown) > limit:
        raise Refused(f"{what} is too long")


def _media(method: str, params: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if method == "sendMediaGroup":
        album = params.get("media") or []
        if not ALBUM[0] <= len(album) <= ALBUM[1]:
            raise Refused("wrong number of messages in the album: it must contain 2-10 items")
        yield from album
    elif method.startswith("send") and "caption" in params:
        yield params


def _check_buttons(params: Mapping[str, Any]) -> None:
    markup = params.get("reply_markup") or {}
    for button in (one for row in markup.get("inline_keyboard", ()) for one in row):
        if not button.get("text", "").strip():
            raise Refused("can't parse inline keyboard button: text buttons are unallowed in the inline keyboard")
        if not button.get("url") and not 1 <= len(str(button.get("callback_data", "")).encode()) <= DATA_LIMIT:
            raise Refused("BUTTON_DATA_INVALID")


def _check_place(method: str, chat: int, params: Mapping[str, Any], seen: Seen) -> None:
    answered = params.get("reply_parameters") or {}
    gone = bool(answered) and (chat, int(answered["message_id"])) not in seen.messages
    if gone and not answered.get("allow_sending_without_reply"):
        raise Refused("message to be replied not found")
    if method == "editMessageText":
        before = seen.messages.get((chat, int(params["message_id"])))
        if before is None:
            raise Refused("message to edit not found")
        if before == standing(params):
            raise Refused("message is not modified: content and reply markup are exactly the same as before")


def standing(params: Mapping[str, Any]) -> tuple[str, str]:
    """A message's text and buttons as the server keeps them."""
    text = str(params.get("text") or params.get("caption") or "")
    return parsed(text, str(params.get("parse_mode") or "")), str(params.get("reply_markup") or "")
