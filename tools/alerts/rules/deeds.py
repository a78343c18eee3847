"""What shall become of an alert rule, in words: one lexicon of verbs for chat, messenger and the rule book."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from tools.alerts.rules.phrase_parts import levels_in, severity_in

RuleDeed = Literal["add", "list", "change", "pause", "resume", "remove"]

_RULE: Final = r"(?<!по )(?<!\w)(?:правил\w{0,3}|порог\w*|rules?|thresholds?)(?!\w)"
"""What is watched; "по правилам" is a way of doing something."""
_ALERT: Final = r"(?<!\w)(?:алерт\w*|(?:предупрежден|оповещен|уведомлен)и\w*|(?:alert|warning|notification)s?)(?!\w)"
_RULED: Final = re.compile(_RULE, re.I)
_OBJECT: Final = re.compile(rf"{_RULE}|{_ALERT}", re.I)
_SET_UP: Final = r"\b(?:настро\w+|сто(?:ит|ят)|set ?up|configured)\b"
_ALERTED: Final = rf"(?:{_ALERT}|\balerted\b)"
_CONDITIONS: Final = re.compile(
    rf"{_RULE}|(?:{_SET_UP}|\b(?:услови\w+|conditions?)\b).*{_ALERTED}|{_ALERTED}.*{_SET_UP}", re.I
)
"""Words for what is watched rather than for what has gone wrong."""
_ASKS: Final = re.compile(
    r"^\W*(?:(?:а|и|ну|so|and|please|пожалуйста)\W+)?(?:как(?:ие|ое|ой|ая)|покаж\w+|выве\w+|перечисл\w+|списо?к\w*|мои|"
    r"наши|на что|есть ли|сколько|what|which|show|list|see|how many|do (?:i|we) have|are there|my|our)\b",
    re.I,
)
_LONE: Final = re.compile(
    rf"\W*(?:(?:все|всех|все наши|all|the|all the|alert|warning) )*{_RULE}(?: {_ALERT})?\W*", re.I
)
"""Rules named, and nothing said of them."""
_ADS: Final = re.compile(r"(?<!\w)(?:кампани|объявлени|campaign|ads?(?!\w))", re.I)
_CONDITION: Final = re.compile(
    r"(?<!\w)(?:если|когда|выше|ниже|больше|меньше|превы\w+|if|when|above|below|over|under|exceeds?)(?!\w)", re.I
)
_MAKES: Final = r"сделай(?:те)?|установи(?:те|ть)?|выстави(?:те|ть)?|настрой(?:те)?|set|make"
"""Verbs that change a rule, or make one where the sentence has its condition."""
_VERBS: Final[tuple[tuple[RuleDeed, str], ...]] = (
    ("resume", r"(?:сними(?:те)?|снять) (?:.{0,60} )?с паузы"),
    (
        "remove",
        r"удал(?:и|ите|ить)|убери(?:те)?|убрать|сними(?:те)?|снять|сотри(?:те)?|стереть|снеси(?:те)?|delete|remove"
        r"|get rid of|scrap|не (?:нуж\w+|надо)|(?:don'?t|do not|no longer) (?:need|want)",
    ),
    (
        "pause",
        r"на паузу|(?:при)?останови(?:те|ть)?|(?:от|вы)ключи(?:те|ть)?|заглуши(?:те|ть)?|pause|suspend|disable|mute"
        r"|(?:turn|switch) (?:.{0,60} )?off|stop|deactivate",
    ),
    (
        "resume",
        r"возобнови(?:те|ть)?|включи(?:те|ть)?|верни(?:те)?|вернуть|запусти(?:те|ть)?|активируй(?:те)?|resume|unpause"
        r"|re-?enable|enable|(?:turn|switch) (?:.{0,60} )?on|(?:re-?)?activate|restart",
    ),
    (
        "change",
        r"измени(?:те|ть)?|поменяй(?:те)?|поменять|смени(?:те|ть)?|поправь(?:те)?|исправь(?:те)?|подними(?:те)?|поднять"
        r"|повысь(?:те)?|повысить|увеличь(?:те)?|увеличить|снизь(?:те)?|снизить|понизь(?:те)?|понизить|опусти(?:те|ть)?"
        r"|уменьши(?:те|ть)?|change|edit|adjust|update|raise|increase|lower|decrease|reduce",
    ),
    ("change", _MAKES),
    ("add", r"добавь(?:те)?|добавить|создай(?:те)?|создать|заведи(?:те)?|нов(?:ое|ого) правил\w+|add|create|new"),
)
"""Verbs of each deed; of several the first in this order is meant."""
_DEEDS: Final[Mapping[str, re.Pattern[str]]] = {
    verbs: re.compile(rf"(?<!\w)(?:{verbs})(?!\w)", re.I) for _, verbs in _VERBS
}
_NEW: Final = re.compile(rf"(?<!\w)(?:{_MAKES}|{_VERBS[-1][1]}|включи(?:те|ть)?|enable|turn on|set up)(?!\w)", re.I)


def deed_in(text: str, kinds: Iterable[str] = ()) -> RuleDeed | None:
    """What is wanted done with rules; None where the text is not about rules, or about one of its own.

    Alerts and thresholds stand for their rules where something is done with them. A change by a verb that also makes
    reports says of a rule that is not named as one what is new: "make a report on alerts" changes none.

    Args:
        text: the message.
        kinds: names of rules, such as "cost_spike", that are rules without the word.
    """
    named = bool(_RULED.search(text)) or _names(text, kinds)
    if _ASKS.search(text):
        return "list" if _CONDITIONS.search(text) else None
    if not (named or _OBJECT.search(text)) or (_ADS.search(text) and not named):
        return None
    deed, verbs = next((one for one in _VERBS if _DEEDS[one[1]].search(text)), (None, ""))
    if deed in ("change", "resume", "add") and _is_whole(text):
        return "add"
    if verbs == _MAKES and not (named or severity_in(text) or levels_in(text)):
        return None
    return deed or ("list" if _LONE.fullmatch(text) else None)


def mentions_rules(text: str, kinds: Iterable[str] = ()) -> bool:
    """Whether rules or alerts are spoken of, by a word for them or by the name of one, other than in a question."""
    return not _ASKS.search(text) and (_OBJECT.search(text) is not None or _names(text, kinds))


def _names(text: str, kinds: Iterable[str]) -> bool:
    low = text.casefold()
    return any(kind in low for kind in kinds)


def _is_whole(text: str) -> bool:
    """Whether a rule is said with its condition: "set a rule: CPA above 600"."""
    return bool(_NEW.search(text) and _CONDITION.search(text) and levels_in(text) and not severity_in(text))
