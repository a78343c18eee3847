"""Keeps rows that can't be stored, each once, with the reason people can act on."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from ingest.facts import Rejected
from ingest.schema import rejected_row


def quarantine(connection: Connection, run_id: int, source: str, rejected: Iterable[Rejected]) -> Mapping[str, int]:
    """Stores the rows and counts them by reason; a row that is already there stays one entry."""
    rows = [_row(row, run_id, source) for row in rejected]
    if not rows:
        return {}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(rejected_row).on_conflict_do_nothing(index_elements=["source", "raw_hash", "reason"])
    connection.execute(statement, rows)
    return Counter(str(row["reason"]) for row in rows)


def _row(rejected: Rejected, run_id: int, source: str) -> dict[str, object]:
    text = json.dumps(rejected.raw, sort_keys=True, ensure_ascii=False, default=str)
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return {
        "run_id": run_id,
        "source": source,
        "reason": rejected.reason,
        "detail": rejected.detail,
        "raw": json.loads(text),
        "raw_hash": int.from_bytes(digest, "big", signed=True),
    }
