"""The digest: what changed and why, key figures as one picture, best and worst, goals, alerts, advice, freshness."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from ingest.channel_names import titles
from ingest.errors import DemetraError
from ingest.texts import Language, say
from tools.alerts.book import AlertBook
from tools.alerts.rows import StoredAlert
from tools.alerts.rules.model import Scope
from tools.alerts.rules.texts import where
from tools.change.story import Change, explain, signed
from tools.digest.cards import Card, draw_cards
from tools.digest.facts import DigestPeriod, Figures, GoalOutlook, goal_outlooks, read_figures
from tools.engine.table import Table
from tools.semantics.metrics import METRICS
from tools.semantics.question import Question
from tools.tool import ToolContext, find_tools
from tools.words import wording
from tools.words.labels import cell_text, figure, metric_name

LISTED: Final = 3
WORTH_A_WHY: Final = 0.02
NO_CHANGE: Final = 0.005
"""Relative changes below are neither good nor bad."""
LEAST_SHARE: Final = 0.05
"""Channels with less of the spend are neither best nor worst."""


@dataclass(frozen=True, kw_only=True)
class Digest:
    """A digest as the screen, Telegram and `--json` take it."""

    text: str
    """Markdown."""
    charts: tuple[dict[str, str], ...] = ()
    tables: tuple[Table, ...] = ()
    alerts: tuple[StoredAlert, ...] = ()
    important: bool = False

    def as_json(self, currency: str, language: Language) -> dict[str, Any]:
        """The contract's document."""
        return {
            "text": self.text, "charts": list(self.charts),
            "tables": [table.model_dump(mode="json") for table in self.tables],
            "alerts": [kept.as_json(currency, language) for kept in self.alerts],
        }  # fmt: skip


def make_digest(desk: ToolContext, period: DigestPeriod) -> Digest:
    """The digest of this moment, in the desk's language; shortened when nothing happened."""
    figures = read_figures(desk, period)
    if figures is None:
        return Digest(text=say("digest-no-data", desk.language))
    return _Digest(desk, period, figures).whole()


class _Digest:
    """One digest in the making."""

    def __init__(self, desk: ToolContext, period: DigestPeriod, figures: Figures) -> None:
        self.desk, self.period, self.figures = desk, period, figures
        self.language = desk.language
        self.currency = desk.metrics.currency
        book = AlertBook(desk=desk)
        if not book.listed("all"):
            book.check()
        self.open = [kept for kept in book.listed("open") if not kept.record.muted]
        since = desk.now - timedelta(days=figures.days.now.days)
        self.ended = [kept for kept in book.listed("resolved") if (kept.record.resolved_at or since) > since]
        self.change = self._explained()

    def _explained(self) -> Change:
        days = self.figures.days
        asked = Question(metrics=(self.figures.headline,), periods=(str(days.now),), compare_to=str(days.before))
        return explain(self.desk, self.figures.headline, asked, "channel")

    @property
    def important(self) -> bool:
        """Whether something is worth reading about: an unusual change, a serious or new alert."""
        fresh = self.desk.now - timedelta(days=self.figures.days.now.days)
        serious = any(kept.record.finding.severity in ("high", "critical") for kept in self.open)
        new = any(kept.record.raised_at > fresh and kept.record.finding.severity != "low" for kept in self.open)
        unusual = self.change.relative is None or abs(self.change.relative) > self.figures.usual
        return serious or new or unusual or self.period == "monthly"

    def whole(self) -> Digest:
        """All sections, or the short form."""
        days = wording.day_range(self.figures.days.now.start, self.figures.days.now.end, self.language)
        head = f"**{self._say('title', period=self.period, days=days)}**"
        sections = (
            self._sections() if self.important else [self._say("quiet", headline=self._headline()), self._others()]
        )
        lines = [head, *(section for section in [*sections, self._fresh()] if section)]
        cards = self._cards(days)
        title = self._say("table")
        return Digest(
            text="\n\n".join(lines), charts=(cards,) if cards else (),
            tables=(self.figures.channels.model_copy(update={"title": title}),) if self.figures.channels.rows else (),
            alerts=tuple(self.open), important=self.important,
        )  # fmt: skip

    def _sections(self) -> list[str]:
        parts: tuple[Callable[[], str], ...] = (
            self._what_and_why, self._ends, self._goals, self._alerts, self._advice,
        )  # fmt: skip
        return [part() for part in parts]

    def _say(self, key: str, **values: Any) -> str:
        return say(f"digest-{key}", self.language, **values)

    def _figure(self, metric: str, value: float | None) -> str:
        return figure(metric, value, self.currency, self.language)

    def _relative(self, metric: str) -> str:
        now, before = (self.figures.totals.get(name) for name in (metric, f"{metric}_previous"))
        if now is None or before is None:
            return wording.nothing(self.language)
        if METRICS[metric].style == "percent":
            return wording.points(now - before, self.language)
        return wording.change(now / before - 1 if before > 0 else None, self.language)

    def _headline(self) -> str:
        metric = self.figures.headline
        return self._say("headline", metric=metric_name(metric, self.language), change=self._relative(metric),
                         value=f"**{self._figure(metric, self.figures.totals.get(metric))}**",
                         against=self._say("against", period=self.period))  # fmt: skip

    def _what_and_why(self) -> str:
        line = self._headline()
        lines = [line[:1].upper() + line[1:] + ".", self._others()]
        told = self.change.relative is None or abs(self.change.relative) >= WORTH_A_WHY
        return "\n".join([*(line for line in lines if line), *(self._why() if told else [])])

    def _others(self) -> str:
        """The other figures everybody looks at first."""
        names = [
            name for name in ("spend", "roi", "cpa") if name in self.figures.cards and name != self.figures.headline
        ]
        return " · ".join(
            f"{METRICS[name].titles[self.language]} {self._figure(name, self.figures.totals.get(name))} "
            f"({self._relative(name)})"
            for name in names
        )

    def _why(self) -> list[str]:
        factor = self.change.factors.main if self.change.factors else None
        part = self.change.parts.main if self.change.parts and len(self.change.parts.contributions) > 1 else None
        lines = []
        if factor is not None:
            before, after = (self._figure(factor.name, value) for value in (factor.before, factor.after))
            name = metric_name(factor.name, self.language)
            lines.append(self._say("why-factor", factor=name, before=before, after=after))
        if part is not None:
            moved = signed(self.change.metric, part.total, self.currency, self.language)
            lines.append(self._say("why-part", name=f"**{part.name}**", part=moved))
        return lines

    def _ends(self) -> str:
        """The best and the worst channel that matter."""
        table = self.figures.channels
        metric = next((name for name in ("roi", "cpa") if any(cell is not None for cell in table.column(name))), "")
        if not metric:
            return ""
        spend = sum(float(cell) for cell in table.column("spend") if isinstance(cell, int | float))
        rows = [row for row in table.rows if isinstance(row[table.index(metric)], int | float)
                and _figure_of(row, table, "spend") >= LEAST_SHARE * spend]  # fmt: skip
        if len(rows) < 2:
            return ""
        better = -1 if METRICS[metric].better == "up" else 1
        ordered = sorted(rows, key=lambda row: better * _figure_of(row, table, metric))
        return "\n".join(self._end(key, row, metric) for key, row in (("best", ordered[0]), ("worst", ordered[-1])))

    def _end(self, key: str, row: list[Any], metric: str) -> str:
        table = self.figures.channels
        name = cell_text(row[0], table.columns[0], self.language)
        before = row[table.index(f"{metric}_previous")]
        was = f" ({self._figure(metric, before)} → {self._figure(metric, row[table.index(metric)])})"
        return self._say(key, name=f"**{name}**", metric=METRICS[metric].titles[self.language],
                         value=self._figure(metric, row[table.index(metric)]),
                         change="" if before is None else was)  # fmt: skip

    def _goals(self) -> str:
        outlooks = goal_outlooks(self.desk, self.figures.days.now.end)
        lines = [
            self._say("goal", where=where(Scope(channel=one.channel), self.language),
                      metric=metric_name(one.metric, self.language), value=self._figure(one.metric, one.value),
                      target=self._figure(one.metric, one.target), good="yes" if one.good else "no",
                      share=self._share(one))
            for one in outlooks[:LISTED]
        ]  # fmt: skip
        if not lines:
            return ""
        rest = [self._say("more", n=len(outlooks) - LISTED)] if len(outlooks) > LISTED else []
        month = wording.month(self.figures.days.now.end, self.language)
        over = (self.figures.days.now.end + timedelta(days=1)).day == 1
        return "\n".join([self._say("goals", month=month, over="yes" if over else "no"), *lines, *rest])

    def _share(self, outlook: GoalOutlook) -> str:
        """How much of the goal that is, where a share says something: sums, not ratios."""
        if METRICS[outlook.metric].denominator or outlook.target <= 0:
            return ""
        return self._say("goal-share", share=wording.percent(outlook.share, self.language))

    def _alerts(self) -> str:
        ended = [self._say("ended", n=len(self.ended))] if self.ended else []
        if not self.open:
            return "\n".join([self._say("no-alerts"), *ended])
        lines = [self._say("alert", message=_safe(kept.said(self.currency, self.language).message))
                 for kept in self.open[:LISTED]]  # fmt: skip
        rest = [self._say("more", n=len(self.open) - LISTED)] if len(self.open) > LISTED else []
        return "\n".join([self._say("alerts", n=len(self.open)), *lines, *rest, *ended])

    def _advice(self) -> str:
        """One sentence of the budget tool for thirty days at today's spend, where it has an answer."""
        tool = find_tools().get("allocate_budget")
        spend, days = self.figures.totals.get("spend"), self.figures.days.now.days
        if tool is None or not spend or self.period == "daily":
            return ""
        try:
            asked = tool.arguments.model_validate({"budget": round(spend / days * 30), "days": 30})
            result = tool.run(asked, self.desk)
        except (DemetraError, ValueError):
            return ""
        first = result.text.strip().split("\n")[0].rstrip(":.") + "."
        return self._say("advice", advice=first) if result.status == "answered" else ""

    def _fresh(self) -> str:
        day = wording.day(self.figures.last_day, self.language)
        late = [entry.channel for entry in self.desk.metrics.catalogue().accounts
                if timedelta(days=1) < self.figures.last_day - entry.last_day <= timedelta(days=45)]  # fmt: skip
        if not late:
            return self._say("fresh", day=day)
        names = titles(self.language, list(dict.fromkeys(late))).values()
        return self._say("stale", day=day, names=wording.listing(names, self.language))

    def _cards(self, days: str) -> dict[str, str] | None:
        cards = [self._card(name) for name in self.figures.cards]
        if not cards:
            return None
        title = self._say("cards", days=days)
        path = self.desk.data_dir / "charts" / f"{uuid.uuid4().hex}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(draw_cards(title, cards))
        return {"kind": "cards", "title": title, "path": str(path.absolute())}

    def _card(self, metric: str) -> Card:
        totals = self.figures.totals
        now, before = totals.get(metric), totals.get(f"{metric}_previous")
        better = {"up": 1, "down": -1}.get(METRICS[metric].better, 0)
        moved = 0.0 if now is None or before is None else now - before
        moved = 0.0 if before and abs(moved / before) < NO_CHANGE else moved
        value = self._figure(metric, now)
        if METRICS[metric].style == "money" and now is not None and abs(now) >= 100_000:
            value = wording.short_money(now, self.currency, self.language)
        return Card(title=METRICS[metric].titles[self.language], value=value, change=self._relative(metric),
                    good=None if not better or not moved else moved * better > 0,
                    course=self.figures.course.get(metric, ()))  # fmt: skip


def _figure_of(row: list[Any], table: Table, name: str) -> float:
    cell = row[table.index(name)]
    return float(cell) if isinstance(cell, int | float) else 0.0


def _safe(text: str) -> str:
    """Names inside a sentence, harmless in Markdown."""
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, f"\\{mark}")
    return text


__all__ = ["Digest", "DigestPeriod", "make_digest"]
