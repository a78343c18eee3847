"""Words that no list knows: which of them could turn what a sentence claims, by where they stand.

A word can't turn a claim in a lead-in before it ("Quick note:"), as the verb by which a name has a metric that is
named and a figure that is borne out ("boasts an ROI of 57 %"), or in an offer that tells nothing of the data. A verb
of going somewhere ("... to 57 %", "... by 5 %") has a direction, an adjective a judgement, a noun a subject of its own.
"""

import re
from collections.abc import Iterator
from typing import Final

from tools.claims.mark import Mark, Sentence
from tools.claims.scope import Scope

_LEAD: Final = re.compile(r"^[\W\d]*((?:[^\W\d]+[\s'’-]*){1,4})\W*[:,]\W*\s")
"""Up to four words before the first comma or colon."""
_DEED: Final = re.compile(
    r"\b(?:done|ready|set|sent|\w{3,}ed)\b|(?<!\w)(?:готов\w*|\w+(?:ен|ена|ено|ены|ана|ано|аны|ыто|ыта|лось"
    r"|лся))(?!\w)",
    re.I,
)
"""What is said to be done: no lead-in."""
_TALK: Final = re.compile(
    r"^\W*(?:(?:if|in case|should) you\b|(?:i|we)(?:['’]d| can| could| would|['’]m (?:happy|glad|here))\b|let me\b"
    r"|let['’]s\b"
    r"|shall (?:i|we)\b|(?:do you )?want me to\b"
    r"|would you\b|do you\b|just (?:ask|tell|say)\b|feel free\b|happy to\b|thank|thanks\b|please\b|sure\b|certainly\b"
    r"|если (?:вам |вы )?(?:\w+\s)?(?:хо\w+|нуж\w+|интерес\w+|понадоб\w+)|мог[уе]\w*\b|хотите\b|давайте\b|скажите\b"
    r"|готов[аы]?\s+\w+ть\b|спасибо\b|пожалуйста\b|рад\w*\b|буду\b|дайте\b|напишите\b|обращайтесь\b)",
    re.I,
)
"""How people speak of the conversation itself."""
_DATA: Final = ("name", "figure", "metric", "period", "part", "fraction")
_CLAIM: Final = ("cause", "advice", "helped", "harmed", "history", "certain")
_HAVING: Final = re.compile(
    r"[\s,]*(?:(?:an?|the|its|their|with|свой|своей|своего)\s+)?(?:(?:total|overall|общ\w+)\s+)?$", re.I
)
_VERB: Final = re.compile(
    r"(?:[a-z]+(?:ed|es|s)|[а-я]+(?:л|ла|ло|ли|ет|ит|ют|ят|ает|яет|лся|лась|лось|лись|ется|ются))$", re.I
)


def turning(scope: Scope) -> list[Mark]:
    """The unknown words of a sentence that could turn what it claims."""
    sentence = scope.sentence
    free = {word.start for word in _free(sentence)}
    return [word for word in sentence.unknown if word.start not in free]


def _free(sentence: Sentence) -> Iterator[Mark]:
    if _TALK.match(sentence.text) and not sentence.has("name", "figure", "fraction", "part", *_CLAIM):
        yield from sentence.unknown
    lead = _LEAD.match(sentence.text)
    named = sentence.has("name")  # without a name the lead-in may be one that nobody knows: "VK Ads: 57 %"
    if (
        lead
        and named
        and not _DEED.search(lead[1])
        and not any(mark.start < lead.end() for mark in sentence.marks if mark.kind != "courtesy")
    ):
        yield from (word for word in sentence.unknown if word.start < lead.end())
    yield from (word for word in sentence.unknown if _has(sentence, word))


def _has(sentence: Sentence, word: Mark) -> bool:
    """Whether it is the verb by which the name before it has the metric right behind it, with a figure borne out."""
    after = [one for one in sentence.marks if one.start >= word.end]
    before = [one for one in sentence.marks if one.end <= word.start]
    if (
        not _VERB.fullmatch(word.text)
        or not before
        or before[-1].kind != "name"
        or not after
        or after[0].kind != "metric"
    ):
        return False
    figures = [one for one in after[1:2] if one.kind == "figure" and one.start in sentence.borne]
    return bool(figures) and bool(_HAVING.fullmatch(sentence.between(word.end, after[0].start)))
