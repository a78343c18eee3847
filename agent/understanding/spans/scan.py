"""One pass over a message: every span of every kind, and the paths through them that explain the most."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from agent.understanding.reader import Reading
from agent.understanding.spans.amounts import find_amounts
from agent.understanding.spans.currencies import in_money
from agent.understanding.spans.days import find_days, find_nears, find_ordinals, pointing_aside
from agent.understanding.spans.likely_cuts import likely_cuts
from agent.understanding.spans.likely_metrics import likely_metrics, of_one_root
from agent.understanding.spans.likely_names import likely_names, parts_of_names
from agent.understanding.spans.message import MessageWords
from agent.understanding.spans.named_days import counted_from_before, named_days, weekdays_of_before
from agent.understanding.spans.names import find_ages, find_quoted
from agent.understanding.spans.other_language import Vectors, of_other_language
from agent.understanding.spans.phrases import SKIPPED, Phrases
from agent.understanding.spans.short_forms import short_forms
from agent.understanding.spans.span import Stretch
from agent.understanding.spans.weighing import ends_in_link, weighed
from agent.understanding.text.tokens import Word, stems_of
from ingest.texts import Language
from tools.semantics.catalogue import Catalogue
from tools.words.feasts import FEASTS
from tools.words.period import USUAL_DAYS
from tools.words.period_words import WORDS as CALENDAR
from tools.words.periods.phrase import UNIT_TAGS

GUARDING: Final = ("per_day", "per_week", "per_month", "last_year", "step", "span", "same_days", "pace")
"""Phrases with words of time in them that are no periods."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the meaning of a message's words depends on beside the words."""

    catalogue: Catalogue
    phrases: Phrases
    today: date
    language: Language
    reading: Reading | None = None
    days_before: tuple[date, date] | None = None
    """The days of the request before."""
    metrics_before: tuple[str, ...] = ()
    cuts_before: tuple[str, ...] = ()
    vectors: Vectors = lambda _words: None
    usual_days: int = USUAL_DAYS
    """Complete days of a question that names none."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A message with what its words may mean."""

    text: str
    tokens: tuple[Word, ...]
    spans: tuple[Stretch, ...]
    """Everything found, overlapping."""
    paths: tuple[tuple[Stretch, ...], ...]
    """Ways through the message, each covering every token once, the likeliest first."""


def scan(message: MessageWords, known: Known) -> Heard:
    """Finds every span and the best paths."""
    catalogue, phrases, language = known.catalogue, known.phrases, known.language
    text, tokens, stems = message.text, message.tokens, message.stems
    words = [span for span in phrases.find(text, tokens, stems) if not _of_a_month(span, tokens)]
    quoted = [*find_quoted(text, tokens, catalogue), *find_ages(text, tokens, catalogue)]
    quoted = [span for span in quoted if not _of_a_month(span, tokens)]
    guarded = [(span.start, span.end) for span in (*quoted, *(word for word in words if _guards(word, tokens)))]
    days = _days(text, tokens, guarded, known, ahead=_looks_ahead(words))
    days = pointing_aside(days)
    names = [(span.start, span.end) for span in (*quoted, *days, *(word for word in words if _holds_number(word)))]
    amounts = list(in_money(find_amounts(text, tokens, names), words, text))
    days += list(named_days(text, tokens, [*words, *quoted, *days], days))
    found = [*words, *quoted, *days, *amounts]
    found += likely_names(tokens, found, stems, phrases)
    found += parts_of_names(tokens, found, catalogue, of_campaigns="campaign" in known.cuts_before)
    found += short_forms(text, tokens, found, stems, phrases)
    found += of_other_language(tokens, found, phrases, catalogue, known.vectors)
    found += of_one_root(tokens, found, phrases)
    found += likely_metrics(tokens, found, known.reading, catalogue, language)
    found += likely_cuts(tokens, found, known.reading, catalogue, language)
    found = [weighed(span, tokens, found, known.reading) for span in found]
    found += [_unknown(place, token) for place, token in enumerate(tokens)]
    return Heard(text=text, tokens=tokens, spans=tuple(found), paths=tuple(_paths(found, len(tokens))))


def _days(
    text: str, tokens: Sequence[Word], guarded: Sequence[tuple[int, int]], known: Known, *, ahead: bool
) -> list[Stretch]:
    """Periods of the message, by themselves or counted from those of the request before."""
    today, language, before = known.today, known.language, known.days_before
    days = list(find_days(text, tokens, guarded, known.catalogue, today, language))
    days += list(find_ordinals(text, tokens, days, before, today))
    days += list(find_nears(text, tokens, days, before, today))
    if before and not any(span.period for span in days):
        days += list(counted_from_before(text, tokens, before, today, language))
    days += list(weekdays_of_before(text, tokens, days, before))
    if len({span.period.kind for span in days if span.period}) > 1 and not ahead:
        days = [span for span in days if span.period is None or span.period.kind == "past"]
    return days


def _guards(span: Stretch, tokens: Sequence[Word]) -> bool:
    if span.is_a("weekdays"):
        near = {token.stem for token in tokens[max(0, span.first - 1) : span.after]}
        return not near & _NEAR and not _just_gone(span, tokens)
    if span.kind.startswith("per_") and (
        _begins_feast(span, tokens) or _counts_on(tokens[span.after : span.after + 1])
    ):
        return False  # "the same days a month earlier", "в день победы"
    if span.is_a("same_days") and _counts_on(tokens[span.after : span.after + 3], *_OF_OTHERS):
        return False  # "the same day last week", "a week ago", "the same days of August"
    several = span.after - span.first > 1 and not ends_in_link(span, tokens)
    if span.is_a("previous") and any(_is_unit(token) for token in tokens[max(0, span.first - 1) : span.after]):
        return False  # "the week before last", "the day before", "8 дней до этого": counted from days said, if any are
    if span.is_a("dimension"):  # "по неделям с 1 сентября" are days cut by week, no span of weeks
        by = span.first > 0 and tokens[span.first - 1].plain in ("по", "by") and span.value in _SPANS_OF_DAYS
        by = by and [token.plain for token in tokens[span.after : span.after + 1]] != ["end"]  # "by month end"
        return by or (several and span.value in ("weekday", "hour"))
    return span.kind in GUARDING or (several and span.kind in ("value", "campaign", "metric", "previous", "same_days"))


def _just_gone(span: Stretch, tokens: Sequence[Word]) -> bool:
    """Reads "за выходные", "how did the weekend go" as the last one, where no other days are named."""
    before = tokens[span.first - 1].plain if span.first else ""
    others = (*tokens[: span.first], *tokens[span.after :])
    named = any(CALENDAR.get(token.plain, ("", ""))[0] in _NAMES_OF_DAYS or token.stem in _WORKING for token in others)
    return before in _OVER.get(span.low, ()) and not named


_OVER: Final = {"weekend": ("the", "over"), "выходные": ("за",), "уикенд": ("за",)}
_NAMES_OF_DAYS: Final = (*UNIT_TAGS, "RUMONTH", "ENMONTH", "WEEKDAY")
_WORKING: Final = frozenset(stems_of("будни weekday weekdays рабочие"))


def _of_a_month(span: Stretch, tokens: Sequence[Word]) -> bool:
    """Reads "dec 18-24", "18-24 декабря" as days: no age stands beside a month so."""
    before, after = (tokens[place].plain if 0 <= place < len(tokens) else "" for place in (span.first - 1, span.after))
    bare = span.is_a("value") and span.dimension == "age" and span.text[:1].isdigit()
    month = CALENDAR.get(after, ("", ""))[0]
    of_days = month == "ENMONTH" or (month == "RUMONTH" and after.endswith(("а", "я")))
    return bare and (CALENDAR.get(before, ("", ""))[0] == "ENMONTH" or of_days)


def _begins_feast(span: Stretch, tokens: Sequence[Word]) -> bool:
    words = tokens[span.after - 1 : span.after + 3]
    return _FEAST.match(" ".join(word.plain for word in words)) is not None


_FEAST: Final = re.compile("|".join(f"(?:{said})" for said in FEASTS.values()))
_OF_OTHERS: Final = ("LAST", "PREV", "RUMONTH", "ENMONTH")


def _counts_on(following: Sequence[Word], *also: str) -> bool:
    tags = ("AGO", "EARLIER", "BEFORE", "AFTER", *also)
    return any(CALENDAR.get(token.plain, ("", ""))[0] in tags for token in following)


def _is_unit(token: Word) -> bool:
    return CALENDAR.get(token.plain, ("", ""))[0] in UNIT_TAGS


_SPANS_OF_DAYS: Final = ("day", "week", "month", "quarter", "year")
_NEAR: Final = frozenset(
    stems_of(
        "прошлый последний этот эти минувший предыдущий last past this previous next будущий прошедший easter майский"
    )
)
"""With one of these "weekend" is a period, no class of days."""


def _looks_ahead(words: Sequence[Stretch]) -> bool:
    """Whether the message is about what is to come or planned; else "tomorrow" only says what the figures are for."""
    ahead = ("forecast", "what_if", "allocate", "predict_campaign")
    return any(span.is_a("plan") or (span.is_a("intent") and span.value in ahead) for span in words)


def _holds_number(span: Stretch) -> bool:
    return span.is_a("value", "campaign", "metric") and any(char.isdigit() for char in span.text)


def _unknown(place: int, token: Word) -> Stretch:
    kind = "filler" if token.plain in SKIPPED or not token.plain.isalnum() else "unknown"
    return Stretch(
        kind=kind,
        value=token.plain,
        first=place,
        after=place + 1,
        start=token.start,
        end=token.end,
        text=token.text,
        weight=0.0,
    )


def _paths(found: Iterable[Stretch], length: int, most: int = 6) -> list[tuple[Stretch, ...]]:
    """The heaviest ways through the message: the best, and those that differ from it in one ambiguous place."""
    ending: dict[int, list[Stretch]] = {}
    for span in found:
        ending.setdefault(span.after, []).append(span)
    best: list[tuple[float, tuple[int, Stretch] | None]] = [(0.0, None)]
    for after in range(1, length + 1):
        options = [(best[span.first][0] + span.weight, (span.first, span)) for span in ending.get(after, ())]
        best.append(max(options, key=lambda option: option[0], default=(best[after - 1][0], None)))
    path = tuple(reversed(list(_back(best, length))))
    return [path, *itertools.islice(_variants(path, found), most - 1)]


def _back(best: Sequence[tuple[float, tuple[int, Stretch] | None]], length: int) -> Iterable[Stretch]:
    place = length
    while place > 0:
        step = best[place][1]
        if step is None:
            place -= 1
            continue
        yield step[1]
        place = step[0]


_CLOSE: Final = 0.4
"""A meaning that explains this much less may still be the meant one."""


def _variants(path: tuple[Stretch, ...], found: Iterable[Stretch]) -> Iterable[tuple[Stretch, ...]]:
    every = sorted(found, key=lambda span: -span.weight)
    for place, chosen in enumerate(path):
        for other in every:
            same = (other.first, other.after) == (chosen.first, chosen.after) and other.kind != "unknown"
            differs = (other.kind, other.value, other.dimension) != (chosen.kind, chosen.value, chosen.dimension)
            if same and differs and chosen.weight - other.weight < _CLOSE:
                yield (*path[:place], other, *path[place + 1 :])
