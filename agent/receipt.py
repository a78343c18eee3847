"""What stands under an answer: the receipt of how its numbers came about, and the questions that could follow."""

from agent.examples import is_several
from ingest.texts import Language, say
from tools.engine.table import Column
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.semantics.question import Filter, Question
from tools.tool import Numbers, Proposal, ToolResult
from tools.words import wording
from tools.words.labels import cell_text


def receipt(result: ToolResult, language: Language) -> list[str]:
    """Formulas, filters, days, currency and age of the data, a line each; none where nothing was computed."""
    if not isinstance(result, Numbers):
        return _plainly(result, language)
    question = result.question
    lines = [
        say("receipt-formula", language, metric=METRICS[name].titles[language], formula=METRICS[name].formula[language])
        for name in question.metrics
    ]
    lines += [_filter(entry, language) for entry in question.where]
    days = wording.day_range(question.window.start, question.window.end, language)
    lines.append(say("receipt-days", language, days=days, count=question.window.days))
    return [*lines, *_basis(result, language)]


def _plainly(result: ToolResult, language: Language) -> list[str]:
    """Of forecasts, reasons, budgets: their days and what they stand on."""
    if result.status != "answered" or not result.tables:
        return []
    period = result.period
    if period is None:
        return _basis(result, language)
    days = wording.day_range(period.start, period.end, language)
    count = (period.end - period.start).days + 1
    return [say("receipt-days", language, days=days, count=count), *_basis(result, language)]


def _basis(result: ToolResult, language: Language) -> list[str]:
    currencies = {column.unit.partition(":")[2] for table in result.tables for column in table.columns} - {""}
    lines = [say("receipt-currency", language, currency=currency) for currency in sorted(currencies)]
    if result.as_of:
        lines.append(say("receipt-as-of", language, day=wording.day(result.as_of, language)))
    return lines


def _filter(entry: Filter, language: Language) -> str:
    column = Column(name=entry.dimension, unit=DIMENSIONS[entry.dimension].unit)
    values = wording.listing([cell_text(value, column, language) for value in entry.values], language)
    key = "receipt-filter-not" if entry.exclude else "receipt-filter"
    return say(key, language, dimension=DIMENSIONS[entry.dimension].titles[language], values=values)


def suggestions(result: ToolResult, catalogue: Catalogue, language: Language) -> list[str]:
    """Up to three messages that fit: yes and no to a proposal, or follow-ups that these data answer."""
    if isinstance(result, Proposal):
        return [say("suggest-yes", language), say("suggest-no", language)]
    if not isinstance(result, Numbers) or result.status != "answered":
        return []
    return [say(f"suggest-{name}", language) for name in _fitting(result.question, catalogue)][:3]


def _fitting(question: Question, catalogue: Catalogue) -> list[str]:
    window, first = question.window, catalogue.first_day
    by_channel = is_several("channel", catalogue) and not {"channel", "campaign"} & set(question.dimensions)
    earlier = question.compared is None and first is not None and window.start > first
    drawn = question.time is None and window.days > 1
    by_campaign = "campaign" not in question.dimensions and is_several("campaign", catalogue)
    fitting = {"by-channel": by_channel, "previous": earlier, "trend": drawn, "by-campaign": by_campaign}
    return [*(name for name, fits in fitting.items() if fits), "export"]
