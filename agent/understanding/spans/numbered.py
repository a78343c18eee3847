"""Campaigns and accounts that are named by a number: the id on their platform, or a name of digits."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from agent.understanding.spans.span import Stretch
from agent.understanding.text.tokens import Word
from tools.semantics.catalogue import Catalogue
from tools.semantics.resolve import accounts_of_id
from tools.words.numbers import find_numbers
from tools.words.period_words import WORDS as CALENDAR
from tools.words.periods.phrase import UNIT_TAGS

_ENOUGH_DIGITS: Final = 4
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_OF: Final = {
    **dict.fromkeys(("campaign", "кампан", "рк"), "campaign"),
    **dict.fromkeys(("account", "cabinet", "кабинет", "аккаунт"), "account"),
}
"""Whose number stands behind a word, by its stem."""
_ID_WORDS: Final = frozenset(("id", "ид", "айд", "номер", "number", "act"))
_MANY: Final = frozenset(("campaigns", "кампаний"))
_LISTING: Final = frozenset(("и", "and", "or", "или", "vs"))
_MOST_BACK: Final = 40
"""Words of a list of numbers back to what they are numbers of."""


def find_ids(text: str, tokens: Sequence[Word], taken: set[int], catalogue: Catalogue) -> Iterator[Stretch]:
    """Numbers behind "campaign" and "account", and long ones that are a campaign's id wherever they stand."""
    numbers = [place for place, token in enumerate(tokens) if token.is_number and place not in taken]
    known = {entry.external_id for entry in catalogue.campaigns} if numbers else set()
    for place in numbers:
        owner = _owner(place, tokens)
        found = _account(place, text, tokens, catalogue) if owner == "account" else None
        found = found or _campaign(place, tokens, known, announced=owner == "campaign")
        if found is not None:
            yield found


def _owner(place: int, tokens: Sequence[Word]) -> str:
    """Of what a number is: "campaign" or "account" stands before it, or before another number of such a list."""
    owner = ""
    for back in range(place - 1, max(-1, place - _MOST_BACK), -1):
        token = tokens[back]
        if token.stem in _OF:
            return "" if token.plain in _MANY else _OF[token.stem]
        if token.stem in _ID_WORDS:
            owner = "campaign"
        elif owner or not (token.is_number or token.plain in _LISTING):
            break
    return owner


def _campaign(place: int, tokens: Sequence[Word], known: set[str], *, announced: bool) -> Stretch | None:
    said = tokens[place].text
    stored = said in known and (announced or len(said) > _ENOUGH_DIGITS)
    missing = announced and said.isdigit() and len(said) > 1 and not _YEAR.fullmatch(said)
    kind = "value" if stored else "unknown_name"
    return _stretch(kind, "campaign", said, tokens[place : place + 1], place) if stored or missing else None


def _account(place: int, text: str, tokens: Sequence[Word], catalogue: Catalogue) -> Stretch | None:
    """The account of that id or name; one that nobody has is a value too: the question then says which there are."""
    written = tokens[place : _end(place, text, tokens)]
    start, end = written[0].start, written[-1].end
    said = text[start:end]
    named = (said,) if said in catalogue.values.get("account", ()) else ()
    known = named or tuple(dict.fromkeys(entry.label for entry in accounts_of_id(said, catalogue)))
    following = tokens[place + len(written) : place + len(written) + 1]
    counts = any(CALENDAR.get(token.plain, ("", ""))[0] in UNIT_TAGS for token in following)
    if counts or not (known or (_is_bare(text, start, end) and not _YEAR.fullmatch(said))):
        return None
    return _stretch("value", "account", "\n".join(known) or said, written, place)


def _end(place: int, text: str, tokens: Sequence[Word]) -> int:
    """Where an id ends that is written in groups: "222-333-4444"."""
    after = place + 1
    while after < len(tokens) and tokens[after].is_number and text[tokens[after - 1].end : tokens[after].start] == "-":
        after += 1
    return after


def _is_bare(text: str, start: int, end: int) -> bool:
    """Whether digits are neither money, a share nor a day."""
    inside = [one for one in find_numbers(text) if one.span[0] < end and start < one.span[1]]
    return all(start <= one.span[0] and one.span[1] <= end and not (one.unit or one.is_date) for one in inside)


def _stretch(kind: str, dimension: str, value: str, written: Sequence[Word], place: int) -> Stretch:
    return Stretch(
        kind=kind,
        value=value,
        dimension=dimension,
        first=place,
        after=place + len(written),
        start=written[0].start,
        end=written[-1].end,
        text="-".join(token.text for token in written),
        weight=1.6 * len(written),
    )
