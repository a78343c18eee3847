"""Questions about the data itself: what is there, how many channels, which days, how a metric is computed."""

from typing import Any, Final

from agent.planner.call import Plan, PlannedCall
from agent.planner.cuts import available, stand_in
from agent.planner.reading import Reading

_TABLES: Final = {"channel": "channels", "campaign": "campaigns"}
_NUMERIC: Final = (
    "by",
    "best",
    "worst",
    "most",
    "least",
    "more",
    "share",
    "compare",
    "change",
    "trend",
    "per_day",
    "running",
    "chart",
    "loss",
    "gain",
    "zero",
    "average",
)


def description(reading: Reading) -> Plan | None:
    """The call that describes, or None when numbers are asked for."""
    return _definition(reading) or _contents(reading)


def _call(**args: str) -> Plan:
    return Plan(calls=(PlannedCall(name="describe_data", args=args),))


def _definition(reading: Reading) -> Plan | None:
    slots = reading.slots
    if len(slots.metrics) != 1 or slots.kept or slots.period or slots.groups or slots.having:
        return None
    if reading.has("define") or _bare_what_is(reading):
        return _call(about="metric", metric=slots.metrics[0])
    return None


def _bare_what_is(reading: Reading) -> bool:
    """Reads "what is ROAS?" but not "what is our ROAS?"."""
    words = [token.plain for token in reading.row.tokens]
    rest = [item for item in reading.items if not item.is_a("metric")]
    asked = words[:2] in (["what", "is"], ["what", "are"]) or (
        words[:1] == ["what"] and "what's" in reading.row.text.lower()[:7]
    )
    small = all(item.text.lower() in ("what", "is", "are", "s", "a", "what is", "what's", "whats") for item in rest)
    return asked and small and " the " not in f" {reading.row.text.lower()} "


def _contents(reading: Reading) -> Plan | None:
    about = _about(reading)
    if about is not None:
        return _call(about=about)
    slots = reading.slots
    if slots.metrics or slots.having or slots.export or reading.has(*_NUMERIC, *_UNKNOWN):
        return None
    if reading.has("span"):
        return _call(about="overview")
    return _listing(reading) if reading.has("have", "count") else None


def _listing(reading: Reading) -> Plan | None:
    dimensions = reading.of("dimension")
    if not dimensions:
        return _overview(reading)
    catalogue = reading.row.catalogue
    name = stand_in(dimensions[0].value, catalogue, dimensions[0].text)
    if name in _TABLES and not reading.slots.kept and not reading.slots.period:
        counted = reading.has("count") and any(item.value == "channel" for item in dimensions)
        return _call(about=_TABLES["channel" if counted else name])
    return _values(reading, name) if available(name, catalogue) else None


_UNKNOWN: Final = ("uncollected", "absent_channel", "unknown_name", "absent_value")


def _about(reading: Reading) -> str | None:
    """Reads "which metrics can you calculate", "в каких разрезах можно смотреть данные"."""
    slots = reading.slots
    if (
        reading.has("count")
        and not (slots.metrics or slots.having or slots.kept)
        and set(slots.groups) == {"campaign", "channel"}
    ):
        return "channels"
    if slots.metrics or slots.kept or slots.groups or slots.period or not reading.has("which", "have"):
        return None
    words = [token.plain for token in reading.row.tokens]
    if any(word.startswith(("разрез", "срез", "breakdown", "dimension", "измерени")) for word in words):
        return "dimensions"
    named = any(word.startswith(("метрик", "metric", "показател", "kpi")) for word in words)
    return "metrics" if named and not reading.has("best", "worst", "most", "least") else None


def _overview(reading: Reading) -> Plan | None:
    if reading.slots.kept or reading.has("unknown", "count"):
        return None
    metrics = any(
        word in item.text.lower() for item in reading.of("vague") for word in ("metric", "метрик", "показател", "kpi")
    )
    if metrics:
        return _call(about="metrics")
    cut = any(
        token.plain.startswith(("разрез", "разбив", "breakdown", "dimension", "измерен", "срез"))
        for token in reading.row.tokens
    )
    return _call(about="dimensions" if cut else "overview")


def _values(reading: Reading, name: str) -> Plan:
    """The values of a dimension, with what was spent on each."""
    args: dict[str, Any] = {"metrics": ["spend"], "group_by": [name], "period": reading.slots.period or "all time"}
    if reading.has("count"):
        args["count"] = True
    where = [entry.condition() for entry in reading.slots.kept]
    return Plan(calls=(PlannedCall(name="query_metrics", args={**args, "where": where} if where else args),))
