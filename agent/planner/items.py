"""A question as a row of recognised things with their places: what every reader of a slot looks at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from agent.planner.lexicon import Lexicon, Match, Meaning
from agent.planner.quotes import Quoted, find_quoted
from agent.planner.respelling import respelled
from agent.planner.synonyms import spellings_of
from agent.planner.tokens import Token, stems_of, tokens_of
from ingest.texts import Language
from tools.semantics.catalogue import Catalogue
from tools.words.numbers import Figure, find_numbers
from tools.words.period import Mention, find_periods

SPOKEN_BEFORE_PERIODS: Final = ("per_day", "last_year", "step", "span", "same_days")
"""Phrases with words of time in them that are no periods."""
_NO_PERIOD_TEXT: Final = "§"
_GLUED: Final = re.compile(r"(?<=[^\W\d_])[-–](?=\d+\b)")
"""The hyphen of "top-5"."""


@dataclass(frozen=True, slots=True)
class Item:
    """One recognised thing, a period, or (kind `unknown`) a word that nothing explains."""

    kind: str
    value: str
    dimension: str
    first: int
    after: int
    text: str
    others: tuple[Meaning, ...] = ()
    """What else the words may mean."""

    def is_a(self, *kinds: str) -> bool:
        """Whether it is of one of the kinds."""
        return self.kind in kinds


@dataclass(frozen=True, kw_only=True)
class Row:
    """A question, taken apart."""

    text: str
    tokens: tuple[Token, ...]
    items: tuple[Item, ...]
    mentions: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    """Numbers that are no part of a period or a name."""
    catalogue: Catalogue
    language: Language
    today: date
    guessed: tuple[tuple[str, str], ...] = ()
    """Words as written, and what they were read as: misspelt words, parts of several names."""

    def of(self, *kinds: str) -> list[Item]:
        """Items of the kinds."""
        return [item for item in self.items if item.kind in kinds]

    def has(self, *kinds: str) -> bool:
        """Whether an item of the kinds is there."""
        return any(item.kind in kinds for item in self.items)

    def meaningful(self) -> list[Item]:
        """Items that say something: no fillers."""
        return [item for item in self.items if item.kind != "filler"]

    def start(self, item: Item) -> int:
        """Where an item begins in the text."""
        return self.tokens[item.first].start

    def end(self, item: Item) -> int:
        """Where an item ends in the text."""
        return self.tokens[item.after - 1].end


def read_row(text: str, *, catalogue: Catalogue, lexicon: Lexicon, today: date, language: Language) -> Row:
    """Takes a question apart."""
    text = respelled(text, lexicon, today, language)
    tokens = tokens_of(text)
    stems = [lexicon.corrected(token) for token in tokens]
    quoted = find_quoted(text, tokens, stems, lexicon, catalogue)
    named = {place for entry in quoted for place in range(entry.first, entry.after)}
    first_look = lexicon.matches(tokens, stems, barred=frozenset(named))
    guarded = [match for match in first_look if _guards(match, tokens)]
    masked = _masked(
        text, [(tokens[m.first].start, tokens[m.after - 1].end) for m in guarded] + [_span(q, tokens) for q in quoted]
    )
    mentions = find_periods(
        _AGAINST.sub(_as_against, masked),
        today,
        first_day=catalogue.first_day,
        last_day=catalogue.last_day,
        language=language,
    )
    in_periods = {place for place, token in enumerate(tokens) if any(_within(token, mention) for mention in mentions)}
    matches = lexicon.matches(tokens, stems, barred=frozenset(named | in_periods))
    items = [
        *(_item(match, tokens, text) for match in matches),
        *(_period_item(index, mention, tokens, text) for index, mention in enumerate(mentions)),
        *(_quoted_item(entry, tokens, text) for entry in quoted),
    ]
    items += _unknown(tokens, items)
    items = [_part_of_a_name(item, lexicon, stems) for item in items]
    items = _without_parts_of_figures(items, tokens, masked)
    ordered = tuple(sorted(items, key=lambda item: item.first))
    masked = _masked(
        masked, [_chars(item, tokens) for item in ordered if item.is_a("value", "campaign", "channel", "metric")]
    )
    figures = tuple(
        figure
        for figure in find_numbers(_GLUED.sub(" ", masked))
        if not figure.in_word and not _dated(figure, mentions)
    )
    return Row(
        text=text, tokens=tuple(tokens), items=ordered, mentions=tuple(mentions), figures=figures, catalogue=catalogue,
        language=language, today=today, guessed=tuple(_guessed(ordered, tokens, stems, lexicon)),
    )  # fmt: skip


_AGAINST: Final = re.compile(r"(?:по сравнению|в сравнении|относительно|по отношению) (?:с|со|к)(?= )", re.I)
"""Words before a period that would read as "since"."""


def _as_against(match: re.Match[str]) -> str:
    return "против".ljust(len(match[0]))


def _this_weekend(match: Match, tokens: list[Token]) -> bool:
    """Whether "last", "this" stands before "weekend": then it is a period, not a day of the week."""
    before = {token.stem for token in tokens[max(0, match.first - 1) : match.after]}
    return bool(before & _NEAR)


_NEAR: Final = frozenset(
    stems_of("прошлый последний этот эти минувший предыдущий last past this previous next будущий прошедший")
)


def _without_parts_of_figures(items: list[Item], tokens: list[Token], text: str) -> list[Item]:
    """The "тыс" of "14 тыс." is no word of its own."""
    spans = [figure.span for figure in find_numbers(_GLUED.sub(" ", text))]
    return [
        item
        for item in items
        if not (item.is_a("unknown", "filler") and any(a <= tokens[item.first].start < b for a, b in spans))
    ]


def _guards(match: Match, tokens: list[Token]) -> bool:
    if any(meaning.kind == "weekdays" for meaning in match.meanings):
        return not _this_weekend(match, tokens)
    kind, several = match.meanings[0].kind, match.after - match.first > 1
    return (
        kind in SPOKEN_BEFORE_PERIODS
        or (several and kind in ("value", "campaign", "metric", "channel", "previous"))
        or any(
            meaning.kind == "dimension" and meaning.value in ("weekday", "hour") and several
            for meaning in match.meanings
        )
    )


def _masked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + _NO_PERIOD_TEXT * (end - start) + text[end:]
    return text


def _span(entry: Quoted, tokens: list[Token]) -> tuple[int, int]:
    return tokens[entry.first].start, tokens[entry.after - 1].end


def _chars(item: Item, tokens: list[Token]) -> tuple[int, int]:
    return tokens[item.first].start, tokens[item.after - 1].end


def _within(token: Token, mention: Mention) -> bool:
    return mention.span[0] < token.end and token.start < mention.span[1]


def _dated(figure: Figure, mentions: list[Mention]) -> bool:
    return figure.is_date or any(m.span[0] < figure.span[1] and figure.span[0] < m.span[1] for m in mentions)


def _item(match: Match, tokens: list[Token], text: str) -> Item:
    best, *others = match.meanings
    words = text[tokens[match.first].start : tokens[match.after - 1].end]
    return Item(best.kind, best.value, best.dimension, match.first, match.after, words, tuple(others))


def _period_item(index: int, mention: Mention, tokens: list[Token], text: str) -> Item:
    places = [place for place, token in enumerate(tokens) if _within(token, mention)]
    return Item("period", str(index), "", places[0], places[-1] + 1, text[mention.span[0] : mention.span[1]])


def _quoted_item(entry: Quoted, tokens: list[Token], text: str) -> Item:
    start, end = _span(entry, tokens)
    return Item(entry.kind, "\n".join(entry.values), entry.dimension, entry.first, entry.after, text[start:end])


def _part_of_a_name(item: Item, lexicon: Lexicon, stems: list[str]) -> Item:
    """An unexplained word that stands in stored names means all of those."""
    if not item.is_a("unknown", "absent_value"):
        return item
    words = [stems[item.first]] if item.after - item.first == 1 else []
    words += [key[0] for spelling in spellings_of(item.text) if len(key := stems_of(spelling)) == 1]
    found = lexicon.parts_like(words)
    if found is None:
        return item
    dimension, values = found
    kind = dimension if dimension == "campaign" else "value"
    return Item(kind, "\n".join(values), dimension, item.first, item.after, item.text)


def _guessed(
    items: Sequence[Item], tokens: list[Token], stems: list[str], lexicon: Lexicon
) -> Iterator[tuple[str, str]]:
    """Corrected words, but not mere endings, and words that stand in several stored names."""
    for item in items:
        if item.is_a("period", "filler", "unknown", "number"):
            continue
        for place in range(item.first, item.after):
            token, read = tokens[place], stems[place]
            if not token.plain.startswith(read) and not read.startswith(token.stem):
                yield token.text, lexicon.spelled.get(read, read)
        if "\n" in item.value:
            yield item.text, ", ".join(item.value.split("\n")[:_NAMES_SAID])


_NAMES_SAID: Final = 5


def _unknown(tokens: list[Token], items: list[Item]) -> Iterator[Item]:
    covered = {place for item in items for place in range(item.first, item.after)}
    for place, token in enumerate(tokens):
        if place not in covered and token.plain not in ("the", "an"):
            yield Item("number" if token.is_number else "unknown", token.plain, "", place, place + 1, token.text)


def renamed(item: Item, meaning: Meaning) -> Item:
    """The same words with another of their meanings."""
    rest = tuple(other for other in (Meaning(item.kind, item.value, item.dimension), *item.others) if other != meaning)
    return replace(item, kind=meaning.kind, value=meaning.value, dimension=meaning.dimension, others=rest)
