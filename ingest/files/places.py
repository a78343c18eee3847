"""Gives the columns in a trade's own words their places among the stored measures: one header, one place."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, insert, select

from ingest.facts import OWN_COUNTS, OWN_MONEY
from ingest.files.header_words import ROLE
from ingest.files.own import OwnColumn
from ingest.files.shape import OWN_NOTE, Note, Shape, own_note
from ingest.letters import in_latin_letters
from ingest.schema import own_measure
from ingest.store.own_places import drop_unheld

LONGEST_KEY = 24
"""Letters of a key: with what is put around it, a column's name stays within what PostgreSQL keeps."""


def with_places(connection: Connection, shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes with their own columns among the measures; what finds no place is named in the notes."""
    if not any(shape.own for shape in shapes):
        return list(shapes)
    book = _Book(connection)
    return [_with_places(shape, book) for shape in shapes]


def _with_places(shape: Shape, book: "_Book") -> Shape:
    if not shape.own:
        return shape
    places = {one.header: book.place(one) for one in shape.own}
    kept = {place: one for one in shape.own if (place := places[one.header])}
    full = [one.header for one in shape.own if not places[one.header]]
    notes: list[Note] = [note for note in shape.notes if note[0] != OWN_NOTE] if full else list(shape.notes)
    if full:
        most = {"counts": len(OWN_COUNTS), "sums": len(OWN_MONEY)}
        notes.append(("files-note-own-full", {"headers": ", ".join(full), **most}))
        notes += own_note(list(kept.values()))
    return replace(
        shape,
        measures={**shape.measures, **{place: one.position for place, one in kept.items()}},
        decimals={**shape.decimals, **{place: shape.decimals[one.header] for place, one in kept.items()}},
        micros=shape.micros | {place for place, one in kept.items() if one.header in shape.micros},
        notes=tuple(notes),
    )


class _Book:
    """The places as they are taken."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        drop_unheld(connection)
        rows = connection.execute(select(own_measure)).all()
        self.held = {row.place: row.word for row in rows}
        self.keys = {row.place: row.key for row in rows}

    def place(self, one: OwnColumn) -> str:
        """The place of a column; empty when all of its kind are taken."""
        places = OWN_COUNTS if one.kind == "count" else OWN_MONEY
        known = next((place for place in places if self.held.get(place) == one.word), "")
        free = known or next((place for place in places if place not in self.held), "")
        if free and not known:
            self._take(free, one)
        return free

    def _take(self, place: str, one: OwnColumn) -> None:
        key = self._key(one)
        self.connection.execute(insert(own_measure).values(place=place, word=one.word, title=one.title, key=key))
        self.held[place], self.keys[place] = one.word, key

    def _key(self, one: OwnColumn) -> str:
        """The word in Latin letters; one that is taken, by a measure of ours too, gets its kind or a number."""
        plain = "_".join(in_latin_letters(one.word).split())[:LONGEST_KEY].strip("_") or one.kind
        taken = set(self.keys.values())
        numbered = (f"{plain}_{number}" for number in range(2, 2 + len(OWN_COUNTS) + len(OWN_MONEY)))
        return next(name for name in (plain, f"{plain}_{one.kind}", *numbered) if name not in taken | ROLE.keys())
