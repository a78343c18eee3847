"""Why a metric changed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import InvalidInput, NoData
from ingest.texts import Language, say
from tools.alerts.book import AlertBook
from tools.alerts.rules.model import Trouble
from tools.alerts.rules.texts import word
from tools.asking import Resolved, understand
from tools.change.against import against_forecast, against_plan
from tools.change.movers import Mover, Movers, find_movers
from tools.change.movers_words import movers_table, name_of, tell_movers
from tools.change.story import Change, Cut, change_tables, explain, tell_change, waterfall
from tools.engine.table import Column
from tools.notes.days import happened
from tools.semantics.keys import MetricKey
from tools.semantics.metrics import METRICS
from tools.semantics.question import Filter, Question, Window
from tools.tool import Choice, Explained, Tool, ToolContext, ToolResult
from tools.words import wording
from tools.words.labels import cell_text

EXPECTED: Final = {"plan": against_plan, "forecast": against_forecast}
"""What a fact may be held against instead of other days."""
MOST_ALERTS: Final = 2
DRILLED: Final = 2


class Explaining(BaseModel):
    """Which change to explain."""

    model_config = ConfigDict(extra="forbid")

    metric: MetricKey
    where: list[Filter] = Field(default_factory=list)
    period: str = Field("", description="A period phrase or 'YYYY-MM-DD..YYYY-MM-DD'; empty: last 30 days.")
    compare_to: str = Field(
        "previous",
        description="'previous', 'last_year', another period phrase; 'plan' or 'forecast' for what was expected.",
    )
    assumed: Literal["", "up", "down"] = Field("", description="The way taken for granted: 'why did it fall' is down.")


def run(asking: Explaining, desk: ToolContext) -> ToolResult:
    """The change, divided exactly among factors, channels or campaigns, with what stands out of all combinations."""
    asked = _understood(asking, desk)
    if asking.compare_to in EXPECTED:
        return _against(asking, asked, desk)
    if asked.compared is None:
        return ToolResult(status="clarify", text="")
    change = explain(desk, asking.metric, asked.question, _cut(asked.question))
    language = desk.language
    periods = {
        "before": wording.day_range(asked.compared.start, asked.compared.end, language),
        "after": wording.day_range(asked.period.start, asked.period.end, language),
    }
    known = change.moved is not None
    movers = find_movers(desk, asking.metric, asked.question) if change.moved else Movers()
    if not known:
        return _nothing(change, asked, desk)
    found = _result(change, movers, asked, periods, desk)
    contrary = _contrary(asking, change, language)
    return replace(found, text=f"{contrary}\n\n{found.text}") if contrary else found


def _contrary(asking: Explaining, change: Change, language: Language) -> str:
    """That it went the other way than the question takes for granted; empty where it did not."""
    went = "up" if (change.moved or 0.0) > 0 else "down"
    if not asking.assumed or not change.moved or went == asking.assumed:
        return ""
    return say("explain-contrary", language, went=went, metric=METRICS[asking.metric].titles[language])


def _understood(asking: Explaining, desk: ToolContext) -> Resolved:
    return understand(
        Question(
            metrics=(asking.metric,),
            where=tuple(asking.where),
            periods=(asking.period,),
            compare_to="" if asking.compare_to in EXPECTED else asking.compare_to or "previous",
        ),
        desk,
    )


def _nothing(change: Change, asked: Resolved, desk: ToolContext) -> ToolResult:
    return ToolResult(
        status="no_data",
        text=tell_change(change, desk.language, _where(asked.question, desk)),
        notes=(*asked.notes, *change.notes),
        period=asked.period,
        compared=asked.compared,
        as_of=change.as_of,
    )


def _result(change: Change, movers: Movers, asked: Resolved, periods: dict[str, str], desk: ToolContext) -> Explained:
    language = desk.language
    chart = waterfall(change, periods, language)
    where = _where(asked.question, desk)
    told = [tell_change(change, language, where), tell_movers(movers, change, language)]
    events = _events(asked, desk)
    told += [say("explain-events", language, parts="\n".join(events))] if events else []
    told += [say("explain-caution", language)] if change.moved else []
    stood_out = movers_table(movers, change, language)
    return Explained(
        title=" · ".join(part for part in (chart.title if chart else "", where) if part),
        text="\n\n".join(part for part in told if part),
        tables=(*change_tables(change, language), *((stood_out,) if stood_out else ())),
        charts=(chart,) if chart else (),
        notes=(*asked.notes, *change.notes),
        choices=_drills(change, movers, asked, desk),
        period=asked.period,
        compared=asked.compared,
        as_of=change.as_of,
        before=change.before,
        after=change.after,
        factors=tuple((one.before, one.after) for one in change.factors.contributions) if change.factors else (),
        facts={
            "relative": change.relative,
            "movers": [[one.before, one.after, one.contribution] for one in movers.cells],
            "shares": [one.contribution / change.moved for one in movers.cells if change.moved],
            "came": [movers.new_part, movers.gone_part, len(movers.new), len(movers.gone)],
        },
    )


def _against(asking: Explaining, asked: Resolved, desk: ToolContext) -> ToolResult:
    """The fact against what was planned or forecast, channel by channel."""
    try:
        change = EXPECTED[asking.compare_to](desk, asking.metric, asked.question)
    except (InvalidInput, NoData) as refusal:
        return ToolResult(status="no_data", text=refusal.say(desk.language), period=asked.period)
    days = wording.day_range(asked.period.start, asked.period.end, desk.language)
    periods = {"before": say(f"explain-{asking.compare_to}-days", desk.language), "after": days}
    return _result(change, Movers(), asked, periods, desk)


def _events(asked: Resolved, desk: ToolContext) -> list[str]:
    """What is known about the days, and what people were warned of on the later ones."""
    if asked.compared is None:
        return []
    after = Window(start=asked.period.start, end=asked.period.end)
    before = Window(start=asked.compared.start, end=asked.compared.end)
    lines = [*happened(desk, before, after, asked.question.where), *_alerts(after, asked.question.where, desk)]
    return [line.replace("*", "\\*") for line in lines]


def _alerts(days: Window, where: Sequence[Filter], desk: ToolContext) -> list[str]:
    """What was told of what is asked about, the gravest first; how many more there were is said."""
    channels = desk.metrics.catalogue().channels_within(where)
    campaigns = {
        name for entry in where if entry.dimension == "campaign" and not entry.exclude for name in entry.values
    }
    found = [
        kept.record.finding
        for kept in AlertBook(desk=desk).listed("all")
        if kept.opens_thread
        and days.start <= kept.record.finding.first_day <= days.end
        and _is_of(kept.record.finding, channels, campaigns)
    ]
    lines = []
    for finding in found[:MOST_ALERTS]:
        said = word(finding, desk.metrics.currency, desk.language)
        values = {"day": wording.day(finding.first_day, desk.language), "message": said.message.rstrip(".")}
        lines.append(say("notes-alert", desk.language, **values))
    more = len(found) - len(lines)
    return [*lines, say("notes-alerts-more", desk.language, n=more)] if more else lines


def _is_of(finding: Trouble, channels: frozenset[str], campaigns: set[str]) -> bool:
    """Whether a trouble is one of everything, or of what is asked about."""
    if campaigns and finding.campaign:
        return finding.campaign in campaigns
    return not finding.channels or not channels.isdisjoint(finding.channels)


def _drills(change: Change, movers: Movers, asked: Resolved, desk: ToolContext) -> tuple[Choice, ...]:
    """The same question about what stood out alone."""
    found = movers.cells[:DRILLED] if asked.compared else ()
    return tuple(
        Choice(
            label=say("explain-drill", desk.language, name=name_of(one, desk.language)),
            tool=TOOL.name,
            args={
                "metric": change.metric,
                "where": [entry.model_dump(mode="json") for entry in _narrowed(asked.question, one)],
                "period": str(asked.question.window),
                "compare_to": str(asked.question.compared),
            },
        )
        for one in found
        if one.before is not None and one.after is not None
    )


def _narrowed(question: Question, one: Mover) -> list[Filter]:
    named = dict(one.values)
    kept = [entry for entry in question.where if entry.dimension not in named]
    return [*kept, *(Filter(dimension=name, values=(value,)) for name, value in named.items())]


def _cut(question: Question) -> Cut:
    """Channels of the whole; campaigns of what is filtered to one channel."""
    named = [entry for entry in question.where if entry.dimension == "channel" and not entry.exclude]
    return "campaign" if any(len(entry.values) == 1 for entry in named) else "channel"


def _where(question: Question, desk: ToolContext) -> str:
    """The filters as they are said; what is left out is said too."""
    said = []
    for entry in question.where:
        column = Column(name=entry.dimension, unit="text")
        values = ", ".join(cell_text(value, column, desk.language) for value in entry.values)
        said.append(say("explain-without", desk.language, values=values) if entry.exclude else values)
    return ", ".join(said)


TOOL = Tool(
    name="explain_change",
    description=(
        "Says why a metric changed, or missed plan or forecast: exact contributions of its factors, of channels "
        "or campaigns, and what stands out of up to three cuts at once: 'why did ROI fall', "
        "'почему упала выручка'."
    ),
    titles={"ru": "Почему изменилось", "en": "Explain a change"},
    arguments=Explaining,
    run=run,
    example={"metric": "roi", "period": "last 14 days", "compare_to": "previous"},
    tells_alerts=True,
)
