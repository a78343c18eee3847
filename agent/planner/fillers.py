"""Words that carry no part of the question: politeness, auxiliaries, the marketer's everyday nouns and verbs."""

from pathlib import Path
from typing import Final

WORDS: Final = Path(__file__).parent / "words"
"""The planner's word lists."""


def lines_of(name: str) -> list[str]:
    """The lines of a word list, without remarks."""
    text = (WORDS / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


FILLERS: Final = frozenset(" ".join(lines_of("fillers.txt")).split())
