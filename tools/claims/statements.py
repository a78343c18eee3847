"""Other people's sentences against the data: which question each asks of the data, and what the answer makes of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from ingest.errors import DemetraError
from tools.answering import answer_query
from tools.asking import understand
from tools.claims.binding import candidates
from tools.claims.bound import Bound
from tools.claims.check import judge_scope
from tools.claims.counting import blocks_of, counted_in, counts_rows, test_in, whole_steps
from tools.claims.days import days_of
from tools.claims.evidence import STEPS, Evidence, Name
from tools.claims.mark import Mark, Sentence, listed
from tools.claims.marks import sentence_of
from tools.claims.names import spellings_of
from tools.claims.predicates import blocks_with, passing
from tools.claims.prices import costs, prices_in
from tools.claims.ranks import MOVES
from tools.claims.scope import EVERY, Context, Scope
from tools.claims.sentences import sentences
from tools.semantics.question import Question, Window
from tools.semantics.resolve import stored_values
from tools.tool import ToolContext, ToolResult

Truth = Literal["true", "false", "unknown"]
_FACTS: Final = ("spend", "revenue", "roi")
"""What more or less than was spent, a loss and a profit are told by."""
_CLAIMS: Final = (
    "figure",
    "fraction",
    *MOVES,
    "same",
    "best",
    "worst",
    "most",
    "least",
    "second",
    "third_place",
    "first",
    "more",
    "less",
    "gains_money",
    "loses_money",
    "all",
    "only",
    "none",
    "majority",
)
_AND: Final = re.compile(r"\s*(?:and|и|,)\s+[^\W\d]", re.I)
_PREDICATES: Final = frozenset({"gains_money", "loses_money", "more", "less", *MOVES})
"""What a quantifier is said of: true of the whole is not true of all."""
_NEVER: Final = frozenset({"cause", "advice", "future", "some"})
"""Words that no figure of the past decides."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One claim of a text and what the data say of it."""

    text: str
    """The sentence."""
    claim: str
    """The words that claim."""
    truth: Truth
    found: Bound | None = None
    """The cell that decides, where one does."""
    window: Window | None = None
    compared: Window | None = None


def statements(text: str, desk: ToolContext, *, period: str = "", against: str = "") -> list[Statement]:
    """Every claim of a text, judged.

    Args:
        text: one sentence or several; what is said once (days, names) goes on holding.
        desk: whose data.
        period: the days it is about, where it does not say.
        against: the days it compares with, where it does not say.
    """
    found: list[Statement] = []
    context, days = Context(), (period, against)
    for _, said in sentences(text):
        reader = _Reader(said=said, desk=desk, context=context, period=days[0], against=days[1])
        found += reader.judged()
        context = reader.after
        days = (reader.period, reader.against)
    return found


@dataclass(kw_only=True)
class _Reader:
    """One sentence and the data it speaks of."""

    said: str
    desk: ToolContext
    context: Context
    period: str
    against: str

    def __post_init__(self) -> None:
        names: dict[str, Name] = {}
        for spelling, name in _stored(self.desk):
            names.setdefault(spelling, name)
        self.blank = Evidence(results=[], today=self.desk.today, aliases=names)
        self.sentence = sentence_of(self.said, self.blank)
        self.after = self.context
        self.period, self.against = days_of(self.sentence, self.period, self.against)

    def judged(self) -> Iterator[Statement]:
        """The sentence's claims."""
        claims = self.sentence.of(*_CLAIMS)
        if not claims:
            return
        evidence = self._evidence()
        if evidence is None:
            yield from (Statement(text=self.said, claim=mark.text, truth="unknown") for mark in claims)
            return
        sentence = sentence_of(self.said, evidence)
        scope = Scope(sentence=sentence, evidence=evidence, context=self.context)
        bound = judge_scope(scope)
        self.after = Context(
            names=tuple(listed(sentence.of("name")))[:1] or self.context.names,
            metric=_last_metric(sentence) or self.context.metric,
        )
        doubtful = bool(sentence.unknown) or sentence.has(*_NEVER)
        strange = any(word.text[0].isupper() for word in sentence.unknown)  # somebody whom the data do not know
        for mark in sentence.of(*_CLAIMS):
            judged = self._statement(scope, mark, bound.get(mark.start), doubtful=doubtful)
            yield replace(judged, truth="unknown", found=None) if strange else judged

    def _statement(self, scope: Scope, mark: Mark, found: Bound | None, *, doubtful: bool) -> Statement:
        quantifiers = scope.sentence.of("all", "only", "none", "majority")
        quantified = [one for one in quantifiers if one.start not in scope.sentence.borne]
        borne = mark.start in scope.sentence.borne and not (quantified and mark.kind in _PREDICATES)
        near = found or (None if borne or mark.kind != "figure" else next(candidates(scope, mark), None))
        truth: Truth = "unknown"
        if borne and not doubtful:
            truth = "true"
        elif not borne and _decidable(scope, mark):
            truth = "false"
        row = near.row if near else None
        return Statement(
            text=self.said,
            claim=mark.text,
            truth=truth,
            found=near,
            window=row.window if row else None,
            compared=row.compared if row else None,
        )

    def _evidence(self) -> Evidence | None:
        """The answers to what the sentence would ask; None when it names no days or nothing to measure."""
        if not self.period:
            return None
        metrics = _metrics(self.sentence) or ([self.context.metric] if self.context.metric else [])
        if costs(self.said):
            metrics += prices_in(metrics)
        if self._about_profit() or (not metrics and self._counts()):
            metrics += _FACTS
        if not metrics:
            return None
        results = [result for group in self._groups() if (result := self._answer(metrics, group))]
        if not results:
            return None
        return Evidence(results=results, today=self.desk.today, aliases=self.blank.aliases)

    def _groups(self) -> list[tuple[str, ...]]:
        dimensions = list(dict.fromkeys(dimension for dimension, _ in listed(self.sentence.of("name"))))
        counted = counted_in(self._unrated())
        if not dimensions and (counted or self.sentence.has("best", "worst", "most", "least", "all", "only", "none")):
            dimensions = [counted or "channel"]
        if not dimensions and self.context.names:
            dimensions = [self.context.names[0][0]]
        return [(dimension,) for dimension in dimensions] or [()]

    def _answer(self, metrics: Sequence[str], group: tuple[str, ...]) -> ToolResult | None:
        args: dict[str, Any] = {
            "metrics": list(dict.fromkeys(metrics)),
            "group_by": list(group),
            "periods": [self.period],
        }
        if not set(group) & set(STEPS):
            args["compare_to"] = self.against or "previous"
        try:
            result = answer_query(understand(Question.model_validate(args), self.desk), self.desk)
        except DemetraError:
            return None
        return result if result.status == "answered" else None

    def _unrated(self) -> str:
        """The sentence without "a day", "per week"; "every week" stays where it counts weeks."""
        counts = self.sentence.has("more", "less")
        rates = [one for one in self.sentence.of("rate") if not (counts and EVERY.match(one.text))]
        text = self.sentence.text
        for one in rates:
            text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
        return text

    def _counts(self) -> bool:
        """Whether it only says how many there are."""
        return bool(counted_in(self._unrated())) and all(not mark.value[0].unit for mark in self.sentence.of("figure"))

    def _about_profit(self) -> bool:
        return self.sentence.has("gains_money", "loses_money", "lost", "than_spent")


def _stored(desk: ToolContext) -> Iterator[tuple[str, Name]]:
    """Every stored name in every spelling."""
    catalogue = desk.metrics.catalogue()
    for dimension in (
        "channel",
        "campaign",
        "gender",
        "age",
        "device",
        "region",
        "location",
        "segment",
        "audience",
        "objective",
    ):
        for value in stored_values(dimension, catalogue):
            yield value.replace("ё", "е"), (dimension, value)
            for spelling in spellings_of(dimension, value):
                yield spelling.replace("ё", "е"), (dimension, value)


def _metrics(sentence: Sentence) -> list[str]:
    found = [str(mark.value) for mark in sentence.of("metric")]
    return list(dict.fromkeys(found))


def _last_metric(sentence: Sentence) -> str:
    return (_metrics(sentence) or [""])[-1]


def _has_candidates(scope: Scope, mark: Mark) -> bool:
    """Whether some cell could be the figure's."""
    return not counts_rows(scope, mark) and bool(scope.metric(mark)) and next(candidates(scope, mark), None) is not None


def _decidable(scope: Scope, mark: Mark) -> bool:
    """Whether the data could have borne the claim out, so that not doing so makes it false."""
    if mark.kind in ("all", "only", "none", "majority"):
        return _counted(scope)
    if mark.kind == "figure":
        return not _of_unsaid(scope, mark) and (_counted(scope) or _has_candidates(scope, mark))
    rows, metric = scope.rows(scope.subject(mark), mark), scope.metric(mark)
    if mark.kind in ("gains_money", "loses_money"):
        return any({("revenue", ""), ("spend", "")} <= set(row.figures) for row in rows) or _counted(scope)
    if mark.kind in ("best", "worst", "most", "least", "first", "second", "third_place"):
        return bool(metric) and bool(blocks_with(scope, listed(scope.subject(mark)), metric))
    known = {(metric, ""), (metric, "previous")} - ({(metric, "previous")} if mark.kind == "fraction" else set())
    return bool(metric) and any(known <= set(row.figures) for row in rows)


def _of_unsaid(scope: Scope, mark: Mark) -> bool:
    """Whether it may be a figure of something the sentence has no known word for: "spent 8 and got 17"."""
    metrics = [one for one in scope.inside(mark, "metric") if one.end <= mark.start]
    figures = [one for one in scope.inside(mark, "figure") if one.end <= mark.start]
    if not metrics or not figures or metrics[-1].end > figures[-1].start or scope.inside(mark, "name"):
        return False
    return bool(_AND.match(scope.sentence.between(figures[-1].end, mark.start)))


def _counted(scope: Scope) -> bool:
    """Whether everything counted in the sentence can be counted in the data."""
    test = test_in(scope)
    blocks = blocks_of(scope)
    rows = {name for block in blocks for row in block.rows for name in row.own}
    if test is None or set(listed(scope.sentence.of("name"))) - rows:
        return False
    return any(passing(whole_steps(scope, block), test[0]) is not None for block in blocks)
