"""The list of advice as it stands now: worked out, kept under numbers, without what people decided already."""

from collections.abc import Mapping
from dataclasses import dataclass

from tools.advice.advise import AdviceList, advise
from tools.advice.record.book import AdviceBook
from tools.tool import ToolContext


@dataclass(frozen=True, kw_only=True)
class Current:
    """A list, and the number of each of its actions by key."""

    advice: AdviceList
    numbers: Mapping[str, int]
    """Empty for whoever sees a part of the rows: their list is not the team's."""


def current(desk: ToolContext) -> Current:
    """Works out the list and keeps it.

    Raises:
        NoData: nothing is stored.
    """
    book = AdviceBook(desk=desk)
    advice = book.filter(advise(desk))
    return Current(advice=advice, numbers=book.keep(advice.actions) if book.open_to_all else {})
