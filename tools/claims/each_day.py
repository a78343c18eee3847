"""What is said of several days listed is said of each: "lost money in both September and October"."""

import re
from itertools import pairwise
from typing import Final

from tools.claims.mark import Mark, Sentence, joined
from tools.claims.said_out import SaidOut

_BOTH: Final = re.compile(r"(?<!\w)(?:both|each of|и)\s+$", re.I)
_OF_TWO: Final = re.compile(
    r"(?<!\w)(?:between|from|than|compared|against|versus|vs\.?|между|с|со|чем|против)\s+$", re.I
)
"""Days that are the ends of something, or held against others."""
_IN: Final = re.compile(r"(?:in|of|during|for|в|во|за)\s+", re.I)
_STANDS: Final = ("gains_money", "loses_money", "best", "worst", "most", "least", "more", "less")
_OTHER: Final = (
    "figure fraction up down up_hard down_hard better_now worse_now same halved doubled faster slower since order gap "
    "second third_place fourth fifth sixth".split()
)
LEAST: Final = 2


def each_day(sentence: Sentence) -> list[SaidOut] | None:
    """The same said of each of the days listed; None where that is not what a sentence says."""
    days = sentence.of("period")
    if len({one.value for one in days}) < LEAST or not sentence.has("name") or sentence.has(*_OTHER):
        return None
    if not sentence.has(*_STANDS) or not _listed(days, sentence.text):
        return None
    bare, after = _BOTH.sub("", sentence.text[: days[0].start]), sentence.text[days[-1].end :]
    if _OF_TWO.search(bare):
        return None
    said = _IN.match(days[0].text)
    before = said[0].lower() if said else ""
    return [SaidOut(text=f"{bare}{'' if _IN.match(one.text) else before}{one.text}{after}") for one in days]


def _listed(days: list[Mark], text: str) -> bool:
    return all(joined(_IN.sub("", text[one.end : two.start])) for one, two in pairwise(days))
