"""Names that a question takes from the registries: known at once, the nearest named when not, enumerated in schemas."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ingest.errors import InvalidInput
from tools.semantics.dimensions import DIMENSIONS, Dimensions
from tools.semantics.metrics import METRICS, Metrics
from tools.semantics.spelling import nearest


@dataclass(frozen=True, kw_only=True)
class KeyOf:
    """Makes a string a key of a registry, whatever the registry holds when it is read."""

    registry: Metrics | Dimensions
    unknown: str
    """Key of the sentence that names the nearest."""
    listed: bool = False
    """Whether the schema lists the catalogue's keys; once in a question is enough for whoever reads it."""
    beside: str = ""
    """What else may be sent, for whoever reads such a list."""
    optional: bool = False
    """Whether an empty word stands for all of them."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A string, then a key."""
        return core_schema.no_info_after_validator_function(self.key, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The catalogue's keys and what else may be sent, or only that it is a string."""
        if not self.listed:
            return {"type": "string"}
        known = {"type": "string", "enum": list(self.registry.catalogue)}
        return {"anyOf": [known, {"type": "string", "description": self.beside}]}

    def key(self, word: str) -> str:
        """The key that a word is: itself, in other letters, or a word the entry answers to.

        Raises:
            InvalidInput: the registry has nothing of the kind; the nearest keys are named.
        """
        said = word.strip().lower()
        if said in self.registry or (self.optional and not said):
            return said
        for key, entry in self.registry.items():
            if any(said in (name.lower() for name in names) for names in entry.words.values()):
                return key
        known = list(self.registry)
        raise InvalidInput(self.unknown, received=word, nearest=nearest(word, known), possible=", ".join(known))


_METRIC = KeyOf(registry=METRICS, unknown="query-unknown-metric")
_DIMENSION = KeyOf(registry=DIMENSIONS, unknown="query-unknown-dimension")
MetricKey = Annotated[str, _METRIC]
"""A key of METRICS."""
DimensionKey = Annotated[str, _DIMENSION]
"""A key of DIMENSIONS."""
AnyMetric = Annotated[str, KeyOf(registry=METRICS, unknown="query-unknown-metric", optional=True)]
"""A key of METRICS, or nothing for every metric."""


def _brought(key: str) -> str:
    """A key that is something brought: it adds up, and more of it is better.

    Raises:
        InvalidInput: it is not; what is, is named.
    """
    if key and not (METRICS[key].additive and METRICS[key].better == "up"):
        possible = ", ".join(name for name, metric in METRICS.items() if metric.additive and metric.better == "up")
        raise InvalidInput("query-not-brought", received=key, possible=possible)
    return key


Brought = Annotated[MetricKey, AfterValidator(_brought)]
"""A key of METRICS that is a sum and the better the more: conversions, revenue, a count of the workspace's own."""
AnyBrought = Annotated[AnyMetric, AfterValidator(_brought)]
"""The same, or nothing."""
ListedMetric = Annotated[
    str,
    KeyOf(
        registry=METRICS,
        unknown="query-unknown-metric",
        listed=True,
        beside="or the files' own, or two sums: revenue_per_clicks, conversions_of_leads",
    ),
]
ListedDimension = Annotated[
    str,
    KeyOf(registry=DIMENSIONS, unknown="query-unknown-dimension", listed=True, beside="or the files' own"),
]


def metric_key(word: str) -> str:
    """The metric that a word is.

    Raises:
        InvalidInput: there is none like it; the nearest are named.
    """
    return _METRIC.key(word)
