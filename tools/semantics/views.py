"""How an answer may be shown: as a kind of chart that is a file of `tools/charts/kinds`, a table, or a file to keep."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ingest.errors import InvalidInput

KINDS: Final = "tools.charts.kinds"
"""Listed and not imported: which kinds there are costs no drawing."""
SHAPED: Final = frozenset(("fan", "funnel", "response", "waterfall"))
"""Kinds that show a tool's own figures and fit no table of metrics."""
CHART: Final = "chart"
"""A picture, of whichever kind suits the figures."""
TABLE: Final = "table"
FILE_VIEWS: Final = frozenset(("csv", "xlsx"))


def kinds_of_charts() -> tuple[str, ...]:
    """Names of all kinds, in their order; the folder is listed again only once it has changed."""
    return _listed(tuple((home, Path(home).stat().st_mtime_ns) for home in importlib.import_module(KINDS).__path__))


@lru_cache(maxsize=4)
def _listed(homes: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    return tuple(sorted(found.name for found in pkgutil.iter_modules([home for home, _ in homes])))


class ChartViews(Set[str]):
    """The pictures that may be asked for by name, as many as there are files when it is read."""

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> Any:
        return frozenset(it)

    def __contains__(self, view: object) -> bool:
        return view == CHART or (view in kinds_of_charts() and view not in SHAPED)

    def __iter__(self) -> Iterator[str]:
        yield CHART
        yield from (kind for kind in kinds_of_charts() if kind not in SHAPED)

    def __len__(self) -> int:
        return sum(1 for _ in self)


CHART_VIEWS: Final = ChartViews()


def tool_of(view: str, *, compared: bool) -> str:
    """The tool that answers a question: with a file, a picture, or a table, which sets two periods side by side."""
    if view in FILE_VIEWS:
        return "export_table"
    if view in CHART_VIEWS:
        return "plot_chart"
    return "compare_periods" if compared else "query_metrics"


def views() -> list[str]:
    """All of them; the empty one is the table that the question brings anyway."""
    return ["", TABLE, *CHART_VIEWS, *sorted(FILE_VIEWS)]


class _ViewSchema:
    """Makes a string one of the views, whatever there are when it is read."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(_known, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "enum": views()}


def _known(view: str) -> str:
    if view not in views():
        raise InvalidInput("charts-unknown-kind", received=view, possible=", ".join(filter(None, views())))
    return view


View = Annotated[str, _ViewSchema()]
