"""Yes or no to what was proposed, and decisions about advice: how they are said, and what becomes of them."""

import re
from dataclasses import dataclass
from typing import Final

from agent.understanding.dialogue.advice import about_advice
from agent.understanding.dialogue.memory import Conversation, PlannedCall
from ingest.texts import Language, say
from tools.tool import Status, find_tools

_YES: Final = frozenset(
    "да ага угу ок окей давай давайте конечно хорошо верно подтверждаю согласен согласна согласны выполни выполните "
    "выполняй сделай сделайте делай поехали yes yep yeah yup sure ok okay confirm confirmed agree agreed approve "
    "approved proceed ahead do + 👍".split()
)
_BESIDE: Final = frozenset(
    "ну пожалуйста спасибо сейчас теперь это его please thanks now it that this the go i then".split()
)
_OTHERWISE: Final = frozenset(
    "не нет но только кроме без вместо отмена отмени стоп no not don't dont never but only except without instead "
    "cancel stop".split()
)
"""With one of these a yes is none, even where the proposal itself has the word."""
_WORD: Final = re.compile(r"[\w']+|\+|👍")
_ASKED: Final = re.compile(r"[^.?!]*\?")
_STEM: Final = 5
"""Letters by which a word repeats another: «Включить?» and «включи»."""
_NO: Final = re.compile(
    r"\W*(?:нет|не надо|не нужно|отмена|отмени|no|nope|cancel|don'?t|never mind)\W*(?:спасибо|thanks)?\W*", re.I
)


def agrees(text: str, proposal: str = "") -> bool:
    """Whether a message is a plain yes: it agrees or repeats what was asked, and says nothing that was not proposed.

    Args:
        text: what the person wrote.
        proposal: what the person had read; "yes, but ..." brings something new and is no yes to it.
    """
    words = _words(text)
    asked = {word[:_STEM] for question in _ASKED.findall(proposal) for word in _words(question)}
    repeated = {word[:_STEM] for word in _words(proposal)}
    return (
        "?" not in text
        and not _OTHERWISE.intersection(words)
        and any(word in _YES or word[:_STEM] in asked for word in words)
        and all(word in _YES or word in _BESIDE or word[:_STEM] in repeated for word in words)
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("ё", "е"))


def declines(text: str) -> bool:
    """Whether a message is a plain no."""
    return _NO.fullmatch(text) is not None


_DENIED: Final = (
    r"(?:(?:ой|упс|стоп|подожди\w*|oops|wait|ah|oh)[\s,.:;!—-]+)?"
    r"(?:нет|не то|не так|неверно|no|nope|not that|wrong|sorry|actually|извини\w*|прости\w*|точнее|вернее|or rather)"
)
_MEANT: Final = (
    r"(?:про|о|имел\w* в виду|в смысле|вернись к|вернемся к|верни|назад к|meant?|(?:go |come )?back to|return to|"
    r"was asking about)"
)
_THING: Final = (
    r"(?!(?:считая|учитывая|включая|только|более|больше|менее|меньше|counting|including|only|just|more|less|over|under)\b)"
    r"(?:[^\s,\d]+\s+){0,2}[^\s,\d]+"
)
"""What is denied: a few words that leave nothing out and set no limit."""
_CORRECTIONS: Final = tuple(
    re.compile(said, re.I | re.S)
    for said in (
        rf"\W*(?:{_DENIED}\b[\s,.:;!—-]*)?(?:(?:я|мы|i|we)\s+)?{_MEANT}\s+(?P<rest>\S.*)",
        rf"\W*(?:{_DENIED}\s*[,.:;!—-]+\s*)?(?:не|not)\s+{_THING}(?:\s*,\s*(?:а|but)?|\s+(?:а|but))\s*(?P<rest>\S.*)",
        rf"\W*(?P<rest>(?:[^\s,]+\s+){{0,4}}[^\s,]+)(?:,?\s*(?:а не|and not)|,\s*not|\s+rather than)\s+{_THING}\W*",
        rf"\W*{_DENIED}\s*(?:[,.:;!—-]+|(?=\s(?:за|по|на|в|с|for|in|by|on)\s))\s*(?P<rest>\S.*)",
    )
)
"""What was not meant, what was meant, or both: "I meant May", "not cost, leads", "leads, not cost", "no, May"."""


def correction(text: str) -> str:
    """What a message puts in place of what was understood before; empty where it corrects nothing.

    >>> correction("нет, я про CPA"), correction("no, I meant CPA"), correction("go back to channels")
    ('CPA', 'CPA', 'channels')
    >>> correction("нет, за август"), correction("не расход, а заявки"), correction("by channel, not by campaign")
    ('за август', 'заявки', 'by channel')
    >>> correction("нет продаж в мае?")
    ''
    """
    plain = text.replace("ё", "е")
    return next((said["rest"] for form in _CORRECTIONS if (said := form.fullmatch(plain))), "")


@dataclass(frozen=True, kw_only=True)
class ShortReply:
    """What becomes of a yes or no."""

    calls: tuple[PlannedCall, ...] = ()
    status: Status = "answered"
    text: str = ""


def reply(text: str, earlier: Conversation, tools: frozenset[str], language: Language) -> ShortReply | None:
    """Talk about advice; or a bare yes or no some time after a proposal, which is then made again.

    None when nothing was proposed or something else is said.
    """
    talk = about_advice(text.strip(), earlier)
    if talk is not None and talk.name in tools:
        return ShortReply(calls=(talk,))
    waiting = tuple(call for call in earlier.last if call.name in tools and _waits(call))
    if not waiting:
        return None
    if agrees(text):
        return ShortReply(calls=waiting)
    if declines(text):
        return ShortReply(text=say("understanding-not-done", language))
    return None


def _waits(call: PlannedCall) -> bool:
    tool = find_tools().get(call.name)
    return tool is not None and tool.changes and not call.args.get("confirm")
