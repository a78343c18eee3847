"""The parts of a rule in words, each read where it stands: campaign, days, window, metric, channel, severity."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from ingest.channel_names import CHANNEL_NAMES, EVERYDAY, canonical, plain
from ingest.errors import InvalidInput
from tools.alerts.rules.model import AlertScope, Severity
from tools.semantics.metrics import METRICS
from tools.semantics.spelling import nearest
from tools.words.labels import stored_value
from tools.words.numbers import Figure, find_numbers
from tools.words.period_words import CARDINALS
from tools.words.stems import stem_of

_NUMBER_WORDS: Final = {word: number for number, words in CARDINALS.items() for word in words.split()}
_COUNT: Final = rf"(?P<count>\d{{1,2}}|{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})"
_IN_A_ROW: Final = re.compile(
    rf"(?:{_COUNT}\s+)?(?P<unit>дн\w*|день|сут\w+|недел\w+|days?|weeks?)\s+(?:подряд|in a row|straight|running)", re.I
)
_CONSECUTIVE: Final = re.compile(rf"{_COUNT}\s+consecutive\s+(?P<unit>days?|weeks?)", re.I)
_FOR_DAYS: Final = re.compile(rf"(?:в течение|for)\s+{_COUNT}\s+(?P<unit>дн\w*|сут\w+|недел\w+|days?|weeks?)", re.I)
_OVER_DAYS: Final = re.compile(
    rf"(?:\bза|\bover)\s+(?:последни\w+\s+|the last\s+|last\s+)?(?:{_COUNT}\s+)?"
    r"(?P<unit>дн\w*|день|сут\w+|недел\w+|days?|weeks?)\b",
    re.I,
)
_SEVERITIES: Final[tuple[tuple[str, Severity], ...]] = (
    (r"критичн\w*|critical", "critical"),
    (r"важн\w*|срочн\w*|high|urgent", "high"),
    (r"неважн\w*|low priority", "low"),
)
_NUMBERED: Final = re.compile(
    r"(?:правил\w*|rules?)\s*(?:номер|number|no\.?|№|#)?\s*(\d{1,6})(?![\d.,]|\s*%)|[№#](\d+)", re.I
)


def take_campaign(phrase: str, campaigns: Sequence[AlertScope]) -> tuple[str, AlertScope | None]:
    """The longest known campaign name in the phrase, cut out so that its words and digits mean nothing else."""
    for scope in sorted(campaigns, key=lambda one: -len(one.campaign or "")):
        if not scope.campaign:
            continue
        found = re.search(rf"(?<!\w){re.escape(scope.campaign)}(?!\w)", phrase, re.I)
        if found:
            return phrase[: found.start()] + " " + phrase[found.end() :], scope
    return phrase, None


def take_days(text: str) -> tuple[str, int | None]:
    """The text without its days in a row, and how many there are; None where none are said."""
    for pattern in (_IN_A_ROW, _CONSECUTIVE, _FOR_DAYS):
        found = pattern.search(text)
        if found:
            return text[: found.start()] + " " + text[found.end() :], max(1, _days(found))
    return text, None


def take_window(text: str) -> tuple[str, int | None]:
    """The text without the trailing days that a value is taken over, and how many there are; None where none are."""
    found = _OVER_DAYS.search(text)
    if not found:
        return text, None
    return text[: found.start()] + " " + text[found.end() :], max(1, _days(found))


def _days(found: re.Match[str]) -> int:
    said = (found["count"] or "1").casefold()
    count = int(said) if said.isdigit() else _NUMBER_WORDS[said]
    return count * (7 if re.match(r"недел|week", found["unit"], re.I) else 1)


def numbered_in(text: str) -> int | None:
    """The number by which a rule is called, None where none is."""
    found = _NUMBERED.search(text)
    return int(found[1] or found[2]) if found else None


def levels_in(text: str) -> list[Figure]:
    """Figures that may be a rule's level: no dates, none inside of a word, and not the rule's own number."""
    numbered = [match.span() for match in _NUMBERED.finditer(text)]
    figures = [one for one in find_numbers(text) if not one.is_date and not one.in_word and not one.spelled]
    return [one for one in figures if not any(start <= one.span[0] < end for start, end in numbered)]


def in_metric_units(metric: str, level: Figure) -> float:
    """A figure in the unit of a metric: 40 is 0.4 where it is a percentage.

    Raises:
        InvalidInput: a percentage, where the metric is a sum or a count that none can be of.
    """
    if level.unit == "percent" and METRICS[metric].style in ("money", "count"):
        raise InvalidInput("alerts-phrase-percent", received=f"{float(level.value):g} %")
    return stored_value(metric, level)


def severity_in(text: str) -> Severity | None:
    """How grave, where it is said."""
    for pattern, severity in reversed(_SEVERITIES):
        if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.I):
            return severity
    return None


def stems_of(text: str) -> tuple[str, ...]:
    """The stem of every word."""
    return tuple(stem_of(word) for word in plain(text).split())


@lru_cache(maxsize=4)
def _metric_stems(keys: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Stemmed words of every metric, the longest phrases first; a catalogue key wins over a word."""
    pairs: list[tuple[tuple[str, ...], str]] = [(stems_of(key), key) for key in keys]
    pairs += [(stems_of(words), key) for key in keys for listed in METRICS[key].words.values() for words in listed]
    return tuple(sorted(pairs, key=lambda one: -len(one[0])))


def metric_in(text: str, words: Iterable[tuple[str, str]] = ()) -> str:
    """The metric that is named; `words` are what files call their measures.

    Raises:
        InvalidInput: none is.
    """
    if key := metric_named(text, words):
        return key
    raise InvalidInput(
        "alerts-phrase-no-metric", received=text.strip(), possible="CPA, ROI, CTR, CVR, spend, conversions, revenue"
    )


def metric_named(text: str, words: Iterable[tuple[str, str]] = ()) -> str:
    """The same; empty where none is named."""
    written = (word for word in re.findall(r"\w+", text) if "_" in word and word in METRICS)
    if key := next(written, ""):  # nobody writes it so by chance, and a file's word may be a part of it
        return key
    said = _in_usual_words(stems_of(text), words)
    for stems, key in _metric_stems(tuple(METRICS)):
        if any(said[index : index + len(stems)] == stems for index in range(len(said) - len(stems) + 1)):
            return key
    return ""


def _in_usual_words(said: tuple[str, ...], words: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The stems with the files' words in the place of the usual ones: "cost per booking" is "cost per conversion"."""
    for word, measure in sorted(words, key=lambda one: -len(one[0])):
        own = stems_of(word)
        usual = METRICS[measure].words["en" if word.isascii() else "ru"] if measure in METRICS else ()
        for at in range(len(said) - len(own), -1, -1) if own and usual else ():
            if said[at : at + len(own)] == own:
                said = (*said[:at], *stems_of(usual[0]), *said[at + len(own) :])
    return said


@cache
def _spellings() -> dict[str, str]:
    """Channels by their spellings of one word, which Russian declines by a letter or two: "в Инстаграме"."""
    known: dict[str, str] = {}
    for channel in CHANNEL_NAMES:
        for spelling in (channel.en, channel.ru, *channel.spellings):
            words = plain(spelling).split()
            if len(words) == 1 and len(words[0]) > 2:
                known.setdefault(words[0], channel.key)
    return known


def channel_in(text: str, channels: Sequence[str]) -> str | None:
    """The channel that is named, of those with data if any are given; None where none is.

    Raises:
        InvalidInput: only channels without data are named.
    """
    named = list(channels_in(text, channels))
    known = [key for key in named if not channels or key in channels]
    if known:
        return known[0]
    if named:
        possible = nearest(named[0], channels) or ", ".join(channels)
        raise InvalidInput("alerts-channel-unknown", received=named[0], possible=possible)
    return None


def channels_in(text: str, channels: Sequence[str]) -> Iterator[str]:
    """Every channel that is named, with data or without, some of them twice."""
    words = plain(text).split()
    own = {plain(key): key for key in channels}
    for size in (4, 3, 2, 1):
        for index in range(len(words) - size + 1):
            said = " ".join(words[index : index + size])
            found = canonical(said) if len(said) > 1 else None
            if said in own:
                yield own[said]
            elif found is not None and (found.key in channels or len(said) > 2 or said not in EVERYDAY):
                yield found.key
    for word in words:
        ends = (None,) if word.isascii() else (None, -1, -2)  # English declines no names: "ping" is no form of "pin"
        bare = next((word[:end] for end in ends if word[:end] in _spellings()), "")
        if len(word) > 3 and bare:
            yield _spellings()[bare]
