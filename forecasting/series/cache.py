"""Forecasts kept by the content of their data, so that a refresh fits only what changed."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import numpy as np
import pandas as pd

from forecasting.series.series import ForecastResult

METHOD = "2026-11-a"
"""Part of every key: change it with the method, and old forecasts are not served any more."""


class Cache(Protocol):
    """Somewhere to keep forecasts; a table, a directory, a dictionary."""

    def get(self, key: str) -> Mapping[str, object] | None:
        """The stored `ForecastResult.to_dict()`, or nothing."""

    def put(self, key: str, stored: Mapping[str, object]) -> None:
        """Keep one result under its key."""


class DirectoryCache:
    """Keeps each result as a JSON file; safe to share between processes, safe to delete."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        directory.mkdir(parents=True, exist_ok=True)

    def get(self, key: str) -> Mapping[str, object] | None:
        """The stored result; nothing when there is none or its file is damaged."""
        try:
            stored = json.loads((self._directory / f"{key}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return stored if isinstance(stored, dict) else None

    def put(self, key: str, stored: Mapping[str, object]) -> None:
        """Write beside and rename, so that a reader never sees half a file."""
        draft = self._directory / f"{key}.{id(stored)}.draft"
        draft.write_text(json.dumps(stored), encoding="utf-8")
        draft.replace(self._directory / f"{key}.json")


def key_of(tables: tuple[pd.DataFrame | None, ...], arguments: Mapping[str, object]) -> str:
    """A digest of the data and of everything else the answer depends on; the order of rows does not matter."""
    digest = hashlib.sha256(METHOD.encode())
    digest.update(json.dumps(arguments, sort_keys=True, default=str).encode())
    for table in tables:
        digest.update(b"table" if table is not None else b"none")
        if table is not None:
            columns = [name for name in ("ds", "y") if name in table.columns]
            rows = pd.util.hash_pandas_object(table[columns].astype(str), index=False).to_numpy()
            digest.update(np.sort(rows).tobytes())
    return digest.hexdigest()


def restore(stored: Mapping[str, object] | None) -> ForecastResult | None:
    """The result, unless what was stored is not one."""
    if stored is None:
        return None
    try:
        return ForecastResult.from_dict(stored)
    except (KeyError, TypeError, ValueError):
        return None
