"""`query`: the metric engine without words; and how options of commands name metrics, dimensions and conditions."""

import re
from typing import Annotated, Any

import typer

from ingest.errors import InvalidInput
from ingest.texts import Language
from tools.asking import understand
from tools.engine.table import Table
from tools.semantics.question import Condition, Filter, Question
from tools.semantics.spelling import nearest
from tools.words.labels import column_title, worded_rows
from ui.console import As, Json, acting_for, deliberate, emit, noted, opened, tell

CONDITION = re.compile(r"^\s*(\w+)\s*(!?[=~])\s*(.+)$", re.S)
THRESHOLD = re.compile(r"^\s*(\w+)\s*(<=|>=|<|>)\s*(-?\d+(?:\.\d+)?)\s*$")


def add_to(app: typer.Typer) -> None:
    """Registers the command."""
    app.command()(query)


@deliberate
def query(
    metrics: Annotated[str, typer.Option(help="Comma-separated keys: spend,roi")],
    by: Annotated[str, typer.Option("--by", help="Comma-separated dimensions: channel,month")] = "",
    period: Annotated[str, typer.Option(help="A phrase or A..B in ISO dates; empty: last 30 days.")] = "",
    where: Annotated[
        list[str] | None, typer.Option("--where", help="dimension=value,value or dimension!=value")
    ] = None,
    compare: Annotated[str, typer.Option(help="previous, last_year or a period.")] = "",
    having: Annotated[list[str] | None, typer.Option("--having", help="roas<1.5")] = None,
    order: Annotated[str, typer.Option(help="A metric or dimension; -metric for descending.")] = "",
    limit: Annotated[int | None, typer.Option(min=1)] = None,
    share: Annotated[bool, typer.Option("--share", help="Add shares of the total.")] = False,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Compute metrics without chat."""
    running = opened()
    person = acting_for(running, acting, "query")
    desk = running.desk().acting_for(person)
    question = Question(
        metrics=names(metrics),
        group_by=names(by),
        where=tuple(condition(text) for text in where or []),
        periods=(period,),
        compare_to=compare,
        having=tuple(_threshold(text) for text in having or []),
        order_by=order.lstrip("-"),
        descending=order.startswith("-") if order else True,
        limit=limit,
        share="rows" if share else "",
    )
    asked = understand(question, desk)
    result = desk.metrics.run(asked.question, today=desk.today)
    noted(running, person, "queried", metrics=metrics, cut=by, period=period)
    notes = [note.say(desk.language) for note in (*asked.notes, *result.notes)]
    if as_json:
        days = {"start": asked.period.start, "end": asked.period.end, "label": asked.period.label}
        emit({"tables": [result.table.model_dump(mode="json")], "period": days, "as_of": result.as_of, "notes": notes})
        return
    print_table(result.table, desk.language)
    for note in notes:
        tell(f"· {note}")


def names(listed: str) -> tuple[str, ...]:
    """A comma-separated list as names."""
    return tuple(name.strip() for name in listed.split(",") if name.strip())


def known(name: str, possible: tuple[str, ...], key: str) -> Any:
    """The name, when it is one of the possible.

    Raises:
        InvalidInput: it is not; the message names the nearest.
    """
    if name not in possible:
        raise InvalidInput(key, received=name, nearest=nearest(name, possible), possible=", ".join(possible))
    return name


def condition(text: str) -> Filter:
    """`dimension=value,value`, `dimension!=value` or `dimension~part` as a filter.

    Raises:
        InvalidInput: it has another form, or the dimension is unknown.
    """
    match = CONDITION.match(text)
    if match is None:
        raise InvalidInput("cli-bad-where", received=text)
    name, sign, values = match.groups()
    return Filter(
        dimension=name, values=names(values), exclude=sign.startswith("!"), match="contains" if "~" in sign else "is"
    )


def _threshold(text: str) -> Condition:
    match = THRESHOLD.match(text)
    if match is None:
        raise InvalidInput("cli-bad-having", received=text)
    name, operator, value = match.groups()
    return Condition.model_validate({"metric": name, "operator": operator, "value": float(value)})


def print_table(table: Table, language: Language) -> None:
    """A table in columns, numbers to the right."""
    rows = [[column_title(column.name, language) for column in table.columns], *worded_rows(table, language)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(table.columns))]
    for row in rows:
        cells = [
            cell.ljust(width) if column.unit in ("text", "day") else cell.rjust(width)
            for cell, width, column in zip(row, widths, table.columns, strict=True)
        ]
        tell("  ".join(cells).rstrip())
    if not table.complete:
        tell(f"… {len(table.rows)} / {table.rows_total}")
