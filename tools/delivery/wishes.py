"""What somebody wants to be sent, in words: alerts of some channels, digests and reports each at its own time."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from ingest.errors import InvalidInput
from tools.alerts.outbox import ALERTS, OFTEN, REPORTS
from tools.alerts.routes import OWNS
from tools.alerts.rules.phrase_parts import channels_in
from tools.semantics.catalogue import Catalogue
from tools.words.period import find_periods
from tools.words.period_words import weekday_of
from tools.words.tongues import tongue_in

USUAL: Final = "09:00"
_OFTEN: Final[Mapping[str, str]] = {
    "daily": r"daily|every (?:day|morning|evening)|ежедневн\w*|кажд\w+ (?:день|утро|вечер)",
    "weekly": r"weekly|every week|еженедельн\w*|кажд\w+ недел\w+",
    "monthly": r"monthly|every month|ежемесячн\w*|кажд\w+ месяц\w*",
}
_SUBJECTS: Final[Mapping[str, str]] = {
    "digest": r"digests?|summar(?:y|ies)|recaps?|сводк\w*|дайджест\w*",
    "report": r"reports?|отч[её]т\w*",
}
"""What comes at its time; each as often as `OFTEN` says."""
_ALERTS: Final = r"alerts?|warnings?|алерт\w*|предупрежден\w*|оповещен\w*"
_MONTH_DAY: Final = re.compile(
    r"(?<!\d)(\d{1,2})(?:-?го)?\s+(?:числа|кажд)|\bon (?:the )?(\d{1,2})(?:st|nd|rd|th)|"
    r"\b(\d{1,2})(?:st|nd|rd|th) of (?:each|every)",
    re.I,
)
_CLOCK: Final = re.compile(
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)"
    r"|(?<!\w)(?:в|at)\s+(?P<bare>[01]?\d|2[0-3])(?!\d|[.:]\d)(?:\s*(?:ч(?:ас\w*)?|o'clock))?"
    r"(?P<later>\s*(?:вечера|дня|pm))?",
    re.I,
)
_OFF: Final = re.compile(
    r"(?<!\w)(?:off|unsubscribe|stop|cancel|(?:don't|do not) send|отпиши\w*|не (?:присылай|шли|отправляй)\w*|"
    r"отключи\w*|отмени\w*|хватит|перестань\w*)(?!\w)",
    re.I,
)
_HABIT: Final = r"subscribe|присылай\w*|высылай\w*|шли(?:те)?|отправляй\w*|подпиши\w*|скидывай\w*"
"""Verbs of what is done again and again."""
_ON: Final = re.compile(rf"(?<!\w)(?:{_HABIT}|send|only|только)(?!\w)", re.I)
_ALWAYS: Final = re.compile(rf"(?<!\w)(?:{_HABIT}|unsubscribe|отпиши\w*)(?!\w)", re.I)
_SENDS: Final = re.compile(rf"(?<!\w)(?:{_HABIT}|send|schedule|email|mail|receive|получать|запланируй\w*)(?!\w)", re.I)
_SENDS_ONCE: Final = re.compile(
    r"(?<!\w)(?:пришли\w*|отправь\w*|скинь\w*|вышли\w*|кинь\w*|прислать|отправить)(?!\w)", re.I
)
_AGAIN: Final = re.compile("|".join(_OFTEN.values()) + r"|\b(?:only|whenever)\b|\b(?:every|each|on) \w+days?\b", re.I)
"""What makes "send me" a habit rather than a single wish."""
_TIMED: Final = re.compile(r"(?<!\w)(?:every|each|кажд\w+|по|on)(?!\w)", re.I)
_TO_TELEGRAM: Final = re.compile(
    r"(?<!\w)(?:в|через|to|via|by)\s+(?:(?:my|мой|наш)\s+)?(?:телеграм\w*|телегу|тг|telegram|tg)(?!\w)", re.I
)
"""Telegram as the place where messages go, not as a channel they are about."""
_LISTED: Final = re.compile(
    r"\W*(?:(?:what|which|show|list|какие|какая|покажи\w*|что|на что)\W+)?(?:.{0,20}\W)?(?:"
    r"my subscriptions?|(?:(?:what|which) (?:reports?|digests?|messages)|what) (?:am i|are we|do i) "
    r"(?:subscribed|sent|get|scheduled)\b.{0,20}|(?:what|which) (?:reports?|digests?) are scheduled|scheduled reports?|"
    r"мо[ий] подписк\w*|(?:отч[её]ты|сводки) запланированы|запланированные (?:отч[её]ты|сводки)|"
    r"расписание (?:отч[её]тов|сводок|рассылок)|я подписан\w*|(?:у меня |мне )?(?:есть )?подписки)\W*",
    re.I,
)
_EXCEL: Final = re.compile(r"(?<!\w)(?:xlsx?|excel|эксел\w*)(?!\w)", re.I)
_OVER: Final = re.compile(r"(?<!\w)(?:за|for|about|over|covering)\s+", re.I)
_WORD: Final = re.compile(r"\w[\w.-]*")
_USUAL: Final = re.compile(
    rf"{_ALERTS}|send|me|subscribe|to|the|only|just|of|for|about|on|all|please|off|unsubscribe|from|stop|don't|do|not|"
    r"присылай\w*|шли\w*|отправляй\w*|подпиши\w*|отпиши\w*|мне|меня|на|от|по|о|об|про|только|все|обо|всех|пожалуйста|не",
    re.I,
)
"""Words beside which an alert's subscription names channels."""
_CLAUSES: Final = re.compile(r"[,;]|\s(?:and|и|а)\s", re.I)


@dataclass(frozen=True, kw_only=True)
class WantedMessage:
    """One kind of message, wanted or not any more."""

    kind: str
    """One of `KINDS`; empty for all."""
    on: bool
    settings: Mapping[str, Any] = field(default_factory=dict)


_OWNS: Final = re.compile(
    r"\W*(?:я\s+|теперь\s+)*(?P<not>больше\s+не\s+|не\s+)?(?:отвечаю за|веду)\s+(?P<what>[^?]+?)[^\w?]*"
    r"|\W*(?:i(?:'m| am)|i) (?P<no>no longer |not )?(?:responsible for|in charge of)\s+(?P<of>[^?]+?)[^\w?]*",
    re.I,
)
"""A whole sentence in which somebody says which channels are theirs to answer for."""


def wishes_to_subscribe(text: str) -> bool:
    """Whether a sentence of one's own is about what is sent, and how often: "присылай сводку по пятницам в 10"."""
    if (owned := _OWNS.fullmatch(text)) and any(channels_in(owned["what"] or owned["of"], ())):
        return True
    if _said(_SUBJECTS["report"], text):
        return _schedules(text)
    about = _said(_SUBJECTS["digest"], text) or _said(_ALERTS, text)
    return about and bool(_ALWAYS.search(text) or (re.search(r"\bsend me\b", text, re.I) and _AGAIN.search(text)))


def asks_what_is_sent(text: str) -> bool:
    """Whether a whole sentence asks for the subscriptions there are: "какие у меня подписки?"."""
    return _LISTED.fullmatch(text) is not None


def _schedules(text: str) -> bool:
    """Whether a report is to come again and again, or no more; one that is only sent is made now."""
    if _OFF.search(text):
        return True
    again = _AGAIN.search(text) or _MONTH_DAY.search(text) or (_TIMED.search(text) and _weekday(text) is not None)
    return bool(again and (_SENDS.search(text) or _CLOCK.search(text) or _weekday(text) is not None))


def sent_to_telegram(text: str) -> str:
    """The text without Telegram where a report is to be sent there now: "пришли отчёт в телеграм"; else empty."""
    sends = _said(_SUBJECTS["report"], text) and (_SENDS.search(text) or _SENDS_ONCE.search(text))
    return _TO_TELEGRAM.sub(" ", text) if sends and _TO_TELEGRAM.search(text) else ""


def wanted_in(text: str, catalogue: Catalogue | None = None) -> Iterator[WantedMessage]:
    """What a text asks for, each kind with the time, day and channels that are said beside it.

    Raises:
        InvalidInput: a day of the month that there is not, or channels without data.
    """
    if owned := _OWNS.fullmatch(text):
        what = (owned["what"] or owned["of"]).replace(" and ", ",").replace(" и ", ",")
        mine = sorted({key for part in what.split(",") for key in _channels(part, catalogue)})
        yield WantedMessage(kind=ALERTS, on=not (owned["not"] or owned["no"]), settings={OWNS: mine})
        return
    clauses = _joined(_TO_TELEGRAM.sub(" ", text))
    said = [
        (kind, on, clause)
        for on, (subject, clause) in zip(_ways(clauses), _with_subjects(clauses), strict=True)
        for kind in _kinds_in(clause, subject, on=on)
    ]
    for kind, on, clause in said:
        yield WantedMessage(kind=kind, on=on, settings=_settings(kind, clause, catalogue))
    if not said and _OFF.search(text):
        yield WantedMessage(kind="", on=False)


def _ways(clauses: Sequence[str]) -> Iterator[bool]:
    """Whether what a clause names is wanted; one without a verb goes with the one before, the first with the next."""
    said = [False if _OFF.search(clause) else True if _ON.search(clause) else None for clause in clauses]
    way = next((one for one in said if one is not None), True)
    for one in said:
        way = way if one is None else one
        yield way


def _joined(text: str) -> list[str]:
    """Clauses that begin with a kind each; what names none belongs to the one before, the first to the next."""
    found: list[str] = []
    for clause in _CLAUSES.split(text):
        if found and (not _names_a_kind(clause) or _goes_on(found[-1], clause)):
            found[-1] += f", {clause}"
        else:
            found.append(clause)
    return found


def _goes_on(before: str, clause: str) -> bool:
    """Whether a clause is the rest of the one before: that one says what is sent, this one how often."""
    if not _names_a_kind(before):
        return True
    told = any(_subjects(clause)) or _said(_ALERTS, clause)
    return not told and any(_subjects(before)) and not _says_when(before)


def _says_when(clause: str) -> bool:
    often = any(_said(words, clause) for words in _OFTEN.values())
    return often or _weekday(clause) is not None or _MONTH_DAY.search(clause) is not None


def _names_a_kind(clause: str) -> bool:
    return any(_said(words, clause) for words in (_ALERTS, *_SUBJECTS.values(), *_OFTEN.values()))


def _with_subjects(clauses: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each clause after what it is about; one that does not say so goes on about the same."""
    subject = next((name for clause in clauses for name in _subjects(clause)), "digest")
    for clause in clauses:
        subject = next(_subjects(clause), subject)
        yield subject, clause


def _subjects(clause: str) -> Iterator[str]:
    return (name for name, words in _SUBJECTS.items() if _said(words, clause))


def _said(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w)(?:{words})(?!\w)", text, re.I) is not None


def _kinds_in(clause: str, subject: str, *, on: bool) -> list[str]:
    """The kinds of message that a clause names; what ends without a time ends at all its times."""
    alerts = [ALERTS] if _said(_ALERTS, clause) else []
    often = [name for name, words in _OFTEN.items() if _said(words, clause)]
    if often or not any(_subjects(clause)):
        return alerts + [f"{subject}_{name}" for name in often]
    if _weekday(clause) is not None:
        return [*alerts, f"{subject}_weekly"]
    if _MONTH_DAY.search(clause):
        return [*alerts, f"{subject}_monthly"]
    return alerts + ([f"{subject}_{_UNSAID[subject]}"] if on else [f"{subject}_{name}" for name in OFTEN])


_UNSAID: Final = {"digest": "daily", "report": "weekly"}
"""How often it comes where nothing is said."""


def _settings(kind: str, clause: str, catalogue: Catalogue | None) -> dict[str, Any]:
    if kind == ALERTS:
        channels = sorted({key for part in clause.split(",") for key in _channels(part, catalogue)})
        return {"channels": channels} if channels else {}
    settings: dict[str, Any] = {"at": _clock(clause)}
    if kind.endswith("weekly") and (weekday := _weekday(clause)) is not None:
        settings["weekday"] = weekday
    if kind.endswith("monthly") and (day := _MONTH_DAY.search(clause)):
        settings["day"] = _day(int(next(filter(None, day.groups()))))
    return settings | ({"order": _order(clause, kind, catalogue)} if kind in REPORTS else {})


_ANY_DAY: Final = date(2024, 1, 1)
"""Only the words of a period are wanted here: they mean other days each time."""


def _order(clause: str, kind: str, catalogue: Catalogue | None) -> dict[str, Any]:
    """What the report is about: days as said, else those that are over when it comes; channels, file and language."""
    known = tuple(catalogue.channels) if catalogue else ()
    order = {
        "period": _days_over(clause) or REPORTS[kind],
        "channels": sorted({key for key in channels_in(clause, known) if not known or key in known}),
        "format": "xlsx" if _EXCEL.search(clause) else "",
        "language": tongue_in(clause),
    }
    return {name: value for name, value in order.items() if value}


def _days_over(clause: str) -> str:
    """The days that a report is to tell of, in the words given; empty where none are said."""
    for over in _OVER.finditer(clause):
        rest = clause[over.end() :]
        found = next(iter(find_periods(rest, _ANY_DAY)), None)
        if found is not None and rest[: found.span[0]].strip().casefold() in ("", "the"):
            return rest[slice(*found.span)].strip()
    return ""


def _channels(part: str, catalogue: Catalogue | None) -> list[str]:
    """The channels of a part of a clause; words that name none are a mistake, not all channels."""
    known = list(catalogue.channels) if catalogue else []
    named = list(channels_in(part, known))
    strange = [word for word in _WORD.findall(part) if not _USUAL.fullmatch(word)]
    if catalogue and strange and not set(named) & set(known):
        possible = ", ".join(catalogue.title(key, "en") for key in known)
        raise InvalidInput("alerts-channel-unknown", received=strange[0], possible=possible)
    return [key for key in named if not known or key in known]


def _day(number: int) -> int:
    if not 1 <= number <= 31:
        raise InvalidInput("bot-day-unknown", received=number)
    return number


def _weekday(clause: str) -> int | None:
    return next((found for word in _WORD.findall(clause) if (found := weekday_of(word)) is not None), None)


def _clock(clause: str) -> str:
    found = _CLOCK.search(clause)
    if found is None:
        return USUAL
    if found["hour"]:
        return f"{found['hour'].zfill(2)}:{found['minute']}"
    hour = int(found["bare"])
    return f"{hour + 12 if found['later'] and hour < 12 else hour:02d}:00"
