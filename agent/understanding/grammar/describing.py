"""Questions about the data itself: what is there, how many channels, which days, how a metric is computed."""

from typing import Any, Final

from agent.understanding.grammar.constructs.cut import available, stored_as
from agent.understanding.grammar.frame import Limit, Wanted
from agent.understanding.grammar.scene import Clause

_NUMERIC: Final = (
    "by",
    "best",
    "worst",
    "most",
    "least",
    "dear",
    "cheap",
    "more",
    "most_of",
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
    "uncollected",
    "absent_channel",
    "unknown_name",
    "absent_value",
    "waste",
    "plan",
)
_TABLES: Final = {"channel": "channels", "campaign": "campaigns"}
_RUNNING: Final = ("активн", "работа", "крут", "запущен", "active", "running", "live")
"""What runs has spent money in the last days."""
_CUTS: Final = ("разрез", "разбив", "breakdown", "dimension", "измерен", "срез")
_METRICS: Final = ("метрик", "metric", "показател", "kpi")


def description(scene: Clause, frame: Wanted) -> dict[str, Any] | None:
    """Arguments of `describe_data`, or those of a query under "query"; None where numbers are asked for."""
    figures = any(span.figure is not None and not span.figure.spelled for span in scene.of("number"))
    if frame.has("having", "view") or scene.has(*_NUMERIC) or figures:
        return None
    if about := _about(scene, frame):
        return {"about": about}
    if frame.metrics:
        return None
    if scene.has("span"):
        return {"about": "overview"}
    return _listing(scene, frame) if scene.has("have", "count") else None


def _about(scene: Clause, frame: Wanted) -> str:
    """Reads "which metrics can you calculate", "в каких разрезах можно смотреть данные"."""
    words = [token.plain for span in scene.spans for token in scene.tokens[span.first : span.after]]
    if scene.has("count") and not (frame.metrics or frame.kept) and set(frame.cuts) == {"campaign", "channel"}:
        return "channels"
    bare = not (frame.metrics or frame.kept or frame.cuts or frame.has("periods"))
    if not bare or not scene.has("which", "have"):
        return ""
    named = (("dimensions", _CUTS), ("metrics", _METRICS))
    return next((about for about, stems in named if any(word.startswith(stems) for word in words)), "")


def defined(scene: Clause, frame: Wanted, *, asked: bool = False) -> tuple[str, ...]:
    """The metrics whose meaning is asked: "what is ROAS?", "how do ROI and ROAS differ", not "what is our ROAS?".

    Args:
        scene: the request.
        frame: as the rules read it.
        asked: whether the act is known to be that.
    """
    if not frame.metrics or frame.kept or frame.cuts or frame.has("periods", "having"):
        return ()
    words = [token.plain for token in scene.tokens]
    if len(frame.metrics) > 1 and any(word.startswith(_DIFFER) for word in words):
        return frame.metrics
    opens = words[:2] in (["what", "is"], ["what", "are"]) or words[:1] == ["what's"]
    rest = [span for span in scene.spans if not span.is_a("metric")]
    small = (
        all(span.low in ("what", "is", "are", "s", "a", "what is", "what's", "whats") for span in rest)
        and "the" not in words
    )
    return frame.metrics[:1] if scene.has("define") or asked or (opens and small) else ()


_DIFFER: Final = ("differ", "отлича", "отличи", "разниц")


def _listing(scene: Clause, frame: Wanted) -> dict[str, Any] | None:
    spans = scene.of("dimension")
    if any(span.is_a("unknown") for span in scene.counted()):
        return None
    if not spans:
        return None if frame.kept or scene.has("unknown", "count") else {"about": "overview"}
    name = stored_as(spans[0].value, scene.catalogue, spans[0].low)
    if name in _TABLES and not (frame.kept or frame.has("periods") or (scene.has("count") and name == "campaign")):
        counted = scene.has("count") and any(span.value == "channel" for span in spans)
        return {"about": _TABLES["channel" if counted else name]}
    if not available(name, scene.catalogue):
        return None
    running = any(word.startswith(_RUNNING) for word in scene.words())
    days = frame.get("periods", ("last 7 days" if running else "all time",))[0]
    args: dict[str, Any] = {"metrics": ["spend"], "group_by": [name], "period": days}
    args |= {"having": [Limit(metric="spend", operator=">", value=0.0).as_args()]} if running else {}
    args |= {"count": True} if scene.has("count") else {}
    return {"query": args | ({"where": [entry.as_args() for entry in frame.kept]} if frame.kept else {})}
