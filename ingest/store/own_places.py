"""Which places for columns under their own names hold something."""

from sqlalchemy import Connection, delete, func, select

from ingest.facts import OWN_MEASURES
from ingest.schema import channel_day, own_measure


def places_held(connection: Connection) -> frozenset[str]:
    """Places of which some value is stored; the rollup of accounts has every slice, so it tells without the facts."""
    counted = select(*(func.count(channel_day.c[place]).label(place) for place in OWN_MEASURES))
    row = connection.execute(counted).one()
    return frozenset(place for place, rows in row._mapping.items() if rows)


def drop_unheld(connection: Connection) -> None:
    """Forgets the names of places that hold nothing any more."""
    named = set(connection.scalars(select(own_measure.c.place)))
    empty = named - places_held(connection) if named else set()
    if empty:
        connection.execute(delete(own_measure).where(own_measure.c.place.in_(sorted(empty))))
