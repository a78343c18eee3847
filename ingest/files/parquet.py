"""Parquet as text: every column as a person would see it, so that it goes the way of all tables."""

from pathlib import Path
from typing import Final

from ingest.errors import InvalidInput

_ALONE: Final = {
    "memory_limit": "512MB",
    "threads": "1",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
"""It fetches nothing and takes no more than a file may."""


def as_text(path: Path, folder: Path) -> Path:
    """Writes the table as CSV into the folder, under its own name; rows go through one group after the other.

    Raises:
        InvalidInput: it can't be read.
    """
    import duckdb  # takes half a second, and few files need it

    place = folder / "parquet" / path.name
    place.parent.mkdir()
    plain = folder / "table.parquet"  # in a name given by people `[1]` and `*` would be patterns
    plain.symlink_to(path.resolve())
    try:
        with duckdb.connect(config={**_ALONE, "temp_directory": str(folder)}) as reader:
            reader.read_parquet(str(plain)).write_csv(str(place), header=True)
    except duckdb.Error as error:
        raise InvalidInput("files-unreadable", file=path.name) from error
    return place
