"""How often a rule would have fired."""

from pydantic import BaseModel, ConfigDict, Field

from ingest.texts import say
from tools.alerts.book import AlertBook
from tools.alerts.wanted import understood
from tools.alerts.words import fired_table, fired_text, proposal
from tools.tool import Tool, ToolContext, ToolResult


class Backtesting(BaseModel):
    """Which rule, over how many days."""

    model_config = ConfigDict(extra="forbid")

    rule: str = Field("", description="Name of a stored rule, such as roi_drop.")
    phrase: str = Field("", description="Or a rule in the user's own words; then `rule` is empty.")
    days: int = Field(60, ge=7, le=365)


def run(asking: Backtesting, desk: ToolContext) -> ToolResult:
    """Every beginning of trouble the rule would have told."""
    book = AlertBook(desk=desk)
    if not asking.rule and not asking.phrase.strip():
        names = ", ".join(stored.name for stored in book.rules())
        return ToolResult(status="clarify", text=say("alerting-needs-rule", desk.language, possible=names))
    rule = book.rule(asking.rule).rule if asking.rule else understood(asking.phrase, desk)
    found = book.backtest(rule, asking.days)
    text = fired_text(rule, found, desk) if asking.rule else proposal(rule, found, desk)
    table = fired_table(found, rule.metric, desk)
    return ToolResult(
        title=say("alerting-backtest-title", desk.language, rule=found.rule),
        text=f"**{found.rule}**: {text}",
        tables=(table,) if table else (),
        as_of=desk.metrics.catalogue().last_day,
        span=found.days,
        facts={"fired": len(found.fired), "messages_per_week": found.messages_per_week},
    )


TOOL = Tool(
    name="backtest_rule",
    description=(
        "Says how often an alert rule would have fired in the last days, and when: a stored rule by its name, or one "
        "in the user's words. Use it for 'how often would roi_drop have fired', 'как часто сработало бы правило'."
    ),
    titles={"ru": "Проверка правила на прошлом", "en": "Backtest a rule"},
    arguments=Backtesting,
    run=run,
    heavy=True,
    example={"rule": "roi_drop", "days": 60},
)
