"""Which accounts and slices a question is about, and what the compiler must know of them."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from ingest.errors import NoData
from ingest.facts import OWN_TEXTS, columns_of, is_own_slice, slice_name
from tools.engine.arms import parts_of
from tools.engine.days import Divisors, divisors, pace
from tools.engine.notes import Note
from tools.engine.sources import SourcePlan
from tools.semantics.catalogue import AccountFacts, Catalogue
from tools.semantics.dimensions import DIMENSIONS, Cuts, of_home
from tools.semantics.metrics import METRICS
from tools.semantics.question import Filter, Question
from tools.semantics.resolve import stored_values


def scope_of(where: tuple[Filter, ...], question: Question, catalogue: Catalogue) -> list[AccountFacts]:
    """Accounts that the channel and account filters leave and that have days in the question's periods."""
    windows = [window for window in (*question.windows, question.compared) if window]
    scope = [
        entry
        for entry in catalogue.accounts
        if any(entry.first_day <= window.end and entry.last_day >= window.start for window in windows)
    ] or list(catalogue.accounts)
    for condition in where:
        if condition.dimension in ("channel", "account"):
            named, wanted = condition.dimension == "account", set(condition.values)
            known = [{entry.name, entry.label} if named else {entry.channel} for entry in scope]
            scope = [entry for entry, of in zip(scope, known, strict=True) if bool(of & wanted) != condition.exclude]
    return scope


def _ids(accounts: Iterable[AccountFacts]) -> tuple[int, ...]:
    return tuple(entry.id for entry in accounts)


def _able(question: Question, scope: list[AccountFacts]) -> dict[str, tuple[int, ...]]:
    """For each denominator that some accounts deliver and others do not: those that do."""
    counts = {METRICS[name].denominator[0][0] for name in question.metrics if METRICS[name].denominator}
    counting = {count: _ids(entry for entry in scope if count in entry.measures) for count in counts}
    return {count: able for count, able in counting.items() if 0 < len(able) < len(scope)}


def source_plan(
    question: Question,
    scope: list[AccountFacts],
    catalogue: Catalogue,
    fitting: dict[int, list[str]],
    currency: str,
    *,
    foreign: bool,
) -> SourcePlan:
    """What the compiler must know of the data."""
    parts = parts_of(question)
    filtered = [entry for where in parts.values() for entry in where]
    first = min((entry.first_day for entry in scope), default=question.window.start)
    last = max((entry.last_day for entry in scope), default=question.window.end)
    return SourcePlan(
        accounts={part: _ids(scope_of(where, question, catalogue)) for part, where in parts.items()},
        everywhere=_ids(scope_of((), question, catalogue)),
        narrowed=catalogue.partial or any(condition.dimension in ("channel", "account") for condition in filtered),
        currency=currency,
        foreign=foreign,
        slices=_ranked({name for names in fitting.values() for name in names}),
        by_account=_single(fitting),
        gapped=catalogue.gapped,
        variants=catalogue.has_variants,
        divisors=divisors(question, first, last, parts) if question.average else Divisors(),
        pace=pace(question, last) if question.pace else 1.0,
        able=_able(question, scope),
        named=_named_rows(question, catalogue),
    )


def _named_rows(question: Question, catalogue: Catalogue) -> dict[int, tuple[tuple[str, Any], ...]]:
    """For each condition measured by a row, under which keys that row may stand."""
    by_label = {entry.label: entry.root_id for entry in catalogue.campaigns}
    named = {}
    for place, entry in enumerate(question.having):
        if entry.times == "row":
            values = [
                (name, by_label.get(entry.name) if name == "campaign" else entry.name) for name in question.group_by
            ]
            named[place] = tuple((name, value) for name, value in values if value in _possible(name, value, catalogue))
    return named


def _possible(name: str, value: object, catalogue: Catalogue) -> tuple[object, ...]:
    """The value alone where the dimension has it stored."""
    if name == "campaign":
        return (value,) if value is not None else ()
    return (value,) if value in stored_values(name, catalogue) else ()


def fitting_slices(question: Question, scope: list[AccountFacts]) -> tuple[dict[int, list[str]], list[Note]]:
    """For each account the slices that have the asked columns; accounts without one are named."""
    wanted = question.dimensions & of_home("slice")
    if not wanted:
        return {}, []
    columns = frozenset(DIMENSIONS[name].stored for name in wanted)
    fitting = {entry.id: _fitting(columns, entry.slices) for entry in scope}
    fitting = {key: names for key, names in fitting.items() if names}
    if not fitting:
        stored = columns_of(name for entry in scope for name in entry.slices)
        known = sorted(name for name in of_home("slice") if DIMENSIONS[name].stored in stored)
        raise NoData("query-no-slice", wanted=Cuts(tuple(sorted(wanted))), known=Cuts(tuple(known)))
    without = tuple(dict.fromkeys(entry.channel for entry in scope if entry.id not in fitting))
    values = {"channels": without, "wanted": Cuts(tuple(sorted(wanted)))}
    return fitting, [Note(key="note-no-slice", values=values)] if without else []


def _fitting(columns: frozenset[str], slices: Collection[str]) -> list[str]:
    """The slices that have the columns; of those cut by a trade's own the narrowest alone where it holds all rows."""
    cuts = {name: columns_of([name]) for name in slices}
    own = {name for name in slices if is_own_slice(name)}
    found = [name for name, cut in cuts.items() if columns <= cut and (name not in own or columns & OWN)]
    if slice_name(tuple(columns)) in found and len(columns) == 1:  # whatever file has the column has it alone, too
        found = [name for name in found if name not in own or cuts[name] == columns or not cuts[name] <= OWN]
    return found


OWN: Final = frozenset(OWN_TEXTS)


def _ranked(slices: set[str]) -> tuple[str, ...]:
    """The coarsest first: fewer columns means fewer gaps."""
    return tuple(sorted(slices, key=lambda name: (name.count("+"), name)))


def _single(fitting: dict[int, list[str]]) -> dict[int, str] | None:
    if any(len(names) != 1 for names in fitting.values()):
        return None
    return {key: names[0] for key, names in fitting.items()}
