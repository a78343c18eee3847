"""The typed answer: text, tables, charts, files and what is behind; its JSON is a contract (docs/architecture.md)."""

from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.texts import Language
from tools.charts.chart import ChartSpec
from tools.engine.table import Table
from tools.tool import Status

Mode = Literal["planner", "model"]


class ChartMade(BaseModel):
    """A drawn chart; the spec lets a screen draw it again, interactively."""

    model_config = ConfigDict(frozen=True)

    kind: str
    title: str
    path: str = Field(description="Absolute path of the PNG; empty where the reader draws by itself.")
    spec: ChartSpec = Field(exclude=True)


class FileLink(BaseModel):
    """A file to download."""

    model_config = ConfigDict(frozen=True)

    kind: str
    path: str


class ToolCall(BaseModel):
    """A tool that was called, and with what."""

    model_config = ConfigDict(frozen=True)

    name: str
    args: dict[str, Any]


class PeriodSaid(BaseModel):
    """The days an answer is about."""

    model_config = ConfigDict(frozen=True)

    start: date
    end: date
    label: str


class AnswerOption(BaseModel):
    """A button: a reading that the question may have, or a deed with no reading; its label as the next turn does it."""

    model_config = ConfigDict(frozen=True)

    label: str
    reading: str


class Answer(BaseModel):
    """One answer to one question."""

    model_config = ConfigDict(frozen=True)

    id: str = ""
    question: str
    language: Language
    mode: Mode
    status: Status
    answer: str = Field(description="Markdown.")
    read_as: str = Field("", description="How the question was read, one line; carried and assumed parts are marked.")
    period: PeriodSaid | None = None
    compared: PeriodSaid | None = None
    options: list[AnswerOption] = Field(
        default_factory=list, description="Readings to choose from, and what can be done at once."
    )
    as_of: date | None = Field(None, description="Last day with data behind the answer.")
    notes: list[str] = Field(default_factory=list)
    tool_calls: list[ToolCall] = Field(default_factory=list)
    tables: list[Table] = Field(default_factory=list)
    totals: list[Table] = Field(default_factory=list, exclude=True, description="The wholes of compared tables.")
    charts: list[ChartMade] = Field(default_factory=list)
    files: list[FileLink] = Field(default_factory=list)
    ungrounded: list[str] = Field(
        default_factory=list, description="What a model claimed and no tool computed; it was not said."
    )
    receipt: list[str] = Field(default_factory=list, description="Formulas, filters, days, currency, age of the data.")
    suggestions: list[str] = Field(default_factory=list, description="Questions that could follow.")
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """The contract's document."""
        return self.model_dump(mode="json")


def absolute(path: Path) -> str:
    """A path as the contract wants it."""
    return str(path.absolute())
