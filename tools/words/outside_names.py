"""Names from platforms and files, written so that they stay names: no markup, no link, no picture, no turn."""

from typing import Final

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
