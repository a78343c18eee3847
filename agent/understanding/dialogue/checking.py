"""Somebody's claim to be checked: "is it so that ...", or a report that is pasted as it came."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from agent.understanding.dialogue.memory import Conversation, PlannedCall
from agent.understanding.reader import Reading
from tools.claims.sentences import sentences
from tools.words.numbers import find_numbers
from tools.words.period import find_periods

CHECK: Final = "check_claim"
_SURE: Final = 0.8
"""From which probability the learned reader hears the wish to have something checked."""
_ASKS: Final = re.compile(
    r"\?|(?<!\w)(?:show|compare|give|tell|build|plot|draw|list|find|break|split|forecast|predict|alert|notify|warn|send"
    r"|set|create|make me|want|need|please|let|let's|suppose|assume|imagine|remember|note|calculate|count|explain"
    r"|recommend|suggest|allocate|put me|add|exclude|include|filter|sort|rank|group|use|take|remind|watch|track|why"
    r"|how|what|who|whose|where|should|could|would|can|will|if|plan|budget|target|goal|limit|wonder|next (?:week|month"
    r"|quarter|year)"
    r"|покаж\w+|сравни(?:те|ть|м)?|построй\w*|дай\w*|вывед\w+|посчита\w+|рассчита\w+|расскаж\w+|объясн\w+|сделай(?:те)?|найд\w+|разбей\w*"
    r"|раздел\w+|распредел\w+|спрогнозир\w+|предупред\w+|пришли(?:те)?|напомн\w+|создай(?:те)?|поставь(?:те)?|хочу|хотим|нужн\w+|надо"
    r"|пусть|запомн\w+|учти|учитыва\w+|считай\w*|добав(?:ь|ьте)|исключ\w+|убер\w+|отфильтруй\w*|отсортируй\w*|возьм\w+"
    r"|следи\w*|пожалуйста|скаж\w+|подскаж\w+|оцени\w*|предлож\w+|посовету\w+|почему|зачем|как|какой|какая|какие|какое"
    r"|каких|каком|какую|сколько|кто|чей|где|куда|насколько|ли|если|допустим|предположим|будет|будут|план\w*|бюджет\w*"
    r"|цел[ьи]|лимит\w*|следующ\w+)(?!\w)",
    re.I,
)
"""What people say when they ask, order, suppose or plan; who pastes a report says none of it."""
_BEGINS: Final = re.compile(r"\W*(?:which|when|is|are|was|were|do|does|did|has|have|что|когда|а|и|and)(?!\w)", re.I)
"""How questions and things that go on from others begin."""
_TELLS: Final = re.compile(
    r"(?<!\w)(?:was|were|is|are|had|has|spent|brought|rose|fell|grew|came|got|made|cost|hit|stood|won|lost|saw|went"
    r"|[a-z]{3,}ed|[а-я]+(?:нес|рос)|[а-я]{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)|составля\w+)(?!\w)|\w\s[—–-]\s[\d$€₽]",
    re.I,
)
"""A verb in the past, or a dash in its place."""
_WHICH: Final = re.compile(r"(?<!\w)(?:that|which|котор\w+|top|топ)(?!\w)", re.I)
"""Such as "campaigns that spent more than 5,000": no claim."""


def to_check(
    text: str, read: Callable[[str, str | None], Reading | None], today: date, earlier: Conversation
) -> PlannedCall | None:
    """The call that checks what a message says; None for a question, a wish, or the answer to an offer.

    Args:
        text: the person's words.
        read: the learned reader, asked only about words that have a figure.
        today: the day on which it is said.
        earlier: what was said before; while an offer waits for its answer nothing is taken for a report.
    """
    if not _has_figure(text, today):
        return None
    reading, answering = read(text, None), bool(earlier.options) or earlier.unfinished is not None
    hears = reading.acts.get(CHECK, 0.0) if reading else 0.0
    if hears < _SURE and (answering or not pasted(text, today)):
        return None
    return PlannedCall(name=CHECK, args={"text": text.strip()})


def pasted(text: str, today: date) -> bool:
    """Whether a message is somebody's report: two sentences or more that tell figures, and nothing asked of us."""
    plain = text.replace("ё", "е")
    told = [said for _, said in sentences(plain)]
    if len(told) < 2 or _ASKS.search(plain) or any(_BEGINS.match(said) for said in told):
        return False
    return sum(_has_figure(said, today) and bool(_TELLS.search(said)) and not _WHICH.search(said) for said in told) > 1


def _has_figure(text: str, today: date) -> bool:
    """Whether it has a figure that is neither a date nor a part of days."""
    days = [mention.span for mention in find_periods(text, today)]
    return any(
        not figure.is_date and not any(start <= figure.span[0] < end for start, end in days)
        for figure in find_numbers(text)
    )
