"""Talk about advice given: "I accept the second", "отклоняю совет 3, потому что ...", "what did your advice bring?"."""

import re
from collections.abc import Mapping
from typing import Any, Final

from rapidfuzz.distance import OSA

from agent.understanding.dialogue.memory import Conversation, PlannedCall

_NOUN: Final = r"(?:совет\w*|рекомендаци\w*|advice|recommendations?|suggestions?)"
_ABOUT: Final = frozenset({"recommend", "decide_advice", "advice_record"})
"""After one of these a bare number is that of an advice."""
_DECISIONS: Final[Mapping[str, str]] = {
    "accept": r"прин(?:има\w+|ять|ято|ял[аи]?)|бер[уеё]\w*|соглас\w+ (?:с|на)|(?:i )?(?:accept|approve|take)(?:ed)?",
    "decline": r"отклон\w+|отказыва\w+ от|не (?:бер\w+|принима\w+)|(?:i )?(?:decline|reject|refuse|skip)(?:e?d)?",
    "done": r"(?:я |мы )?(?:с?дела(?:л|ла|ли|но)|выполн\w+|внедрил\w*)|готово|"
    r"(?:i |we )?(?:did|done|have done|carried out|implemented|finished)",
    "reopen": r"верн\w+|take back|reopen|bring back",
}
_ORDINALS: Final = (
    r"перв\w+|first",
    r"втор\w+|second",
    r"трет\w+|third",
    r"четв[её]рт\w+|fourth",
    r"пят\w+|fifth",
    r"шест\w+|sixth",
    r"седьм\w+|seventh",
)
_WHICH: Final = r"(?P<mark>№|#|номер|no\.?|number)?\s*(?P<digits>\d{1,6})(?:-?(?:й|ый|ой|ю|е|ий|st|nd|rd|th))?"
_WHY: Final = r"(?:\s*[,.:;—-]?\s*(?:потому что|так как|because|since)\s+(?P<reason>.+))?"
_SHAPES: Final = {
    decision: re.compile(
        rf"\W*(?:{verb})\s*(?:the\s+)?(?P<noun>{_NOUN})?\s*(?:{_WHICH}|(?P<ordinal>{'|'.join(_ORDINALS)}))?"
        rf"\s*(?P<after>{_NOUN}|one)?{_WHY}\W*",
        re.IGNORECASE | re.DOTALL,
    )
    for decision, verb in _DECISIONS.items()
}
_BROUGHT: Final = re.compile(
    r"прин[её]с|принос|дал[аои]?\b|(?:с|от)работал|помог|окупил|заработал|сэкономил|итог|результат|выписк|эффект|польз|"
    r"толк\w*|чего сто|br(?:ing|ought)|c[ao]me of|any good|perform|"
    r"pa(?:y|id) off|work(?:ed)?\b|worth|record|statement|effect|results?\b|earn|"
    r"sav(?:e|ed)\b|help(?:ed)?\b|outcome",
    re.IGNORECASE,
)
_GIVEN: Final = re.compile(
    r"\b(?:тво\w+|ваш\w+|прежн\w+|прошл\w+|принят\w+|выполнен\w+|по|от|your|the|past|earlier|previous|accepted|of)\s+(?:\w+\s+)?"
    rf"{_NOUN}|{_NOUN}\s+(?:\w+\s+)?(?:прин|дал|сработал|помог|окупил|br|pa|work|help)|(?:ли|did|has|have)\s+(?:\w+\s+)?{_NOUN}",
    re.IGNORECASE,
)


def about_advice(text: str, earlier: Conversation) -> PlannedCall | None:
    """The call that talk about advice asks for; None when the message is about something else."""
    for decision, shape in _SHAPES.items():
        said = shape.fullmatch(text)
        if said and (said["noun"] or said["after"] or _just_told(earlier)):
            return PlannedCall(name="decide_advice", args={"decision": decision, **_which(said)})
    if _GIVEN.search(text) and (_BROUGHT.search(text) or _misspelt(text)):
        return PlannedCall(name="advice_record", args={})
    return None


_RESULTS: Final = (
    "принесли",
    "принесла",
    "сработали",
    "помогли",
    "результат",
    "окупились",
    "brought",
    "results",
    "worked",
)


def _misspelt(text: str) -> bool:
    """Whether a word is one slip away from such a result: "что принсли твои советы"."""
    words = re.findall(r"[^\W\d_]{6,}", text.casefold())
    return any(OSA.distance(word, known) == 1 for word in words for known in _RESULTS)


def _just_told(earlier: Conversation) -> bool:
    return any(call.name in _ABOUT for call in earlier.last)


def _which(said: re.Match[str]) -> dict[str, Any]:
    args: dict[str, Any] = {"reason": said["reason"].strip()} if said["reason"] else {}
    if said["digits"]:
        return {**args, ("number" if said["mark"] else "place"): int(said["digits"])}
    word = said["ordinal"]
    place = next((at for at, one in enumerate(_ORDINALS, 1) if word and re.fullmatch(one, word, re.IGNORECASE)), 0)
    return {**args, "place": place} if place else args
