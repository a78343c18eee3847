"""Whether the data are fresh and whole."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from ingest.channel_names import key_for
from ingest.health import ChannelHealth, Quarantine, health
from ingest.texts import say
from tools.alerts import health_words
from tools.engine.table import Column, Table
from tools.tool import Tool, ToolContext, ToolResult

COLUMNS = (
    ("channel", "text"),
    ("source", "text"),
    ("account", "text"),
    ("last_complete_day", "day"),
    ("lag_days", "count"),
    ("state", "text"),
    ("last_success", "text"),
    ("next_run", "text"),
)


class DataHealth(BaseModel):
    """Which channels are told; all of them unless some are named."""

    model_config = ConfigDict(extra="forbid")

    channels: list[str] = Field(
        default_factory=list, description="Only these channels, such as tiktok; empty means all."
    )


def _waiting(quarantine: Sequence[Quarantine], sources: set[str] | None, desk: ToolContext) -> list[Quarantine]:
    """What waits in quarantine, of some sources or of all; it has no account yet, so it is for those who see all."""
    whole = desk.metrics.scope.whole
    return [one for one in quarantine if whole and (sources is None or one.source in sources)]


def run(asking: DataHealth, desk: ToolContext) -> ToolResult:
    """How far each source reaches, what its last refresh said, and what waits in quarantine."""
    with desk.metrics.engine.connect() as connection:
        found = health(connection, today=desk.today, refresh_minutes=desk.refresh_minutes)
    wanted = {key_for(name) for name in asking.channels}
    listed = _listed(found.channels, wanted, desk)
    if not listed:
        return ToolResult(status="no_data", text=say("health-none", desk.language))
    waiting = _waiting(found.quarantine, None if not wanted else {one.source for one in listed}, desk)
    accounts = [one for one in desk.metrics.catalogue().accounts if not wanted or one.channel in wanted]
    sections = [
        [health_words.headline(listed, desk.language)] if len(listed) > 1 else [],
        _lines(listed, desk),
        [health_words.quarantine_line(one, desk.language) for one in waiting],
        health_words.ripeness_lines(desk.metrics.late(), _ends(listed), desk.language),
        health_words.basis_lines(accounts, desk.language),
    ]
    table = _table(listed, desk)
    return ToolResult(
        title=table.title,
        text="\n\n".join("\n".join(section) for section in sections if section),
        tables=(table,),
        as_of=max((one.last_day for one in listed if one.last_day), default=None),
        facts={"quarantine": sum(one.rows for one in waiting), "sources": len(listed)},
    )


def _ends(listed: Sequence[ChannelHealth]) -> dict[str, date]:
    return {one.channel: one.last_day for one in listed if one.last_day}


def _listed(channels: Sequence[ChannelHealth], wanted: set[str], desk: ToolContext) -> list[ChannelHealth]:
    """Of the wanted channels, all of them where none is named, those in scope."""
    holds = desk.metrics.scope.holds
    return [one for one in channels if holds(one.channel, one.account) and (not wanted or one.channel in wanted)]


def _lines(listed: Sequence[ChannelHealth], desk: ToolContext) -> list[str]:
    several = Counter(one.channel for one in listed)
    return [health_words.line(one, desk.local, desk.language, named=several[one.channel] > 1) for one in listed]


def _table(listed: Sequence[ChannelHealth], desk: ToolContext) -> Table:
    def clock(when: datetime | None) -> str:
        return when.astimezone(desk.local.tzinfo).strftime("%Y-%m-%d %H:%M") if when else ""

    rows = [
        [
            one.channel,
            one.source,
            one.account,
            one.last_complete_day,
            one.lag_days,
            one.state,
            clock(one.last_success),
            clock(one.next_run),
        ]
        for one in listed
    ]
    columns = [Column(name=name, unit=unit) for name, unit in COLUMNS]
    return Table(title=say("health-title", desk.language), columns=columns, rows=rows, rows_total=len(rows))


TOOL = Tool(
    name="data_health",
    description=(
        "Says how fresh and whole the data are: the last day of each channel, delays, failed loads, the next refresh, "
        "quarantine with its reasons, whether campaigns add up to the account, and what differs in currency, VAT, time "
        "zone and attribution. Use it for 'are my data fresh', 'why is there no data for yesterday', 'are there gaps'."
    ),
    titles={"ru": "Свежесть данных", "en": "Freshness of the data"},
    arguments=DataHealth,
    run=run,
    example={},
)
