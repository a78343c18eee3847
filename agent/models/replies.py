"""What a model wrote, whatever its habits: thoughts dropped, calls found in its text, broken JSON mended."""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from rapidfuzz import fuzz, process

from tools.tool import find_tools

_THOUGHT: Final = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>|^.*?</think(?:ing)?>|<think(?:ing)?>.*$", re.S | re.I)
_TAGGED: Final = re.compile(r"<(tool_call|function_call|tool)>\s*(.*?)\s*(?:</\1>|$)", re.S | re.I)
_NAMED_TAG: Final = re.compile(r"<function=(\w+)>\s*(\{.*?\})\s*(?:</function>|$)", re.S)
_FENCED: Final = re.compile(r"```(?:json|tool_call|tool_code|python)?\s*(.*?)\s*```", re.S)
_CALLED: Final = re.compile(r"\b([a-z]+(?:_[a-z]+)+)\s*\((.*?)\)\s*$", re.S | re.M)
_MARKER: Final = re.compile(r"\[/?TOOL_(?:CALLS?|REQUEST)\]|<\|[\w ]+\|>")
_BEGUN: Final = re.compile(r"[\[{]\s*(?:\{\s*)?[\"'](?:name|tool|function|tool_calls)[\"']")
_TRAILING_COMMA: Final = re.compile(r",\s*(?=[}\]])")
CLOSE: Final = 84
"""Likeness (0-100) from which a tool's misspelt name is taken for it."""


@dataclass(frozen=True, kw_only=True)
class ReplyCall:
    """A tool that a model wants."""

    name: str
    args: dict[str, Any]


def without_thoughts(text: str) -> str:
    """The text without what the model thought aloud."""
    return _THOUGHT.sub("", text).strip()


def calls_in(text: str) -> tuple[list[ReplyCall], str]:
    """Calls that stand in a text, and the text without them."""
    clean = _MARKER.sub(" ", without_thoughts(text)).strip()
    for pattern in (_TAGGED, _NAMED_TAG, _FENCED):
        found = [call for match in pattern.finditer(clean) for call in _calls_of(match)]
        if found:
            return found, pattern.sub(" ", clean).strip()
    begun = _BEGUN.search(clean)
    whole = list(_calls(loose_json(clean[begun.start() :]))) if begun else []
    if begun and whole:
        return whole, clean[: begun.start()].strip()
    written = [call for match in _CALLED.finditer(clean) if (call := _as_python(match))]
    return written, (_CALLED.sub(" ", clean).strip() if written else clean)


def _calls_of(match: re.Match[str]) -> list[ReplyCall]:
    if match.re is _NAMED_TAG:
        return [ReplyCall(name=match[1], args=arguments(match[2]))] if match[1] in find_tools() else []
    body = match[match.re.groups]
    found = list(_calls(loose_json(body)))
    if not found and (written := _CALLED.search(body)):
        found = [call for call in [_as_python(written)] if call]
    return found


def _calls(document: Any) -> Iterator[ReplyCall]:
    """Calls of a document in any of the shapes that models use."""
    if isinstance(document, list):
        for entry in document:
            yield from _calls(entry)
    if not isinstance(document, Mapping):
        return
    if isinstance(document.get("tool_calls"), list):
        yield from _calls(document["tool_calls"])
    inner = document.get("function", document)
    inner = inner if isinstance(inner, Mapping) else {**document, "name": inner}
    name = inner.get("name") or inner.get("tool") or inner.get("tool_name") or inner.get("action")
    given: Any = next(
        (inner[key] for key in ("arguments", "parameters", "args", "input", "action_input") if key in inner), {}
    )
    if isinstance(name, str) and (name in find_tools() or _nearest(name)):
        yield ReplyCall(name=name, args=arguments(given))


def _as_python(match: re.Match[str]) -> ReplyCall | None:
    """`query_metrics(metrics=["roi"])`."""
    if match[1] not in find_tools():
        return None
    try:
        call = ast.parse(f"f({match[2]})", mode="eval").body
        values = {word.arg: ast.literal_eval(word.value) for word in call.keywords if word.arg}  # type: ignore[attr-defined]
    except (SyntaxError, ValueError):
        return None
    return ReplyCall(name=match[1], args=values)


def arguments(given: Any) -> dict[str, Any]:
    """Arguments from text or a document; nulls are slots that nobody filled."""
    document = loose_json(given) if isinstance(given, str) else given
    if not isinstance(document, Mapping):
        return {}
    return {str(name): value for name, value in document.items() if value is not None}


def loose_json(text: str) -> Any:
    """A document although commas trail, quotes are single or the end is missing; None when it is none at all."""
    bare = text.strip()
    for attempt in (bare, _TRAILING_COMMA.sub("", bare), _closed(bare)):
        try:
            return json.loads(attempt, strict=False)
        except json.JSONDecodeError:
            continue
    try:
        return ast.literal_eval(re.sub(r"\b(?:true|false|null)\b", lambda match: _PYTHON[match[0]], bare))
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


_PYTHON: Final = {"true": "True", "false": "False", "null": "None"}


def _closed(text: str) -> str:
    """Brackets that were left open at the very end are closed; text cut inside a value stays broken."""
    if not re.search(r"[}\]\"\d]\s*$", text):
        return text
    waiting, quoted = [], False
    for place, char in enumerate(text):
        if char == '"' and (place == 0 or text[place - 1] != "\\"):
            quoted = not quoted
        elif not quoted and char in "{[":
            waiting.append("}" if char == "{" else "]")
        elif not quoted and char in "}]" and waiting:
            waiting.pop()
    return text if quoted else _TRAILING_COMMA.sub("", text + "".join(reversed(waiting)))


def known_name(name: str) -> str:
    """The tool that a name means: itself, or the one it is a misspelling of."""
    bare = name.strip().rpartition(".")[2]
    return bare if bare in find_tools() else _nearest(bare) or bare


def _nearest(name: str) -> str:
    found = process.extractOne(name.lower(), list(find_tools()), scorer=fuzz.ratio, score_cutoff=CLOSE)
    return str(found[0]) if found else ""


def settled(name: str, args: Mapping[str, Any]) -> ReplyCall:
    """A call as ours: the merged question falls to the tool that draws, writes or compares; filters in any shape."""
    known, given = known_name(name), dict(args)
    if "where" in given or "filters" in given:
        given["where"] = _filters(given.pop("where", None) or given.pop("filters", None))
        given.pop("filters", None)
    if known == "query_metrics":
        known = _merged(given)
    return ReplyCall(name=known, args=given)


def _merged(args: Mapping[str, Any]) -> str:
    view = str(args.get("view") or args.get("kind") or "")
    if view in ("csv", "xlsx"):
        return "export_table"
    if view and view != "table":
        return "plot_chart"
    return "compare_periods" if args.get("compare_to") or args.get("compare") else "query_metrics"


_EQUALS: Final = re.compile(r"\s*(\w+)\s*(!=|<>|==|=|:|\bnot in\b|\bin\b)\s*(.+)", re.I)


def _filters(given: Any) -> Any:
    """Filters from a dictionary, a sentence such as `channel = facebook`, or a list of either."""
    if isinstance(given, str):
        parts = [_EQUALS.fullmatch(part) for part in re.split(r"\s+and\s+|;", given, flags=re.I)]
        return [_filter(match) for match in parts if match]
    if isinstance(given, Mapping) and "dimension" not in given:
        return [
            {"dimension": name, "values": _list(values)}
            for name, values in given.items()
            if values not in (None, "", [])
        ]
    if isinstance(given, Mapping):
        return [_values(given)]
    if isinstance(given, list):
        return [one for entry in given for one in (_filters(entry) if not _is_filter(entry) else [_values(entry)])]
    return given or []


def _is_filter(entry: Any) -> bool:
    return isinstance(entry, Mapping) and "dimension" in entry


def _values(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A filter under our names: `value`, `operator` and `field` are what models call them."""
    kept = {
        name: value for name, value in entry.items() if value is not None and name not in ("value", "operator", "op")
    }
    operator = str(entry.get("operator") or entry.get("op") or "")
    if "value" in entry and "values" not in entry:
        kept["values"] = _list(entry["value"])
    if operator.lower() in ("!=", "<>", "not in", "not_in", "exclude"):
        kept["exclude"] = True
    return kept


def _filter(match: re.Match[str]) -> dict[str, Any]:
    values = [value.strip(" '\"[]()") for value in match[3].split(",")]
    return {"dimension": match[1].lower(), "values": values, "exclude": match[2].lower() in ("!=", "<>", "not in")}


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
