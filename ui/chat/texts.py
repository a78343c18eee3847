"""Texts written for the command line, as the chat says them."""

from collections.abc import Mapping
from typing import Any

from ingest.texts import LANGUAGES, Language, knows, say


def say_here(key: str, language: Language, values: Mapping[str, Any]) -> str:
    """The text `chat-<key>` where there is one: it advises what can be done in a chat; else the text `key`."""
    own = f"chat-{key}"
    return say(own if knows(own) else key, language, **values)


def language_for(locale: str, default: Language) -> Language:
    """The language of a locale such as `ru-RU`."""
    return next((language for language in LANGUAGES if locale.lower().startswith(language)), default)
