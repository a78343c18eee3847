"""What one of a counted thing costs by its letters: installs have a CPI, guest visits a CPV."""

from collections.abc import Iterator, Sequence

from agent.understanding.lexicon import called_in_trades
from agent.understanding.spans.header_parts import Header, Parts
from agent.understanding.text.tokens import tokens_of
from tools.semantics.metrics import METRICS


def price_codes(known: Sequence[Header]) -> Parts:
    """Codes of prices; letters of a header go before those of what else a trade calls the column.

    Args:
        known: headers with their measures; what is priced by the thousand has no price of one.
    """
    priced = {key: METRICS.price_of(key) for _, key in known if METRICS[key].style == "count"}
    counts = [(word, key) for word, key in known if priced.get(key) and METRICS[priced[key]].per == 1]
    alone: dict[str, str] = {}
    torn: dict[str, tuple[str, ...]] = {}
    for letters_of in (_own_letters, _trade_letters):
        owners: dict[str, dict[str, None]] = {}
        for word, key in counts:
            for letters in letters_of(word):
                owners.setdefault(f"cp{letters}", {})[priced[key]] = None
        for code, prices in owners.items():
            if code in alone or code in torn:
                continue
            if len(prices) == 1:
                alone[code] = next(iter(prices))
            else:
                torn[code] = tuple(prices)
    return Parts(alone=tuple(alone.items()), torn=tuple(torn.items()))


def _own_letters(word: str) -> Iterator[str]:
    """The first letters of an English header's nouns, of its first word, and of all its words."""
    words = [token.plain for token in tokens_of(word) if token.plain.isascii() and token.plain.isalpha()]
    yield from (one[0] for place, one in enumerate(words) if not place or called_in_trades(one))
    if len(words) > 1:
        yield "".join(one[0] for one in words)


def _trade_letters(word: str) -> Iterator[str]:
    yield from (one[0] for one in called_in_trades(word) if one.isascii() and one.isalpha())
