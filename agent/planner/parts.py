"""Several questions in one message, taken apart where each can stand alone."""

import re
from typing import Final

from agent.planner.lexicon import Lexicon
from agent.planner.quotes import QUOTED
from agent.planner.tokens import tokens_of

_ENDS: Final = re.compile(
    r"(?<=[?!;\n])\s+|(?<=[^\d\W]{3}\.)\s+(?-i:(?=[A-ZА-ЯЁ]))"
    r"|,?\s+(?:а также|and also|and then|и ещё|и еще|, а )\s*"
    r"(?=(?:сколько|как(?:ой|ая|ое|ие|ова|ов)|что|где|когда|what|which|how|when|where|show|покажи))"
    r"|,?\s+(?:and|и|а)\s+(?=(?:сколько|как(?:ой|ая|ое|ие|ова|ов)|when|which|how (?:much|many)|what)\s)",
    re.I,
)
_STANDS_ALONE: Final = ("metric", "intent", "vague", "dimension", "small_talk", "absent_channel", "uncollected", "span")
_SAYS_NOTHING: Final = frozenset(("small_talk", "filler", "now", "and", "unknown", "same"))
_MOST_PARTS: Final = 4


def parts_of(text: str, lexicon: Lexicon) -> list[str]:
    """The questions of a message; what can't stand alone stays with its neighbour."""
    quoted = [match.span() for match in QUOTED.finditer(text)]
    cuts = [match for match in _ENDS.finditer(text) if not any(a < match.start() < b for a, b in quoted)]
    pieces, start = [], 0
    for cut in cuts:
        pieces.append(text[start : cut.start()])
        start = cut.end()
    pieces.append(text[start:])
    pieces = [piece for piece in pieces if tokens_of(piece)]
    if len(pieces) < 2:
        return [text]
    return _gathered(pieces, lexicon)[:_MOST_PARTS]


def _gathered(pieces: list[str], lexicon: Lexicon) -> list[str]:
    whole: list[str] = []
    loose = ""
    for piece in pieces:
        kinds = _kinds(piece, lexicon)
        if kinds <= _SAYS_NOTHING:
            continue
        if kinds & set(_STANDS_ALONE):
            whole.append(f"{loose} {piece}".strip())
            loose = ""
        elif whole:
            whole[-1] = f"{whole[-1]} {piece}"
        else:
            loose = f"{loose} {piece}".strip()
    return whole or [" ".join(pieces)]


def _kinds(piece: str, lexicon: Lexicon) -> set[str]:
    tokens = tokens_of(piece)
    found = lexicon.matches(tokens, [lexicon.corrected(token) for token in tokens])
    covered = sum(match.after - match.first for match in found)
    return {match.meanings[0].kind for match in found} | ({"unknown"} if covered < len(tokens) else set())
