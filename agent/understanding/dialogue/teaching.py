"""What the team teaches: "запомни: заявка = лиды", "note: on November 12 we launched", "what did you remember?"."""

import re
from datetime import date
from typing import Any, Final

from agent.understanding.dialogue.memory import PlannedCall
from ingest.texts import Language
from tools.semantics.catalogue import Catalogue
from tools.words.period import Mention, find_periods

TOOL: Final = "remember_definition"
_QUOTES: Final = "«»“”„\"'` "
_NOTE_WORDS: Final = (
    r"(?:(?:добавь|сделай|запиши|создай|оставь|add|make|leave|write down|take) )?(?:a |the )?(?:заметк[ау]|note)"
)
_REMEMBER: Final = r"(?:запомни(?:те)?|отметь(?:те)?|remember|keep in mind)"
_LEAD: Final = re.compile(
    rf"\W*(?:please |пожалуйста,? )?(?:{_NOTE_WORDS}|{_REMEMBER})(?P<that>,? что| that)?\s*[:,—–-]?\s+(?P<rest>.+)",
    re.I | re.S,
)
_MEANS: Final = (
    r"\s*(?:=|:=)\s*|\s+[—–-]\s+(?:это\s+)?|,?\s+(?:это|значит|означает|means?|stands for|is|are)\s+(?!(?:не|not)\b)"
)
_DEFINES: Final = re.compile(rf"(?P<term>[^=:]{{2,60}}?)(?:{_MEANS})(?P<meaning>.+)", re.I | re.S)
_BARE: Final = tuple(
    re.compile(shape, re.I | re.S)
    for shape in (
        r"\W*под (?P<term>.{2,60}?) (?:мы |у нас )?(?:понима\w+|подразумева\w+|име\w+ в виду) (?P<meaning>.+)",
        r"\W*(?P<term>[^?]{2,60}?) у нас (?:значит|означает|—|–|-|это) (?P<meaning>[^?]+)",
        r"\W*(?:when (?:i|we) say (?P<term>.{2,60}?),? (?:i|we) mean) (?P<meaning>.+)",
        r"\W*by (?P<term>.{2,60}?),? (?:i|we) mean (?P<meaning>.+)",
        r"\W*когда (?:я|мы) говор\w+ (?P<term>.{2,60}?),? (?:я|мы) име\w+ в виду (?P<meaning>.+)",
        r"\W*define (?P<term>.{2,60}?) as (?P<meaning>.+)",
        r"\W*(?P<term>[«\"“][^«»\"“”]{2,60}[»\"”])\s*(?:=|значит|означает|means)\s*(?P<meaning>.+)",
    )
)
_LISTS: Final = re.compile(
    r"\W*(?:(?:покажи|какие|список|перечисли|show|list|what are)\s+"
    r"(?:(?:me|у нас|есть|all|наши|our|the|own|team(?:'s)?)\s+)*"
    r"(?P<what>заметки|пометки|отметки|определения|слова команды|notes|annotations|definitions|words)(?:\s+команды)?"
    r"(?:\s+(?:на|on)\s+(?:(?:the|our|наших)\s+)?(?:график\w*|charts?|graphs?))?(?P<when>.*)"
    r"|что ты (?:запомнила?|помнишь)|словарь команды|what (?:did|do|have) you remember\w*|team glossary)\W*",
    re.I | re.S,
)
_FORGETS: Final = re.compile(
    r"\W*(?:забудь(?:те)?|forget|(?:удали|сотри|delete|remove|drop)\s+"
    r"(?=заметк|определени|слово|note|definition|the word))\s*(?:про\s+|about\s+)?(?:the\s+)?"
    r"(?:заметк[уи]|note|определение|слово|definition|word)?\s*(?:№|#|номер|number|no\.?)?\s*(?P<what>[^?,.;:!]{1,40}?)\W*",
    re.I | re.S,
)
_HELD: Final = dict.fromkeys(("заметки", "пометки", "отметки", "notes", "annotations"), "note")
_EVERYTHING: Final = re.compile(r"(?:это|всё|все|об этом|it|that|this|everything|all)", re.I)


def taught(text: str, catalogue: Catalogue, today: date, language: Language) -> PlannedCall | None:
    """The call that teaching asks for; None when the message is about something else."""
    said = text.strip()
    args = _listing(said, today, language) or _forgetting(said) or _told(said, catalogue, today, language)
    return PlannedCall(name=TOOL, args=args) if args else None


def _listing(text: str, today: date, language: Language) -> dict[str, Any]:
    found = _LISTS.fullmatch(text)
    if not found:
        return {}
    args: dict[str, Any] = {"action": "list"}
    if what := found["what"]:
        args["kind"] = _HELD.get(what.casefold(), "word")
    if (found["when"] or "").strip(" ?.!"):
        days = find_periods(found["when"], today, language=language)
        if not days:
            return {}
        args["period"] = found["when"][slice(*days[0].span)]
    return args


def _forgetting(text: str) -> dict[str, Any]:
    found = _FORGETS.fullmatch(text)
    if not found or _EVERYTHING.fullmatch(found["what"].strip()):
        return {}
    if found["what"].isdecimal():
        return {"action": "forget", "kind": "note", "number": int(found["what"][:9])}
    return {"action": "forget", "kind": "word", "term": found["what"].strip(_QUOTES)}


_LAST: Final = re.compile(
    rf"(?P<said>.+?)\s*[,.;:—–-]\s*(?:и |and )?{_REMEMBER}(?: (?:это|that|this|it))?\W*", re.I | re.S
)


def _told(text: str, catalogue: Catalogue, today: date, language: Language) -> dict[str, Any]:
    if last := _LAST.fullmatch(text):  # "X is Y, remember that" as well as "remember: X is Y"
        shaped = next((_word(found) for shape in _BARE if (found := shape.fullmatch(last["said"]))), {})
        return shaped or _told(f"remember: {last['said']}", catalogue, today, language)
    lead = _LEAD.fullmatch(text)
    if lead is None:
        return next((_word(found) for shape in _BARE if (found := shape.fullmatch(text))), {})
    days = find_periods(lead["rest"], today, language=language)
    defines = _DEFINES.fullmatch(lead["rest"])
    if defines and not any(mention.span[0] < defines.end("term") for mention in days):
        return _word(defines)
    return _note(lead["rest"], days, catalogue)


def _word(found: re.Match[str]) -> dict[str, Any]:
    term, meaning = (found[name].strip(_QUOTES + ".!") for name in ("term", "meaning"))
    term = _FOR_US.sub("", term)
    return {"action": "remember", "kind": "word", "term": term, "meaning": meaning} if term and meaning else {}


_FOR_US: Final = re.compile(r"\s+(?:у нас|для нас|for us|here)$", re.I)


def _note(text: str, days: list[Mention], catalogue: Catalogue) -> dict[str, Any]:
    dated = [one for one in days if any(map(str.isdigit, text[slice(*one.span)]))] or days
    args: dict[str, Any] = {"action": "remember", "kind": "note", "text": _without(text, dated[:1])}
    if dated:  # "Black Friday sale nov 27-30": the days that are written as such
        args["period"] = text[slice(*dated[0].span)]
    named = [key for key, title in catalogue.channels.items() if {key.casefold(), title.casefold()} & _words(text)]
    return args | {"channel": named[0]} if len(named) == 1 else args


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w.]*\w", text.casefold()))


def _without(text: str, days: list[Mention]) -> str:
    """What happened, without its days where the rest still is a sentence."""
    for mention in days:
        start, end = mention.span
        before, after = re.sub(r"(?:^|\s)(?:с|со|в|во|on|from|in|at)\s*$", "", text[:start], flags=re.I), text[end:]
        text = f"{before.rstrip()} {after.lstrip(' ,:—–-')}"
    return text.strip(" .,:—–-")
