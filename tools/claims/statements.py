"""Other people's sentences against the data: which question each asks of the data, and what the answer makes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from ingest.errors import DemetraError
from ingest.texts import say
from tools.answering import answer_query
from tools.asking import understand
from tools.claims import accounting
from tools.claims.accounting import Reason, unaccounted, words_left
from tools.claims.binding import candidates
from tools.claims.bound import Bound
from tools.claims.check import judge_scope
from tools.claims.conditions import counted_in
from tools.claims.days import day_marks, days_of, readings_of
from tools.claims.deciding import PREDICATES, decidable, uncounted
from tools.claims.denial import denied
from tools.claims.evidence import Context, Evidence
from tools.claims.held import KnownNames, known_names
from tools.claims.hot import HOT
from tools.claims.lead_ins import claimed
from tools.claims.mark import Mark, Sentence, listed
from tools.claims.marks import sentence_of
from tools.claims.prices import costs, is_apiece, prices_in, told_each
from tools.claims.ranks import MOVES
from tools.claims.receipts import cells_of
from tools.claims.rows import STEPS, Name
from tools.claims.said_out import SaidOut
from tools.claims.scope import EVERY, Scope
from tools.claims.sentences import sentences
from tools.claims.settled import is_same_days
from tools.claims.subsets import narrowed
from tools.claims.unfolding import unfolded
from tools.semantics.question import Question, Window
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
    "fourth",
    "fifth",
    "sixth",
    "last",
    "faster",
    "slower",
    "barely",
    "order",
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
_WHOLE_OF: Final = ("channel", "campaign")
"""Dimensions that rows are told apart by where a sentence has names of several; the others narrow them down."""


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
    cells: tuple[Bound, ...] = ()
    """Those that decide a claim without a figure of its own."""
    window: Window | None = None
    compared: Window | None = None
    why: Reason | None = None
    """Why it can't be told, where it can't."""


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
    known = known_names(desk)
    for _, said in sentences(text):
        for part in _clauses(said, known, desk):
            reader = _Reader(
                said=said, part=part, known=known, desk=desk, context=context, period=days[0], against=days[1]
            )
            found += reader.judged()
            context = reader.after
            days = (reader.period, reader.against)
    return found


def _clauses(said: str, known: KnownNames, desk: ToolContext) -> list[SaidOut]:
    """What a sentence claims, said out where it leaves something to be understood."""
    blank = Evidence(results=[], today=desk.today, aliases=known.spelled)
    return unfolded(sentence_of(claimed(said), blank)) or [SaidOut(text=claimed(said))]


@dataclass(kw_only=True)
class _Reader:
    """One sentence and the data it speaks of."""

    said: str
    part: SaidOut
    """What of it is judged here."""
    known: KnownNames
    desk: ToolContext
    context: Context
    period: str
    against: str

    def __post_init__(self) -> None:
        self.held = self.known.held
        self.bare = self.part.text
        self.blank = Evidence(results=[], today=self.desk.today, aliases=self.known.spelled)
        self.sentence = sentence_of(self.bare, self.blank)
        self.sentence.marks = [one for one in self.sentence.marks if not (self.period and is_same_days(one))]
        self.after = self.context
        self.period, self.against = days_of(self._scope(self.sentence, self.blank), self.period, self.against)

    def judged(self) -> Iterator[Statement]:
        """The sentence's claims."""
        claims = self.sentence.of(*_CLAIMS)
        if not claims:
            yield from self._unclaimed()
            return
        evidence = self._evidence()
        if isinstance(evidence, Reason):
            scope = self._scope(self.sentence, self.blank)
            yield from (self._untold(mark.text, unaccounted(scope, mark, self.held) or evidence) for mark in claims)
            return
        some = narrowed(sentence_of(self.bare, evidence), evidence)
        said, evidence = (some.text, some.evidence) if some else (self.bare, evidence)
        if some and some.metric:
            self.context = replace(self.context, metric=some.metric)
        read = sentence_of(said, evidence)
        sentence = denied(read) if self.part.denied else read
        if sentence is None:
            yield from (self._untold(mark.text, Reason(key=accounting.DENIED, words=said)) for mark in claims)
            return
        yield from self._decided(sentence, evidence)

    def _unclaimed(self) -> Iterator[Statement]:
        """A sentence without a claim that we know speaks of our data in words that nobody accounts for."""
        if self.sentence.has("name") and self.sentence.has("metric") and self.sentence.unknown:
            yield self._untold(self.bare, words_left(self._scope(self.sentence, self.blank)))

    def _decided(self, sentence: Sentence, evidence: Evidence) -> Iterator[Statement]:
        """Each claim of a sentence against the cells that can decide it; what it names goes on holding after it."""
        sentence.marks = [one for one in sentence.marks if one.value not in self._narrowing()]
        sentence.marks = [one for one in sentence.marks if not (one.kind == "all" and is_apiece(self.bare, one.start))]
        scope = self._scope(sentence, evidence)
        bound = judge_scope(scope)
        self.after = Context(
            names=tuple(listed(sentence.of("name")))[:1] or self.context.names,
            metric=_last_metric(sentence) or self.context.metric,
        )
        for mark in sentence.of(*_CLAIMS):
            yield self._statement(scope, mark, bound.get(mark.start))

    def _claim(self, mark: Mark) -> str:
        """The words that claim; of what is said out all of it."""
        if self.part.denied:
            return say("claims-denied", self.desk.language, claim=self.bare.rstrip("."))
        return mark.text if self.bare in claimed(self.said) else self.bare

    def _scope(self, sentence: Sentence, evidence: Evidence) -> Scope:
        return Scope(sentence=sentence, evidence=evidence, context=self.context)

    def _untold(self, claim: str, why: Reason | None) -> Statement:
        return Statement(text=self.said, claim=claim, truth="unknown", why=why)

    def _statement(self, scope: Scope, mark: Mark, found: Bound | None) -> Statement:
        if why := unaccounted(scope, mark, self.held) or uncounted(scope, mark):
            return self._untold(mark.text, why)
        quantifiers = scope.sentence.of("all", "only", "none", "majority")
        quantified = [one for one in quantifiers if one.start not in scope.sentence.borne]
        borne = mark.start in scope.sentence.borne and not (quantified and mark.kind in PREDICATES)
        near = found or (None if borne or mark.kind != "figure" else next(candidates(scope, mark), None))
        left, readings = words_left(scope) or (_open_beside(scope, mark) if borne else None), readings_of(scope, mark)
        truth: Truth = "unknown"
        if borne and not left:
            truth = "true"
        elif not borne and readings and all(decidable(one, mark) for one in readings):
            truth = "false"
        row = near.row if near else None
        return Statement(
            text=self.said,
            claim=self._claim(mark),
            truth=truth,
            found=near,
            cells=cells_of(readings[0], mark) if readings and not near and truth != "unknown" else (),
            window=row.window if row else None,
            compared=row.compared if row else None,
            why=None if truth != "unknown" else left or Reason(key=accounting.FIGURE),
        )

    def _evidence(self) -> Evidence | Reason:
        """The answers to what the sentence would ask, or why nothing can be asked."""
        if not self.period:
            return Reason(key=accounting.DAYS)
        metrics = _metrics(self.sentence) or ([self.context.metric] if self.context.metric else [])
        if costs(self.bare) or told_each(self.bare):
            metrics += prices_in(metrics)
        if self._about_profit() or (not metrics and self._counts()):
            metrics += _FACTS
        if not metrics:
            return Reason(key=accounting.MEASURE)
        results = [result for group in self._groups() if (result := self._answer(metrics, group))]
        if not results:
            return Reason(key=accounting.NOTHING)
        return Evidence(results=results, today=self.desk.today, aliases=self.blank.aliases)

    def _narrowing(self) -> list[Name]:
        """Names that narrow a claim about others down: "in Moscow TikTok spent 5"."""
        names, counted = listed(self.sentence.of("name")), counted_in(self._unrated())
        if counted in _WHOLE_OF and len(names) == 1 and names[0][0] != counted:
            return names  # "four campaigns of TikTok"
        others = [name for name in names if name[0] not in _WHOLE_OF]
        return others if len(others) < len(names) and len({name[0] for name in others}) == len(others) else []

    def _groups(self) -> list[tuple[str, ...]]:
        told = [name for name in listed(self.sentence.of("name")) if name not in self._narrowing()]
        dimensions = list(dict.fromkeys(dimension for dimension, _ in told))
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
            "where": [{"dimension": dimension, "values": [value]} for dimension, value in self._narrowing()],
        }
        if not set(group) & set(STEPS):
            args["compare_to"] = self.against or "previous"
        try:
            result = answer_query(understand(Question.model_validate(args), self.desk), self.desk)
        except DemetraError:
            return None
        return result if result.status == "answered" else None

    def _unrated(self) -> str:
        """The sentence without "a day", "per week", "a week earlier"; "every week" stays where it counts weeks."""
        counts = self.sentence.has("more", "less")
        rates = [one for one in self.sentence.of("rate") if not (counts and EVERY.match(one.text))]
        text = self.sentence.text
        for one in (*rates, *day_marks(self.sentence)):
            text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
        return text

    def _counts(self) -> bool:
        """Whether it only says how many there are."""
        return bool(counted_in(self._unrated())) and all(not mark.value[0].unit for mark in self.sentence.of("figure"))

    def _about_profit(self) -> bool:
        return self.sentence.has("gains_money", "loses_money", "lost", "than_spent", "per_ruble")


def _open_beside(scope: Scope, mark: Mark) -> Reason | None:
    """The words of a claim's clause that are no claims themselves and that nothing bears out."""
    beside = (one for one in scope.inside(mark, *HOT) if one.kind not in _CLAIMS)
    words = [one.text for one in beside if one.start not in scope.sentence.borne]
    return Reason(key=accounting.WORDS, words=", ".join(words)) if words else None


def _metrics(sentence: Sentence) -> list[str]:
    return list(dict.fromkeys(str(mark.value) for mark in sentence.of("metric")))


def _last_metric(sentence: Sentence) -> str:
    return (_metrics(sentence) or [""])[-1]
