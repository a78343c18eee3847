"""What a model adds to the facts: of its text only the sentences that results bear out, each whole or not at all."""

import re
from dataclasses import dataclass, field
from typing import Final

from agent.models.references import filled
from agent.models.replies import without_thoughts
from agent.state import Turn
from tools.claims import Context, Evidence, judge, sentences
from tools.tool import Proposal

_NO_TEXT: Final = re.compile(r"\s*(?:\{(?!r\d)|[\[<]|```)|tool_call|<\|")
"""A call written as text; a sentence may well begin with a reference: `{r1.telegram} has the highest ROI`."""


@dataclass(kw_only=True)
class Addition:
    """A model's text on its way to the screen, sentence by sentence as it is written."""

    turn: Turn
    evidence: Evidence
    silent: bool = False
    """Only judges: somebody else speaks."""
    judged: int = 0
    """Sentences that were looked at."""
    context: Context | None = None
    said: bool = False
    untrue: list[str] = field(default_factory=list)
    """For each sentence left out the words that nothing bears out."""

    async def hear(self, text: str) -> bool:
        """Passes on the sentences that are complete: another one has begun behind them."""
        if not self.turn.said or any(isinstance(result, Proposal) for result in self.turn.results):
            return False
        await self._pass_on(sentences(_visible(text))[:-1])
        return self.said

    async def end(self, text: str) -> None:
        """Passes on the rest."""
        if not any(isinstance(result, Proposal) for result in self.turn.results):
            await self._pass_on(sentences(_visible(text)))

    async def _pass_on(self, parts: list[tuple[str, str]]) -> None:
        for gap, sentence in parts[self.judged :]:
            self.judged += 1
            written = filled(sentence, self.turn.results, self.turn.language)
            judged = judge(written, self.evidence, question=self.turn.question, context=self.context)
            if judged.verdict == "unproven":
                self.untrue.append(", ".join(judged.missing))
                continue
            self.context = judged.context
            if self.silent:
                continue
            await (self.turn.go_on(gap + written) if self.said else self.turn.say(written))
            self.said = True


def _visible(text: str) -> str:
    """What of a text is meant for people; a call written as text is not."""
    clean = without_thoughts(text)
    return "" if _NO_TEXT.match(clean) else clean
