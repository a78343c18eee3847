"""Whom advertising pays for."""

from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ingest.errors import InvalidInput
from ingest.facts import columns_of
from ingest.texts import say
from tools.asking import understand
from tools.audience.profile import profiles
from tools.audience.words import picture, table_of, tell_all
from tools.semantics.catalogue import Catalogue
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.keys import AnyBrought, DimensionKey
from tools.semantics.question import Filter, Question
from tools.tool import Tool, ToolContext, ToolResult

FIRST: Final = ("age", "gender", "audience", "segment", "language", "region", "location", "device", "placement")
"""In which order cuts are told; others come after."""
NO_GROUP: Final = frozenset({"campaign", "objective"})
"""What campaigns are, not whom they are shown to."""
PREFERRED = ("conversions", "leads", "clicks")


def cuts() -> list[str]:
    """What tells groups of people or places apart: slices, and what campaigns say of whom they are shown to."""
    known = [key for key, entry in DIMENSIONS.items() if entry.home in ("slice", "campaign") and key not in NO_GROUP]
    return [*(key for key in FIRST if key in known), *(key for key in known if key not in FIRST)]


def _cut(key: str) -> str:
    """Such a cut.

    Raises:
        InvalidInput: it is none.
    """
    if key not in cuts():
        raise InvalidInput("audience-no-cut", received=key, possible=", ".join(cuts()))
    return key


class Audience(BaseModel):
    """Whose results to compare."""

    model_config = ConfigDict(extra="forbid")

    by: list[Annotated[DimensionKey, AfterValidator(_cut)]] = Field(
        default_factory=list, description="Only these cuts (age, gender, region ...); empty: all that the data have."
    )
    metric: AnyBrought = Field("", description="The result that counts; empty: conversions where there are any.")
    where: list[Filter] = Field(default_factory=list)
    period: str = Field("", description="A period phrase; empty: the last 90 days.")


def run(asking: Audience, desk: ToolContext) -> ToolResult:
    """Over- and under-served groups, or the word that none differs beyond luck."""
    catalogue = desk.metrics.catalogue()
    wished = Question(metrics=("spend",), where=tuple(asking.where), periods=(asking.period or "last 90 days",))
    asked = understand(wished, desk)
    metric = asking.metric or _metric(asked.question, desk)
    wanted = asking.by or [key for key in cuts() if key in DIMENSIONS.catalogue and _stored(key, catalogue)]
    found = profiles(wanted, metric, asked.question.where, asked.question.window, desk)
    if not found:
        return ToolResult(status="no_data", text=say("audience-none", desk.language), period=asked.period)
    told = sorted(found, key=lambda one: not (one.under or one.over))
    tables = tuple(table_of(one, metric, desk.metrics.currency, desk.language) for one in told if one.enough)
    notes = {note.key: note for one in found for note in one.notes}
    return ToolResult(
        title=say("audience-title", desk.language, by=""),
        text=tell_all(told, metric, desk.language),
        tables=tables,
        charts=tuple(picture(table, table.columns[0].name, metric, desk.language) for table in tables[:2]),
        notes=tuple(notes.values()),
        period=asked.period,
        as_of=catalogue.last_day,
        facts={"groups": [[g.spend_share, g.result_share, g.lift, g.low, g.high] for one in found for g in one.groups]},
    )


def _metric(question: Question, desk: ToolContext) -> str:
    """The deepest result that is counted on these days.

    Raises:
        InvalidInput: nothing is counted at all.
    """
    row = desk.metrics.run(question.but(metrics=PREFERRED), today=desk.today).table.rows
    counted = dict(zip(PREFERRED, row[0], strict=True)) if row else {}
    found = next((name for name in PREFERRED if counted.get(name)), None)
    if found is None:
        raise InvalidInput("audience-no-results", possible=", ".join(PREFERRED))
    return found


def _stored(key: str, catalogue: Catalogue) -> bool:
    slices = columns_of(name for account in catalogue.accounts for name in account.slices)
    return bool(catalogue.values.get(key)) or key in slices


TOOL = Tool(
    name="audience_profile",
    description=(
        "Says which groups of people or places (age, gender, region, device, audience, segment, language) bring more "
        "or less than their share of spend, with luck ruled out: 'какая аудитория лучше', 'who converts best'."
    ),
    titles={"ru": "Портрет аудитории", "en": "Audience profile"},
    arguments=Audience,
    run=run,
    example={"by": ["age", "gender"]},
)
