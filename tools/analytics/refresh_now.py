"""Pulls fresh data now, after a confirmation."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from ingest.texts import say
from tools.tool import Proposal, Status, Tool, ToolContext, ToolResult


class Refreshing(BaseModel):
    """What to pull."""

    model_config = ConfigDict(extra="forbid")

    source: str = Field("", description="meta, google, tiktok, yandex, vk or telegram; empty: all connected ones.")
    confirm: SkipJsonSchema[bool] = False
    """Set by the conversation once the person has read the preview and agreed; no model is asked for it."""


def run(asking: Refreshing, desk: ToolContext) -> ToolResult:
    """Says what it will do; with `confirm` it is done."""
    refresh = desk.services.refresh
    if refresh is None:
        return ToolResult(text=say("health-refresh-off", desk.language))
    if not asking.confirm:
        source = f" ({asking.source})" if asking.source else ""
        return Proposal(text=say("health-refresh-preview", desk.language, source=source))
    result = refresh(asking.source, desk.actor.scope)
    if result.busy:
        return ToolResult(text=say("health-refresh-busy", desk.language))
    asked = [one for one in result.sources if one.state != "skipped"]
    if not asked:
        return ToolResult(text=say("health-refresh-nothing", desk.language))
    rows = sum(one.inserted + one.updated for one in asked)
    lines = [say("health-refresh-done", desk.language, names=_names(one.source for one in asked), rows=rows)]
    failed = [one.source for one in asked if one.state not in ("done", "partial")]
    lines += [say("health-refresh-failed", desk.language, names=_names(failed))] if failed else []
    status: Status = "failed" if len(failed) == len(asked) else "answered"
    return ToolResult(status=status, text="\n".join(lines), facts={"rows": rows})


def _names(sources: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(sources))


TOOL = Tool(
    name="refresh_now",
    description=(
        "Pulls fresh data from the connected ad accounts now. The call only asks the user; their yes does it: "
        "'refresh the data', 'обнови данные'"
    ),
    titles={"ru": "Обновление данных", "en": "Refresh the data"},
    arguments=Refreshing,
    run=run,
    example={},
    changes=True,
    deed="refresh",
)
