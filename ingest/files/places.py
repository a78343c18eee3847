"""Gives the columns in a trade's own words their places among the stored columns: one header, one place."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, Table, insert, select

from ingest.facts import OWN_COUNTS, OWN_MONEY, OWN_TEXTS
from ingest.files.column_notes import OWN_NOTE, TEXT_NOTE, Note, kept_note
from ingest.files.header_words import ROLE
from ingest.files.own import OwnColumn
from ingest.files.own_texts import OwnText
from ingest.files.shape import Shape
from ingest.letters import in_latin_letters
from ingest.schema import own_dimension, own_measure
from ingest.store.own_places import drop_unheld

LONGEST_KEY = 24
"""Letters of a key: with what is put around it, a column's name stays within what PostgreSQL keeps."""


def with_places(connection: Connection, shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes with their own columns among those stored; what finds no place is named in the notes."""
    if not any(shape.own or shape.texts for shape in shapes):
        return list(shapes)
    book = _Book(connection)
    return [_with_cuts(_with_measures(shape, book), book) for shape in shapes]


def _with_measures(shape: Shape, book: "_Book") -> Shape:
    if not shape.own:
        return shape
    places = {one.header: book.measure(one) for one in shape.own}
    kept = {place: one for one in shape.own if (place := places[one.header])}
    full = [one.header for one in shape.own if not places[one.header]]
    notes: list[Note] = [note for note in shape.notes if note[0] != OWN_NOTE] if full else list(shape.notes)
    if full:
        most = {"counts": len(OWN_COUNTS), "sums": len(OWN_MONEY)}
        notes.append(("files-note-own-full", {"headers": ", ".join(full), **most}))
        notes += kept_note(OWN_NOTE, list(kept.values()))
    return replace(
        shape,
        measures={**shape.measures, **{place: one.position for place, one in kept.items()}},
        decimals={**shape.decimals, **{place: shape.decimals[one.header] for place, one in kept.items()}},
        micros=shape.micros | {place for place, one in kept.items() if one.header in shape.micros},
        notes=tuple(notes),
    )


def _with_cuts(shape: Shape, book: "_Book") -> Shape:
    if not shape.texts:
        return shape
    places = {one.header: book.text(one) for one in shape.texts}
    kept = tuple(one for one in shape.texts if places[one.header])
    full = [one.header for one in shape.texts if not places[one.header]]
    notes = list(shape.notes)
    if full:
        notes = [note for note in notes if note[0] != TEXT_NOTE]
        notes.append(("files-note-cut-full", {"headers": ", ".join(full), "most": len(OWN_TEXTS)}))
        notes += kept_note(TEXT_NOTE, kept)
    cuts = {places[one.header]: one.position for one in kept}
    return replace(shape, texts=kept, cuts=cuts, notes=tuple(notes))


class _Book:
    """The places as they are taken."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        drop_unheld(connection)
        self.held: dict[str, str] = {}
        self.keys: set[str] = set()
        for table in (own_measure, own_dimension):
            for row in connection.execute(select(table)).all():
                self.held[row.place] = row.word
                self.keys.add(row.key)

    def measure(self, one: OwnColumn) -> str:
        """The place of a column of figures; empty when all of its kind are taken."""
        return self._place(own_measure, one, OWN_COUNTS if one.kind == "count" else OWN_MONEY, one.kind)

    def text(self, one: OwnText) -> str:
        """The place of a column of texts; empty when all are taken."""
        return self._place(own_dimension, one, OWN_TEXTS, "group")

    def _place(self, table: Table, one: OwnColumn | OwnText, places: Sequence[str], kind: str) -> str:
        known = next((place for place in places if self.held.get(place) == one.word), "")
        free = known or next((place for place in places if place not in self.held), "")
        if free and not known:
            key = self._key(one.word, kind)
            self.connection.execute(insert(table).values(place=free, word=one.word, title=one.title, key=key))
            self.held[free] = one.word
            self.keys.add(key)
        return free

    def _key(self, word: str, kind: str) -> str:
        """The word in Latin letters; one that is taken, by a field of ours too, gets its kind or a number."""
        plain = "_".join(in_latin_letters(word).split())[:LONGEST_KEY].strip("_") or kind
        numbered = (f"{plain}_{number}" for number in range(2, 2 + len((*OWN_COUNTS, *OWN_MONEY, *OWN_TEXTS))))
        return next(name for name in (plain, f"{plain}_{kind}", *numbered) if name not in self.keys | ROLE.keys())
