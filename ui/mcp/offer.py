"""What an assistant is offered: at most twenty tools in few words, what they are about, and questions to begin with."""

import re
from collections.abc import Mapping
from typing import Any, Final

from mcp import types

from agent.models.offered import schema
from ingest.texts import Language, say
from tools.notes.terms import terms_for
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.tool import Tool, find_tools
from ui.api.doors import Caller

MOST: Final = 20
METRIC_CATALOGUE: Final = "demetra://metrics"
FRESHNESS: Final = "demetra://freshness"
GLOSSARY: Final = "demetra://glossary"
EXAMPLES: Final = re.compile(r":\s*'.*$", re.S)
"""Of what people say: the assistant has heard its person already."""
CONFIRM_CHANGE: Final = "confirm_change"
WITHIN: Final[Mapping[str, str]] = {
    "compare_periods": "query_metrics",
    "plot_chart": "query_metrics",
    "export_table": "query_metrics",
    "backtest_rule": "manage_alert_rule",
    "forecast_quality": "forecast_metric",
    "advice_record": "recommend",
    "experiment": "recommend",
    "dashboard": "query_metrics",
    "set_goal": "plan_fact",
    "data_health": FRESHNESS,
    "manage_subscription": "list_alerts",
    "quiet_alerts": "list_alerts",
    "remember_definition": GLOSSARY,
}
"""Not offered beside what says the same: a slot of another tool's question, its answer, or a document."""
PROMPTS: Final[Mapping[str, tuple[str, ...]]] = {
    "weekly-review": (),
    "why-changed": ("metric",),
    "check-report": ("text",),
}
"""Name and arguments; texts are `mcp-prompt-<name>`, what they are for is `mcp-prompt-<name>-about`."""


def tools(caller: Caller) -> list[types.Tool]:
    """The tools that the caller may call."""
    own = [tool for name, tool in sorted(find_tools().items()) if name not in WITHIN and caller.actor.may(tool.deed)]
    listed = [_offered(tool, caller.language) for tool in own]
    return [*listed, _confirming(caller.language)] if any(tool.changes for tool in own) else listed


def _offered(tool: Tool, language: Language) -> types.Tool:
    said = schema(tool.name)["function"]
    return types.Tool(
        name=tool.name,
        title=tool.titles[language],
        description=EXAMPLES.sub("", said["description"]),
        inputSchema=_brief(said["parameters"]),
        annotations=types.ToolAnnotations(readOnlyHint=not tool.changes, openWorldHint=False),
    )


def _brief(part: Mapping[str, Any]) -> dict[str, Any]:
    """A schema without what its reader knows: a list of words is of words."""
    kept = {
        name: value for name, value in part.items() if not (name == "type" and value == "string" and "enum" in part)
    }
    return {name: _brief(value) if isinstance(value, Mapping) else value for name, value in kept.items()}


def _confirming(language: Language) -> types.Tool:
    return types.Tool(
        name=CONFIRM_CHANGE,
        title=say("mcp-confirm-title", language),
        description="Carries out a change that another tool proposed, once the person has read it and said yes.",
        inputSchema={
            "type": "object",
            "properties": {"proposal": {"type": "string", "description": "Its id."}},
            "required": ["proposal"],
        },
        annotations=types.ToolAnnotations(readOnlyHint=False, destructiveHint=True, idempotentHint=True),
    )


def resources(language: Language) -> list[types.Resource]:
    """What an assistant may read before it asks."""
    named = {"metrics": METRIC_CATALOGUE, "freshness": FRESHNESS, "glossary": GLOSSARY}
    return [
        types.Resource(uri=uri, name=name, description=say(f"mcp-{name}", language), mimeType="application/json")
        for name, uri in named.items()
    ]


def metric_catalogue(language: Language) -> list[dict[str, Any]]:
    """Every metric: key, name, formula, unit, which way is better."""
    return [
        {
            "key": key,
            "title": one.titles[language],
            "formula": one.formula[language],
            "unit": one.unit,
            "better": one.better,
        }
        for key, one in METRICS.items()
    ]


def glossary(caller: Caller) -> dict[str, Any]:
    """What dimensions are called, which channels there are, what answers and the team's own words mean."""
    catalogue, language = caller.desk.metrics.catalogue(), caller.language
    statuses = ("answered", "no_data", "clarify", "refused", "failed")
    return {
        "dimensions": {key: one.titles[language] for key, one in DIMENSIONS.items()},
        "channels": {key: catalogue.title(key, language) for key in catalogue.channels},
        "statuses": {status: say(f"mcp-status-{status.replace('_', '-')}", language) for status in statuses},
        "words": {one.term: one.meaning for one in terms_for(caller.desk)},
        "days": {"first": str(catalogue.first_day or ""), "last": str(catalogue.last_day or "")},
    }


def prompts(language: Language) -> list[types.Prompt]:
    """Questions to begin with."""
    return [
        types.Prompt(
            name=name,
            description=say(f"mcp-prompt-{name}-about", language),
            arguments=[types.PromptArgument(name=one, required=True) for one in wanted],
        )
        for name, wanted in PROMPTS.items()
    ]
