"""Sends an `Outgoing` to a Telegram chat: pictures with captions, albums, files, signed buttons."""

import hashlib
import hmac
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, LinkPreviewOptions
from telegram.constants import InlineKeyboardButtonLimit, MediaGroupLimit, ParseMode
from telegram.error import BadRequest

from bots.outgoing import Button, Outgoing
from bots.telegram.text import CAPTION, without_tags

SIGNATURE: Final = 10
"""Hexadecimal digits; with the chat and the verb inside, nobody guesses them in time."""
NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


class Signer:
    """Signs what a button does for one chat, so that only buttons we sent there do anything."""

    def __init__(self, token: str) -> None:
        self._key = hashlib.sha256(f"buttons:{token}".encode()).digest()

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


async def send(bot: Bot, chat: int, out: Outgoing, signer: Signer) -> None:
    """Sends everything in order: pictures (the first with a short text as its caption), the rest of the text, files.

    Raises:
        telegram.error.TelegramError: the chat or the server would not have it.
    """
    texts = list(out.texts)
    photos = [path for path in out.photos if path.is_file()]
    caption = texts.pop(0) if photos and texts and len(texts[0]) <= CAPTION else ""
    markup = keyboard(chat, out.buttons, signer)
    await _photos(bot, chat, photos, caption, None if texts else markup, silent=out.silent or bool(texts))
    for place, text in enumerate(texts):
        await _text(bot, chat, text, markup if place == len(texts) - 1 else None, silent=out.silent)
    for path in (path for path in out.files if path.is_file()):
        await bot.send_document(chat, path.read_bytes(), filename=path.name, disable_notification=out.silent)


async def _text(bot: Bot, chat: int, text: str, markup: InlineKeyboardMarkup | None, *, silent: bool) -> None:
    try:
        await bot.send_message(chat, text, parse_mode=ParseMode.HTML, reply_markup=markup,
                               link_preview_options=NO_PREVIEW, disable_notification=silent)  # fmt: skip
    except BadRequest as error:
        if "parse" not in str(error).casefold():
            raise
        await bot.send_message(chat, without_tags(text), reply_markup=markup, link_preview_options=NO_PREVIEW,
                               disable_notification=silent)  # fmt: skip


async def _photos(bot: Bot, chat: int, photos: Sequence[Path], caption: str, markup: InlineKeyboardMarkup | None,
                  *, silent: bool) -> None:  # fmt: skip
    if len(photos) == 1:
        await bot.send_photo(chat, photos[0].read_bytes(), caption=caption or None, parse_mode=ParseMode.HTML,
                             filename="chart.png", reply_markup=markup, disable_notification=silent)  # fmt: skip
        return
    for start in range(0, len(photos), MediaGroupLimit.MAX_MEDIA_LENGTH):
        some = photos[start : start + MediaGroupLimit.MAX_MEDIA_LENGTH]
        media = [
            InputMediaPhoto(path.read_bytes(), filename=f"chart{place}.png", parse_mode=ParseMode.HTML,
                            caption=caption if start + place == 0 and caption else None)
            for place, path in enumerate(some)
        ]  # fmt: skip
        await bot.send_media_group(chat, media, disable_notification=silent)
