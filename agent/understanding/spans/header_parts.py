"""Words of longer headers as names of their columns: "demos" of "demos booked", "КП" of "Отправлено КП"."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from agent.understanding.lexicon import called_in_trades
from agent.understanding.text.tokens import Word, stem, tokens_of
from tools.semantics.metrics import METRICS
from tools.words.stems import form_root_of

SHORTEST: Final = 3
_SUMS: Final = ("сумма", "стоимость", "объем", "amount", "value", "sum")
"""Words by which a header calls its column money, beside the names of money itself."""
_OF_MONEY: Final = ("revenue", "spend", "profit")
_VOWELS: Final = frozenset("аеиоуыэюяaeiouy")
_LINKS: Final = ("с", "от", "по", "from", "of", "on")
"""What may stand inside a sum's name that its header leaves out: "выручка с карт"."""
Header = tuple[str, str]
"""What a column is called and its key."""
Left = Callable[[str], str]
"""What of a plain word means nothing else: the word, its exact form ("=demos"), or nothing."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What single words of headers name."""

    alone: tuple[Header, ...]
    """Words of one column; "=" demands the exact form."""
    torn: tuple[tuple[str, tuple[str, ...]], ...]
    """Words that may not mean their column: it is asked which of these is meant."""


def parts_of(
    known: Sequence[Header], left_of: Left, *, of_cuts: Collection[str] = (), instead_of: Left | None = None
) -> Parts:
    """The words of longer headers, unless anything else claims them.

    What a sum is made of is not the sum: "сделки" of "сумма сделок" are their number, which no column may hold. What a
    cut is called too is no measure where the measure has a noun of its own: "manager" of "manager calls".

    Args:
        known: headers of columns.
        left_of: what of a word means nothing else.
        of_cuts: stems of words of other columns' headers.
        instead_of: what of a word means nothing that the data have: whether this column is meant is asked.
    """
    claims = list(_claims(known, frozenset(of_cuts)))
    owners: dict[str, dict[str, None]] = {}
    for token, key in (*claims, *((token, key) for word, key in known for token in _whole(word))):
        for form in filter(None, (token.plain, other_number(token.plain).removeprefix("="))):
            owners.setdefault(stem(form), {})[key] = None
    alone: list[Header] = []
    torn: dict[str, tuple[str, ...]] = {}
    for token, key in claims:
        keys = tuple(owners[token.stem])
        left = left_of(token.plain)
        if left and len(keys) == 1:
            alone.append((left, key))
        elif left or (left := instead_of(token.plain) if instead_of else ""):
            torn[left] = keys
    return Parts(alone=tuple(alone), torn=tuple(torn.items()))


def _whole(word: str) -> Sequence[Word]:
    tokens = tokens_of(word)
    return tokens if len(tokens) == 1 else ()


def _claims(known: Sequence[Header], of_cuts: frozenset[str]) -> Iterator[tuple[Word, str]]:
    """Words that may stand for the longer header they are a part of."""
    for word, key in known:
        tokens = tokens_of(word)
        nouns = {token.stem for token in tokens if called_in_trades(token.plain)}
        is_sum = _is_sum(key, {token.stem for token in tokens})
        for token in tokens if len(tokens) > 1 else ():
            counted = token.stem in nouns
            if (is_sum and counted) or (token.stem in of_cuts and nouns and not counted):
                continue
            if len(token.plain) >= SHORTEST or is_short_for(token.plain):
                yield token, key


def is_short_for(plain: str) -> bool:
    """Whether two letters can only be an abbreviation: "кп", "пт"; prepositions have vowels."""
    return len(plain) == SHORTEST - 1 and plain.isalpha() and _VOWELS.isdisjoint(plain)


def _is_sum(measure: str, stems: Collection[str]) -> bool:
    """Whether a header says itself that it is a sum of money."""
    if measure not in METRICS or METRICS[measure].style != "money":
        return False
    said = (phrase for key in (measure, *_OF_MONEY) for phrase in phrases_of_metric(key))
    of_money = {tokens[0].stem for phrase in said if len(tokens := tokens_of(phrase)) == 1}
    return not of_money.union(map(stem, _SUMS)).isdisjoint(stems)


def sums_with_links(known: Sequence[Header]) -> Iterator[Header]:
    """What sums of two words are called in talk: "выручка с карт" for "выручка карты"."""
    for word, key in known:
        tokens = tokens_of(word)
        if len(tokens) == 2 and _is_sum(key, {tokens[0].stem}):
            yield from ((f"{tokens[0].plain} {link} {tokens[1].plain}", key) for link in _LINKS)


def phrases_of_metric(metric: str) -> Iterator[str]:
    """What a metric is called in any form."""
    words = METRICS[metric].words
    return (said for language in words.values() for said in language if not said.startswith("="))


def other_number(word: str) -> str:
    """The other number of a noun whose stem does not tell it, as of abbreviations; empty where it does.

    A Russian one stands for its exact form: the stem of "визит" is taken for a verb's, and that of "визиты" is not.

    >>> other_number("mqls"), other_number("mql"), other_number("demos"), other_number("лиды"), other_number("визиты")
    ('mql', 'mqls', '', '', '=визит')
    """
    if not word.isalpha():
        return ""
    if not word.isascii():
        bare = form_root_of(word)
        return f"={bare}" if bare != word and bare.endswith(_LIKE_VERBS) and stem(bare) != stem(word) else ""
    other = word.removesuffix("s") if word.endswith("s") else f"{word}s"
    return "" if stem(other) == stem(word) else other


def in_one(header: str) -> str:
    """A header of several things as that of one, where stems do not tell: "гостевые визит" for "гостевые визиты"."""
    return " ".join(word if word.isascii() else other_number(word).removeprefix("=") or word for word in header.split())


_LIKE_VERBS: Final = ("ит", "ет")
"""Ends of nouns that verbs have too."""
