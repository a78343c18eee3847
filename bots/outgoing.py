"""What is sent to a chat, before any messenger knows of it."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Button:
    """A button under a message: what it says, and what it does or opens."""

    label: str
    action: str = ""
    """Verb and arguments, such as `snooze:12:1h`."""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One thing said: a text in pieces, pictures, files, buttons under the last piece."""

    texts: tuple[str, ...] = ()
    """HTML, each fit for one message."""
    photos: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = field(default_factory=tuple)
    silent: bool = False
