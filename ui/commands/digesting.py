"""`digest`: what changed, and why."""

from typing import Annotated, get_args

import typer

from ingest.texts import LANGUAGES, Language
from tools.digest.digest import DigestPeriod, make_digest
from ui.commands.querying import known, print_table
from ui.console import As, Json, acting_for, deliberate, emit, opened, tell


def add_to(app: typer.Typer) -> None:
    """Registers the command."""
    app.command()(digest)


@deliberate
def digest(
    period: Annotated[str, typer.Option("--period", help="daily, weekly or monthly.")] = "daily",
    language: Annotated[str, typer.Option("--language", help="ru or en.")] = "",
    acting: As = "",
    as_json: Json = False,
) -> None:
    """What changed and why, the key figures, alerts and advice."""
    running = opened()
    person = acting_for(running, acting, "digest")
    wanted: DigestPeriod = known(period, get_args(DigestPeriod), "bot-period-unknown")
    spoken_in: Language = known(language or running.settings.language, LANGUAGES, "bot-language-unknown")
    made = make_digest(running.desk(spoken_in).acting_for(person), wanted)
    if as_json:
        emit(made.as_json(running.settings.currency, spoken_in))
        return
    tell(made.text.replace("**", ""))
    for table in made.tables:
        tell()
        print_table(table, spoken_in)
    for chart in made.charts:
        tell(chart["path"])
