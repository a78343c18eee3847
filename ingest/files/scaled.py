"""Tables that give their figures in thousands or millions: their cells say so too before they are read."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from ingest.files import days
from ingest.files.amounts import COUNTED
from ingest.files.channel_columns import channel_and_measure
from ingest.files.column_sums import SampleFigures
from ingest.files.currencies import MONEY_UNIT
from ingest.files.header_words import ROLE
from ingest.files.mapping import plain_name
from ingest.files.notation import MONEY
from ingest.files.reshape import Line, Reshape, name_of
from ingest.files.words import is_blank, is_total

_UNIT: Final = rf"(?:{MONEY_UNIT}|(?:{'|'.join(sorted(COUNTED))})\w*|показов|кликов|impressions|clicks)"
_HEADER: Final = re.compile(
    rf"(?<!\bза)(?<!\bper)(?<!\bна)[\s,(/]+(?:(?:в|in)\s+)?(?:(тыс(?:яч\w*)?|млн|миллион\w*|млрд|миллиард\w*|thousands?|millions?|mln|'?000s?)\b\.?(?:\s+of)?|(k)(?=\)|\s*[$€£]|\s+[a-z]{{3}}\b))"
    rf"\s*({_UNIT})?\.?\s*(?=\)|$|,)",
    re.IGNORECASE,
)
"""`Расход, тыс. руб.`, `Spend (thousands USD)`, `Показы, тыс.`"""
_TITLE: Final = re.compile(
    rf"(?<!\d)(?<!\d\s)\b(тыс(?:яч\w*)?|млн|миллион\w*|млрд|миллиард\w*|thousands?|millions?|mln)\b\.?\s*(?:of\s+)?{MONEY_UNIT}"
    r"|\bin\s+(thousands|millions)\b",
    re.IGNORECASE,
)
"""`Бюджет 2027, тыс. руб.`; "план 300 тыс. руб." tells one figure, and not how the others are written."""
_TIMES: Final = {"тыс": "thousand", "млн": "million", "млрд": "billion"}
_LAST_DIGIT: Final = re.compile(r"(?<=\d)(?=[^\d%]*$)")


def thousands_said(table: Reshape, sample: Sequence[Sequence[str]], named: Collection[str]) -> list[Sequence[str]]:
    """Puts "thousand" behind the figures of columns whose header, or the title above, says so.

    Args:
        table: its header, which is left without the word, and what is done to its rows.
        sample: first rows.
        named: headers that a person has named: they stay as they are.

    Returns:
        The first rows with the word.
    """
    said = {place: found for place, cell in enumerate(table.header) if (found := _HEADER.search(cell))}
    kept = {place for place in said if plain_name(table.header[place]) in named}
    said = {
        place: found
        for place, found in said.items()
        if place in kept or found[3] or name_of(_without(table.header[place], found))
    }
    words = {place: _word(found[1] or found[2]) for place, found in said.items()}
    telling = {word: [table.header[at] for at, one in words.items() if one == word] for word in words.values()}
    if not words:
        above = next(filter(None, map(_TITLE.search, table.titles)), None)
        words = dict.fromkeys(_of_money(table.header, sample), _word(above[1] or above[2])) if above else {}
        telling = {word: list(table.titles) for word in words.values()}
    if not words:
        return list(sample)
    table.header = [
        _without(cell, said[place]) if place in said.keys() - kept else cell for place, cell in enumerate(table.header)
    ]
    table.steps.append(lambda lines: _lengthened(lines, words))
    for word, headers in telling.items():
        table.notes.append(("files-note-thousands", {"headers": "; ".join(headers), "times": _TIMES[word]}))
    return [_longer(row, words) for row in sample]


def _word(said: str) -> str:
    lower = said.casefold().lstrip("'")
    if lower.startswith(("млрд", "миллиард")):
        return "млрд"
    return "млн" if lower.startswith(("m", "млн", "миллион")) else "тыс"


def _without(header: str, found: "re.Match[str]") -> str:
    """The header with its unit and without how many of it."""
    unit = f", {found[3]}" if found[3] else ""
    return f"{header[: found.start()]}{unit}{header[found.end() :].lstrip(')')}".strip()


def _of_money(header: Sequence[str], sample: Sequence[Sequence[str]]) -> list[int]:
    """Columns of money, and those of months, days or channels whose figures the title is about."""
    figures = SampleFigures(sample)
    return [place for place, cell in enumerate(header) if figures.any(place) and _may_be_money(cell)]


def _may_be_money(header: str) -> bool:
    name = name_of(header)
    if name:
        return name in MONEY and ROLE.get(name) != "ratio"
    period = days.parse_day(header, "day_first") or days.month_number(header)
    whose = channel_and_measure(header)
    return bool(period or is_total(header) or (whose and name_of(whose.measure) in MONEY))


def _lengthened(lines: Iterator[Line], words: dict[int, str]) -> Iterator[Line]:
    for cells, state in lines:
        yield _longer(cells, words), state


def _longer(cells: Sequence[str], words: dict[int, str]) -> list[str]:
    return [
        _LAST_DIGIT.sub(words[place], cell, count=1) if place in words and not is_blank(cell.strip()) else cell
        for place, cell in enumerate(cells)
    ]
