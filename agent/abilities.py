"""What Demetra can do, an example of each: only such as the data at hand can answer."""

from typing import Final

from agent.examples import Suggestion
from ingest.texts import Language, say
from tools.semantics.catalogue import Catalogue

ABILITIES: Final = (
    Suggestion(name="board", metrics=("spend",)),
    Suggestion(name="month", ratio=True),
    Suggestion(name="best", ratio=True, several="channel"),
    Suggestion(name="compare", metrics=("spend", "revenue"), compares=True),
    Suggestion(name="chart-days", metrics=("spend",)),
    Suggestion(name="why-spend", metrics=("spend",), compares=True),
    Suggestion(name="forecast", metrics=("spend",)),
    Suggestion(name="advice", metrics=("spend", "revenue"), several="channel"),
    Suggestion(name="test", metrics=("spend", "revenue"), several="channel"),
    Suggestion(name="alerts"),
    Suggestion(name="rule", metrics=("spend",)),
    Suggestion(name="report", metrics=("spend",)),
    Suggestion(name="data"),
)
"""An ability each, told as `ability-<name>` with the question `example-<name>`."""


def abilities(catalogue: Catalogue, language: Language) -> str:
    """A line for each ability that these data allow, with a question that shows it."""
    shown = {one.name: one.text(catalogue, language) for one in ABILITIES if one.fits(catalogue)}
    lines = [
        f"- **{say(f'ability-{name}', language)}**: {say('ability-example', language, example=example)}"
        for name, example in shown.items()
    ]
    return "\n".join([say("abilities", language), "", *lines])
