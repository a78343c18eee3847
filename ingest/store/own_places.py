"""Which places for columns under their own names hold something."""

from sqlalchemy import Connection, delete, func, select

from ingest.facts import OWN_MEASURES, OWN_TEXTS, columns_of
from ingest.schema import campaign_slice, channel_day, own_dimension, own_measure


def places_held(connection: Connection) -> frozenset[str]:
    """Places of which some value is stored; the rollup of accounts has every slice, so it tells without the facts."""
    counted = select(*(func.count(channel_day.c[place]).label(place) for place in OWN_MEASURES))
    row = connection.execute(counted).one()
    return frozenset(place for place, rows in row._mapping.items() if rows)


def cuts_held(connection: Connection) -> frozenset[str]:
    """Places by which some stored slice is cut."""
    slices = connection.scalars(select(campaign_slice.c.slice).distinct())
    return columns_of(slices) & frozenset(OWN_TEXTS)


def drop_unheld(connection: Connection) -> None:
    """Forgets the names of places that hold nothing any more."""
    for table, held in ((own_measure, places_held), (own_dimension, cuts_held)):
        named = set(connection.scalars(select(table.c.place)))
        empty = named - held(connection) if named else set()
        if empty:
            connection.execute(delete(table).where(table.c.place.in_(sorted(empty))))
