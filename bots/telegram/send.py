"""Sends an `Outgoing` to a Telegram chat: pictures with captions, albums, files, signed buttons."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import InlineKeyboardButtonLimit, MediaGroupLimit, MessageLimit, ParseMode
from telegram.error import BadRequest

from bots.outgoing import Button, Outgoing
from bots.telegram.text import CAPTION, without_tags

SIGNATURE: Final = 10
"""Hexadecimal digits; with the chat and the verb inside, nobody guesses them in time."""
NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


class Signer:
    """Signs what a button does for one chat, so that only buttons we sent there do anything."""

    def __init__(self, secret: str) -> None:
        self._key = hashlib.sha256(f"buttons:{secret}".encode()).digest()

    @classmethod
    def kept_in(cls, folder: Path) -> "Signer":
        """With a secret of its own that outlives the bot's token: buttons sent before a rotation go on working."""
        path = folder / "buttons.key"
        if not path.is_file():
            made = path.with_suffix(f".{secrets.token_hex(4)}")
            made.touch(mode=0o600)
            made.write_text(secrets.token_hex(32), encoding="ascii")
            with suppress(FileExistsError):  # another process was first
                path.hardlink_to(made)
            made.unlink()
        return cls(path.read_text(encoding="ascii"))

    def sign(self, chat: int, action: str) -> str:
        """The button's data.

        Raises:
            ValueError: the action is too long for a button.
        """
        data = f"{action}:{self._mark(chat, action)}"
        if len(data.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
            raise ValueError(f"{action!r} does not fit into a button.")
        return data

    def read(self, chat: int, data: str) -> list[str] | None:
        """Verb and arguments, or None when this chat was never given such a button."""
        action, _, mark = data.rpartition(":")
        if not action or not hmac.compare_digest(mark.encode(), self._mark(chat, action).encode()):
            return None
        return action.split(":")

    def _mark(self, chat: int, action: str) -> str:
        return hmac.new(self._key, f"{chat}|{action}".encode(), hashlib.sha256).hexdigest()[:SIGNATURE]


def keyboard(chat: int, rows: Sequence[Sequence[Button]], signer: Signer) -> InlineKeyboardMarkup | None:
    """Buttons as Telegram takes them."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(chat, button, signer) for button in row] for row in rows])


def _button(chat: int, button: Button, signer: Signer) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=signer.sign(chat, button.action))


@dataclass(frozen=True, kw_only=True)
class MessagePlace:
    """Where a message goes: a chat, and the message there that it answers."""

    bot: Bot
    chat: int
    silent: bool = False
    answers: int | None = None

    @property
    def how(self) -> dict[str, Any]:
        """What every kind of message takes."""
        reply = ReplyParameters(self.answers, allow_sending_without_reply=True) if self.answers else None
        return {"disable_notification": self.silent, "reply_parameters": reply}


async def send(bot: Bot, chat: int, out: Outgoing, signer: Signer, answers: int | None = None) -> int | None:
    """Sends everything in order: pictures (the first with a short text as its caption), the rest of the text, files.

    Args:
        bot: through which.
        chat: to whom.
        out: what.
        signer: of the buttons.
        answers: the message of the same chat that this one belongs under.

    Returns:
        The number that the first message of it got.

    Raises:
        telegram.error.TelegramError: the chat or the server would not have it.
    """
    texts = list(out.texts)
    photos = [path for path in out.photos if path.is_file()]
    caption = texts.pop(0) if photos and texts and len(texts[0]) <= CAPTION else ""
    markup = keyboard(chat, out.buttons, signer)
    place = MessagePlace(bot=bot, chat=chat, silent=out.silent, answers=answers)
    sent = await _photos(replace(place, silent=out.silent or bool(texts)), photos, caption, None if texts else markup)
    for number, text in enumerate(texts):
        message = await _text(place, text, markup if number == len(texts) - 1 else None)
        sent = sent or message.message_id
    for path in (path for path in out.files if path.is_file()):
        document = await bot.send_document(chat, path.read_bytes(), filename=path.name, **place.how)
        sent = sent or document.message_id
    return sent


async def send_plainly(bot: Bot, chat: int, out: Outgoing) -> int | None:
    """What Telegram would not have as it is: its words alone, without markup, pictures and buttons."""
    words = without_tags("\n\n".join(out.texts))[: MessageLimit.MAX_TEXT_LENGTH]
    if not words.strip():
        return None
    return (await bot.send_message(chat, words, link_preview_options=NO_PREVIEW)).message_id


async def _text(place: MessagePlace, text: str, markup: InlineKeyboardMarkup | None) -> Message:
    how = {"reply_markup": markup, "link_preview_options": NO_PREVIEW, **place.how}
    try:
        return await place.bot.send_message(place.chat, text, parse_mode=ParseMode.HTML, **how)
    except BadRequest as error:
        if "parse" not in str(error).casefold():
            raise
        return await place.bot.send_message(place.chat, without_tags(text), **how)


async def _photos(
    place: MessagePlace, photos: Sequence[Path], caption: str, markup: InlineKeyboardMarkup | None
) -> int | None:
    if len(photos) == 1:
        message = await place.bot.send_photo(
            place.chat,
            photos[0].read_bytes(),
            caption=caption or None,
            parse_mode=ParseMode.HTML,
            filename="chart.png",
            reply_markup=markup,
            **place.how,
        )
        return message.message_id
    first: int | None = None
    for some in _albums(photos):
        media = [
            InputMediaPhoto(
                path.read_bytes(),
                filename=f"chart{number}.png",
                parse_mode=ParseMode.HTML,
                caption=caption if path == photos[0] and caption else None,
            )
            for number, path in enumerate(some)
        ]
        messages = await place.bot.send_media_group(place.chat, media, **place.how)
        first = first or messages[0].message_id
    return first


def _albums(photos: Sequence[Path]) -> list[Sequence[Path]]:
    """Pictures in as few albums as Telegram takes, of nearly the same size: one alone is no album."""
    albums = -(-len(photos) // MediaGroupLimit.MAX_MEDIA_LENGTH)
    edges = [len(photos) * number // albums for number in range(albums + 1)] if albums else []
    return [photos[first:last] for first, last in pairwise(edges)]
