"""How models and people write a question's slots otherwise, brought to the Question's own names."""

from collections.abc import Mapping
from typing import Any, Final

OTHER_NAMES: Final = {
    "period": "periods",
    "metric": "metrics",
    "dimensions": "group_by",
    "filters": "where",
    "compare": "compare_to",
    "conditions": "having",
    "thresholds": "having",
    "order": "order_by",
    "sort_by": "order_by",
    "kind": "view",
    "format": "view",
}
"""Other names of slots."""
SUFFIXES: Final = (("_previous", "previous"), ("_change_abs", "change_abs"), ("_change", "change"), ("_share", "share"))
"""Columns of an answer, as which a measure may be named: `revenue_change`."""


def as_said(given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments under the Question's own names; what has none stays as it is and is refused by name."""
    args = {OTHER_NAMES.get(name, name): value for name, value in given.items() if value is not None}
    if args.pop("share_of_total", False):
        args.setdefault("share", "rows")
    if args.pop("per_day", False):
        args.setdefault("average", "day")
    if isinstance(args.get("pace"), bool):
        args["pace"] = "auto" if args["pace"] else ""
    if isinstance(args.get("where"), Mapping):
        args["where"] = _filters(args["where"])
    if args.get("periods") in ("", [""], ("",)):
        args.pop("periods")
    if isinstance(args.get("having"), list | tuple):
        args["having"] = [_condition(entry) for entry in args["having"]]
    return _ordered(args)


def _filters(where: Mapping[str, Any]) -> list[Any]:
    """Reads `{"channel": ["facebook"]}` beside one filter that was given without its list."""
    if "dimension" in where:
        return [where]
    return [{"dimension": name, "values": values} for name, values in where.items()]


def _ordered(args: dict[str, Any]) -> dict[str, Any]:
    order = args.get("order_by")
    if isinstance(order, list | tuple) and len(order) == 1:
        order = order[0]
    if not isinstance(order, str):
        return args
    if order.startswith("-"):
        args.setdefault("descending", True)
    word, _, way = order.lstrip("-").strip().partition(" ")
    if way.lower() in ("asc", "desc"):
        args.setdefault("descending", way.lower() == "desc")
    return args | _measure(word, "order_by", "order_of")


def _condition(entry: Any) -> Any:
    said = entry.get("metric") if isinstance(entry, Mapping) else None
    return {**entry, **_measure(said, "metric", "of")} if isinstance(said, str) else entry


def _measure(said: str, name: str, of: str) -> dict[str, Any]:
    """`revenue_change` as the metric and what of it."""
    for suffix, kind in SUFFIXES:
        if said.endswith(suffix):
            return {name: said.removesuffix(suffix), of: kind}
    return {name: said}
