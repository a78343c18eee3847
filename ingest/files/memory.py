"""What one file has taught about the next of the same headers: which column is what, and which cut rows finer."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects import postgresql, sqlite

from ingest.files.opening import Recall, Remembered, signature_of
from ingest.files.shape import Shape
from ingest.schema import header_memory


def recall(engine: Engine) -> Recall:
    """Looks headers up in the database."""

    def known(signature: str) -> Remembered:
        query = select(header_memory.c.mapping, header_memory.c.finer).where(header_memory.c.signature == signature)
        with engine.connect() as connection:
            row = connection.execute(query).first()
        return Remembered(mapping=row.mapping, finer=tuple(row.finer)) if row else Remembered()

    return known


def remember(connection: Connection, shape: Shape, mapping: Mapping[str, str], *, now: datetime) -> None:
    """Keeps what a person has named and what the rows have shown; a file that teaches nothing leaves all as it is."""
    if not mapping and not shape.grain.learned:
        return
    values = {"mapping": dict(mapping), "finer": list(shape.grain.learned), "learned_at": now}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(header_memory).values(signature=signature_of(shape.layout.header), **values)
    later = values if mapping else {name: values[name] for name in ("finer", "learned_at")}
    connection.execute(statement.on_conflict_do_update(index_elements=["signature"], set_=later))
