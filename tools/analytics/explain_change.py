"""Why a metric changed."""

from pydantic import BaseModel, ConfigDict, Field

from tools.asking import understand
from tools.change.story import Cut, change_tables, explain, tell_change, waterfall
from tools.engine.table import Column
from tools.semantics.keys import MetricKey
from tools.semantics.question import Filter, Question
from tools.tool import Tool, ToolContext, ToolResult
from tools.words import wording
from tools.words.labels import cell_text


class Explaining(BaseModel):
    """Which change to explain."""

    model_config = ConfigDict(extra="forbid")

    metric: MetricKey
    where: list[Filter] = Field(default_factory=list)
    period: str = Field("", description="A period phrase or 'YYYY-MM-DD..YYYY-MM-DD'; empty: last 30 days.")
    compare_to: str = Field("previous", description="'previous', 'last_year', or another period phrase.")


def run(asking: Explaining, desk: ToolContext) -> ToolResult:
    """The change, divided exactly among factors and among channels or campaigns."""
    asked = understand(
        Question(
            metrics=(asking.metric,),
            where=tuple(asking.where),
            periods=(asking.period,),
            compare_to=asking.compare_to or "previous",
        ),
        desk,
    )
    if asked.compared is None:
        return ToolResult(status="clarify", text="")
    change = explain(desk, asking.metric, asked.question, _cut(asked.question))
    language = desk.language
    periods = {
        "before": wording.day_range(asked.compared.start, asked.compared.end, language),
        "after": wording.day_range(asked.period.start, asked.period.end, language),
    }
    chart = waterfall(change, periods, language)
    known = change.moved is not None
    return ToolResult(
        status="answered" if known else "no_data",
        title=chart.title if chart else "",
        text=tell_change(change, language, _where(asked.question, desk)),
        tables=change_tables(change, language) if known else (),
        charts=(chart,) if chart else (),
        notes=(*asked.notes, *change.notes),
        period=asked.period,
        compared=asked.compared,
        as_of=change.as_of,
        facts={
            "before": change.before,
            "after": change.after,
            "change": change.moved,
            "relative": change.relative,
            "factors": [[one.before, one.after] for one in change.factors.contributions] if change.factors else [],
        },
    )


def _cut(question: Question) -> Cut:
    """Channels of the whole; campaigns of what is filtered to one channel."""
    named = [entry for entry in question.where if entry.dimension == "channel" and not entry.exclude]
    return "campaign" if any(len(entry.values) == 1 for entry in named) else "channel"


def _where(question: Question, desk: ToolContext) -> str:
    kept = [(entry.dimension, value) for entry in question.where if not entry.exclude for value in entry.values]
    return ", ".join(cell_text(value, Column(name=name, unit="text"), desk.language) for name, value in kept[:3])


TOOL = Tool(
    name="explain_change",
    description=(
        "Says why a metric changed: exact contributions of its factors (click price, conversions per click, "
        "basket ...) and of channels or campaigns, with a waterfall: 'why did ROI fall', 'почему упала выручка'."
    ),
    titles={"ru": "Почему изменилось", "en": "Explain a change"},
    arguments=Explaining,
    run=run,
    example={"metric": "roi", "period": "last 14 days", "compare_to": "previous"},
)
