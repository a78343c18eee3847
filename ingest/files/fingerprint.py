"""Recognises a file that was loaded before, by its bytes."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select

from ingest.files.one_channel import UNNAMED
from ingest.schema import ingest_run
from ingest.store.bounds import holds_load
from ingest.store.loads import KIND
from ingest.store.store import Run

_BLOCK: Final = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Fingerprint:
    """Of a file and of the options it is loaded with."""

    content: str
    source: str
    currency: str
    mapping: Mapping[str, str]

    @property
    def whole(self) -> str:
        """As the run keeps it."""
        return self.under(self.source)

    def under(self, source: str) -> str:
        """The same file with the same options, under another source."""
        options = json.dumps([source, self.currency, dict(sorted(self.mapping.items()))], ensure_ascii=False)
        return f"{self.content}:{hashlib.blake2b(options.encode(), digest_size=8).hexdigest()}"


@dataclass(frozen=True, kw_only=True)
class EarlierLoad:
    """What is known of a file's earlier loads."""

    same: int | None = None
    """The load of the same file with the same options; a source named then holds when none is named now."""
    replaced: int | None = None
    """The load of the same file with other options, which were wrong then."""


def fingerprint_of(path: Path, source: str, currency: str, mapping: Mapping[str, str]) -> Fingerprint:
    """Reads the file once, block by block."""
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb") as handle:
        for block in iter(lambda: handle.read(_BLOCK), b""):
            digest.update(block)
    return Fingerprint(content=digest.hexdigest(), source=source, currency=currency, mapping=mapping)


def earlier_load(run: Run, mark: Fingerprint) -> EarlierLoad:
    """The load of these bytes that stands now; one that speaks of what this run may not touch is none."""
    query = (
        select(ingest_run.c.id, ingest_run.c.digest, ingest_run.c.source)
        .where(ingest_run.c.kind == KIND, ingest_run.c.state == "done", ingest_run.c.repeats.is_(None))
        .where(ingest_run.c.digest.startswith(mark.content, autoescape=True))
        .order_by(ingest_run.c.id.desc())
    )
    found = run.connection.execute(query).first()
    if found is None or not holds_load(run.connection, run.within, found.id):
        return EarlierLoad()
    unnamed_now = mark.source == UNNAMED and found.digest == mark.under(found.source)
    return EarlierLoad(same=found.id) if found.digest == mark.whole or unnamed_now else EarlierLoad(replaced=found.id)
