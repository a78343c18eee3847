"""Measures and dimensions of the workspace: columns of its files in its trade's own words, beside the catalogue's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from ingest.facts import OWN_MONEY
from ingest.texts import Language, say
from tools.semantics.dimensions import DIMENSIONS, Dimension
from tools.semantics.metrics import METRICS, Metric, Style, Terms

LANGUAGES: Final[tuple[Language, ...]] = ("ru", "en")


@dataclass(frozen=True, kw_only=True)
class OwnMeasure:
    """One column that is kept under its own name."""

    place: str
    """The stored measure that holds it."""
    word: str
    """Its header, plain."""
    title: str
    key: str
    step: str = "clicks"
    """What it is a part of where nobody says of what: orders that were paid for are a share of the orders."""

    @property
    def is_money(self) -> bool:
        """Whether it is a sum of money; else it counts."""
        return self.place in OWN_MONEY

    @property
    def price(self) -> str:
        """Key of what one of it costs."""
        return f"cost_per_{self.key}"

    @property
    def rate(self) -> str:
        """Key of its share of the step before it."""
        return self.per_click if self.step == "clicks" else f"{self.key}_of_{self.step}"

    @property
    def per_click(self) -> str:
        """Key of how many of it come for a click."""
        return f"{self.key}_per_click"


@dataclass(frozen=True, kw_only=True)
class OwnDimension:
    """One text column that is kept under its own name."""

    place: str
    """The stored column that holds its values."""
    word: str
    """Its header, plain."""
    title: str
    key: str


def dimensions_of(cuts: Iterable[OwnDimension]) -> dict[str, Dimension]:
    """What can be cut and filtered by them."""
    return {
        own.key: Dimension(
            key=own.key,
            titles=dict.fromkeys(LANGUAGES, own.title),
            home="slice",
            words=dict.fromkeys(LANGUAGES, (own.word,)),
            by={language: say("own-by", language, title=own.title) for language in LANGUAGES},
            column=own.place,
        )
        for own in cuts
    }


def headed(heads: Iterable[tuple[str, str]]) -> dict[str, Dimension]:
    """Usual dimensions that files head by one word of their own, titled by it: a segment that is called "product"."""
    words: dict[str, set[str]] = {}
    for word, key in heads:
        words.setdefault(key, set()).add(word)
    found = {}
    for key, (word, *others) in words.items():
        entry = DIMENSIONS.catalogue[key]
        usual = {plain for said in entry.words.values() for plain in said}
        if others or key in _ALWAYS or usual & {word, *word.split()}:
            continue
        title = word[:1].upper() + word[1:]
        by: dict[Language, str] = {language: say("own-by", language, title=title) for language in LANGUAGES}
        found[key] = replace(entry, titles=dict.fromkeys(LANGUAGES, title), by=by)
    return found


_ALWAYS: Final = ("channel", "campaign")
"""Everybody's names, whatever a file heads them with."""


def called(words: Mapping[str, str]) -> dict[str, Metric]:
    """The catalogue's metrics that the files call by a word of their own, titled by both: "Bookings (conversions)"."""
    found = {}
    for key, word in words.items():
        metric = METRICS.catalogue.get(key)
        if metric:
            name = word[:1].upper() + word[1:]
            usual = {language: title.lower() for language, title in metric.titles.items()}
            titles = {one: say("own-called", one, word=name, metric=usual[one]) for one in LANGUAGES}
            found[key] = replace(metric, titles=titles)
    return found


def metrics_of(measures: Iterable[OwnMeasure]) -> dict[str, Metric]:
    """What can be asked of them: each sum, and of a count its price and its share of the clicks."""
    found: dict[str, Metric] = {}
    for own in measures:
        itself = ((own.place, 1),)
        listed = [_metric(own, own.key, "sum", itself, (), "money" if own.is_money else "count", (own.word,))]
        if not own.is_money:
            listed.append(_metric(own, own.price, "price", (("spend", 1),), itself, "money", ()))
            listed.append(_metric(own, own.per_click, "rate", itself, (("clicks", 1),), "percent", ()))
        found |= {metric.key: metric for metric in listed}
    return found


def _metric(  # noqa: PLR0913 - the fields of one entry
    own: OwnMeasure, key: str, kind: str, above: Terms, below: Terms, style: Style, words: tuple[str, ...]
) -> Metric:
    return Metric(
        key=key,
        titles={language: say(f"own-{kind}", language, title=own.title) for language in LANGUAGES},
        numerator=above,
        denominator=below,
        style=style,
        better="down" if kind == "price" else "up",
        words=dict.fromkeys(LANGUAGES, words),
        formula={language: say(f"own-{kind}-formula", language, title=own.title) for language in LANGUAGES},
    )
