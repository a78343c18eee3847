"""What a message means before anybody answers it: whether the bot is spoken to, by whom, with which command."""

from dataclasses import replace

from telegram import Chat, Message, User
from telegram.ext import ContextTypes

from tools.delivery.guests import Guest


def meant(text: str, username: str, *, grouped: bool, replied: bool) -> str | None:
    """The text without the bot's name, or None when in a group somebody else is spoken to."""
    mention = f"@{username}"
    named = mention.casefold() in text.casefold()
    words = [word for word in text.split(" ") if word.casefold() != mention.casefold()]
    clean = " ".join(words)
    if clean.startswith("/"):
        command, _, rest = clean.partition(" ")
        name, _, whose = command.partition("@")
        if whose and whose.casefold() != username.casefold():
            return None
        return f"{name} {rest}".strip()
    return clean if named or replied or not grouped else None


def as_person(guest: Guest, chat: Chat, person: User | None, own: Guest | None) -> Guest:
    """In a group the person acts, not the chat: under their name, and with the rights of their own chat if linked."""
    if person is None or not grouped_in(chat):
        return guest
    return replace(
        guest,
        name=own.name if own else person.full_name,
        actor=own.actor if own else guest.actor,
        person=own.user_id if own else 0,
    )


def command_of(text: str) -> tuple[str | None, str]:
    """Name of a command and the words after it; None for what is no command."""
    if not text.startswith("/"):
        return None, text
    name, _, rest = text[1:].partition(" ")
    return name.casefold(), rest.strip()


def grouped_in(chat: Chat) -> bool:
    """Whether several people speak here."""
    return chat.type in (Chat.GROUP, Chat.SUPERGROUP)


def replied_to(message: Message, context: ContextTypes.DEFAULT_TYPE) -> bool:
    """Whether a message answers one of the bot\'s."""
    answered = message.reply_to_message
    return bool(answered and answered.from_user and answered.from_user.id == context.bot.id)


def label_on(message: Message, data: str) -> str:
    """What the button with these data says on our message."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return next((button.text for row in rows for button in row if button.callback_data == data), "")
