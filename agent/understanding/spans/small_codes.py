"""Codes of places in small letters that are everyday words too: "us subs" is of the country, "show us subs" is not."""

from collections.abc import Sequence
from typing import Final

from agent.understanding import lexicon
from agent.understanding.spans.span import Stretch
from agent.understanding.text.tokens import Word

_OBJECTS: Final = frozenset(("us",))
"""Those that no sentence has before a noun unless a verb takes them: the others ask, deny or own ("is", "no", "my")."""
_OPENING: Final = frozenset("the our in within across of what whats how did do does are were is was and vs or".split())
_BESIDE_COUNTS: Final = frozenset(("for", "from"))
"""What is done "for us" is done for people; "leads for us" are of the country."""
_OPENING_KINDS: Final = (
    "count most least best worst only exclude by which compare average share value campaign dear cheap what_about "
    "define chart"
).split()
_FOLLOWING: Final = ("metric", "dimension", "value", "campaign", "period", "and", "compare", "share", "only")
_BEGUN: Final = ("metric", "only", "and", "compare")
"""What may follow such a code that begins the message."""


def is_plain_word(span: Stretch, tokens: Sequence[Word], found: Sequence[Stretch]) -> bool:
    """Whether a code that is an everyday word too is only that: not written as a code, nor standing where one does.

    Args:
        span: of one word, taken for a value.
        tokens: of the message.
        found: what else its words are known for.
    """
    token = tokens[span.first]
    if len(token.plain) > 2 or token.text.isupper():
        return False
    beside = any((one.first, one.after) == (span.first, span.after) and not one.is_a("value") for one in found)
    if not (beside or token.plain in lexicon.courtesy()):
        return False
    before = tokens[span.first - 1].plain if span.first else ""
    return before != "the" and not (token.plain in _OBJECTS and _stands_as_name(span, before, tokens, found))


def _stands_as_name(span: Stretch, before: str, tokens: Sequence[Word], found: Sequence[Stretch]) -> bool:
    known = [other for other in found if not other.is_a("filler", "unknown")]
    left = {other.kind for other in known if other.after == span.first and not _is_verb(other)}
    right = {other.kind for other in known if other.first == span.after}
    ends = span.after == len(tokens)
    if before in _BESIDE_COUNTS:
        place = span.first - 1
        return not place or any(other.after == place and other.is_a("metric") for other in known)
    if before in ("in", "within", "across"):
        return True
    if not before:
        return bool(right.intersection(_BEGUN))
    opens = before in _OPENING or bool(left.intersection(_OPENING_KINDS))
    return opens and (ends or bool(right.intersection(_FOLLOWING)))


def _is_verb(span: Stretch) -> bool:
    """Whether a word that ranks or compares is said of nobody: "beat us", "top us"."""
    return span.is_a("more") and span.value == ">"
