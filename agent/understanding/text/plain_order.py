"""Words that belong together brought together: "break revenue down by channel" is "revenue by channel".

A phrase whose words other words may part is no phrase to whoever looks for one, so its parts are moved next to each
other, or it is said as it is said more often. What a message means does not change; no word with a meaning is dropped.
"""

import itertools
import re
from typing import Final

from tools.words.period_words import ENGLISH_MONTHS

_FEW: Final = r"(?:the\s+)?[^\s,.;:?!]+(?:\s+[^\s,.;:?!]+){0,3}?"
"""A name of up to four words."""
_THING: Final = r"[^.;:?!]{2,80}?"
_MONTH: Final = f"(?:{'|'.join(sorted(itertools.chain.from_iterable(ENGLISH_MONTHS.values()), key=len, reverse=True))})"
_ORDERS: Final = tuple(
    (re.compile(said, re.IGNORECASE), plain)
    for said, plain in (
        # a verb and its particle: "down", "out", "up"
        (rf"\bbreak(?:ing)?\s+down\s+(?P<what>{_THING})\s+(?=by\s|per\s|into\s)", r"\g<what> "),
        (rf"\bbreak(?:ing)?\s+(?P<what>(?!it\b){_THING})\s+down\s+(?=by\s|per\s|into\s)", r"\g<what> "),
        (r"\bbroken\s+(?:down|out)\s+(?=(?:dai|week|month|quarter|year)ly\b)", ""),
        (
            rf"\b(?:leave|leaving|take|taking|strip|stripping|throw|throwing|keep|keeping)\s+(?P<what>{_FEW})\s+out\b"
            r"(?!\s+of\b)",
            r"without \g<what>",
        ),
        (r"\b(?:strip|stripping|throw|throwing|take|taking)\s+out\s+", "without "),
        (rf"\badd(?:ing)?\s+up\s+(?P<what>{_THING})(?=$|[.;:?!])", r"total \g<what>"),
        # one thing divided by another
        (r"\b(?:average\s+)?(?:is\s+)?divided?\s+by\s+the\s+number\s+of\s+days\b", "on average per day"),
        (r"\s+(?:is\s+|are\s+)?divided\s+by\s+(?:the\s+)?(?:number\s+of\s+)?", " per "),
        (r"\bdivid(?:e|ing)\s+(?P<what>[^.;:?!/]{2,60}?)\s+by\s+(?:the\s+)?(?:number\s+of\s+)?", r"\g<what> per "),
        (r"\b(?:the\s+)?ratio\s+of\s+(?P<what>[^.;:?!/]{2,40}?)\s+to\s+(?:the\s+)?", r"\g<what> per "),
        (
            r",?\s+(?:(?:по|раз)?дел[еи]н\w+|(?:по|раз)?делить|(?:по|раз)?дели)\s+на\s+(?:(?:число|количество)\s+)?"
            r"(?!дн|числ|недел|месяц|групп|част|канал|кампан)",
            " на одну ",
        ),
        (
            r"\b(?:(?:по|раз)?дели(?:ть|м|те)?|взять)\s+(?P<what>[^.;:?!/]{2,60}?)\s+(?:и\s+(?:по|раз)?делить\s+)?на\s+"
            r"(?:число|количество)\s+(?!дн)",
            r"\g<what> на одну ",
        ),
        (r"\b(?:раздели|поделим|подели|делим)\s+(?P<what>[^\W\d]+(?:\s[^\W\d]+)?)\s+на\s+", r"\g<what> на одну "),
        (
            r"\b(?:отношение|соотношение)\s+(?P<what>[^.;:?!/]{2,40}?)\s+(?:ко?|и)\s+(?:(?:всем|числу|количеству)\s+)?",
            r"\g<what> на одну ",
        ),
        # days said at length
        (rf"\b(?:the\s+)?(?:whole\s+)?month\s+of\s+(?={_MONTH}\b)", ""),
        (
            r"\b(?P<what>20\d\d|month|quarter|year|" + _MONTH + r")\s+to[\s-]date\b(?<!year to date)(?<!month to date)",
            r"\g<what> so far",
        ),
        (r"\b(?P<what>q[1-4])\s+'?(?P<year>2\d)\b(?!\s*%)", r"\g<what> 20\g<year>"),
        (rf"\b(?P<month>{_MONTH})\s+'(?P<year>2\d)\b", r"\g<month> 20\g<year>"),
        (
            rf"\b(?P<month>{_MONTH})\s+(?P<year>2\d)\s+(?P<link>vs\.?|versus|against|and|to)\s+(?P=month)\s+(?P<other>2\d)\b",
            r"\g<month> 20\g<year> \g<link> \g<month> 20\g<other>",
        ),
        (r"(?<![\d.,:-])(?P<year>2\d)(?:-?(?:й|го|м))?\s+(?=год[ау]?\b)", r"20\g<year> "),
    )
)


def in_plain_order(text: str) -> str:
    """The message with each such phrase in one piece.

    >>> in_plain_order("Break April's revenue down by channel"), in_plain_order("bookings by month in 2026 to date")
    ("April's revenue by channel", 'bookings by month in 2026 so far')
    >>> in_plain_order("cost divided by bookings in Q1 26"), in_plain_order("раздели расход на клики за май")
    ('cost per bookings in Q1 2026', 'расход на одну клики за май')
    >>> in_plain_order("spend by channel, leaving Trivago out"), in_plain_order("leave out Trivago")
    ('spend by channel, without Trivago', 'leave out Trivago')
    """
    for said, plain in _ORDERS:
        text = said.sub(plain, text)
    return text
