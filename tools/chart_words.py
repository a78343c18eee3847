"""What charts must know of a column beyond its unit: its title, whether it adds up, whether it is a plain multiple."""

from ingest.texts import Language, say
from tools.dimensions import DIMENSIONS
from tools.metrics import METRICS

DERIVED = ("previous", "change", "share", "forecast", "low", "high")
"""Suffixes that may follow a metric's key in a column name."""
_ADDABLE = frozenset({"", "previous", "share", "forecast"})
_COMPARES = frozenset({"change", "share"})
"""Suffixes whose figures are percentages whatever the metric is."""


def parts(name: str) -> tuple[str, str]:
    """The metric and the suffix of a column name: `roas_previous` is ("roas", "previous")."""
    stem, _, suffix = name.rpartition("_")
    return (stem, suffix) if suffix in DERIVED and stem else (name, "")


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
    entry = METRICS.get(metric) or DIMENSIONS.get(metric)
    title = entry.titles[language] if entry else metric.replace("_", " ")
    return say(f"charts-title-{suffix}", language, title=title) if suffix else title
