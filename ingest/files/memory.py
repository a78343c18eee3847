"""What one file has taught about the next of the same headers: which column is what, and which cut rows finer."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from ingest.facts import OWN_MEASURES
from ingest.files.field_names import DAYS_ON, bare_header
from ingest.files.header_words import ROLE
from ingest.files.notation import MONEY
from ingest.files.opening import Recall, Remembered, signature_of
from ingest.files.shape import Shape, Taught
from ingest.schema import header_memory, metric_word, own_dimension, own_measure

LONGEST_WORD: Final = 40
MOST_WORDS: Final = 3
"""A header of more words is a description, no name."""


def recall(engine: Engine) -> Recall:
    """Looks headers up in the database."""

    def known(signature: str) -> Remembered:
        query = select(header_memory.c.mapping, header_memory.c.finer).where(header_memory.c.signature == signature)
        with engine.connect() as connection:
            row = connection.execute(query).first()
            words = connection.execute(select(metric_word.c.word, metric_word.c.measure).distinct()).all()
            own = frozenset(connection.scalars(select(own_measure.c.word)))
            cuts = frozenset(connection.scalars(select(own_dimension.c.word)))
        times = Counter(word for word, _ in words)
        return Remembered(
            mapping=row.mapping if row else {},
            taught=Taught(finer=tuple(row.finer) if row else (), cuts=cuts),
            words={word: measure for word, measure in words if times[word] == 1 and not is_cut(measure)},
            own=own,
        )

    return known


def remember(connection: Connection, shape: Shape, mapping: Mapping[str, str], *, now: datetime) -> None:
    """Keeps what a person has named and what the rows have shown; a file that teaches nothing leaves all as it is."""
    if not mapping and not shape.grain.learned:
        return
    signature = signature_of(shape.layout.header)
    before = connection.scalar(select(header_memory.c.mapping).where(header_memory.c.signature == signature)) or {}
    values = {"mapping": {**before, **mapping}, "finer": list(shape.grain.learned), "learned_at": now}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(header_memory).values(signature=signature, **values)
    later = values if mapping else {name: values[name] for name in ("finer", "learned_at")}
    connection.execute(statement.on_conflict_do_update(index_elements=["signature"], set_=later))


def keep_words(connection: Connection, tables: Iterable[tuple[Shape, Collection[int]]], *, run_id: int) -> None:
    """Keeps what a file's tables call their measures and cuts, for the accounts that the rows of each have gone to.

    Only letters stay of a header, and only short ones are names: whoever reads them gets words, never text.
    """
    found = {
        (account, measure, word)
        for shape, accounts in tables
        for measure, word in _names(shape).items()
        for account in accounts
    }
    if found:
        names = ("account_id", "measure", "word")
        rows = [dict(zip(names, one, strict=True)) | {"run_id": run_id} for one in sorted(found)]
        connection.execute(insert(metric_word), rows)


def _names(shape: Shape) -> dict[str, str]:
    headers = {
        measure: bare_header(shape.columns.headers[position], of_money=measure in MONEY)
        for measure, position in shape.measures.items()
        if measure not in OWN_MEASURES and measure not in shape.columns.parts  # these are words themselves
    }
    cuts = {name: bare_header(header) for header, name in shape.columns.recognised.items() if is_cut(name)}
    return {name: word for name, word in (cuts | headers).items() if is_name(word) and (name in cuts or word != name)}


def is_cut(field: str) -> bool:
    """Whether rows can be cut by what a column of this field holds."""
    return ROLE.get(field) in ("trait", "slice") or field in ("channel", "campaign")


def is_name(word: str) -> bool:
    """Whether a plain header may be what people call a measure.

    >>> is_name("booking value"), is_name("d7 revenue"), is_name("conv 7d"), is_name("sum of all the orders")
    (True, True, False, False)
    """
    parts = word.split()
    spoken = any(map(str.isalpha, parts)) and all(part.isalpha() or DAYS_ON.fullmatch(part) for part in parts)
    return 0 < len(parts) <= MOST_WORDS and len(word) <= LONGEST_WORD and spoken
