"""A reply to what was asked back: the stopped question with the reply in its gap, or after it."""

from dataclasses import dataclass
from typing import Final

from agent.understanding.grammar.frame import Wanted
from agent.understanding.text.tokens import tokens_of

LONGEST: Final = 6
"""Words of a reply; more is a question of its own."""


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """A question that was asked back about."""

    text: str
    word: str = ""
    """What of it was not known; empty where something was missing."""

    def with_reply(self, reply: str) -> str:
        """The whole question."""
        reply = reply.strip().rstrip("?!.")
        return self.text.replace(self.word, reply, 1) if self.word else f"{self.text.rstrip(' ?!.')} {reply}"


def completes(reply: str, frame: Wanted, unfinished: Unfinished) -> bool:
    """Whether a reply says what was missing and no more: a name for a name, else a metric or a cut.

    Args:
        reply: what the person wrote.
        frame: the reply as read by itself.
        unfinished: what it may complete.
    """
    if len(tokens_of(reply)) > LONGEST or frame.has("periods") or "?" in reply:
        return False
    metric = frame.has("metrics") and frame.origin("metrics") == "said"
    if unfinished.word:
        return not metric and frame.has("where", "group_by") and frame.origin("where") in ("", "said")
    return metric or frame.has("group_by")
