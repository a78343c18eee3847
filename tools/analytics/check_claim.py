"""Whether what somebody says about the figures is so."""

from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import InvalidInput
from ingest.texts import say
from tools.claims.bound import Bound
from tools.claims.sentences import sentences
from tools.claims.statements import Statement, statements
from tools.engine.table import Column, Table
from tools.semantics.metrics import METRICS
from tools.tool import Tool, ToolContext, ToolResult
from tools.words import wording
from tools.words.labels import cell_text
from tools.words.period import resolve_period

LONGEST = 20_000
"""Characters of a text that are read at once: whole sentences, and what is left is told of."""
FEW_WORDS = 8
"""By which what was not read is found again."""


class Claims(BaseModel):
    """What somebody wrote."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="The sentences to check, word for word.")
    period: str = Field("", description="The days they are about, where they do not say.")
    compare_to: str = Field("", description="The days they compare with, where they do not say.")


def run(asking: Claims, desk: ToolContext) -> ToolResult:
    """Every claim of the text: true, false, or not to be told and why, with what the data say.

    Raises:
        InvalidInput: the text is empty, or a period can't be read.
    """
    text, rest = _read(asking.text.strip())
    if not text:
        raise InvalidInput("claims-no-text")
    period, against = (_days(phrase, desk) for phrase in (asking.period, asking.compare_to))
    found = statements(text, desk, period=period, against=against)
    left = [_left(text, rest, desk)] if rest else []
    if not found:
        return ToolResult(status="clarify", text="\n".join([say("claims-none", desk.language), *left]))
    counts = {truth: sum(one.truth == truth for one in found) for truth in ("true", "false", "unknown")}
    table = _table(found, desk)
    lines = [f"- {_line(one, desk)}" for one in found]
    return ToolResult(
        title=table.title,
        text="\n".join([say("claims-head", desk.language, **counts), *left, *lines]),
        tables=(table,),
        as_of=desk.metrics.catalogue().last_day,
        facts=counts,
    )


def _read(text: str) -> tuple[str, str]:
    """As many whole sentences as are read at once, and the rest; one without an end is cut."""
    if len(text) <= LONGEST:
        return text, ""
    kept = 0
    for gap, sentence in sentences(text):
        if kept + len(gap) + len(sentence) > LONGEST:
            break
        kept += len(gap) + len(sentence)
    kept = kept or LONGEST
    return text[:kept], text[kept:].strip()


def _left(text: str, rest: str, desk: ToolContext) -> str:
    """What was not read."""
    checked = len(sentences(text))
    words = _plain(" ".join(rest.split()[:FEW_WORDS]))
    return say("claims-rest", desk.language, checked=checked, total=checked + len(sentences(rest)), words=words)


def _days(phrase: str, desk: ToolContext) -> str:
    if not phrase.strip():
        return ""
    period = resolve_period(phrase, desk.today, language=desk.language)
    return f"{period.start}..{period.end}"


def _line(one: Statement, desk: ToolContext) -> str:
    verdict = say(f"claims-{one.truth}", desk.language)
    receipt = _found(one, desk)
    line = f"**{verdict}**: «{_plain(one.claim)}» — {_plain(one.text)}"
    seen = say("claims-found", desk.language, found=receipt) if receipt else ""
    return " ".join(part for part in (line, seen, _why(one, desk)) if part)


def _why(one: Statement, desk: ToolContext) -> str:
    """Why it can't be told; empty where it can."""
    return say(one.why.key, desk.language, words=_plain(one.why.words)) if one.why else ""


def _found(one: Statement, desk: ToolContext) -> str:
    """What the data say where the claim says something: figure, metric, name and days."""
    cells = (one.found,) if one.found else one.cells
    return "; ".join(said for cell in cells if (said := _cell(cell, desk)))


def _cell(cell: Bound, desk: ToolContext) -> str:
    language = desk.language
    if cell.metric not in METRICS or cell.part not in ("", "previous", "share"):
        return ""
    value = cell.row.figures.get((cell.metric, cell.part), cell.exact / 100 if cell.part == "share" else None)
    if value is None:
        return ""
    unit = cell.row.units.get(cell.metric, "count")
    figure = cell_text(
        value, Column(name=cell.metric if cell.part != "share" else f"{cell.metric}_share", unit=unit), language
    )
    names = [
        cell_text(name, Column(name=dimension, unit="text"), language) for dimension, name in sorted(cell.row.names)
    ]
    window = cell.row.compared if cell.part == "previous" else cell.row.window
    days = wording.day_range(window.start, window.end, language) if window else ""
    return ", ".join(
        part for part in (METRICS[cell.metric].titles[language], *map(_plain, names), days, figure) if part
    )


def _basis(one: Statement, desk: ToolContext) -> str:
    """What the data say, and why it does not decide."""
    return " ".join(part for part in (_found(one, desk), _why(one, desk)) if part)


def _plain(text: str) -> str:
    """Other people's words, harmless in Markdown."""
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.replace("://", ": //").split())


def _table(found: list[Statement], desk: ToolContext) -> Table:
    rows = [[one.claim, say(f"claims-{one.truth}", desk.language), _basis(one, desk), one.text] for one in found]
    columns = [Column(name=name, unit="text") for name in ("claim", "truth", "found", "sentence")]
    return Table(
        title=say("claims-title", desk.language),
        columns=columns,
        rows=[list(row) for row in rows],
        rows_total=len(rows),
    )


TOOL = Tool(
    name="check_claim",
    description=(
        "Checks what somebody says about the figures, such as an agency's report that the user pastes: each claim is "
        "true, false or can't be told, with the figure behind it. Use it for 'is it true that', 'check this report', "
        "'правда ли, что', 'проверь отчёт'."
    ),
    titles={"ru": "Проверка утверждений", "en": "Check a claim"},
    arguments=Claims,
    run=run,
    example={"text": "Facebook spent more than TikTok last month."},
)
