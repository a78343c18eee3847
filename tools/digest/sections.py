"""What a digest says, section by section: money first, what is new, where the plan stands, what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from ingest.channel_names import titles
from ingest.errors import DemetraError
from ingest.texts import say
from tools.alerts.rows import StoredAlert
from tools.alerts.rules.ended import ended, mark_of
from tools.alerts.rules.model import MARKS
from tools.alerts.rules.texts import title_of, where
from tools.change.story import Change, signed
from tools.digest.facts import DigestPeriod, Figures
from tools.engine.table import Table, number
from tools.notes.days import happened
from tools.semantics.metrics import METRICS
from tools.tool import BudgetSplit, ToolContext, find_tools
from tools.words import wording
from tools.words.labels import cell_text, figure, metric_name

LISTED: Final = 3
WORTH_A_WHY: Final = 0.02
LEAST_SHARE: Final = 0.05
"""Channels with less of the spend are neither best nor worst."""
APART: Final = 0.1
"""Least distance, relative, between the best and the worst channel worth naming them."""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Everything that the sections of one digest speak of."""

    desk: ToolContext
    period: DigestPeriod
    figures: Figures
    open: Sequence[StoredAlert]
    ended: Sequence[StoredAlert]
    """Alerts that ended since the digest before this one."""
    change: Change

    @property
    def fresh(self) -> list[StoredAlert]:
        """Open alerts that began since the digest before this one."""
        since = self.desk.now - timedelta(days=self.figures.days.now.days)
        return [kept for kept in self.open if kept.record.raised_at > since]

    def say(self, key: str, **values: Any) -> str:
        """A text of the digest."""
        return say(f"digest-{key}", self.desk.language, **values)

    def figure(self, metric: str, value: float | None) -> str:
        """A metric's value as people read it."""
        return figure(metric, value, self.desk.metrics.currency, self.desk.language)

    def moved(self, metric: str) -> str:
        """A key figure's change against the days before: percent, or points for what is a percentage itself."""
        now, before = (self.figures.totals.get(name) for name in (metric, f"{metric}_previous"))
        if now is None or before is None:
            return wording.nothing(self.desk.language)
        if METRICS[metric].style == "percent":
            return wording.points(now - before, self.desk.language)
        return wording.change(now / before - 1 if before > 0 else None, self.desk.language)


def headline(of: Telling) -> str:
    """The money in a clause."""
    metric = of.figures.headline
    return of.say(
        "headline",
        metric=metric_name(metric, of.desk.language),
        change=of.moved(metric),
        value=f"**{of.figure(metric, of.figures.totals.get(metric))}**",
        against=of.say("against", period=of.period),
    )


def others(of: Telling) -> str:
    """The other figures everybody looks at first."""
    names = [name for name in ("spend", "roi", "cpa") if name in of.figures.cards and name != of.figures.headline]
    language = of.desk.language
    return " · ".join(
        f"{METRICS[name].titles[language]} {of.figure(name, of.figures.totals.get(name))} ({of.moved(name)})"
        for name in names
    )


def why(of: Telling) -> str:
    """The factor and the channel behind the headline's change."""
    change = of.change
    if change.relative is not None and abs(change.relative) < WORTH_A_WHY:
        return ""
    factor = change.factors.main if change.factors else None
    part = change.parts.main if change.parts and len(change.parts.contributions) > 1 else None
    lines = []
    if factor is not None:
        before, after = (of.figure(factor.name, value) for value in (factor.before, factor.after))
        lines.append(
            of.say("why-factor", factor=metric_name(factor.name, of.desk.language), before=before, after=after)
        )
    if part is not None:
        moved = signed(change.metric, part.total, of.desk.metrics.currency, of.desk.language)
        side = "up" if part.total > 0 else "down"
        what = metric_name(change.metric, of.desk.language)
        lines.append(of.say("why-part", name=f"**{part.name}**", what=what, part=moved, side=side))
    return " ".join(lines)


def _worth_ranking(table: Table, metric: str) -> list[Any]:
    """Rows that have the metric and enough of the spend to be judged by it."""
    spend = sum(float(cell) for cell in table.column("spend") if isinstance(cell, int | float))
    known = [row for row in table.rows if isinstance(row[table.index(metric)], int | float)]
    return [row for row in known if number_of(row, table, "spend") >= LEAST_SHARE * spend]


def ends(of: Telling) -> str:
    """The best and the worst channel of a week or a month, where they differ."""
    table = of.figures.channels
    metric = next((name for name in ("roi", "cpa") if any(cell is not None for cell in table.column(name))), "")
    if not metric or of.period == "daily":
        return ""
    better = -1 if METRICS[metric].better == "up" else 1
    ordered = sorted(_worth_ranking(table, metric), key=lambda row: better * number_of(row, table, metric))
    if len(ordered) < 2 or not _apart(*(number_of(row, table, metric) for row in (ordered[0], ordered[-1]))):
        return ""
    return "\n".join(_end(of, key, row, metric) for key, row in (("best", ordered[0]), ("worst", ordered[-1])))


def _apart(best: float, worst: float) -> bool:
    return abs(best - worst) >= APART * max(abs(best), abs(worst), 1e-9)


def _end(of: Telling, key: str, row: list[Any], metric: str) -> str:
    table = of.figures.channels
    name = cell_text(row[0], table.columns[0], of.desk.language)
    before = row[table.index(f"{metric}_previous")]
    was = of.say("was", value=of.figure(metric, before)) if before is not None else ""
    return of.say(
        key,
        name=f"**{name}**",
        metric=METRICS[metric].titles[of.desk.language],
        value=of.figure(metric, row[table.index(metric)]),
        change=was,
    )


def number_of(row: list[Any], table: Table, name: str) -> float:
    """A cell as a number, 0 where it is none."""
    return number(row[table.index(name)]) or 0.0


def alerts(of: Telling) -> str:
    """What began and what ended since the last digest; of what only goes on, how much there is and the gravest."""
    currency, language = of.desk.metrics.currency, of.desk.language
    fresh = [kept for kept in of.fresh if not _told_as_goal(of, kept)]
    new = [
        f"- {MARKS[kept.record.finding.severity]} {safe(kept.said(currency, language).message)}"
        for kept in fresh[:LISTED]
    ]
    new += [of.say("more", n=len(fresh) - LISTED)] if len(fresh) > LISTED else []
    past = [kept for kept in of.ended if not _told_as_goal(of, kept)]
    over = [f"- {mark_of(kept.record)} {safe(ended(kept.record, currency, language))}" for kept in past[:LISTED]]
    over += [of.say("more", n=len(past) - LISTED)] if len(past) > LISTED else []
    head = [of.say("new", period=of.period)] if new or over else []
    return "\n".join([*head, *new, *over, *_going_on(of)])


def _told_as_goal(of: Telling, kept: StoredAlert) -> bool:
    """Whether the digest's own section of goals says it already."""
    return of.period != "daily" and kept.record.finding.kind == "goal_at_risk"


def _going_on(of: Telling) -> list[str]:
    """What was open before: missing data by their places, the gravest by its name, the others by their number."""
    old = [kept for kept in of.open if kept not in of.fresh]
    if not old:
        return [] if of.open else [of.say("no-alerts")]
    currency, language = of.desk.metrics.currency, of.desk.language
    silent = [kept for kept in old if kept.record.finding.kind == "stale_data"]
    lines = [
        f"- {MARKS[kept.record.finding.severity]} {safe(kept.said(currency, language).message)}" for kept in silent
    ]
    return lines + _others([kept for kept in old if kept not in silent], of)


def _others(old: Sequence[StoredAlert], of: Telling) -> list[str]:
    if not old:
        return []
    finding = old[0].record.finding
    if finding.severity != "critical":
        return [of.say("old", n=len(old))]
    days = (of.desk.today - date(finding.since.year, finding.since.month, finding.since.day)).days
    title = title_of(finding.kind, of.desk.language)
    return [
        of.say(
            "old-critical", n=len(old) - 1, what=title, where=safe(where(finding.scope, of.desk.language)), days=days
        )
    ]


def advice(of: Telling) -> str:
    """Which channel should give how much to which other, where the budget tool finds that it pays."""
    tool = find_tools().get("allocate_budget")
    spend, days = of.figures.totals.get("spend"), of.figures.days.now.days
    if tool is None or not spend or of.period == "daily":
        return ""
    try:
        asked = tool.arguments.model_validate({"budget": round(spend / days * 30), "days": 30})
        result = tool.run(asked, of.desk)
    except (DemetraError, ValueError):
        return ""
    if not isinstance(result, BudgetSplit) or result.gain[1] <= 0:
        return ""
    return _shift(of, result.tables[0], result.gain)


def _shift(of: Telling, table: Table, gain: Sequence[float]) -> str:
    """The largest part of the new shares that goes from one channel to one other."""
    moves = {
        str(row[table.index("channel")]): number_of(row, table, "spend") - number_of(row, table, "spend_previous")
        for row in table.rows
    }
    giver, taker = (min(moves, key=lambda name: moves[name]), max(moves, key=lambda name: moves[name]))
    amount = min(-moves[giver], moves[taker])
    if amount <= 0:
        return ""
    names = titles(of.desk.language, [giver, taker])
    low, high = (of.figure("revenue", value) for value in gain[1:3])
    return of.say(
        "advice",
        amount=f"**{of.figure('spend', round(amount, -3))}**",
        giver=names[giver],
        taker=names[taker],
        gain=of.figure("revenue", gain[0]),
        low=low,
        high=high,
    )


def known(of: Telling) -> str:
    """What is known about these days: the team's notes, holidays, budgets that changed."""
    days = of.figures.days
    return "\n".join(f"📌 {line.removeprefix('- ')}" for line in happened(of.desk, days.before, days.now)[:LISTED])


def freshness(of: Telling) -> str:
    """Up to which day the data reach, and who lags behind."""
    language, last = of.desk.language, of.figures.last_day
    day = wording.day_month(last, language)
    late = [
        entry.channel
        for entry in of.desk.metrics.catalogue().accounts
        if timedelta(days=1) < last - entry.last_day <= timedelta(days=45)
    ]
    if not late:
        return of.say("fresh", day=day)
    names = titles(language, list(dict.fromkeys(late))).values()
    return of.say("stale", day=day, names=wording.listing(names, language))


def safe(text: str) -> str:
    """Names inside a sentence, harmless in Markdown."""
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, f"\\{mark}")
    return text
