"""The spec of a chart: one picture as data, before any library draws it."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ingest.errors import InvalidInput
from ingest.texts import Language
from tools.engine.table import ChartKind, Table
from tools.semantics.views import kinds_of_charts


def _known(kind: str) -> str:
    known = kinds_of_charts()
    if kind not in known:
        raise InvalidInput("charts-unknown-kind", received=kind, possible=", ".join(known))
    return kind


class ChartSpec(BaseModel):
    """One picture: a table and which of its columns play which part."""

    model_config = ConfigDict(frozen=True)

    kind: Annotated[ChartKind, AfterValidator(_known)]
    title: str
    table: Table
    x: str = Field(description="Column along the x axis; also the stages of a funnel, the steps of a waterfall.")
    y: tuple[str, ...] = Field(description="Columns of figures. Different units get panels of their own.")
    series: str | None = Field(None, description="Column that splits the rows into series; the rows of a heat map.")
    size: str | None = Field(None, description="Column that sets the size of dots.")
    low: str | None = Field(None, description="Lower end of an interval; filled where the value is a forecast.")
    high: str | None = Field(None, description="Upper end of an interval.")
    marker: str | None = Field(
        None,
        description="Column of roles: `total` in a waterfall, `today` and `proposed` on a response curve.",
    )
    holdout: tuple[date, date] | None = Field(None, description="Days on which a forecast was checked; shaded.")
    language: Language = "en"
