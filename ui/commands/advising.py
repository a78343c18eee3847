"""`recommend`: what to do next, and what earlier advice brought."""

from typing import Annotated

import typer

from tools.advice.record.document import document, schema
from tools.analytics import advice_record
from tools.analytics.recommend import Recommend
from tools.analytics.recommend import run as recommended
from ui.commands.outlook import shapes, show
from ui.console import As, Json, deliberate, desk_for, emit, opened


def add_to(app: typer.Typer) -> None:
    """Registers the command."""
    app.command()(recommend)


@deliberate
def recommend(
    record: Annotated[bool, typer.Option("--record", help="What accepted advice brought instead.")] = False,
    as_schema: Annotated[bool, typer.Option("--schema", help="The JSON Schema of what --json prints.")] = False,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """What to do next, with money and a range on every line; or what earlier advice brought."""
    if as_schema:
        emit(schema())
        return
    running = opened()
    desk = desk_for(running, acting, "recommend")
    if record:
        result = advice_record.run(advice_record.AdviceRecord(), desk)
        if as_json:
            emit({"answer": result.text, "total": list(result.total or ()), **shapes(result, desk)})
            return
        show(result, desk)
        return
    if as_json:
        emit(document(desk).model_dump(mode="json"))
        return
    show(recommended(Recommend(), desk), desk)
