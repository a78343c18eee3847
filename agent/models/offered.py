"""Which tools a model is offered with a question, and in how few words: eight at most, so that small windows do."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from agent.models.history import TokenCount
from tools.tool import Tool, find_tools
from tools.words.stems import stem_in

MOST: Final = 8
LIKELY: Final = 6
"""Tools that are offered though nothing points at them fill up to here."""
TOKENS: Final = 2_200
"""What schemas may weigh together: with the prompt below 3,000; a tool that is left out is handed over by name."""
FIND: Final = "find_tool"
"""Not one of ours: hands over the schema of a tool that was not offered."""
ALWAYS: Final = ("query_metrics", "explain_change", "describe_data")
MERGED: Final = frozenset({"compare_periods", "plot_chart", "export_table"})
"""Asked through `query_metrics`: the slots of the question say which it is."""
USUAL: Final = ("forecast_metric", "allocate_budget", "list_alerts", "manage_alert_rule")
UNOFFERED: Final = frozenset({"focus", "with_and_without", "pace", "yearless"})
"""Slots that models get wrong more often than right; they are understood all the same."""
FIRST_SENTENCE: Final = re.compile(r"(?<=[.])\s+(?=[A-Z])")
LONG_LIST: Final = 12
LONGEST: Final = 170
"""Characters of a tool's description."""
QUERY: Final = (
    "Metrics of the past: totals, cuts, trends, rankings, thresholds; with compare_to two periods, with view a chart "
    "or a file. Not for reasons, forecasts or advice."
)


def offered(question: str, planned: Iterable[str], found: Iterable[str]) -> list[dict[str, Any]]:
    """The schemas for one request, in OpenAI's function format.

    Args:
        question: what was asked.
        planned: tools that the built-in reader would call.
        found: tools that the model has asked for by name.
    """
    needed = [name for name in dict.fromkeys([*found, *ALWAYS, *planned]) if _stands_alone(name)][: MOST - 1]
    near = [name for name in _near(question) if _stands_alone(name) and name not in needed]
    chosen = _within(needed, near, most=MOST - 1)
    usual = [name for name in USUAL if name not in chosen]
    chosen = _within(chosen, usual, most=max(LIKELY, len(chosen)))
    return [*(schema(name) for name in chosen), _finder(chosen)]


def _within(chosen: Sequence[str], further: Iterable[str], *, most: int) -> list[str]:
    """Those chosen, and of others as many as there is room for in number and in tokens, the first ones first."""
    kept = list(chosen)
    weight = sum(_weight(name) for name in kept)
    for name in further:
        if len(kept) < most and weight + _weight(name) <= TOKENS:
            kept.append(name)
            weight += _weight(name)
    return kept


@cache
def _weight(name: str) -> int:
    return TokenCount().of(json.dumps(schema(name), ensure_ascii=False))


def _stands_alone(name: str) -> bool:
    return name in find_tools() and name not in MERGED


def _near(question: str) -> list[str]:
    """Tools whose descriptions share words with the question, the nearest first."""
    asked = _stems(question)
    shared = {name: len(asked & stems) for name, stems in _described().items()}
    return sorted((name for name, count in shared.items() if count > 1), key=lambda name: -shared[name])


@cache
def _described() -> Mapping[str, frozenset[str]]:
    return {name: _stems(tool.description) for name, tool in find_tools().items()}


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]{4,}", text.lower().replace("ё", "е"))
    return frozenset(stem_in("ru" if re.search("[а-я]", word) else "en", word) for word in words)


@cache
def schema(name: str) -> dict[str, Any]:
    """One tool as a model reads it."""
    tool = find_tools()[name]
    document = _without(tool.arguments.model_json_schema(), UNOFFERED)
    if name == "query_metrics":
        described, parameters = QUERY, _Shortened().of(document)
    else:
        described, parameters = _short(tool), _Shortened(known=True).of(document)
    return {"type": "function", "function": {"name": name, "description": described, "parameters": parameters}}


def _without(document: Mapping[str, Any], slots: Iterable[str]) -> dict[str, Any]:
    kept = {name: entry for name, entry in document.get("properties", {}).items() if name not in slots}
    return {**document, "properties": kept}


def _short(tool: Tool) -> str:
    text = ""
    for sentence in FIRST_SENTENCE.split(tool.description):
        if text and len(text) + len(sentence) > LONGEST:
            break
        text = f"{text} {sentence}".strip()
    return text


def _finder(offered_names: Sequence[str]) -> dict[str, Any]:
    others = [name for name in find_tools() if name not in offered_names and name not in MERGED]
    return {
        "type": "function",
        "function": {
            "name": FIND,
            "description": "Hands you another tool; then call that one.",
            "parameters": {
                "type": "object",
                "properties": {"name": {"type": "string", "enum": others}},
                "required": ["name"],
            },
        },
    }


class _Shortened:
    """A JSON schema without what costs tokens and says nothing: titles, defaults, limits, lists said before."""

    dropped = frozenset(
        "title default additionalProperties minimum maximum minItems maxItems $defs exclusiveMinimum minLength "
        "maxLength".split()
    )

    def __init__(self, *, known: bool = False) -> None:
        self.definitions: Mapping[str, Any] = {}
        self.said: set[str] = {"Filter", "Condition"} if known else set()
        self.known = known
        """Whether the reader has the lists and shapes of `query_metrics` before them."""

    def of(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """The whole document; what it is for is said beside it, as the description of the tool."""
        self.definitions = document.get("$defs", {})
        return self._undescribed(document)

    def _undescribed(self, part: Mapping[str, Any]) -> dict[str, Any]:
        return self._part({name: entry for name, entry in part.items() if name != "description"})

    def _part(self, part: Mapping[str, Any]) -> dict[str, Any]:
        if "$ref" in part:
            name = part["$ref"].rpartition("/")[2]
            beside = {key: value for key, value in part.items() if key == "description"}
            return self._named(name) | beside
        kept = {key: self._value(key, value) for key, value in part.items() if key not in self.dropped}
        options = [option for option in kept.pop("anyOf", []) if option != {"type": "null"}]
        if len(options) > 1 and "enum" in options[0] and "description" in options[1]:
            options = [self._open(options[0]["enum"], options[1]["description"])]
        if self.known and len(kept.get("enum", ())) > LONG_LIST:
            kept.pop("enum")
        return {**(options[0] if options else {}), **kept}

    def _open(self, listed: Sequence[str], beside: str) -> dict[str, Any]:
        """A list that is not all there may be: as words, for some servers let a model write nothing beside an enum."""
        return {"type": "string"} if self.known else {"type": "string", "description": f"{', '.join(listed)}; {beside}"}

    def _named(self, name: str) -> dict[str, Any]:
        """A definition where it comes first, without what its slots say of it; later its type and name are enough."""
        found = self.definitions[name]
        if name in self.said:
            return {
                "type": found.get("type", "object"),
                "description": "As in query_metrics." if self.known else "As above.",
            }
        self.said.add(name)
        return self._undescribed(found)

    def _value(self, key: str, value: Any) -> Any:
        if key == "properties":
            return {name: self._part(entry) for name, entry in value.items()}
        if key == "anyOf":
            return [self._part(entry) for entry in value]
        return self._part(value) if isinstance(value, Mapping) else value
