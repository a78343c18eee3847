"""How each value of a dimension is spelled: `Paris` and `paris` are one, shown as it is written most often at first."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from ingest.schema import value_spelling
from ingest.store.campaign_book import plain_name


class Spellings:
    """The spellings known to the database, and those that one run adds."""

    def __init__(self, connection: Connection, *, run_id: int) -> None:
        self.connection = connection
        self.run_id = run_id
        self._known: dict[str, dict[str, str]] = {}

    def of(self, dimension: str, values: Counter[str]) -> dict[str, str]:
        """Each value, which come with how often they are met, to how it is shown."""
        known = self._of_dimension(dimension)
        met: dict[str, list[str]] = {}
        for value in values:
            met.setdefault(plain_name(value), []).append(value)
        new = {plain: usual(spellings, values) for plain, spellings in met.items() if plain not in known}
        known |= new
        rows = [
            {"dimension": dimension, "plain": plain, "shown": shown, "run_id": self.run_id}
            for plain, shown in new.items()
            if plain
        ]
        if rows:
            self.connection.execute(insert(value_spelling), rows)
        return {value: known[plain_name(value)] for value in values}

    def _of_dimension(self, dimension: str) -> dict[str, str]:
        if dimension not in self._known:
            query = select(value_spelling.c.plain, value_spelling.c.shown).where(
                value_spelling.c.dimension == dimension
            )
            self._known[dimension] = dict(self.connection.execute(query).all())
        return self._known[dimension]


def usual(spellings: Iterable[str], times: Counter[str]) -> str:
    """The spelling met most often; of equally frequent ones the one with small and capital letters.

    >>> usual(["PARIS", "Paris"], Counter(["PARIS", "Paris"]))
    'Paris'
    """
    return max(spellings, key=lambda text: (times[text], not text.isupper(), text[:1].isupper(), text))
