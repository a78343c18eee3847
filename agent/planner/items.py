"""A question as a row of recognised things with their places: what every reader of a slot looks at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from agent.planner.fillers import FILLERS
from agent.planner.lexicon import Lexicon, Match, Meaning
from agent.planner.quotes import Quoted, find_quoted
from agent.planner.synonyms import spellings_of
from agent.planner.tokens import Token, stems_of, tokens_of
from ingest.texts import Language
from tools.catalogue import Catalogue
from tools.numbers import Figure, find_numbers
from tools.period import Mention, find_periods

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
    text = _with_months(spelled_out(text), lexicon)
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
        language=language, today=today,
    )  # fmt: skip


def spelled_out(text: str) -> str:
    """Gives the second half of a comparison the year of the first: "first half of 2022 with the second half"."""
    text = _HALVES.sub(r"\1 \2\3\4 \2", text)
    text = _SHORT_YEAR.sub(r"\g<1>20\2", text)
    text = _YEAR_BEFORE_WORD.sub(r"\1,", text)
    text = _DOTTED.sub(_dotted_day, text)
    text = _AGED.sub(r"age \2-\3", _AGES.sub(r"\1-\2", text))
    text = _OLD.sub(r"aged \1", text)
    text = _FIVES.sub(lambda match: f"топ {_FIVE[match[1].lower()]}", text)
    return _PERCENT_OF.sub(" percent ", text)


_YEAR_BEFORE_WORD: Final = re.compile(
    r"(\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?:19|20)\d\d)"
    r"(?= (?:clicks|impressions|conversions|spend|revenue|leads|profit|sales)\b)",
    re.I,
)
"""Keeps "November 2021 clicks" from reading as a number of clicks."""


def _dotted_day(match: re.Match[str]) -> str:
    """Reads "за 11.11" as a day of November."""
    return f"{match[1]}{int(match[2])} {_MONTH_OF[int(match[3]) - 1]}"


_DOTTED: Final = re.compile(
    r"(\b(?:за|на|с|со|от|до|было|был|была|были) )(0?[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])(?![\d.,%]*\d|\s*%)", re.I
)
_MONTH_OF: Final = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()


_AGES: Final = re.compile(
    r"(?:\bот |\bс |\bfrom |\bbetween |\bмежду )?\b([1-9]\d)(?: ?[-–] ?| (?:to|until|till|and|и|до|по) )([1-9]\d)"
    r"(?= ?(?:лет\b|год[ау]\b|years|yrs|y\.?o|-?летн))",
    re.I,
)
_AGED: Final = re.compile(r"\b(aged?(?: between| from)?) ([1-9]\d) (?:to|and|-|through) ([1-9]\d)\b", re.I)
"""Reads "от 25 до 34 лет" as an age group."""
_OLD: Final = re.compile(r"\b([1-9]\d)\+? ?(?:years old|year-olds?|y\.o\.?|yo\b)", re.I)
_FIVE: Final = {"тройк": "3", "пятерк": "5", "пятёрк": "5", "десятк": "10", "двойк": "2"}
_FIVES: Final = re.compile(rf"\b({'|'.join(_FIVE)})[ауеойи]{{1,2}}\b", re.I)


def _with_months(text: str, lexicon: Lexicon) -> str:
    """Corrects misspelt months: "agust", "феврле"."""
    for token in reversed(tokens_of(text)):
        if len(token.plain) < _MONTH_LETTERS or token.stem in lexicon.known or token.plain in FILLERS:
            continue
        found = process.extractOne(token.plain, _MONTHS, scorer=OSA.distance, score_cutoff=1)
        if found and found[0] != token.plain and found[0][0] == token.plain[0]:
            text = text[: token.start] + found[0] + text[token.end :]
    return text


_MONTH_LETTERS: Final = 5
_MONTHS: Final = tuple(
    "january february april august september october november december января январе январь февраля феврале февраль "
    "марта марте апреля апреле апрель июня июне июля июле августа августе август сентября сентябре сентябрь октября "
    "октябре октябрь ноября ноябре ноябрь декабря декабре декабрь".split()
)
_SHORT_YEAR: Final = re.compile(r"(\b(?:в|за|на|из|с) )([12]\d)(?= ?(?:год\w*|г)\b)", re.I)
"""Reads "в 22 году" as 2022."""
_PERCENT_OF: Final = re.compile(r"(?<!\d)(?<!\d )%")
"""Reads "% of spend" as a word."""


_HALVES: Final = re.compile(
    r"((?:first|second|1st|2nd) half) (of (?:19|20)\d\d)(.{1,25}?)((?:first|second|1st|2nd) half)(?! of)", re.I
)
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


def _unknown(tokens: list[Token], items: list[Item]) -> Iterator[Item]:
    covered = {place for item in items for place in range(item.first, item.after)}
    for place, token in enumerate(tokens):
        if place not in covered and token.plain not in ("the", "an"):
            yield Item("number" if token.is_number else "unknown", token.plain, "", place, place + 1, token.text)


def renamed(item: Item, meaning: Meaning) -> Item:
    """The same words with another of their meanings."""
    rest = tuple(other for other in (Meaning(item.kind, item.value, item.dimension), *item.others) if other != meaning)
    return replace(item, kind=meaning.kind, value=meaning.value, dimension=meaning.dimension, others=rest)
