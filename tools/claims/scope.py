"""Which name, which metric and which days a word or a figure of a sentence speaks of."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from tools.claims.evidence import Context, Day, Evidence
from tools.claims.mark import OF_ALL, Mark, Sentence, figure_of, joined, listed
from tools.claims.prices import costs, counts_what, prices_in
from tools.claims.rows import STEPS, Row

_BREAK: Final = re.compile(
    r"[;]|,?\s(?:but|yet|while|whereas|although|though|хотя|при этом|тогда как|однако)\s"
    r"|,\s(?:а|но|and its|and the|which)\s|\s(?:а|но)\s"
    r"|\b(?:because|due to|thanks to|as a result of|из-за|благодаря|потому что|за счет)\b",
    re.I,
)
_AND: Final = re.compile(r",?\s(?:and|и)\s")
_AGAINST: Final = re.compile(r"\b(?:against|versus|vs\.?|compared with|compared to|против)\s+\S{0,4}$", re.I)
_VERSUS: Final = re.compile(r"\s*(?:against|versus|vs\.?|compared (?:with|to)|против)\s*", re.I)
_ITS: Final = re.compile(r"\b(?:its|it|their|they|его|ее|их|он|она|у него|у нее)\b", re.I)
_BESIDE: Final = re.compile(
    r"(?:\d|%|pp|п\.\s?п\.)[\s(]*(?:\bvs\.?|\bversus|\bagainst|\bcompared (?:with|to)|\bк|\bпротив|по сравнению с)\s+$",
    re.I,
)
"""A figure and a comparing word."""
_ON: Final = re.compile(r"\s+(?:on|in|for|from|at|у|на|в|во|от)\s+(?:the )?", re.I)
EVERY: Final = re.compile(r"every|кажд", re.I)
_GENITIVE: Final = re.compile(r"(?:расхода|выручки|прибыли|дохода|затрат)$", re.I)
PLACED: Final = ("first", "second", "third_place", "fourth", "fifth", "sixth", "last")
_BY: Final = re.compile(r"(?:\s+(?:place|месте))?\s+(?:by|in|on|for|in terms of|по)\s+(?:the )?", re.I)
RANKS: Final = ("best", "worst", "most", "least")
_SHOWN: Final = re.compile(
    r"\b(?:of|among) (?:these|those|them)\b|\bhere\b|\bздесь\b|\b(?:in|on) (?:this|the) (?:list|table)\b"
    r"|\bиз (?:этих|них|показанных|перечисленных)\b"
    r"|\bсреди (?:этих|них|показанных|перечисленных)\b|\bв (?:этом списке|этой таблице|списке|таблице)\b",
    re.I,
)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Finds what belongs to what inside one sentence."""

    sentence: Sentence
    evidence: Evidence
    context: Context
    readings: "dict[Day, Scope]" = field(default_factory=dict, compare=False)
    """The same sentence on what results hold of other days."""

    def of_days(self, days: Day) -> "Scope":
        """The sentence, with nothing borne out yet, on what results hold of some days; itself where that is all."""
        if days not in self.readings:
            evidence = self.evidence.of_days(days)
            other = replace(self, sentence=self.sentence.unread(), evidence=evidence, readings={})
            self.readings[days] = self if evidence is self.evidence else other
        return self.readings[days]

    @property
    def shown_only(self) -> bool:
        """Whether the sentence speaks of the rows shown, not of all there are."""
        return bool(_SHOWN.search(self.sentence.text))

    @property
    def counts_steps(self) -> bool:
        """Whether "every week" counts weeks: something is said of each of them."""
        return any(EVERY.match(one.text) for one in self.sentence.of("rate")) and self.sentence.has("more", "less")

    def clause(self, mark: Mark) -> tuple[int, int]:
        """Where the clause of a mark begins and ends."""
        cuts = [match.start() for match in _BREAK.finditer(self.sentence.text)]
        cuts += [match.start() for match in _AND.finditer(self.sentence.text) if self._joins_moves(match.start())]
        start = max((cut for cut in cuts if cut <= mark.start), default=0)
        end = min((cut for cut in cuts if cut > mark.start), default=len(self.sentence.text))
        return start, end

    def _joins_moves(self, place: int) -> bool:
        """Whether a word of direction stands on either side with a metric of its own."""
        moves = [one.start for one in self.sentence.of("up", "down", "better_now", "worse_now")]
        metrics = [one.start for one in self.sentence.of("metric")]
        sides = (moves, metrics)
        return all(min(side, default=place) < place < max(side, default=place) for side in sides)

    def inside(self, mark: Mark, *kinds: str) -> list[Mark]:
        """Marks of these kinds in its clause."""
        start, end = self.clause(mark)
        return [one for one in self.sentence.of(*kinds) if start <= one.start < end]

    def group(self, one: Mark) -> list[Mark]:
        """Names that are listed together with this one."""
        names = self.sentence.of("name")
        place = names.index(one)
        first = last = place
        while first > 0 and joined(self.sentence.between(names[first - 1].end, names[first].start)):
            first -= 1
        while last + 1 < len(names) and joined(self.sentence.between(names[last].end, names[last + 1].start)):
            last += 1
        return names[first : last + 1]

    def subject(self, mark: Mark) -> list[Mark]:
        """The names that a word speaks of: before it in its clause, else after it, else of clauses before."""
        names = self.inside(mark, "name")
        earlier = [one for one in names if one.end <= mark.start]
        later = [one for one in names if one.start >= mark.end and not self.sentence.heads_another(one, mark)]
        if earlier or later:
            return self.group([*earlier[-1:], *later[:1]][0])
        before = self.sentence.before(mark, "name")
        if len(listed(before)) == 2 and self._of_it(mark):
            return self.group(before[-1])
        if before and (compared := self._object_before(mark)) and before[0] in compared:
            word = next(one for one in self.sentence.before(mark, "more", "less") if self.object(one))
            return self.subject(word)
        return self.group(before[0]) if before else []

    def _of_it(self, mark: Mark) -> bool:
        """Whether a clause says "its" of the first of two names that are compared before it."""
        start, end = self.clause(mark)
        return bool(_ITS.search(self.sentence.text[start:end])) and self.sentence.has("same", "more", "less")

    def object(self, mark: Mark) -> list[Mark]:
        """The names after a comparing word."""
        later = [one for one in self.inside(mark, "name") if one.start >= mark.end]
        if not later and not self.inside(mark, "name", "period"):
            return self._object_before(mark)
        if not later or ":" in self.sentence.between(mark.end, later[0].start):
            return []
        return self.group(later[0])

    def _object_before(self, mark: Mark) -> list[Mark]:
        """Such as "earned more than Google Ads while spending less": the same other one."""
        compared = [one for one in self.sentence.before(mark, "more", "less") if self.object(one)]
        return self.object(compared[0]) if compared else []

    def names_of_figure(self, mark: Mark) -> list[Mark]:
        """The names a figure belongs to, by its place among names and figures."""
        names, figures = self.inside(mark, "name"), self.inside(mark, "figure")
        names = [one for one in names if not self.sentence.heads_another(one, mark)]
        own = (self.own_name(mark) if names else None) or self.paired(mark)
        if own is not None:
            return [own]
        if not names:
            before = self.sentence.before(mark, "name")
            return self.group(before[0]) if before else []
        order = sorted([*names, *figures], key=lambda one: one.start)
        kinds = "".join("n" if one.kind == "name" else "f" for one in order)
        place = order.index(mark)
        if re.fullmatch(r"(?:fn)+", kinds):
            return [order[place + 1]]
        run = re.fullmatch(r"(n{2,})(f{2,})", kinds)
        if run and len(run[1]) == len(run[2]):
            return [order[place - len(run[1])]]
        earlier = [one for one in order[:place] if one.kind == "name"]
        later = [one for one in order[place:] if one.kind == "name"]
        return self.group([*earlier[-1:], *later[:1]][0])

    def paired(self, mark: Mark) -> Mark | None:
        """The first or second of two names for a pair of figures behind them: "(9,770 against 11,663)"."""
        names, figures = self.inside(mark, "name") or self.sentence.of("name"), self.inside(mark, "figure")
        before = [one for one in names if one.end <= mark.start]
        if len(before) < 2 or any(before[-1].end < one.start < mark.start for one in names):
            return None
        behind = [one for one in figures if one.start >= before[-1].end]
        for one, other in pairwise(behind):
            if mark in (one, other) and _VERSUS.fullmatch(self.sentence.between(one.end, other.start)):
                return before[-2] if mark is one else before[-1]
        return None

    def _first_of_pair(self, mark: Mark) -> Mark | None:
        """The figure before a second one of a pair: both are of one metric."""
        before = self.sentence.before(mark, "figure")
        if mark.kind != "figure" or not before or self.paired(mark) is None:
            return None
        return before[0] if _VERSUS.fullmatch(self.sentence.between(before[0].end, mark.start)) else None

    def own_name(self, mark: Mark) -> Mark | None:
        """The name right behind a second figure: "203 % on desktop versus 82 % on mobile"."""
        before = [one for one in self.inside(mark, "figure", "name") if one.end <= mark.start]
        later = [one for one in self.inside(mark, "name") if one.start >= mark.end]
        if {one.kind for one in before} != {"figure", "name"} or not later:
            return None
        return later[0] if _ON.fullmatch(self.sentence.between(mark.end, later[0].start)) else None

    def metric(self, mark: Mark) -> str:
        """The metric that a word or figure is about; a conversion that costs is its price.

        Where none is said it is the one that the sentence's figures are of; empty when they are of none or several.
        """
        said, (start, end) = self._metric(mark), self.clause(mark)
        if not said and len(self.sentence.shown) == 1:
            said = next(iter(self.sentence.shown))
        if not costs(self.sentence.text[start:end]):
            return said
        return next(iter(prices_in(one.value for one in self.inside(mark, "metric"))), said)

    def _metric(self, mark: Mark) -> str:
        first = self._first_of_pair(mark)
        if first is not None:
            mark = first
        metrics = self.inside(mark, "metric")
        earlier = [one for one in metrics if one.end <= mark.start]
        later = [one for one in metrics if one.start >= mark.end]
        if later and self._looks_ahead(mark, earlier, later[0]):
            return str(later[0].value)
        nearest = [*earlier[-1:], *later[:1], *self.sentence.before(mark, "metric")[:1]]
        return str(nearest[0].value) if nearest else self.context.metric

    def _looks_ahead(self, mark: Mark, earlier: list[Mark], later: Mark) -> bool:
        """Whether it governs the metric behind it though one may stand before it."""
        if mark.kind in PLACED:
            return bool(_BY.fullmatch(self.sentence.between(mark.end, later.start)))
        if mark.kind in (*RANKS, "same"):
            return later.start - mark.end <= 1  # "the biggest spender and the biggest earner"
        return mark.kind == "figure" and (self._is_own(mark, later) or self._is_taken(mark, earlier, later))

    def _is_taken(self, mark: Mark, earlier: list[Mark], later: Mark) -> bool:
        """Whether the metric before a figure is another figure's, and the one behind it is nobody else's."""
        figures = [one for one in self.inside(mark, "figure") if one is not mark]
        bound = [one for one in figures if one.end <= mark.start]
        taken = bool(bound and earlier and earlier[-1].end <= bound[-1].start)
        return taken and not any(mark.end <= one.start < later.start for one in figures)

    def _is_own(self, figure: Mark, metric: Mark) -> bool:
        """Whether a metric right behind a figure is the figure's: "119 conversions", "3.9M of spend"."""
        between = self.sentence.between(figure.end, metric.start)
        share = figure_of(figure).unit == "percent" and OF_ALL.fullmatch(between) is not None
        return (
            share
            or between == " of "
            or (between == " " and (counts_what(figure, metric) or _GENITIVE.search(metric.text) is not None))
        )

    def metrics(self, mark: Mark) -> list[str]:
        """All metrics of its clause, for words that hold for several ("ROI and revenue fell")."""
        found = [str(one.value) for one in self.inside(mark, "metric")]
        return list(dict.fromkeys(found)) or ([self.metric(mark)] if self.metric(mark) else [])

    def window(self, mark: Mark) -> Mark | None:
        """The days said for a figure."""
        if mark.kind == "figure" and (told := self._in_turn(mark)):
            return told
        periods = self.inside(mark, "period") or self.sentence.of("period")
        if mark.kind == "figure":
            periods = [one for one in periods if not self._only_compares(one)]
        others = [one for one in self.inside(mark, "figure") if one is not mark]
        if len(periods) == 1 and any(self._is_compared(one, periods[0]) for one in others if one.start >= mark.end):
            return None  # "4.7 against 4.5 in September": the days are those of the other figure
        close = [one for one in periods if self._is_close_behind(mark, one)]
        earlier = [one for one in periods if one.end <= mark.start]
        chosen = [*close[:1], *earlier[-1:], *(periods if len(periods) == 1 else ())]
        return chosen[0] if chosen else None

    def _in_turn(self, mark: Mark) -> Mark | None:
        """Its days where as many days as figures are listed: "August and September brought 5 and 6"."""
        order = [one for one in self.sentence.marks if one.kind in ("period", "figure")]
        kinds = "".join(one.kind[0] for one in order)
        run = re.fullmatch(r"(p{2,})(f{2,})", kinds)
        return order[order.index(mark) - len(run[1])] if run and len(run[1]) == len(run[2]) else None

    def _only_compares(self, period: Mark) -> bool:
        """Whether days stand right behind a comparing word: "+1.2 % vs. September"."""
        compared = {row.compared for row in self.evidence.rows}
        return period.value in compared and bool(_BESIDE.search(self.sentence.text[: period.start]))

    def _is_close_behind(self, mark: Mark, period: Mark) -> bool:
        return 0 <= period.start - mark.end <= 2 and "," not in self.sentence.between(mark.end, period.start)

    def _is_compared(self, figure: Mark, period: Mark) -> bool:
        """Whether a figure stands behind a comparing word and right before its days."""
        return bool(_AGAINST.search(self.sentence.text[: figure.start])) and 0 <= period.start - figure.end <= 2

    def rows(self, names: list[Mark], mark: Mark) -> list[Row]:
        """Rows about these names, or about everything when there are none; rows of days by the days that are said."""
        timed = self.timed(mark)
        if timed:
            wanted = set(listed(names))
            return [row for row in timed if wanted <= row.names]
        if names:
            return [row for name in listed(names) for row in self.evidence.about([name])]
        if self.context.names:
            return [row for name in self.context.names for row in self.evidence.about([name])] + list(
                self.evidence.wholes
            )
        return list(self.evidence.wholes)

    def timed(self, mark: Mark) -> list[Row]:
        """Rows of single days, weeks or months that are the ones said here."""
        said = self.window(mark)
        if said is None:
            return []
        return [
            row for row in self.evidence.rows if any(name in STEPS for name, _ in row.own) and row.window == said.value
        ]

    def fits_window(self, row: Row, part: str, mark: Mark) -> bool:
        """Whether the row's figure of this part is of the days said; days nobody said fit."""
        said = self.window(mark)
        if said is None:
            return part != "previous"
        return bool(said.value == (row.compared if part == "previous" else row.window))
