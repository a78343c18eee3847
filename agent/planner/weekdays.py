"""Days of the week that come round several times: "Saturdays of October", "every Monday", "Mon-Fri in May"."""

import itertools
import re
from datetime import date
from typing import Final

from agent.planner.quotes import QUOTED
from ingest.texts import Language
from tools.words.period import find_periods

_NAMES: Final = (
    (r"понедельник(?:а|у|ом|е|и|ов|ам|ами|ах)?|пн|mondays?|mon", "понедельникам", "mondays"),
    (r"вторник(?:а|у|ом|е|и|ов|ам|ами|ах)?|вт|tuesdays?|tues?", "вторникам", "tuesdays"),
    (r"сред(?:а|ы|у|е|ам|ами|ах)|ср|wednesdays?|wed", "средам", "wednesdays"),
    (r"четверг(?:а|у|ом|е|и|ов|ам|ами|ах)?|чт|thursdays?|thurs?", "четвергам", "thursdays"),
    (r"пятниц(?:а|ы|у|е|ам|ами|ах)?|пт|fridays?|fri", "пятницам", "fridays"),
    (r"суббот(?:а|ы|у|е|ам|ами|ах)?|сб|saturdays?|sat", "субботам", "saturdays"),
    (r"воскресень(?:е|я|ю|ем|ям|ями|ях)|воскресений|вс|sundays?|sun", "воскресеньям", "sundays"),
)
_ANY: Final = "|".join(pattern for pattern, _, _ in _NAMES)
_DAY: Final = re.compile(
    rf"(?<![\w-])(?<!black )(?<!cyber )(?<!ч[её]рная )(?<!ч[её]рную )(?<!ч[её]рной )(?:{_ANY})(?![\w.])", re.I
)
_SHORT: Final = re.compile(r"пн|вт|ср|чт|пт|сб|вс|mon|tues?|wed|thurs?|fri|sat|sun", re.I)
_RANGE: Final = re.compile(
    rf"(?<!\w)(?:(?:с|со|from)\s+)?(?P<first>{_ANY})(?:\s*[-–—]\s*|\s+(?:по|to|till|through|thru)\s+)(?P<last>{_ANY})(?!\w)",
    re.I,
)
_EACH: Final = re.compile(r"\b(?:кажд\w{2,3}|every|each)\s+$", re.I)
_PLURAL: Final = re.compile(r"(?:за|в|во)\s+(?:(?:все|эти)\s+)?(?:субботы|воскресенья|пятницы|среды)$", re.I)
_LIST_LINK: Final = re.compile(r"\s*(?:,|и|and|&|или|or|\+|/)?\s*(?:в|во|за|on|по)?\s*", re.I)
_LONGEST_ONCE: Final = 7
"""Days in which a day of the week comes once."""


def with_weekdays(text: str, today: date, language: Language) -> str:
    """The text with days of the week in their plural where more than one of each is meant; dates of one day stay."""
    if not _DAY.search(text) or QUOTED.search(text):
        return text
    days = list(_DAY.finditer(text))
    long_period = _within_a_long_period(text, days, today, language)
    text = _RANGE.sub(_spelled_out, text) if long_period else text
    days = [match for match in _DAY.finditer(text) if long_period or _several(text, match)]
    if days and not long_period:
        days = _with_neighbours(text, list(_DAY.finditer(text)), days)
    for match in reversed(days):
        if _SHORT.fullmatch(match[0]) and len(days) == 1 and not _EACH.search(text[: match.start()]):
            continue
        head = _EACH.sub("", text[: match.start()])
        text = f"{head}{_plural(match[0])}{text[match.end() :]}"
    return text


def _within_a_long_period(text: str, days: list[re.Match[str]], today: date, language: Language) -> bool:
    """Whether the days stand beside a month, a quarter, a year: "Saturdays of October"."""
    masked = text
    for match in days:
        masked = masked[: match.start()] + "§" * (match.end() - match.start()) + masked[match.end() :]
    return any(mention.period.days > _LONGEST_ONCE for mention in find_periods(masked, today, language=language))


def _several(text: str, match: re.Match[str]) -> bool:
    """Whether the words themselves say more than one: "every Monday", "за субботы"."""
    return bool(_EACH.search(text[: match.start()]) or _PLURAL.search(text[: match.end()]))


def _with_neighbours(text: str, every: list[re.Match[str]], chosen: list[re.Match[str]]) -> list[re.Match[str]]:
    """The chosen days with those of the same list: "за субботы и воскресенья"."""
    places = {match.start() for match in chosen}
    for left, right in itertools.pairwise(every):
        linked = _LIST_LINK.fullmatch(text[left.end() : right.start()])
        if linked and (left.start() in places or right.start() in places):
            places |= {left.start(), right.start()}
    return [match for match in every if match.start() in places]


def _spelled_out(match: re.Match[str]) -> str:
    """Reads "с понедельника по пятницу" beside a month as a list of days."""
    first, last = _number(match["first"]), _number(match["last"])
    if first >= last:
        return match[0]
    column = 1 if re.search("[а-я]", match[0], re.I) else 2
    words = [entry[column] for entry in _NAMES[first : last + 1]]
    return ("по " if column == 1 else "on ") + (" и " if column == 1 else " and ").join(words)


def _number(name: str) -> int:
    return next(place for place, (pattern, _, _) in enumerate(_NAMES) if re.fullmatch(pattern, name, re.I))


def _plural(name: str) -> str:
    return _NAMES[_number(name)][1 if re.search("[а-я]", name, re.I) else 2]
