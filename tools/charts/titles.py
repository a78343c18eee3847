"""What charts must know of a column beyond its unit: its title, whether it adds up, whether it is a plain multiple."""

from ingest.texts import Language, say
from tools.semantics.metrics import METRICS
from tools.words.labels import column_title, companion

FORECAST = ("forecast", "low", "high")
"""What may stand beside a metric in a forecast: the expected value and the ends of its range."""
_ADDABLE = frozenset({"", "previous", "share", "forecast"})
_COMPARES = frozenset({"change", "share"})
"""Companions whose figures are percentages whatever the metric is."""


def parts(name: str) -> tuple[str, str]:
    """The metric and the companion of a column name: `roas_previous` is ("roas", "previous")."""
    stem, _, suffix = name.rpartition("_")
    return (stem, suffix) if stem and suffix in FORECAST else companion(name)


def additive(name: str) -> bool:
    """Whether figures of this column may be added; shares of an additive metric may, changes may not."""
    metric, suffix = parts(name)
    return metric in METRICS and METRICS[metric].additive and suffix in _ADDABLE


def plain_multiple(name: str) -> bool:
    """Whether a ratio of this column reads "3.2" instead of "320 %"."""
    metric, suffix = parts(name)
    return suffix not in _COMPARES and metric in METRICS and METRICS[metric].style in ("multiple", "score")


def title_of(name: str, language: Language) -> str:
    """The column's title for people; a name of no catalogue is shown as it is."""
    metric, suffix = parts(name)
    if suffix in FORECAST:
        return say(f"charts-title-{suffix}", language, title=title_of(metric, language))
    return column_title(name, language).replace("_", " ")
