"""A learned reader that hears one thing in one word."""

from collections.abc import Mapping

from agent.understanding.outcome import Asked, Understood
from agent.understanding.reader import Reading, ReadToken
from agent.understanding.reader.labels import CUTS, EDITS, FLAGS, METRICS
from agent.understanding.understand import understand
from tests.agent.understanding.asked import SHOP, TODAY, TOOLS


def hearing(text: str, word: str, tag: str, **heard: Mapping[str, float]) -> Understood:
    """The message with a reader that hears labels of some heads, and a tag in one word."""
    start = text.index(word)
    token = ReadToken(start=start, end=start + len(word), tags={tag: 0.9}, begins=0.9)
    heads = {"metrics": METRICS, "cuts": CUTS, "flags": FLAGS, "edits": EDITS}
    read = Reading(
        text=text,
        tokens=(token,),
        acts={"query": 1.0},
        requests=(1.0, 0.0, 0.0, 0.0),
        confidence=0.9,
        **{name: dict.fromkeys(labels, 0.0) | dict(heard.get(name, {})) for name, labels in heads.items()},
    )
    message = Asked(
        text=text, catalogue=SHOP, today=TODAY, language="en", tools=TOOLS, read=lambda _text, _before: read
    )
    return understand(message, careful=False)
