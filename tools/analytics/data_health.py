"""Whether the data are fresh and whole."""

from pydantic import BaseModel, ConfigDict

from ingest.channel_names import titles
from ingest.health import ChannelHealth, health
from ingest.texts import say
from tools import wording
from tools.table import Column, Table
from tools.tool import Desk, Tool, ToolResult

EVERY_MINUTES = 60
COLUMNS = (("channel", "text"), ("source", "text"), ("account", "text"), ("last_day", "day"), ("lag_days", "count"),
           ("state", "text"))  # fmt: skip


class Health(BaseModel):
    """Nothing to choose: all sources are told."""

    model_config = ConfigDict(extra="forbid")


def run(asking: Health, desk: Desk) -> ToolResult:
    """How far each source reaches, what its last load said, and what waits in quarantine."""
    with desk.metrics.engine.connect() as connection:
        found = health(connection, today=desk.today, refresh_minutes=EVERY_MINUTES)
    known = [one for one in found.channels if one.last_day is not None]
    if not known:
        return ToolResult(status="no_data", text=say("health-none", desk.language))
    rows = [[one.channel, one.source, one.account, one.last_day, one.lag_days, one.state] for one in found.channels]
    table = Table(title=say("health-title", desk.language), rows_total=len(rows), rows=rows,
                  columns=[Column(name=name, unit=unit) for name, unit in COLUMNS])  # fmt: skip
    waiting = sum(one.rows for one in found.quarantine)
    lines = [_head(known, desk), "\n".join(_line(one, desk) for one in found.channels)]
    lines += [say("health-quarantine", desk.language, n=waiting)] if waiting else []
    newest = max(one.last_day for one in known if one.last_day)
    return ToolResult(title=table.title, text="\n\n".join(lines), tables=(table,), as_of=newest,
                      facts={"quarantine": waiting, "sources": len(found.channels)})  # fmt: skip


def _head(known: list[ChannelHealth], desk: Desk) -> str:
    late = [one.channel for one in known if one.stale]
    newest = max(one.last_complete_day or one.last_day for one in known if one.last_day)
    day = wording.day(newest, desk.language)
    if not late:
        return say("health-fine", desk.language, day=day)
    names = wording.listing(titles(desk.language, list(dict.fromkeys(late))).values(), desk.language)
    return say("health-late", desk.language, day=day, names=names)


def _line(one: ChannelHealth, desk: Desk) -> str:
    channel = titles(desk.language, [one.channel]).get(one.channel, one.channel)
    last = one.last_complete_day or one.last_day
    if last is None:
        return say("health-empty", desk.language, channel=channel)
    error = say("health-error", desk.language, message=one.error_message) if one.error_message else ""
    return say("health-line", desk.language, channel=channel, day=wording.day(last, desk.language),
               lag=one.lag_days or 0, error=error)  # fmt: skip


TOOL = Tool(
    name="data_health",
    description=(
        "Says how fresh and whole the data are: the last day of each channel, delays, failed loads, quarantine. "
        "Use it for 'are my data fresh', 'когда обновлялись данные', 'are there gaps'."
    ),
    titles={"ru": "Свежесть данных", "en": "Freshness of the data"},
    arguments=Health,
    run=run,
    example={},
)
