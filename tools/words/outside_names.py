"""Names from platforms and files, written so that they stay names: no markup, no link, no picture, no turn."""

import re
from typing import Final

from ingest.texts import Language, say

_TURNERS: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF))
"""Marks that turn the direction of what follows: figures behind such a name would read backwards."""


def plain(text: str) -> str:
    """A name from outside, harmless in Markdown."""
    text = text.translate(_TURNERS)
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, f"\\{mark}")
    for mark, parted in (("://", ":\u200b//"), ("www.", "www\u200b."), ("@", "\u200b@")):  # no address becomes a link
        text = text.replace(mark, parted)
    return " ".join(text.split())


_OF_SENTENCES: Final = re.compile(r"[,;:!?…](?:\s|$)|\w{3}\.(?:\s|$)|[*`<>=\\%$€£₽¥\"«»“”„]|://")
"""What sentences, figures and markup have and plain names have not: "St. Petersburg" and "[KZ] Search | Brand" are."""
_APART: Final = re.compile(r"[|_/–—·-]")
_MOST_WORDS: Final = 6
"""Words of a plain name that nothing parts: more of them say something."""
_CLOSING: Final = str.maketrans(dict.fromkeys('"«»“”„', "'"))
"""A name can't close the quotation marks it stands in."""


def quoted(text: str, language: Language) -> str:
    """A name from outside among our words: in quotation marks where it could be taken for them, else as it is."""
    words = " ".join(text.translate(_TURNERS).split())
    is_name = not _OF_SENTENCES.search(words) and (_APART.search(words) or len(words.split()) <= _MOST_WORDS)
    return words if is_name else say("outside-name", language, name=words.translate(_CLOSING))


def marked(text: str, language: Language) -> str:
    """The same, harmless in Markdown."""
    return plain(quoted(text, language))
