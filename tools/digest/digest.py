"""The digest: what happened to the money and why, what is new, where the plan stands, what to do, how fresh it is."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from ingest.texts import Language, say
from tools.alerts.book import AlertBook
from tools.alerts.rows import StoredAlert
from tools.change.story import explain
from tools.digest import sections
from tools.digest.card import Card
from tools.digest.facts import DigestPeriod, Figures, read_figures
from tools.digest.goals import goals
from tools.digest.sections import Telling
from tools.engine.clients import whose_notes
from tools.engine.table import Table
from tools.semantics.metrics import METRICS
from tools.semantics.question import Question
from tools.tool import ToolContext
from tools.words import wording

NO_CHANGE: Final = 0.005
"""Relative changes below are neither good nor bad."""
TOO_OLD: Final = {"daily": 2, "weekly": 4, "monthly": 10}
"""Days by which data may lag behind yesterday before a digest of them would be one of the past."""
COLUMNS: Final = (
    "channel",
    "spend",
    "spend_change",
    "conversions",
    "conversions_change",
    "revenue",
    "revenue_change",
    "roi",
    "roi_previous",
    "cpa",
    "cpa_change",
)
"""Of the table: a ratio stands beside what it was, because a percentage of a percentage says nothing."""


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
            "text": self.text,
            "charts": list(self.charts),
            "tables": [table.model_dump(mode="json") for table in self.tables],
            "alerts": [kept.as_json(currency, language) for kept in self.alerts],
        }


def make_digest(desk: ToolContext, period: DigestPeriod) -> Digest:
    """The digest of this moment, in the desk's language; shortened when nothing happened, refused when data are old."""
    figures = read_figures(desk, period)
    if figures is None:
        return Digest(text=say("digest-no-data", desk.language))
    told = gather(desk, period, figures)
    if (desk.today - figures.last_day).days - 1 >= TOO_OLD[period]:
        return _outdated(told)
    return _whole(told)


def gather(desk: ToolContext, period: DigestPeriod, figures: Figures) -> Telling:
    """Alerts and the explanation that belong to the figures of a digest."""
    book = AlertBook(desk=desk)
    if not book.listed("all"):
        book.check()
    since = desk.now - timedelta(days=figures.days.now.days)
    over = [kept for kept in book.listed("resolved") if kept.record.told and (kept.record.resolved_at or since) > since]
    days = figures.days
    asked = Question(metrics=(figures.headline,), periods=(str(days.now),), compare_to=str(days.before))
    return Telling(
        desk=desk,
        period=period,
        figures=figures,
        change=explain(desk, figures.headline, asked, "channel"),
        open=[kept for kept in book.listed("open") if not kept.record.muted and kept.record.state != "pending"],
        ended=[kept for kept in over if kept.record.root is None and not kept.record.muted],
    )


def important(of: Telling) -> bool:
    """Whether something is worth reading about: an unusual change, a critical or new alert."""
    critical = any(
        kept.record.finding.severity == "critical" or kept.record.finding.kind == "stale_data" for kept in of.open
    )
    new = any(kept.record.finding.severity != "low" for kept in of.fresh)
    unusual = of.change.relative is None or abs(of.change.relative) > of.figures.usual
    return critical or new or unusual or bool(of.ended) or of.period == "monthly"


def _whole(of: Telling) -> Digest:
    """All sections, or the short form."""
    language, window = of.desk.language, of.figures.days.now
    days = wording.day_range(window.start, window.end, language)
    whose = [note.say(language) for note in whose_notes(of.desk.metrics.catalogue().accounts, of.desk.actor.client)]
    head = "\n".join([f"**{of.say('title', period=of.period, days=days)}**", *whose])
    news = important(of)
    money = [wording.capitalised(f"{sections.headline(of)}."), sections.others(of), sections.why(of)]
    if news:
        parts = [
            "\n".join(line for line in money if line),
            sections.known(of),
            sections.ends(of),
            sections.alerts(of),
            goals(of),
            sections.advice(of),
        ]
    else:
        parts = [of.say("quiet", headline=sections.headline(of)), sections.others(of), goals(of)]
    cards = _cards(of, days)
    return Digest(
        text="\n\n".join([head, *(part for part in [*parts, sections.freshness(of)] if part)]),
        charts=(cards,) if cards else (),
        tables=_tables(of),
        alerts=tuple(of.open),
        important=news,
    )


def _outdated(of: Telling) -> Digest:
    """What is said instead of a digest of days long gone."""
    last, language = of.figures.last_day, of.desk.language
    age = (of.desk.today - last).days - 1
    told = of.say("outdated", period=of.period, day=wording.day_month(last, language), age=age)
    return Digest(
        text="\n\n".join(part for part in (told, sections.alerts(of)) if part), alerts=tuple(of.open), important=True
    )


def _tables(of: Telling) -> tuple[Table, ...]:
    table = of.figures.channels
    if not table.rows:
        return ()
    places = [place for place, column in enumerate(table.columns) if column.name in COLUMNS]
    rows = [[row[place] for place in places] for row in table.rows]
    narrow = {"title": of.say("table"), "columns": [table.columns[place] for place in places], "rows": rows}
    return (table.model_copy(update=narrow),)


def _cards(of: Telling, days: str) -> dict[str, str] | None:
    cards = [_card(of, name) for name in of.figures.cards]
    if not cards:
        return None
    from tools.digest.cards import draw_cards  # with Matplotlib, which only a digest that is drawn needs

    title = of.say("cards", days=days)
    path = of.desk.data_dir / "charts" / f"{uuid.uuid4().hex}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(draw_cards(title, cards))
    return {"kind": "cards", "title": title, "path": str(path.absolute())}


def _card(of: Telling, metric: str) -> Card:
    totals, language = of.figures.totals, of.desk.language
    now, before = totals.get(metric), totals.get(f"{metric}_previous")
    better = {"up": 1, "down": -1}.get(METRICS[metric].better, 0)
    moved = 0.0 if now is None or before is None else now - before
    moved = 0.0 if before and abs(moved / before) < NO_CHANGE else moved
    value = of.figure(metric, now)
    if METRICS[metric].style == "money" and now is not None and abs(now) >= 100_000:
        value = wording.short_money(now, of.desk.metrics.currency, language)
    return Card(
        title=METRICS[metric].titles[language],
        value=value,
        change=of.moved(metric),
        good=None if not better or not moved else moved * better > 0,
        course=of.figures.course.get(metric, ()),
    )


__all__ = ["Digest", "DigestPeriod", "make_digest"]
