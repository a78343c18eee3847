"""What is going on while a person waits, in words: the question is read, something is counted, the model writes on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ingest.texts import Language, say
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.tool import find_tools


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One thing that takes a while."""

    kind: Literal["reading", "tool", "adding"]
    words: str
    """Such as "Counting ROI, Spend by channel…"."""
    language: Language
    """That of the answer."""
    tool: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    """Of a tool's call."""


def reading(language: Language) -> Stage:
    """A model looks for what to call."""
    return Stage(kind="reading", words=say("stage-reading", language), language=language)


def adding(language: Language) -> Stage:
    """The facts are told, a model writes what goes with them."""
    return Stage(kind="adding", words=say("stage-adding", language), language=language)


def counting(name: str, args: Mapping[str, Any], language: Language) -> Stage:
    """A tool runs; only what the catalogue knows is named."""
    metrics = [METRICS[key].titles[language] for key in _keys(args, "metrics", "metric") if key in METRICS]
    by = [DIMENSIONS[key].by[language] for key in _keys(args, "group_by") if key in DIMENSIONS]
    what = " ".join([", ".join(metrics), *by]).strip()
    tool = find_tools().get(name)
    values = {"title": tool.titles[language] if tool else name, "what": what}
    of_metrics = bool(metrics) and name in ("query_metrics", "compare_periods")
    key = "stage-counting" if of_metrics else "stage-tool-of" if what else "stage-tool"
    return Stage(kind="tool", words=say(key, language, **values), tool=name, args=args, language=language)


def _keys(args: Mapping[str, Any], *slots: str) -> list[str]:
    given = [value for slot in slots for value in _listed(args.get(slot))]
    return list(dict.fromkeys(str(value) for value in given))


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list | tuple):
        return list(value)
    return [] if value is None else [value]
