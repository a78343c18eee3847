"""A message in words, each with the stem it was meant to be."""

from dataclasses import dataclass

from agent.understanding.spans.phrases import Phrases
from agent.understanding.text.tokens import Word, tokens_of


@dataclass(frozen=True, kw_only=True)
class MessageWords:
    """What was typed, split once for everybody who reads it."""

    text: str
    tokens: tuple[Word, ...]
    stems: tuple[str, ...]
    """Of the words as they were meant, slips of the keyboard mended."""


def message_of(text: str, phrases: Phrases) -> MessageWords:
    """The words of a text as these phrases know them."""
    tokens = tuple(tokens_of(text))
    return MessageWords(text=text, tokens=tokens, stems=tuple(phrases.repair.stem_of(token) for token in tokens))
