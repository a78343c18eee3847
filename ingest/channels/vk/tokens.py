"""Keeps VK's tokens between refreshes: every refresh is a process of its own, and VK lets only five tokens live."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """What VK gave last."""

    access: str = ""
    refresh: str = ""
    """Gets the next access token without making a sixth one."""


@dataclass(frozen=True, kw_only=True)
class TokenFile:
    """A file that only its owner may read."""

    name: str
    """Its path; empty means that nothing is kept."""
    client: str
    """Whose tokens they are; those of another client are left alone."""

    def read(self) -> Tokens:
        """The kept tokens, or empty ones."""
        try:
            kept = json.loads(Path(self.name).read_text(encoding="utf-8")) if self.name else {}
            return Tokens(**kept["tokens"]) if kept.get("client") == self.client else Tokens()
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return Tokens()  # a lost or foreign file costs one more token, no more

    def write(self, tokens: Tokens) -> None:
        """Keeps the tokens for the next process.

        Raises:
            OSError: the file can't be written.
        """
        if not self.name:
            return
        path = Path(self.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps({"client": self.client, "tokens": asdict(tokens)}), encoding="utf-8")
