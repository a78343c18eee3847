"""What loads change beside facts, field by field, so that each change can be taken back whatever came after it."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Table, and_, delete, insert, select, update

from ingest.schema import account, budget, campaign, goal, load_change

ENTITIES: Final[Mapping[str, Table]] = {"account": account, "campaign": campaign, "budget": budget, "goal": goal}
MADE: Final = ""
"""The field of an entry which says that the load has made the row."""


def note_made(connection: Connection, run_id: int, entity: str, key: Mapping[str, Any]) -> None:
    """Remembers that the run has made a row."""
    _note(connection, run_id, entity, key, MADE, None, None)


def note_set(
    connection: Connection,
    run_id: int,
    entity: str,
    key: Mapping[str, Any],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Remembers which fields the run has set, also to what they were: it has said so all the same."""
    for field, value in after.items():
        _note(connection, run_id, entity, key, field, before.get(field), value)


def _note(  # noqa: PLR0913 - the columns of the journal
    connection: Connection, run_id: int, entity: str, key: Mapping[str, Any], field: str, before: Any, after: Any
) -> None:
    row = {
        "run_id": run_id,
        "entity": entity,
        "place": _place(key),
        "field": field,
        "before": _plain(before),
        "after": _plain(after),
    }
    connection.execute(insert(load_change).values(row))


def _place(key: Mapping[str, Any]) -> str:
    return json.dumps({name: _plain(value) for name, value in key.items()}, sort_keys=True, ensure_ascii=False)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def forget(connection: Connection, run_id: int) -> None:
    """Drops the run's entries and leaves the rows as they are: it has only repeated what an earlier run had said."""
    connection.execute(delete(load_change).where(load_change.c.run_id == run_id))


def undo(connection: Connection, run_id: int) -> None:
    """Takes back what the run has set: later words of others stay, and get the value before it as their own before."""
    mine = load_change.c.run_id == run_id
    entries = connection.execute(select(load_change).where(mine).order_by(load_change.c.id.desc())).all()
    for entry in entries:
        _undo_one(connection, entry)
    connection.execute(delete(load_change).where(mine))


def _undo_one(connection: Connection, entry: Any) -> None:
    here = (load_change.c.entity == entry.entity, load_change.c.place == entry.place)
    other = load_change.c.run_id != entry.run_id
    later = select(load_change).where(*here, other, load_change.c.id > entry.id).order_by(load_change.c.id)
    table, row = ENTITIES[entry.entity], _row_of(entry)
    if entry.field == MADE:
        heir = connection.execute(later.limit(1)).first()
        if heir is None:
            connection.execute(delete(table).where(row))
        else:
            values = {"run_id": heir.run_id}
            connection.execute(update(load_change).where(load_change.c.id == entry.id).values(values))
        return
    following = connection.execute(later.where(load_change.c.field == entry.field).limit(1)).first()
    if following is not None:
        values = {"before": entry.before}
        connection.execute(update(load_change).where(load_change.c.id == following.id).values(values))
    elif not _made_by(connection, entry):
        connection.execute(update(table).where(row).values({entry.field: _typed(table, entry.field, entry.before)}))


def _made_by(connection: Connection, entry: Any) -> bool:
    """Whether the same run has made the row, which then goes as a whole unless somebody else speaks of it."""
    made = and_(
        load_change.c.entity == entry.entity,
        load_change.c.place == entry.place,
        load_change.c.field == MADE,
        load_change.c.run_id == entry.run_id,
    )
    return connection.execute(select(load_change.c.id).where(made)).first() is not None


def _row_of(entry: Any) -> Any:
    table = ENTITIES[entry.entity]
    return and_(*(table.c[name] == _typed(table, name, value) for name, value in json.loads(entry.place).items()))


def _typed(table: Table, field: str, value: Any) -> Any:
    """A value of the journal as the column takes it."""
    return date.fromisoformat(value) if value is not None and table.c[field].type.python_type is date else value
