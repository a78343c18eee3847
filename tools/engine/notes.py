"""What an answer must say beside its numbers: age of the data, gaps, provisional days, unequal bases."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy.engine import Row

from ingest.channel_names import titled
from ingest.facts import MEASURES
from ingest.texts import Language, Spoken, say
from tools.semantics.catalogue import AccountFacts
from tools.semantics.days import day, day_range
from tools.semantics.metrics import METRICS
from tools.semantics.question import Question, Window

DEMO = "demo"
"""Source of the demo's accounts."""
STALE_AFTER_DAYS = 2
"""A channel this far behind the others is named."""
GAP_SHARE = 0.01
"""Above this share of rows without a part of a ratio the answer says so."""
BASES = {
    "vat_included": {"spend"},
    "timezone": set(MEASURES),
    "attribution": {"conversions", "revenue", "leads"},
    "conversion_definition": {"conversions", "revenue"},
}
"""What decides comparability, and the measures it touches."""


@dataclass(frozen=True, kw_only=True)
class Note:
    """One sentence beside an answer, in whichever language it is read."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def say(self, language: Language) -> str:
        """The sentence. Metric keys among the values become titles."""
        worded = {
            name: _channels(value, language) if name in ("channel", "channels") else _worded(value, language)
            for name, value in self.values.items()
        }
        return say(self.key, language, **worded)


@dataclass(frozen=True)
class Share:
    """A part of a whole in whole percents."""

    part: float

    def say(self, language: Language) -> str:
        """The words: "83%", "83 %"."""
        return f"{round(100 * self.part)}{' ' if language == 'ru' else ''}%"


def _channels(value: Any, language: Language) -> str:
    keys = [value] if isinstance(value, str) else list(value)
    return ", ".join(titled(key, language) for key in keys)


def _worded(value: Any, language: Language) -> Any:
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, Window):
        return day_range(value.start, value.end, language)
    if isinstance(value, Spoken):
        return value.say(language)
    if isinstance(value, tuple):
        return ", ".join(str(_worded(part, language)) for part in value)
    if isinstance(value, str) and value.startswith("basis-"):
        return say(value, language)
    return METRICS[value].titles[language] if value in METRICS else value


def freshness_notes(
    accounts: Iterable[AccountFacts], window: Window, today: date, restatement: Mapping[str, int]
) -> list[Note]:
    """Where the data ends, who lags behind, and which days may still change."""
    scope = list(accounts)
    if not scope:
        return []
    until = {entry.id: entry.covered_to(today) for entry in scope}
    newest = max(until.values())
    notes = []
    if newest < window.end:
        notes.append(Note(key="note-data-until", values={"day": newest}))
    late = [
        entry for entry in scope if until[entry.id] < min(newest, window.end) - timedelta(days=STALE_AFTER_DAYS - 1)
    ]
    late = [entry for entry in late if until[entry.id] >= window.start - timedelta(days=31)]
    for channel in dict.fromkeys(entry.channel for entry in late):
        last = max(until[entry.id] for entry in scope if entry.channel == channel)
        if last < newest:
            notes.append(Note(key="note-stale-channel", values={"channel": channel, "day": last}))
    return notes + _provisional(scope, window, today, restatement)


def weekly_notes(question: Question, accounts: Iterable[AccountFacts]) -> list[Note]:
    """Figures of whole weeks stand on the first day of each: worth a word where the question cuts weeks."""
    scope = list(accounts)
    weekly = [entry for entry in scope if entry.is_weekly]
    begins = {entry.first_day.weekday() for entry in weekly}
    cuts = question.window.days % 7 or begins != {question.window.start.weekday()} or _CUT_WEEKS & {*question.group_by}
    if not weekly or not cuts:
        return []
    channels = tuple(dict.fromkeys(entry.channel for entry in weekly)) if len(weekly) < len(scope) else ()
    return [
        Note(key="note-weekly-of" if channels else "note-weekly", values={"channels": channels} if channels else {})
    ]


_CUT_WEEKS = frozenset({"day", "weekday", "month", "quarter", "year"})


def demo_notes(accounts: Iterable[AccountFacts]) -> list[Note]:
    """Demo figures among real ones are named."""
    sources = {entry.source for entry in accounts}
    return [Note(key="note-demo-beside")] if DEMO in sources and len(sources) > 1 else []


def _provisional(scope: list[AccountFacts], window: Window, today: date, restatement: Mapping[str, int]) -> list[Note]:
    firsts = [today - timedelta(days=restatement.get(entry.source, 0)) for entry in scope]
    since = max(min(firsts), window.start)
    if min(firsts) >= today or since > window.end:
        return []
    return [Note(key="note-provisional", values={"since": since})]


def gap_notes(question: Question, missing: Mapping[str, int], rows: int) -> list[Note]:
    """Ratios of which some rows lack a part."""
    notes = []
    for metric in (METRICS[name] for name in question.metrics if METRICS[name].denominator):
        gaps = {part: missing.get(part, 0) for part in metric.parts}
        worst = max(gaps, key=lambda part: gaps[part])
        if rows and gaps[worst] / rows > GAP_SHARE:
            share = round(100 * gaps[worst] / rows)
            notes.append(Note(key="note-gaps", values={"metric": metric.key, "part": worst, "share": max(share, 1)}))
    return notes


def rate_notes(
    missing: Mapping[str, int], accounts: Iterable[AccountFacts], reporting: str, rated: Collection[tuple[str, str]]
) -> list[Note]:
    """Whose amounts no exchange rate brings into the reporting currency, and therefore stand in no sum."""
    if not missing.get("rate"):
        return []
    foreign = [entry for entry in accounts if entry.currency != reporting]
    unrated = [entry for entry in foreign if (entry.currency, reporting) not in rated] or foreign
    values = {
        "rows": missing["rate"],
        "currencies": tuple(dict.fromkeys(entry.currency for entry in unrated)),
        "reporting": reporting,
        "channels": tuple(dict.fromkeys(entry.channel for entry in unrated)),
    }
    return [Note(key="note-no-rate", values=values)]


def meaning_notes(question: Question) -> list[Note]:
    """Numbers that do not mean what their name suggests."""
    wide = question.window.days > 1 or not question.group_by
    asked = [METRICS[name] for name in question.metrics] if wide else []
    notes = [Note(key="note-reach-sum")] if any(metric.counts_people for metric in asked) else []
    return [*notes, Note(key="note-frequency")] if any(metric.per_person for metric in asked) else notes


def comparability_notes(question: Question, accounts: Iterable[AccountFacts]) -> list[Note]:
    """What differs between accounts that are added up or set side by side, and can't be converted."""
    scope = list(accounts)
    parts = {part for name in question.metrics for part in METRICS[name].parts}
    differing = [
        basis
        for basis, touched in BASES.items()
        if touched & parts and len({getattr(entry, basis) for entry in scope} - {"", None}) > 1
    ]
    what = tuple(f"basis-{basis.replace('_', '-')}" for basis in differing)
    return [Note(key="note-differs", values={"what": what})] if what else []


def able_notes(
    question: Question,
    able: Mapping[str, tuple[int, ...]],
    accounts: Iterable[AccountFacts],
    rows: Sequence[Row[Any]],
    currency: str,
) -> list[Note]:
    """Whose spend a price leaves out because nothing it is the price of is ever counted there; both prices are said."""
    notes = []
    for metric in (METRICS[name] for name in question.metrics):
        count = metric.denominator[0][0] if metric.denominator else ""
        if metric.style != "money" or metric.numerator != (("spend", 1),) or count not in able:
            continue
        without = tuple(dict.fromkeys(entry.channel for entry in accounts if entry.id not in able[count]))
        values: dict[str, Any] = {"metric": metric.key, "count": count, "channels": without}
        row = rows[0] if len(rows) == 1 and not question.keys else None
        counted = getattr(row, f"{count}_0", None)
        if row is not None and counted:
            worth = float(row.spend_0) * metric.per / float(counted) / 1_000_000**metric.micro_shift
            values |= {"all": round(worth, 2), "currency": currency}
        notes.append(Note(key="note-able-all" if "all" in values else "note-able", values=values))
    return notes


def unjoined_notes(question: Question, campaigns: Sequence[Row[Any]], currency: str) -> list[Note]:
    """Revenue of campaigns that have no cost: it cannot be joined with advertising, and raises the ratio all the same.

    Args:
        question: what was asked.
        campaigns: a row a campaign with its `revenue_0` and `spend_0`, in millionths.
        currency: of these amounts.
    """
    whole = sum(row.revenue_0 or 0 for row in campaigns)
    spend = sum(row.spend_0 or 0 for row in campaigns)
    alone = sum(row.revenue_0 or 0 for row in campaigns if not row.spend_0)
    if whole <= 0 or not spend or alone / whole <= GAP_SHARE:
        return []
    metric = next(name for name in question.metrics if METRICS[name].is_return)
    share = {"metric": metric, "share": round(100 * alone / whole), "currency": currency}
    values = {**share, "revenue": f"{alone / 1_000_000:,.0f}".replace(",", "\u00a0")}
    if question.keys:
        return [Note(key="note-unjoined", values=values)]
    roas = (whole - alone) / spend
    value = roas - METRICS[metric].less_one
    without = f"{100 * value:,.1f} %" if METRICS[metric].style == "percent" else f"{value:,.2f}"
    return [Note(key="note-unjoined-without", values={**values, "without": without})]
