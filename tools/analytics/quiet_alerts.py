"""Quiet about one alert or one channel, for the person who asks alone; what is quiet now, and the way back."""

from datetime import datetime
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from ingest.channel_names import titled
from ingest.texts import say
from tools.alerts.book import AlertBook
from tools.alerts.quieting import Quiet, Quieting
from tools.alerts.rows import StoredAlert
from tools.alerts.until import moment_of
from tools.semantics.resolve import resolve_all
from tools.tool import Choice, Proposal, Tool, ToolContext, ToolResult
from tools.words import wording

OFFERED: Final = 10
"""Ways back that are buttons."""
ON_BUTTON: Final = 48


class Quieted(BaseModel):
    """What to be quiet about."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["list", "quiet", "hear"] = Field("list", description="hear takes quiet back.")
    number: int | None = Field(None, description="One alert by its number.")
    channel: str = Field("", description="Else all alerts of this channel alone.")
    until: str = Field("", description="1h, 2d, morning, 18:00, friday or a date; empty: for good.")
    confirm: SkipJsonSchema[bool] = False
    """Set by the conversation once the person has read the preview and agreed; no model is asked for it."""


def run(asking: Quieted, desk: ToolContext) -> ToolResult:
    """A preview first; with `confirm` it is done. The list has the ways back as buttons.

    Raises:
        NotFound: there is no such alert, or the channel was not quiet.
        InvalidInput: no moment to come, or nobody known asks.
    """
    quieting = Quieting.of(AlertBook(desk=desk))
    if asking.action == "list" or (asking.number is None and not asking.channel):
        return _listed(quieting, desk)
    channel = resolve_all("channel", [asking.channel], desk.metrics.catalogue())[0] if asking.channel else ""
    kept = None if channel else quieting.book.get(str(asking.number))
    what = _what(channel, kept, quieting.book, desk)
    if asking.action == "hear":
        quieting.wake_channel(channel) if channel else quieting.wake(str(asking.number))
        return ToolResult(text=say("quiet-over", desk.language, what=what))
    until = moment_of(asking.until, desk.now) if asking.until else None
    end = _moment(until, desk)
    if not asking.confirm:
        return Proposal(text=say("quiet-propose", desk.language, what=what, until=end))
    quieting.rest_channel(channel, until) if channel else quieting.rest(str(asking.number), until)
    back = Choice(label=_back(what, desk), tool="quiet_alerts", args=_undone(asking.number, channel))
    return ToolResult(text=say("quiet-done", desk.language, what=what, until=end), choices=(back,))


def _what(channel: str | None, kept: StoredAlert | None, book: AlertBook, desk: ToolContext) -> str:
    """What it is about: the alert by what it says, else the channel."""
    if kept is None:
        return say("quiet-channel", desk.language, channel=titled(channel or "", desk.language))
    return kept.said(book.currency, desk.language).message


def _moment(until: datetime | None, desk: ToolContext) -> str:
    if until is None:
        return "none"
    local = until.astimezone(desk.now.tzinfo)
    return f"{wording.day_month(local.date(), desk.language)}, {local:%H:%M}"


def _back(what: str, desk: ToolContext) -> str:
    short = what if len(what) <= ON_BUTTON else what[:ON_BUTTON] + "…"
    return say("quiet-back", desk.language, what=short)


def _undone(number: int | None, channel: str) -> dict[str, object]:
    return {"action": "hear", "channel": channel} if channel else {"action": "hear", "number": number}


def _listed(quieting: Quieting, desk: ToolContext) -> ToolResult:
    listed = quieting.listed()
    if not listed:
        return ToolResult(text=say("quiet-nothing", desk.language))
    lines = [_line(one, quieting.book, desk) for one in listed]
    choices = tuple(
        Choice(
            label=_back(_what(one.channel, one.kept, quieting.book, desk), desk),
            tool="quiet_alerts",
            args=_undone(one.kept.id if one.kept else None, one.channel or ""),
        )
        for one in listed[:OFFERED]
    )
    head = say("quiet-listed", desk.language, n=len(listed))
    return ToolResult(text="\n".join([head, *(f"- {line}" for line in lines)]), choices=choices)


def _line(one: Quiet, book: AlertBook, desk: ToolContext) -> str:
    return say(
        "quiet-line",
        desk.language,
        what=_what(one.channel, one.kept, book, desk),
        way=one.way,
        until=_moment(one.until, desk),
    )


TOOL = Tool(
    name="quiet_alerts",
    description=(
        "Quiet about one alert or one channel for the person who asks, for a while or for good; what is quiet now, and "
        "hearing of it again ('mute TikTok until Monday', 'отложи алерт 12 до утра', 'what is muted'). Others go on "
        "hearing of it. The call only asks the user; their yes does it."
    ),
    titles={"ru": "Тишина", "en": "Quiet"},
    arguments=Quieted,
    run=run,
    example={},
    changes=True,
    changing=("acknowledge",),
    deed="ask",
)
