"""What did the advice bring?"""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from ingest.texts import say
from tools.advice.record.judge import statement
from tools.advice.record.words import picture, table_of, tell
from tools.tool import Ranged, Tool, ToolContext, ToolResult


class AdviceRecord(BaseModel):
    """No arguments: all advice that was decided about."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True)
class AdviceRecordFound(ToolResult):
    """What the advice brought."""

    total: Ranged | None
    """In sum; None where nothing can be judged yet."""


def run(_asking: AdviceRecord, desk: ToolContext) -> AdviceRecordFound:
    """Each decision with what it brought against the forecast without it, and the sum, with ranges."""
    found, currency = statement(desk), desk.metrics.currency
    chart = picture(found, currency, desk.language)
    total = found.total
    return AdviceRecordFound(
        title=say("record-title", desk.language),
        text=tell(found, currency, desk.language),
        tables=(table_of(found, currency, desk.language),) if found.lines else (),
        charts=(chart,) if chart else (),
        as_of=desk.metrics.catalogue().last_day,
        total=(total.value, total.low, total.high) if total else None,
        facts={
            "promised": sum((one.promised or {}).get("value", 0.0) for one in found.judged),
            "numbers": [one.kept.id for one in found.lines],
        },
    )


TOOL = Tool(
    name="advice_record",
    description=(
        "The bank statement of advice: what accepted recommendations brought against the forecast without them, with "
        "ranges, per item and in sum: 'что принесли твои советы?', 'what did your advice bring?'."
    ),
    titles={"ru": "Что принесли советы", "en": "What the advice brought"},
    arguments=AdviceRecord,
    run=run,
    heavy=True,
    example={},
)
