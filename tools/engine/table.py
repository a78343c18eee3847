"""The table that every answer, chart, file and message is made from: raw numbers with units, never formatted text."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

Cell = float | int | str | date | None
"""Money in major units, counts, ratios (0.12 is 12 %), ISO days, text; None reads "n/a"."""


def number(cell: object) -> float | None:
    """A cell as a figure; None for what is none: text, days, gaps, NaN."""
    return float(cell) if isinstance(cell, int | float) and cell == cell else None


class Column(BaseModel):
    """A column: its catalogue key, and the unit of its cells."""

    model_config = ConfigDict(frozen=True)

    name: str = Field(
        description="Metric or dimension key, never translated; a suffix such as `_previous` or `_change` may follow."
    )
    unit: str = Field(description="`money:USD`, `count`, `ratio`, `day` or `text`.")


class Happening(BaseModel):
    """What the team noted of some days."""

    model_config = ConfigDict(frozen=True)

    start: date
    end: date
    text: str


class Table(BaseModel):
    """Rows of cells under typed columns."""

    model_config = ConfigDict(frozen=True)

    title: str = ""
    columns: list[Column]
    rows: list[list[Cell]]
    rows_total: int = Field(description="How many rows exist, also those that a limit left out.")
    complete: bool = True
    unsettled: date | None = Field(
        None,
        exclude=True,
        description="First day whose figures may still change: platforms correct it, or its week or month is not over.",
    )

    begun: date | None = Field(
        None, exclude=True, description="The first week, month ... where days of it lie before those asked about."
    )

    happenings: tuple[Happening, ...] = Field(
        (), exclude=True, description="What is known to have happened on days of its time axis, to be marked on charts."
    )

    def column(self, name: str) -> list[Cell]:
        """All cells of one column.

        Raises:
            KeyError: the table has no such column.
        """
        index = self.index(name)
        return [row[index] for row in self.rows]

    def index(self, name: str) -> int:
        """Position of a column.

        Raises:
            KeyError: the table has no such column.
        """
        for position, column in enumerate(self.columns):
            if column.name == name:
                return position
        raise KeyError(name)


ChartKind = str
"""Name of a file of `tools/charts/kinds`."""
