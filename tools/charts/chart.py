"""What a chart is: a spec becomes a scene, drawn as a PNG or as an interactive Plotly figure; finds all kinds."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tools.charts.choice import choose_kind, spec_for
from tools.charts.palette import LOOKS, Look, Theme
from tools.charts.scene import ChartScene
from tools.charts.spec import ChartSpec
from tools.engine.table import ChartKind
from tools.semantics.views import KINDS, kinds_of_charts

__all__ = ["Chart", "ChartSpec", "chart_kinds", "choose_kind", "described", "draw", "figure", "scene", "spec_for"]

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One kind of picture: how a spec becomes a scene, and the specs it is tested with."""

    kind: ChartKind
    compose: Callable[[ChartSpec, Look], ChartScene]
    examples: tuple[ChartSpec, ...]


@cache
def chart_kinds() -> Mapping[ChartKind, Chart]:
    """Every kind of chart, found by being a file of `tools/charts/kinds` that defines `CHART`.

    Raises:
        AttributeError: a file of the folder defines no `CHART`.
    """
    found: list[Chart] = [importlib.import_module(f"{KINDS}.{name}").CHART for name in kinds_of_charts()]
    return MappingProxyType({chart.kind: chart for chart in found})


def scene(spec: ChartSpec, theme: Theme = "light") -> ChartScene:
    """What will be drawn: the same for the file and for the screen."""
    return chart_kinds()[spec.kind].compose(spec, LOOKS[theme])


def draw(spec: ChartSpec, *, theme: Theme = "light", width: float = 8, height: float | None = None) -> bytes:
    """A PNG at 130 dots an inch.

    Args:
        spec: what to draw.
        theme: light or dark paper.
        width: inches.
        height: inches; by default what the picture needs, 4.2 for most.
    """
    from tools.charts.png import draw as drawing

    return drawing.png(scene(spec, theme), LOOKS[theme], width=width, height=height)


def described(spec: ChartSpec, *, theme: Theme = "light") -> dict[str, Any]:
    """The figure as plain `data` and `layout`, a tenth of the work of building Plotly's objects for it."""
    from tools.charts.plotly import draw as interactive

    return interactive.described(scene(spec, theme), LOOKS[theme])


def figure(spec: ChartSpec, *, theme: Theme = "light") -> "Figure":
    """An interactive figure on a transparent ground, for the chat; figures and colours are those of `draw`."""
    from tools.charts.plotly import draw as interactive

    return interactive.figure(scene(spec, theme), LOOKS[theme])
