"""Names in quotation marks and campaign ids: they are names whatever their words mean."""

import re
from dataclasses import dataclass
from typing import Final

from agent.planner.lexicon import Lexicon
from agent.planner.tokens import Token, plains_of, stems_of
from tools.semantics.catalogue import Catalogue

QUOTED: Final = re.compile(
    r"«([^»]{1,200})»|\"([^\"]{1,200})\"|“([^”]{1,200})”|„([^“”]{1,200})[“”]|(?<!\w)'([^']{2,200})'(?!\w)|`([^`]{1,200})`"
)
_ID_WORDS: Final = frozenset(("campaign", "кампан", "id", "ид", "айд", "рк", "номер", "number"))
_MEANT: Final = ("campaign", "channel", "value", "metric", "dimension")
_ENOUGH_DIGITS: Final = 4
_MOST_ALIKE: Final = 50
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """Words `first` to `after` (excluded) and the stored name they are, several when they are part of several names."""

    first: int
    after: int
    kind: str
    """As of items; `unknown_name` when nothing stored is like it."""
    values: tuple[str, ...]
    dimension: str = ""


def find_quoted(
    text: str, tokens: list[Token], stems: list[str], lexicon: Lexicon, catalogue: Catalogue
) -> list[Quoted]:
    """Every quoted name and campaign id of the question."""
    found = [entry for match in QUOTED.finditer(text) if (entry := _quoted(match, tokens, lexicon, catalogue))]
    return [*found, *_ids(tokens, stems, found, catalogue)]


def _quoted(match: re.Match[str], tokens: list[Token], lexicon: Lexicon, catalogue: Catalogue) -> Quoted | None:
    places = [place for place, token in enumerate(tokens) if match.start() <= token.start and token.end <= match.end()]
    if not places:
        return None
    first, after = places[0], places[-1] + 1
    name = next(group for group in match.groups() if group)
    meanings = [*lexicon.exact.get(plains_of(name), ()), *lexicon.stemmed.get(stems_of(name), ())]
    best = min(
        (entry for entry in meanings if entry.kind in _MEANT), key=lambda entry: _MEANT.index(entry.kind), default=None
    )
    if best is not None and best.kind in ("metric", "dimension"):
        return None
    if best is not None:
        return Quoted(first=first, after=after, kind=best.kind, values=(best.value,), dimension=best.dimension)
    if labels := labels_with(name, catalogue):
        return Quoted(first=first, after=after, kind="campaign", values=labels, dimension="campaign")
    return Quoted(first=first, after=after, kind="unknown_name", values=(name,))


def labels_with(name: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Campaigns whose names hold all the words, or whose id it is."""
    wanted = set(stems_of(name))
    found = [
        entry.label
        for entry in catalogue.campaigns
        if entry.external_id == name.strip() or (wanted and wanted <= set(stems_of(entry.label)))
    ]
    return tuple(dict.fromkeys(found)) if len(found) <= _MOST_ALIKE else ()


def _ids(tokens: list[Token], stems: list[str], quoted: list[Quoted], catalogue: Catalogue) -> list[Quoted]:
    taken = {place for entry in quoted for place in range(entry.first, entry.after)}
    numbers = [place for place, token in enumerate(tokens) if token.is_number and place not in taken]
    if not numbers:
        return []
    known = {entry.external_id for entry in catalogue.campaigns}
    found: list[Quoted] = []
    for place in numbers:
        number, announced = tokens[place].text, _announced(place, stems, tokens)
        if number in known and (announced or len(number) > _ENOUGH_DIGITS):
            found.append(Quoted(first=place, after=place + 1, kind="campaign", values=(number,), dimension="campaign"))
        elif announced and number.isdigit() and len(number) > 1 and not _YEAR.fullmatch(number):
            found.append(Quoted(first=place, after=place + 1, kind="unknown_name", values=(number,)))
    return found


def _announced(place: int, stems: list[str], tokens: list[Token]) -> bool:
    """Whether "campaign", "id" or another number of such a list stands right before."""
    while place > 0:
        place -= 1
        if stems[place] in _ID_WORDS:
            return True
        if not (tokens[place].is_number or tokens[place].plain in ("и", "and", "or", "или", "vs")):
            return False
    return False
