"""What should be tried where the data can't tell?"""

from collections.abc import Sequence
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from ingest.texts import say
from tools.advice.action import DAYS
from tools.advice.experiment import BudgetStep, HoldOut, hold_out, steps
from tools.asking import understand
from tools.engine.table import Cell, Column, Table
from tools.outlook.budget_words import channel
from tools.semantics.question import Filter, Question
from tools.tool import Tool, ToolContext, ToolResult
from tools.words import wording
from tools.words.labels import cell_text

COLUMNS: Final = (
    ("channel", "text"),
    ("roas_marginal_previous", "ratio"),
    ("spend", "money"),
    ("step", "money"),
    ("days", "count"),
    ("cost", "money"),
    ("power", "ratio"),
)


class Experiment(BaseModel):
    """About which advertising."""

    model_config = ConfigDict(extra="forbid")

    where: list[Filter] = Field(default_factory=list, description="A channel, campaigns ...; empty: the most useful.")
    pause: bool = Field(False, description="Days without it (a hold-out) rather than more money; campaigns: always.")


def run(asking: Experiment, desk: ToolContext) -> ToolResult:
    """One experiment: what to do, for how long, what it costs, what it decides; nothing is switched."""
    asked = understand(Question(metrics=("spend",), where=tuple(asking.where)), desk)
    where = asked.question.where
    if where and (asking.pause or any(entry.dimension != "channel" for entry in where)):
        return _paused(where, desk)
    only = [name for entry in where for name in entry.values]
    found = steps(only, desk)
    if not found:
        return ToolResult(status="no_data", text=say("experiment-none", desk.language))
    return ToolResult(
        title=say("experiment-title", desk.language),
        text=_told(found, desk),
        tables=(_table(found, desk),),
        as_of=desk.metrics.catalogue().last_day,
        facts={"designs": [_facts(one) for one in found]},
    )


def _facts(one: BudgetStep) -> list[float]:
    design = one.design
    return [one.today, one.marginal, *((design.step / one.today, design.power, design.cost) if design else ())]


def _told(found: Sequence[BudgetStep], desk: ToolContext) -> str:
    first, language, currency = found[0], desk.language, desk.metrics.currency
    name = channel(first.channel, language)
    if first.design is None:
        return say("experiment-too-noisy", language, channel=name, more="yes" if len(found) > 1 else "no")
    design = first.design
    values = {
        "channel": name,
        "today": wording.money(round(first.today), currency, language),
        "step": wording.money(round(design.step), currency, language),
        "share": wording.share(design.step / first.today, language),
        "days": design.days,
        "cost": wording.money(round(design.cost), currency, language),
        "power": wording.share(design.power, language),
        "marginal": wording.multiple(first.marginal, language),
        "pays": "yes" if first.marginal > 1 else "no",
        "sum": wording.money(round(abs(first.marginal - 1) * design.cost), currency, language),
    }
    return "\n\n".join([say("experiment-step", language, **values), say("experiment-how", language)])


def _table(found: Sequence[BudgetStep], desk: ToolContext) -> Table:
    money = f"money:{desk.metrics.currency}"
    columns = [Column(name=name, unit=money if unit == "money" else unit) for name, unit in COLUMNS]
    rows: list[list[Cell]] = []
    for one in found:
        design = one.design
        tried = (round(design.step), design.days, round(design.cost), design.power) if design else (None,) * 4
        rows.append([one.channel, one.marginal, round(one.today * DAYS), *tried])
    return Table(title=say("experiment-title", desk.language), columns=columns, rows=rows, rows_total=len(rows))


def _paused(where: Sequence[Filter], desk: ToolContext) -> ToolResult:
    """The pause; where none would show anything, the step of money beside it."""
    found, language = hold_out(where, desk), desk.language
    pairs = [(Column(name=one.dimension, unit="text"), value) for one in where for value in one.values]
    names = wording.listing([cell_text(value, column, language) for column, value in pairs], language)
    told = [_told_pause(found, names, desk)]
    only = [value for column, value in pairs if column.name == "channel"]
    instead = steps(only, desk) if found.design is None and only else []
    told += [_told(instead, desk)] if instead else []
    facts = {"hold_out": [found.spend, found.revenue, found.whole, found.cost, abs(found.cost)]}
    return ToolResult(
        title=say("experiment-title", language),
        text="\n\n".join(told),
        tables=(_table(instead, desk),) if instead else (),
        as_of=desk.metrics.catalogue().last_day,
        facts={**facts, "designs": [_facts(one) for one in instead]},
    )


def _told_pause(found: HoldOut, names: str, desk: ToolContext) -> str:
    language, currency = desk.language, desk.metrics.currency

    def money(value: float) -> str:
        return wording.money(round(abs(value)), currency, language)

    values = {
        "names": names,
        "spend": money(found.spend),
        "revenue": money(found.revenue),
        "part": wording.share(found.revenue / found.whole, language) if found.whole else "",
    }
    if found.design is None:
        return say("experiment-pause-too-noisy", language, **values)
    days = found.design.days
    told = say(
        "experiment-pause",
        language,
        **values,
        days=days,
        cost=money(found.cost),
        saves="yes" if found.cost < 0 else "no",
        sum=money(found.revenue * days),
        half=money(found.revenue * days / 2),
        power=wording.share(found.design.power, language),
    )
    return "\n\n".join([told, say("experiment-how", language)])


TOOL = Tool(
    name="experiment",
    description=(
        "Designs the next experiment where the data can't tell: a budget step or a hold-out of a channel or campaigns; "
        "how long, what it costs, what it decides: 'what should we test', 'set up a holdout for TikTok', 'какой тест "
        "запустить', 'как проверить, что ретаргетинг работает'."
    ),
    titles={"ru": "Эксперимент", "en": "Experiment"},
    arguments=Experiment,
    run=run,
    heavy=True,
    example={},
)
