"""METRICS: the catalogue of every number Demetra may say aloud, from `metrics.toml`. A new metric is one new table there.

A metric is a sum of base measures, or one such sum over another; ratios are divided last, never averaged. Beside the
catalogue's own stand those of the workspace: columns of its files in its trade's words (`own.py`). Any two sums divide:
`revenue_per_clicks` is money for one click, `conversions_of_leads` a share of the leads.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final, Literal

from ingest.facts import MICRO_MEASURES
from ingest.texts import LANGUAGES, Language, say
from tools.semantics.registry import Registry

Style = Literal["money", "count", "percent", "multiple", "score"]
"""How people read the value: 12 % or 0.12 times."""

Terms = tuple[tuple[str, int], ...]
"""Measures with their signs: revenue - spend is `(("revenue", 1), ("spend", -1))`."""

PEOPLE: Final = frozenset({"reach"})
"""Measures that count people: two days or campaigns may count the same ones, so their sums are more than the whole."""


@dataclass(frozen=True, kw_only=True)
class Metric:
    """One number: what it is made of, how it reads, and the words people use for it."""

    key: str
    titles: dict[Language, str]
    numerator: Terms
    denominator: Terms = ()
    per: int = 1
    """Multiplies the quotient: 1000 for a price per thousand impressions."""
    style: Style
    better: Literal["up", "down", ""] = ""
    """Which direction is good news; empty where neither is."""
    words: dict[Language, tuple[str, ...]]
    """Dictionary forms; the planner meets them in any case, number and with typos."""
    formula: dict[Language, str]

    @property
    def unit(self) -> str:
        """`money`, `count` or `ratio`: the design's units, money without its currency."""
        return {"money": "money", "count": "count"}.get(self.style, "ratio")

    @property
    def adds_up(self) -> bool:
        """Whether what it is made of adds up over days and campaigns: people that were reached may be the same."""
        return PEOPLE.isdisjoint(self.parts)

    @property
    def counts_people(self) -> bool:
        """Whether it is their number, of which a sum counts some of them twice."""
        return not self.denominator and not self.adds_up

    @property
    def per_person(self) -> bool:
        """Whether it divides by them, so that only a single row of a platform's has one."""
        return bool(self.denominator) and not self.adds_up

    @property
    def additive(self) -> bool:
        """Whether parts add up to the whole."""
        return not self.denominator and self.adds_up

    @property
    def less_one(self) -> float:
        """What its plain quotient is more than itself: 1 where the numerator takes the denominator away, as ROI does."""
        taken = {(measure, -sign) for measure, sign in self.denominator}
        return float(bool(taken) and taken < set(self.numerator))

    @property
    def gross(self) -> Terms:
        """The numerator without the denominator that is taken away: revenue of (revenue - spend) / spend."""
        below = {measure for measure, _ in self.denominator} if self.less_one else set()
        return tuple(term for term in self.numerator if term[0] not in below)

    @property
    def is_return(self) -> bool:
        """Whether it says how much of the money spent comes back."""
        return self.gross == (("revenue", 1),) and self.denominator == (("spend", 1),)

    @property
    def is_rate(self) -> bool:
        """Whether it is a quotient in per cent that does not say how much comes back."""
        return self.style == "percent" and bool(self.denominator) and not self.is_return

    @property
    def is_price(self) -> bool:
        """Whether it is money spent on one of something."""
        return self.numerator == (("spend", 1),) and self.style == "money" and bool(self.denominator)

    @property
    def is_part(self) -> bool:
        """Whether it is one sum in another, in per cent."""
        return self.style == "percent" and len(self.numerator) == 1 and bool(self.denominator)

    @property
    def parts(self) -> tuple[str, ...]:
        """The base measures behind it, each once."""
        return tuple(dict.fromkeys(measure for measure, _ in (*self.numerator, *self.denominator)))

    @property
    def micro_shift(self) -> int:
        """Power of a million left over when stored millionths are divided by stored millionths or by plain counts."""
        above = self.numerator[0][0] in MICRO_MEASURES or self.numerator[0][0] == "score_sum"
        below = bool(self.denominator) and self.denominator[0][0] in MICRO_MEASURES
        return int(above) - int(below)


def _entries() -> Iterator[Metric]:
    text = files("tools.semantics").joinpath("metrics.toml").read_text(encoding="utf-8")
    for key, entry in tomllib.loads(text).items():
        above, below = (tuple(entry.pop(part, {}).items()) for part in ("numerator", "denominator"))
        words = {language: _words(listed) for language, listed in entry.pop("words").items()}
        yield Metric(key=key, numerator=above, denominator=below, words=words, **entry)


def _words(listed: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in listed.split(","))


class Metrics(Registry[Metric]):
    """Metrics by key.

    The sum of a measure is known by the measure too, as `spend` is: parts of a ratio are asked for by what they are.
    Quotients of two sums are there without being listed.
    """

    def __init__(self, catalogue: Mapping[str, Metric]) -> None:
        super().__init__(catalogue)
        self._parts = {
            part: _part(part, metric) for metric in catalogue.values() for part in metric.parts if part not in catalogue
        }
        self._sums: Mapping[str, Metric] = self._parts

    def __getitem__(self, key: str) -> Metric:
        found = self._all.get(key) or self._sums.get(key) or self._quotient(key)
        if found is None:
            raise KeyError(key)
        return found

    def _quotient(self, key: str) -> Metric | None:
        """The quotient that a key spells out; None where it names no two sums."""
        for link in re.finditer("_(?=(per|of)_)", str(key)):  # what is asked for may be a cell of any kind
            above, below = self._all.get(key[: link.start()]), self._all.get(key[link.end() + len(link[1]) + 1 :])
            if above and below:
                return quotient(above, below, share=link[1] == "of")
        return None

    def named_ratio(self, above: str, below: str) -> str:
        """The listed metric that one is over the other, whatever it is called; empty where there is none."""
        top, bottom = self[above].numerator, self[below].numerator
        return next((one.key for one in self._all.values() if (one.numerator, one.denominator) == (top, bottom)), "")

    def counted_by(self, rate: str) -> str:
        """The listed sum of which a rate is a share: conversions of CVR; a count itself; empty where there is none."""
        asked = self[rate]
        sums = (one.key for one in self._all.values() if one.numerator == asked.numerator and not one.denominator)
        return next(sums, "") if asked.is_part or asked.style == "count" else ""

    def price_of(self, counted: str) -> str:
        """The listed price of one of what a metric counts: CPA of conversions; empty where it has none."""
        metric = self._all.get(counted)
        return self.named_ratio("spend", counted) if metric and metric.additive and metric.style == "count" else ""

    def adopt(self, own: Mapping[str, Metric]) -> None:
        """Puts the metrics of the workspace in place of those that were there."""
        sums = {metric.numerator[0][0]: metric for metric in own.values() if not metric.denominator}
        self._sums = {**self._parts, **sums}
        super().adopt(own)


def _part(measure: str, of: Metric) -> Metric:
    """The sum of a measure that is a metric's part and no listed one: scores, before they are divided by their weight."""
    style: Style = "count" if of.denominator and measure == of.denominator[0][0] else of.style
    return Metric(
        key=measure,
        titles=of.titles,
        numerator=((measure, 1),),
        style=style,
        words=dict.fromkeys(LANGUAGES, ()),
        formula=of.formula,
    )


def quotient(above: Metric, below: Metric, *, share: bool) -> Metric | None:
    """One sum over another; None where one is no sum, and for a share of what is no part: money of counts.

    Args:
        above: what is divided.
        below: by what.
        share: whether it reads as a part of the whole, in per cent; else as so much for one.
    """
    kinds = above.style, below.style
    if not (above.additive and below.additive) or (share and kinds[0] != kinds[1]):
        return None
    each: Style = "money" if kinds == ("money", "count") else "multiple"
    of, said = ("of", "share") if share else ("per", "each")
    names = {language: {"above": above.titles[language], "below": below.titles[language]} for language in LANGUAGES}
    return Metric(
        key=f"{above.key}_{of}_{below.key}",
        titles={language: say(f"quotient-{said}", language, **names[language]) for language in LANGUAGES},
        numerator=above.numerator,
        denominator=below.numerator,
        style="percent" if share else each,
        better="down" if above.key == "spend" else "up",
        words=dict.fromkeys(LANGUAGES, ()),
        formula={language: say("quotient-formula", language, **names[language]) for language in LANGUAGES},
    )


METRICS: Final = Metrics({entry.key: entry for entry in _entries()})
"""One process serves one workspace, so its own metrics stand here too while its data have them."""
