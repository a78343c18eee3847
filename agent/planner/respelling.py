"""Ways of writing that mean the same, brought to one before a question is taken apart."""

import re
from datetime import date
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from agent.planner.fillers import FILLERS
from agent.planner.lexicon import Lexicon
from agent.planner.ranges import with_ends, with_years_apart
from agent.planner.tokens import stem, tokens_of
from agent.planner.weekdays import with_weekdays
from ingest.texts import Language
from tools.words.period_words import MEASURED, RUSSIAN_MONTHS


def respelled(text: str, lexicon: Lexicon, today: date, language: Language) -> str:
    """The text as the readers of periods and figures know it."""
    text = with_years_apart(with_ends(_spelled_out(text)))
    text = with_weekdays(text, today, language)
    return _with_months(_adjectives_of_time(text, lexicon), lexicon)


def _spelled_out(text: str) -> str:
    """Gives the second half of a comparison the year of the first: "first half of 2022 with the second half"."""
    for pattern, word in _SHORT_WORDS:
        text = pattern.sub(word, text)
    text = text if text.isupper() else _US.sub("USA", text)
    text = _HALVES.sub(r"\1 \2\3\4 \2", text)
    for pattern in _SHORT_YEARS:
        text = pattern.sub(r"\g<1>20\2", text)
    text = _YEAR_BEFORE_WORD.sub(r"\1,", text)
    text = _DOTTED.sub(_dotted_day, _DOTTED_RANGE.sub(r"с \1 по \2", text))
    text = _AGED.sub(r"age \2-\3", _AGES.sub(r"\1-\2", text))
    text = _OLD.sub(r"aged \1", text)
    text = _FIVES.sub(lambda match: f"топ {_FIVE[match[1].lower()]}", text)
    return _PERCENT_OF.sub(" percent ", text)


_US: Final = re.compile(r"\bUS\b(?!\$)")
"""The country in capitals; "us" is everyday."""
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
    r"(\b(?:за|на|с|со|по|от|до|было|был|была|были) )(0?[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])(?![\d.,%]*\d|\s*%)", re.I
)
_DOTTED_RANGE: Final = re.compile(
    r"(?:\b(?:за|с) )?(?<![\d.,])((?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2]))\s?[-–—]\s?"
    r"((?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2]))(?![\d.,%]*\d|\s*%)",
    re.I,
)
"""Reads "10.11-16.11" as days."""
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
_SEASONS: Final = ("летом", "лето", "весной", "весну", "весна", "осенью", "осень", "зимой", "зиму", "зима")
_RUSSIAN_MONTH: Final = "|".join(
    sorted((form for forms in (*RUSSIAN_MONTHS.values(), _SEASONS) for form in forms), key=len)[::-1]
)
_MEASURED: Final = "|".join(MEASURED)
_SHORT_YEARS: Final = (
    re.compile(r"(\b(?:в|за|на|из|с) )([12]\d)(?= ?(?:год\w*|г)\b)", re.I),
    re.compile(
        rf"(\b(?:{_RUSSIAN_MONTH}) )'?([12]\d)(?!\d|[.,]\d|\s*(?:[%$€₽-]|\d|к\b|k\b|шт|числ|{_MEASURED}))", re.I
    ),
    re.compile(r"(\bq[1-4] ?|\b[1-4] ?кв\w*\.? |\bh[12] )'?([12]\d)(?![\d.,%]*\d|\s*%|\w)", re.I),
    re.compile(r"(\s)'([12]\d)(?!\d|'|\w)"),
)
"""Reads "в 22 году", "апреле 22", "q3 22", "apr '22" as 2022; "apr 22" is a day."""
_PERCENT_OF: Final = re.compile(r"(?<!\d)(?<!\d )%")
"""Reads "% of spend" as a word."""

_SHORT_WORDS: Final = tuple(
    (re.compile(rf"(?<![\w/])(?:{pattern})(?!\w)", re.I), word)
    for pattern, word in (
        (r"full[- ]year(?= (?:of )?(?:19|20)\d\d)|calendar year(?= (?:19|20)\d\d)|fy(?= ?(?:19|20)\d\d)", "year"),
        (r"(?<=[а-яё] )[хx×*](?= (?:мес|недел|дн|ден|квартал|канал|площадк|кампан|устройств|город|стран))", "по"),
        (r"(?<=[a-z] )[x×*](?= (?:month|week|day|quarter|channel|platform|campaign|device|cit|countr|region))", "by"),
        (r"(?:за )?\d+ (?:дн\w+|недел\w+|месяц\w*) до этого", "предыдущий период"),
        (r"(?:the )?\d+ (?:days|weeks|months) before(?: that| those)?(?=\W*$)", "previous period"),
        (r"what (?:does|do) (.{2,40}?) (?:mean|stand for)", r"define \1"),
        (r"w/o", "without"), (r"w/(?=\s|\d)", "with"), (r"y['’]?day|yest|ystrday|ytd?ay", "yesterday"),
        (r"wk", "week"), (r"wks", "weeks"), (r"mn?th", "month"), (r"mn?ths", "months"), (r"qtr", "quarter"),
        (r"wkly", "weekly"), (r"ср\.?(?= (?:чек|расход|цен|стоим|cp|ctr))", "средний"),
        (r"с нач\.?", "с начала"), (r"посл\.?(?= \d)", "последние"),
        (r"(?:прошл|пр)\.?(?= (?:нед|мес|кв))", "прошлый"), (r"тек\.?(?= (?:нед|мес|кв|год))", "текущий"),
    )
)  # fmt: skip
"""Words people shorten in a chat."""
_HALVES: Final = re.compile(
    r"((?:first|second|1st|2nd) half) (of (?:19|20)\d\d)(.{1,25}?)((?:first|second|1st|2nd) half)(?! of)", re.I
)


def _adjectives_of_time(text: str, lexicon: Lexicon) -> str:
    """Reads "летняя выручка 2022" as the revenue of summer 2022; names such as "Летняя распродажа" stay."""

    def noun_first(match: re.Match[str]) -> str:
        meanings = lexicon.stemmed.get((stem(match["noun"].lower().replace("ё", "е")),), ())
        if not any(meaning.kind == "metric" for meaning in meanings):
            return match[0]
        return f"{match['noun']} за {_TIMES[match['time'].lower()]}{match['year'] or ''}"

    changed = _TIMED.sub(noun_first, text)
    if changed == text:
        return text
    return _TIMED_AGAIN.sub(
        lambda match: f"{match['link']}{_TIMES[match['time'].lower()]}{match['year'] or ''}", changed
    )


_TIMES: Final = {
    "летн": "лето", "весенн": "весну", "осенн": "осень", "зимн": "зиму", "январск": "январь", "февральск": "февраль",
    "мартовск": "март", "апрельск": "апрель", "майск": "май", "июньск": "июнь", "июльск": "июль",
    "августовск": "август", "сентябрьск": "сентябрь", "октябрьск": "октябрь", "ноябрьск": "ноябрь",
    "декабрьск": "декабрь",
}  # fmt: skip
_TIME_ADJECTIVE: Final = rf"(?P<time>{'|'.join(_TIMES)})(?:ий|яя|ее|ие|ого|его|ой|ей|ому|ему|им|юю|ую|их|ими|ая|ое)"
_TIMED: Final = re.compile(rf"\b{_TIME_ADJECTIVE} (?P<noun>\w+)(?P<year> (?:19|20)\d\d)?\b", re.I)
_TIMED_AGAIN: Final = re.compile(
    rf"\b(?P<link>с |со |и |против |к |vs ){_TIME_ADJECTIVE}(?P<year> (?:19|20)\d\d)?\b", re.I
)
