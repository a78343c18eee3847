"""Rows of JSON: objects within objects, lists of rows within a reply, lists of actions within a row."""

import ast
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, Final

import ijson

from ingest.files.field_names import field_of
from ingest.files.header_words import ROLE

ACTION: Final = frozenset({"action_type", "value"})
_DAY: Final = {"year", "month", "day"}
_MOST_EVENTS: Final = 100_000
"""Parts of a document that are looked through for its list of rows."""


def rows_of(row: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    """The flat rows of one object: itself, or a row for each object of the list that it wraps.

    An object that carries measures of its own is a row, and its lists (an order's goods) are left aside.
    """
    flat = flatten(row)
    inner = _inner(row)
    if not inner or any(ROLE.get((field_of(key) or ("",))[0]) == "measure" for key in flat):
        yield flat
        return
    for child in inner:
        for own in rows_of(child):
            yield {**flat, **own}


def _inner(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The first list of rows in an object or in the objects within it."""
    for value in row.values():
        if isinstance(value, list) and _are_rows(value):
            return value
        found = _inner(value) if isinstance(value, dict) else []
        if found:
            return found
    return []


def _are_rows(values: list[Any]) -> bool:
    return bool(values) and all(isinstance(one, dict) for one in values) and not are_actions(values)


def are_actions(values: object) -> bool:
    """Whether this is a list such as `[{"action_type": "purchase", "value": "2"}]`."""
    return (
        isinstance(values, list)
        and bool(values)
        and all(isinstance(one, dict) and one.keys() >= ACTION for one in values)
    )


def flatten(row: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    """A nested object as one level: `{"metrics": {"clicks": 1}}` becomes `{"metrics.clicks": 1}`.

    >>> flatten({"actions": [{"action_type": "purchase", "value": "2"}], "start": {"year": 2026, "month": 1, "day": 9}})
    {'actions.purchase': '2', 'start': '2026-01-09'}
    """
    flat: dict[str, object] = {}
    for key, value in row.items():
        if isinstance(value, dict):
            if value.keys() == _DAY:
                flat[f"{prefix}{key}"] = "{year}-{month:0>2}-{day:0>2}".format(**value)
            else:
                flat |= flatten(value, f"{prefix}{key}.")
        elif are_actions(value):
            flat |= actions(f"{prefix}{key}", value)
        elif not isinstance(value, list):
            flat[f"{prefix}{key}"] = value
        elif value and all(isinstance(one, str) for one in value):
            flat[f"{prefix}{key}"] = ", ".join(value)
    return flat


def actions(name: str, listed: object) -> dict[str, object]:
    """A column an action type; of several entries of one type the first holds, as its windows repeat it."""
    found: dict[str, object] = {}
    for one in listed if isinstance(listed, list) else []:
        found.setdefault(f"{name}.{one['action_type']}", one["value"])
    return found


def actions_in(cell: str) -> list[dict[str, Any]]:
    """The actions that a cell holds as JSON or as Python writes it; empty when it holds none.

    >>> actions_in("[{'action_type': 'lead', 'value': '1'}]")
    [{'action_type': 'lead', 'value': '1'}]
    """
    text = cell.strip()
    if not text.startswith("[") or "action_type" not in text:
        return []
    for read in (json.loads, ast.literal_eval):
        try:
            found = read(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        return found if are_actions(found) else []
    return []


def place_of_rows(document: IO[bytes]) -> str:
    """Where a JSON document keeps its rows, as `ijson` names it: `item`, `data.item`, `data.list.item`.

    Raises:
        ijson.JSONError: it is no JSON.
    """
    started = ""
    for number, (place, event, _value) in enumerate(ijson.parse(document)):
        if event == "start_map" and started and place == started:
            return str(place)
        started = f"{place}.item".lstrip(".") if event == "start_array" else ""
        if number > _MOST_EVENTS:
            break
    return ""


def names_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, None]:
    """All columns of some objects, in the order they are met."""
    return {key: None for row in rows for own in rows_of(row) for key in own}
