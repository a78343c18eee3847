"""What is sent to a chat, in words: alerts of some channels, digests each at its own time, and the way out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from ingest.database import Database
from ingest.errors import InvalidInput
from ingest.texts import Language, say
from tools.alerts.outbox import ALERTS
from tools.alerts.routes import OWNS
from tools.alerts.rules.phrase_parts import channels_in
from tools.delivery.guests import Guest, subscribe, subscriptions, unsubscribe
from tools.semantics.catalogue import Catalogue
from tools.words import wording
from tools.words.period_words import weekday_of

USUAL: Final = "09:00"
_KINDS: Final[Mapping[str, str]] = {
    ALERTS: r"alerts?|warnings?|алерт\w*|предупрежден\w*|оповещен\w*",
    "digest_daily": r"daily|every (?:day|morning|evening)|ежедневн\w*|кажд\w+ (?:день|утро|вечер)",
    "digest_weekly": r"weekly|every week|еженедельн\w*|кажд\w+ недел\w+",
    "digest_monthly": r"monthly|every month|ежемесячн\w*|кажд\w+ месяц\w*",
}
_DIGEST: Final = re.compile(r"(?<!\w)(?:digests?|сводк\w*|дайджест\w*)(?!\w)", re.I)
_MONTH_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})(?:-?го)? числа|on the (\d{1,2})(?:st|nd|rd|th)", re.I)
_CLOCK: Final = re.compile(
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)"
    r"|(?<!\w)(?:в|at)\s+(?P<bare>[01]?\d|2[0-3])(?!\d|[.:]\d)(?:\s*(?:ч(?:ас\w*)?|o'clock))?(?P<later>\s*(?:вечера|дня|pm))?",
    re.I,
)
_OFF: Final = re.compile(
    r"(?<!\w)(?:off|unsubscribe|stop|(?:don't|do not) send|отпиши\w*|не (?:присылай|шли)\w*|отключи\w*)(?!\w)",
    re.I,
)
_ON: Final = re.compile(
    r"(?<!\w)(?:subscribe|send|only|присылай\w*|шли(?:те)?|отправляй\w*|подпиши\w*|только)(?!\w)", re.I
)
_ALWAYS: Final = re.compile(
    r"(?<!\w)(?:subscribe|присылай\w*|шли(?:те)?|отправляй\w*|подпиши\w*|unsubscribe|отпиши\w*)(?!\w)",
    re.I,
)
_OFTEN: Final = re.compile(
    "|".join([*_KINDS.values()][1:]) + r"|\b(?:only|whenever)\b|\b(?:every|each|on) \w+days?\b", re.I
)
"""What makes "send me" a habit rather than a single wish."""
_WORD: Final = re.compile(r"\w[\w.-]*")
_USUAL: Final = re.compile(
    rf"{_KINDS[ALERTS]}|send|me|subscribe|to|the|only|just|of|for|about|on|all|please|off|unsubscribe|from|stop|don't|do|not|"
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
    about = _DIGEST.search(text) or re.search(rf"(?<!\w)(?:{_KINDS[ALERTS]})(?!\w)", text, re.I)
    verb = _ALWAYS.search(text) or (re.search(r"\bsend me\b", text, re.I) and _OFTEN.search(text))
    return bool(about and verb)


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
    clauses = _joined(text)
    said = [
        (kind, on, clause) for on, clause in zip(_ways(clauses), clauses, strict=True) for kind in _kinds_in(clause)
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
    """Clauses that begin with a kind each; what names none belongs to the one before."""
    found: list[str] = []
    for clause in _CLAUSES.split(text):
        if found and not _kinds_in(clause):
            found[-1] += f", {clause}"
        else:
            found.append(clause)
    return found


def _kinds_in(clause: str) -> list[str]:
    named = [kind for kind, words in _KINDS.items() if re.search(rf"(?<!\w)(?:{words})(?!\w)", clause, re.I)]
    if named or not _DIGEST.search(clause):
        return named
    if _weekday(clause) is not None:
        return ["digest_weekly"]
    return ["digest_monthly" if _MONTH_DAY.search(clause) else "digest_daily"]


def _settings(kind: str, clause: str, catalogue: Catalogue | None) -> dict[str, Any]:
    if kind == ALERTS:
        channels = sorted({key for part in clause.split(",") for key in _channels(part, catalogue)})
        return {"channels": channels} if channels else {}
    settings: dict[str, Any] = {"at": _clock(clause)}
    if kind == "digest_weekly" and (weekday := _weekday(clause)) is not None:
        settings["weekday"] = weekday
    if kind == "digest_monthly" and (day := _MONTH_DAY.search(clause)):
        settings["day"] = _day(int(day[1] or day[2]))
    return settings


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


def change_subscriptions(
    database: Database, guest: Guest, wanted: Iterable[WantedMessage], catalogue: Catalogue, now: datetime
) -> None:
    """Subscribes a chat to what is wanted and ends what is not; digests count from now on."""
    held = subscriptions(database, guest.target)
    for one in wanted:
        kept = _kept(one, held, catalogue)
        if kept is None:
            unsubscribe(database, guest.target, one.kind or None)
        else:
            settings = kept if one.kind == ALERTS else {**kept, "since": now.isoformat()}
            subscribe(database, guest, one.kind, settings)


def subscription_lines(database: Database, target: str, catalogue: Catalogue, language: Language) -> list[str]:
    """What a chat is sent, a line each."""
    held = subscriptions(database, target)
    return [subscription_line(kind, settings, catalogue, language) for kind, settings in held.items()]


def subscription_line(kind: str, settings: Mapping[str, Any], catalogue: Catalogue, language: Language) -> str:
    """One kind of message, with its time or its channels."""
    channels = [catalogue.title(one, language) for one in settings.get("channels", ())]
    return say(
        "subscription-line",
        language,
        kind=kind,
        at=settings.get("at", ""),
        weekday=wording.weekday_name(int(settings.get("weekday", 0)), language),
        day=settings.get("day", 1),
        channels=wording.listing(channels, language) or "all",
        owns=wording.listing([catalogue.title(one, language) for one in settings.get(OWNS, ())], language) or "none",
    )


def _owning(one: WantedMessage, before: Mapping[str, Any]) -> dict[str, Any]:
    """Alerts as before, with or without the channels that are somebody's own to answer for."""
    mine = {*before.get(OWNS, ())}
    mine = mine | {*one.settings[OWNS]} if one.on else mine - {*one.settings[OWNS]}
    return {**before, OWNS: sorted(mine)}


def _kept(one: WantedMessage, held: Mapping[str, Mapping[str, Any]], catalogue: Catalogue) -> dict[str, Any] | None:
    """With what settings a kind goes on; None where it ends. Alerts of some channels end without the others'."""
    if OWNS in one.settings:
        return _owning(one, held.get(one.kind, {}))
    if one.on:
        kept = {OWNS: held[one.kind][OWNS]} if held.get(one.kind, {}).get(OWNS) else {}
        return {**kept, **one.settings}
    gone = one.settings.get("channels", ())
    before = held[one.kind].get("channels") or catalogue.channels if one.kind in held else ()
    left = [key for key in before if key not in gone]
    return {"channels": left} if gone and left else None
