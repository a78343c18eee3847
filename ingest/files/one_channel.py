"""The channel of a file that has no column of channels, and what a column holds beside channels."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from ingest.channel_names import ChannelName, canonical, key_for, titles
from ingest.files.column_notes import Note
from ingest.files.field_names import plain_header
from ingest.files.headers import Columns
from ingest.files.layout import Layout
from ingest.files.notation import examples
from ingest.files.platforms import export_of, named_by, named_in
from ingest.files.telegram_halves import CHANNEL, is_half
from ingest.files.word_kinds import says

UNNAMED: Final = "file"
"""The source when nobody named one."""


def without_places(columns: Columns, source: str) -> Columns:
    """The columns without a channel where a person has named it and the one taken for it says where an ad stood."""
    position = columns.positions.get("channel")
    if position is None or "channel" in columns.mapped or canonical(source) is None:
        return columns
    return columns.giving_up("channel") if says("place", plain_header(columns.headers[position])) else columns


def channel_of(layout: Layout, columns: Columns, source: str, notes: list[Note]) -> tuple[str, str]:
    """Key and title of the channel of all rows; both empty where a column holds it."""
    if columns.has("channel") or columns.has("source_medium"):
        return "", ""
    export = export_of(columns.headers, layout.titles, columns.positions)
    known = (
        canonical(CHANNEL if is_half(columns) else source)
        or (canonical(export.channel) if export else None)
        or named_by(layout.channel or layout.sheet)
        or _titled(layout.titles)
        or named_in(layout.path.name, layout.inside)
    )
    if known is None and layout.channel:
        return key_for(layout.channel), layout.channel
    note = "files-note-no-channel" if known is None and source == UNNAMED else "files-note-one-channel"
    notes.append((note, {"channel": known.en if known else source}))
    return (known.key, known.en) if known else (key_for(source), source)


def _titled(titles: Sequence[str]) -> ChannelName | None:
    """The channel that the line above the table names, where it says nothing else."""
    return canonical(titles[-1].strip(' ,;|\t"')) if titles else None


def surfaces_of(layout: Layout, columns: Columns, sample: pd.DataFrame, notes: list[Note]) -> Mapping[str, str]:
    """What the channel column holds beside channels: parts of one, whose rows are added to that channel's."""
    export = export_of(columns.headers, layout.titles, columns.positions)
    if export is None or not export.surfaces or not columns.has("channel"):
        return {}
    cells = examples(sample, columns.positions["channel"])
    met = {plain_header(cell): cell for cell in cells if plain_header(cell) in export.surfaces}
    if met:
        titled = titles("en", sorted({export.surfaces[name] for name in met}))
        notes.append(("files-note-surfaces", {"parts": ", ".join(met.values()), "channel": ", ".join(titled.values())}))
    return export.surfaces if met else {}
