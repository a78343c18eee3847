"""Numbers that are neither days nor parts of names: thresholds, how many rows, budgets, shares."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from agent.understanding.spans.days import MASK
from agent.understanding.spans.span import Stretch
from agent.understanding.text.tokens import Word
from tools.words.numbers import Figure, find_numbers

_GLUED: Final = re.compile(r"(?<=[^\W\d_])[-–](?=\d+\b)")
"""The hyphen of "top-5"."""
_SIGN: Final = re.compile(r">=|<=|=>|=<|≥|≤|>|<")
_OPERATOR: Final = {">=": ">=", "≥": ">=", "=>": ">=", "<=": "<=", "≤": "<=", "=<": "<=", ">": ">", "<": "<"}


def find_amounts(text: str, tokens: Sequence[Word], masked: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    """Every figure with the tokens it stands on; `masked` are characters that are names or days."""
    plain = text
    for start, end in masked:
        plain = plain[:start] + MASK * (end - start) + plain[end:]
    for figure in (*find_numbers(_GLUED.sub(" ", plain)), *_bare_scales(plain)):
        places = [i for i, token in enumerate(tokens) if figure.span[0] < token.end and token.start < figure.span[1]]
        if places and not (figure.in_word or figure.is_date):
            start, end = figure.span
            yield Stretch(
                kind="number",
                value=str(figure.value),
                figure=figure,
                first=places[0],
                after=places[-1] + 1,
                start=start,
                end=end,
                text=text[start:end],
                weight=0.95 * len(places),
            )


def _bare_scales(text: str) -> Iterator[Figure]:
    """Reads "more than a thousand", "больше тысячи" without a number before it."""
    for match in _SCALE.finditer(text):
        value = 1_000 if match[1].casefold().startswith(("тысяч", "thous")) else 1_000_000
        yield Figure(value=Decimal(value), span=match.span(1), scale=value)


_SCALE: Final = re.compile(
    r"(?:чем|больше|меньше|выше|ниже|дороже|дешевле|свыше|более|менее|than|over|above|below|under|a|one|от|до)\s+(тысяч[аиу]?|миллион[ау]?|thousand|million)\b",
    re.I,
)


def sign_before(text: str, start: int) -> str:
    """The comparing sign right before a number: ">", "≥", or empty."""
    tail = text[max(0, start - 5) : start]
    found = list(_SIGN.finditer(tail))
    return _OPERATOR[found[-1][0]] if found and not tail[found[-1].end() :].strip(" $€£₽") else ""
