"""The Telegram bot: who is let in, what is handled by whom, and how it starts, whatever Telegram is doing."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

from telegram import BotCommand, CallbackQuery, Chat, Message, Update, User
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.ext import AIORateLimiter, Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bots.outgoing import Outgoing
from bots.telegram.asking import ask
from bots.telegram.bot_context import BotContext
from bots.telegram.buttons import VERBS, Pressed
from bots.telegram.commands import COMMANDS, Command
from bots.telegram.heard import as_person, command_of, grouped_in, label_on, meant, replied_to
from bots.telegram.send import NO_PREVIEW, keyboard
from bots.telegram.text import escape
from bots.telegram.wishes import wish_of
from ingest.database import away, in_a_line
from ingest.errors import DemetraError, Unavailable
from ingest.settings import Settings
from ingest.texts import LANGUAGES, Language, say
from tools.delivery.guests import Guest, link, move_chat, unsubscribe

logger = logging.getLogger(__name__)
logging.getLogger("telegram.ext").setLevel(logging.CRITICAL)  # a traceback for every attempt; we say it in a line
logging.getLogger("telegram.ext.Application").setLevel(logging.WARNING)
RETRY_S: Final = (2.0, 5.0, 15.0, 60.0)
"""Waits between attempts to reach Telegram at the start; the last one repeats."""
UPDATES: Final = ["message", "edited_message", "callback_query"]
WORDLESS: Final = (
    filters.VOICE
    | filters.AUDIO
    | filters.VIDEO
    | filters.VIDEO_NOTE
    | filters.Document.ALL
    | filters.PHOTO
    | filters.Sticker.ALL
)
BARRED_S: Final = 60.0
"""Between attempts while Telegram does not know the token."""
WATCH_S: Final = 10.0
TOAST: Final = 190
"""Characters that Telegram shows above a pressed button."""
Bot = Application[Any, Any, Any, Any, Any, Any]


def build(front: BotContext, settings: Settings, *, polling: bool = True) -> Bot:
    """The bot with its handlers, not yet started."""
    address = settings.telegram_bot_base_url.rstrip("/")
    builder = (
        Application.builder()
        .token(settings.telegram_bot_token.get_secret_value())
        .base_url(f"{address}/bot")
        .base_file_url(f"{address}/file/bot")
        .rate_limiter(AIORateLimiter(max_retries=3))
        .concurrent_updates(True)
    )
    bot = builder.build() if polling else builder.updater(None).build()
    handlers = Handlers(front)
    bot.add_handler(CallbackQueryHandler(handlers.press))
    bot.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, handlers.migrate))
    bot.add_handler(
        MessageHandler(
            filters.TEXT & (filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE), handlers.message
        )
    )
    bot.add_handler(MessageHandler(WORDLESS & filters.UpdateType.MESSAGE, handlers.wordless))
    bot.add_error_handler(handlers.stumbled)
    return bot


class Handlers:
    """What happens on a message and on a button."""

    def __init__(self, front: BotContext) -> None:
        self.front = front

    async def message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A command or a question; in a group only when the bot is meant."""
        message, chat = update.effective_message, update.effective_chat
        if message is None or chat is None or not message.text:
            return
        text = meant(message.text, context.bot.username, grouped=grouped_in(chat), replied=replied_to(message, context))
        if text is None:
            return
        guest = await self.front.guest(chat.id)
        if guest is None:
            await self._stranger(message, chat, text)
            return
        guest = await self._person(guest, chat, message.from_user)
        async with self.front.turn(context.bot, chat.id):
            for out in await self._answers(guest, text):
                await self._send(context, guest, out)

    async def _person(self, guest: Guest, chat: Chat, person: User | None) -> Guest:
        """In a group whoever speaks or taps acts, with their own rights where their own chat is linked."""
        own = await self.front.guest(person.id) if person is not None and grouped_in(chat) else None
        return as_person(guest, chat, person, own)

    async def wordless(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A voice message, a file or a picture: what to do instead; in a group only when the bot is meant."""
        message, chat = update.effective_message, update.effective_chat
        if message is None or chat is None or (grouped_in(chat) and not replied_to(message, context)):
            return
        guest = await self.front.guest(chat.id)
        if guest is None:
            await self._stranger(message, chat, "")
            return
        key = "voice" if message.voice or message.audio or message.video_note else "document"
        await self._send(context, guest, self.front.say(guest, key))

    async def _stranger(self, message: Message, chat: Chat, text: str) -> None:
        """Links a chat that has a code; anybody else hears how to link and nothing more."""
        words = text.split()
        code = words[-1] if len(words) == 2 and words[0] in ("/start", "/link") else ""
        linked = None
        if code:
            title = chat.title or chat.full_name or str(chat.id)
            now = self.front.running.clock.now()
            linked = await asyncio.to_thread(link, self.front.running.engine, code, chat.id, title, now)
        language = linked.language if linked and linked.language else self._spoken(message.from_user)
        key = "bot-linked" if linked else "bot-link-wrong" if code else "bot-link-how"
        await message.reply_text(say(key, language), parse_mode=ParseMode.HTML)

    async def stumbled(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """What could not be handled is noted, whoever asked hears so, and the bot goes on."""
        error = context.error
        if error is None or isinstance(error, TelegramError) or not isinstance(update, Update):
            logger.warning("The bot could not handle an update: %r", error)
            return
        gone = away(error) or isinstance(error, Unavailable)
        logger.warning("The bot could not handle an update: %s", in_a_line(error), exc_info=None if gone else error)
        said = say("database-away" if gone else "chat-failed", self._spoken(update.effective_user))
        with suppress(TelegramError):
            if update.callback_query is not None:
                await update.callback_query.answer(said[:TOAST])
            elif update.message is not None:
                await update.message.reply_text(said)

    def _spoken(self, person: User | None) -> Language:
        """The language of somebody not known, or not now: as their Telegram says."""
        code = (person.language_code or "") if person else ""
        return next((one for one in LANGUAGES if code.startswith(one)), self.front.running.settings.language)

    async def _answers(self, guest: Guest, text: str) -> Sequence[Outgoing]:
        command, said = command_of(text)
        command = command or wish_of(text)
        if command is None:
            return await self._guarded(guest, Command(name="ask", run=ask), text)
        known = next((one for one in COMMANDS if one.name == command), None)
        if known is None:
            return [self.front.say(guest, "command-unknown")]
        return await self._guarded(guest, known, said)

    async def _guarded(self, guest: Guest, command: Command, said: str) -> Sequence[Outgoing]:
        try:
            guest.must(command.deed)
            return await command.run(self.front, guest, said)
        except DemetraError as error:
            return [Outgoing(texts=(escape(error.say(self.front.language(guest))),))]

    async def _send(self, context: ContextTypes.DEFAULT_TYPE, guest: Guest, out: Outgoing) -> None:
        try:
            await self.front.send(context.bot, guest.chat, out)
        except Forbidden as error:
            await asyncio.to_thread(unsubscribe, self.front.running.engine, guest.target, None, str(error))

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button. One that is not ours for this chat does nothing."""
        query = update.callback_query
        if query is None or not isinstance(query.message, Message):
            return
        chat = query.message.chat.id
        words = self.front.signer.read(chat, query.data or "")
        guest = await self.front.guest(chat) if words else None
        verb = VERBS.get(words[0]) if words else None
        if words is None or guest is None or verb is None:
            await self._toast(query, "")
            return
        guest = await self._person(guest, query.message.chat, query.from_user)
        async with self.front.turn(context.bot, chat):
            try:
                pressed = await verb.press(self.front, guest, words[1:], label_on(query.message, query.data or ""))
            except DemetraError as error:
                pressed = Pressed(toast=error.say(self.front.language(guest))[:TOAST])
            heard = await self._toast(query, pressed.toast)
            if pressed.edited is not None:
                await self._edit(query.message, pressed.edited)
            elif pressed.toast and not heard:  # the tap is so old that nothing can be shown above it any more
                await self._send(context, guest, Outgoing(texts=(escape(pressed.toast),)))
            for out in pressed.said:
                await self._send(context, guest, out)

    async def _toast(self, query: CallbackQuery, text: str) -> bool:
        """Shows a word above the button; False when Telegram has forgotten the tap, as it does after a while."""
        try:
            return await query.answer(text or None)
        except BadRequest:
            return False

    async def _edit(self, message: Message, out: Outgoing) -> None:
        markup = keyboard(message.chat.id, out.buttons, self.front.signer)
        with suppress(BadRequest):  # the message is too old or already says this
            await message.edit_text(
                out.texts[0], parse_mode=ParseMode.HTML, reply_markup=markup, link_preview_options=NO_PREVIEW
            )

    async def migrate(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A group became a supergroup: its link and subscriptions move along."""
        message = update.message
        if message is not None and message.migrate_to_chat_id:
            old, new = message.chat.id, message.migrate_to_chat_id
            await asyncio.to_thread(move_chat, self.front.running.engine, old, new)


@asynccontextmanager
async def started(front: BotContext, settings: Settings) -> AsyncIterator[Bot]:
    """The bot, polling (or waiting for its webhook) as soon as Telegram can be reached; stopped at the end."""
    bot = build(front, settings)
    task = asyncio.create_task(_keep_starting(bot, settings))
    try:
        yield bot
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await _stop(bot)


async def _keep_starting(bot: Bot, settings: Settings) -> None:
    for attempt in range(10**6):
        try:
            await _start(bot, settings)
        except InvalidToken:
            logger.warning("Telegram refuses the bot's token; set TELEGRAM_BOT_TOKEN right and restart. Trying on.")
            await asyncio.sleep(BARRED_S * settings.wait_scale)
        except (TelegramError, OSError) as error:
            wait = RETRY_S[min(attempt, len(RETRY_S) - 1)] * settings.wait_scale
            told = str(error) if isinstance(error, BadRequest | OSError) else type(error).__name__
            logger.warning("The bot could not start (%s); next attempt in %.0f s.", told, wait)
            await asyncio.sleep(wait)
        else:
            logger.info("The bot @%s listens.", bot.bot.username)
            await _while_it_listens(bot, settings)
            logger.warning("The bot listens no more; it is started again.")


async def _while_it_listens(bot: Bot, settings: Settings) -> None:
    """A token revoked for a while ends the polling for good; whoever waits here begins it anew."""
    pause = max(WATCH_S * settings.wait_scale, 0.05)
    while bot.updater is None or bot.updater.running:  # noqa: ASYNC110 - the library has no event for it
        await asyncio.sleep(pause)


async def _start(bot: Bot, settings: Settings) -> None:
    await bot.initialize()
    for language in LANGUAGES:
        listed = [BotCommand(one.name, say(f"bot-command-{one.name}", language)) for one in COMMANDS]
        await bot.bot.set_my_commands(listed, language_code="" if language == "en" else language)
    if not bot.running:
        await bot.start()
    if bot.updater is None or bot.updater.running:
        return
    if settings.telegram_webhook_url:
        await bot.updater.start_webhook(
            listen="0.0.0.0",  # noqa: S104 - behind a proxy
            port=settings.telegram_webhook_port,
            url_path="telegram",
            webhook_url=f"{settings.telegram_webhook_url.rstrip('/')}/telegram",
            allowed_updates=UPDATES,
            secret_token=settings.telegram_webhook_secret.get_secret_value() or secrets.token_urlsafe(24),
        )
    else:
        await bot.updater.start_polling(allowed_updates=UPDATES, error_callback=_unheard)


def _unheard(error: TelegramError) -> None:
    """A poll that failed; the library asks again by itself."""
    logger.warning("Telegram can't be heard (%s).", type(error).__name__)


async def _stop(bot: Bot) -> None:
    with suppress(TelegramError, RuntimeError):  # what never started has nothing to stop
        if bot.updater is not None and bot.updater.running:
            await bot.updater.stop()
        if bot.running:
            await bot.stop()
        await bot.shutdown()
