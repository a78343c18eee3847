"""The opening view as the props of its element: every figure, day and question already in words.

Names are plain text here: the page puts them in as text, never as markup.
"""

from collections.abc import Mapping
from typing import Any, Final, Literal

from agent.examples import Suggestion, examples
from ingest.channel_names import titled
from ingest.texts import Language, say
from tools.advice.advise import AdviceList
from tools.advice.words import headline, money_of, why
from tools.charts.palette import Theme, both_colours
from tools.dashboard.board import CHANNEL_COLUMNS, Board, BoardCard
from tools.engine.table import Cell, number
from tools.plan.line import PlanLine
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS
from tools.words import wording
from tools.words.labels import figure

Tone = Literal["good", "bad", "flat"]
MOST_ACTIONS: Final = 3
SMALL: Final = 0.002
"""A smaller change is no change."""
VERDICTS: Final = {"good": "board-better", "bad": "board-worse"}
QUESTIONS: Final[tuple[tuple[Suggestion, ...], ...]] = (
    (
        Suggestion(name="why", metrics=("revenue",), compares=True),
        Suggestion(name="why-spend", metrics=("spend",), compares=True),
    ),
    (Suggestion(name="advice"),),
    (Suggestion(name="channels", ratio=True, several="channel"),),
    (Suggestion(name="audience", several="audience"),),
    (Suggestion(name="time"),),
)
"""Of each the first that the data answer."""
WORDS: Final = (
    "actions alerts before budgets calm channels noted more none notes now pins provisional snooze spend thinking why"
).split()


def board_props(board: Board, catalogue: Catalogue, language: Language, only: str = "") -> dict[str, Any]:
    """Everything but the advice, which takes longer and follows, and what may be chosen.

    Args:
        board: the figures.
        catalogue: of what it shows.
        language: of the words.
        only: names of the channels that it is kept to; every question that speaks of several names them too.
    """
    days = wording.day_range(board.span.now.start, board.span.now.end, language)
    before = wording.day_range(board.span.before.start, board.span.before.end, language)
    return {
        "headline": _headline(board, language),
        "fresh": _fresh(board, language),
        "notes": [note.say(language) for note in board.notes],
        "demo": say("board-demo", language) if board.demo else "",
        "days": say("board-days", language, days=days, before=before),
        "cards": [_card(card, board, days + only, language) for card in board.cards],
        "curve": _curve(board, language, only),
        "alerts": _alerts(board, language),
        "channels": _channels(board, days, language),
        "budgets": [_budget(line, board, language) for line in board.budgets],
        "actions": None,
        "questions": [asks[0] for of in QUESTIONS if (asks := examples(catalogue, language, of=of))],
        "words": {name: say(f"board-{name}", language) for name in WORDS},
    }


def action_props(advice: AdviceList, language: Language) -> list[dict[str, Any]]:
    """The first steps with their money."""
    return [
        {
            "title": headline(action, language),
            "money": money_of(action.stake, advice.currency, language, kind=action.kind),
            "why": why(action, language),
            "due": say("board-due", language, day=wording.day(action.due, language)),
            "ask": say("example-advice", language),
        }
        for action in advice.actions[:MOST_ACTIONS]
    ]


def _headline(board: Board, language: Language) -> str:
    goal = board.goal
    if goal is not None and goal.expected is not None and not goal.ended:
        gap = goal.expected / goal.target - 1
        key = "on-pace" if abs(gap) < SMALL * 5 else "above" if gap > 0 else "below"
        return say(
            f"board-head-{key}",
            language,
            month=wording.month(goal.month, language),
            expected=wording.short_money(goal.expected, board.currency, language),
            gap=wording.share(abs(gap), language),
        )
    lead = next((card for card in board.cards if card.metric in ("revenue", "conversions", "leads")), None)
    if lead is None or not lead.before:
        return say("board-head-plain", language)
    change = lead.value / lead.before - 1
    key = "same" if abs(change) < SMALL else "up" if change > 0 else "down"
    return say(
        f"board-head-{key}",
        language,
        what=METRICS[lead.metric].titles[language],
        value=figure(lead.metric, lead.value, board.currency, language),
        gap=wording.share(abs(change), language),
    )


def _fresh(board: Board, language: Language) -> str:
    said = say("board-fresh", language, day=wording.day(board.until, language))
    late = [
        say("board-late", language, channel=titled(name, language), day=wording.day(day, language))
        for name, day in sorted(board.late.items())
    ]
    return " ".join([said, *late])


def _card(card: BoardCard, board: Board, days: str, language: Language) -> dict[str, Any]:
    metric = METRICS[card.metric]
    change, tone = _change(card.metric, card.value, card.before, language)
    return {
        "title": metric.titles[language],
        "value": _short(card.metric, card.value, board.currency, language),
        "full": figure(card.metric, card.value, board.currency, language),
        "change": _judged(change, tone, language),
        "tone": tone,
        "before": ""
        if card.before is None
        else say("board-was", language, value=_short(card.metric, card.before, board.currency, language)),
        "points": list(card.days),
        "ask": say("board-ask-card", language, metric=metric.titles[language], days=days),
    }


def _short(metric: str, value: float, currency: str, language: Language) -> str:
    if METRICS[metric].style == "money" and abs(value) >= 1e6:
        return wording.short_money(value, currency, language)
    return figure(metric, value, currency, language)


def _change(metric: str, value: float, before: float | None, language: Language) -> tuple[str, Tone]:
    """The change in words, and whether it is good, bad or neither; ratios change in points."""
    style, better = METRICS[metric].style, METRICS[metric].better
    if before is None or (not before and style != "percent"):
        return "", "flat"
    moved = value - before if style == "percent" else value / before - 1
    if abs(moved) < SMALL:
        return say("board-unchanged", language), "flat"
    worded = wording.points(moved, language) if style == "percent" else wording.change(moved, language)
    good = (moved > 0) == (better == "up")
    return f"{'▲' if moved > 0 else '▼'} {worded}", "flat" if not better else "good" if good else "bad"


def _judged(change: str, tone: Tone, language: Language) -> str:
    """The change with the word for what it means, where it means something."""
    return change if tone == "flat" else f"{change} {say(VERDICTS[tone], language)}"


def _curve(board: Board, language: Language, only: str) -> dict[str, Any]:
    highest = max([value or 0 for day in board.days for value in (day.revenue, day.spend, day.before)], default=0)
    firm = [day.day < board.provisional if board.provisional else True for day in board.days]
    return {
        "title": say("board-curve", language),
        "labels": [wording.day(day.day, language) for day in board.days],
        "now": [day.revenue for day in board.days],
        "before": [day.before for day in board.days],
        "spend": [day.spend for day in board.days],
        "top": highest,
        "ticks": [wording.short_money(highest * part, board.currency, language) for part in (1, 0.5, 0)],
        "firm": sum(firm),
        "asks": [say("board-ask-day", language, day=wording.day(day.day, language)) + only for day in board.days],
    }


def _alerts(board: Board, language: Language) -> dict[str, Any]:
    said = [(kept.id, kept.said(board.currency, language)) for kept in board.alerts]
    return {
        "rows": [
            {
                "number": number,
                "title": alert.message,
                "severity": alert.severity,
                "ask": say("board-ask-alert", language, number=str(number)),
            }
            for number, alert in said
        ],
        "more": max(board.alerts_open - len(said), 0),
        "ask": say("board-ask-alerts", language),
    }


def _channels(board: Board, days: str, language: Language) -> dict[str, Any]:
    names = [column.name for column in board.channels.columns]
    rows = [dict(zip(names, row, strict=True)) for row in board.channels.rows]
    heads = [METRICS[name].titles[language] for name in CHANNEL_COLUMNS]
    shades = both_colours([str(row["channel"]) for row in rows])
    key = "board-ask-channel" if len(rows) > 1 else "board-ask-campaigns"

    def asks(row: Mapping[str, Cell]) -> str:
        return say(key, language, channel=titled(str(row["channel"]), language), days=days)

    return {
        "heads": [*heads[:3], say("board-against", language), *heads[3:], say("board-share", language)],
        "rows": [_channel(row, shades[str(row["channel"])], board, asks(row), language) for row in rows],
        "total": _cells(board.total, board, language, share=1.0),
    }


def _channel(
    row: Mapping[str, Cell], colour: Mapping[Theme, str], board: Board, ask: str, language: Language
) -> dict[str, Any]:
    name = titled(str(row["channel"]), language)
    share = row.get("spend_share")
    return {
        "name": name,
        "colour": colour,
        "cells": _cells(row, board, language, share=number(share)),
        "ask": ask,
    }


def _cells(row: Mapping[str, Cell], board: Board, language: Language, *, share: float | None) -> list[dict[str, str]]:
    cells = [{"text": figure(name, number(row.get(name)), board.currency, language)} for name in CHANNEL_COLUMNS]
    roi, before = number(row.get("roi")), number(row.get("roi_previous"))
    change, tone = ("", "flat") if roi is None else _change("roi", roi, before, language)
    cells.insert(3, {"text": change, "tone": tone})
    return [*cells, {"text": "" if share is None else wording.share(share, language)}]


def _budget(line: PlanLine, board: Board, language: Language) -> dict[str, Any]:
    name = titled(line.channel, language) if line.channel else say("plan-everywhere", language)
    return {
        "name": name,
        "colour": both_colours([line.channel])[line.channel] if line.channel else None,
        "done": min(line.done or 0.0, 1.2),
        "elapsed": line.elapsed,
        "text": say(
            "board-budget",
            language,
            fact=wording.short_money(line.fact, board.currency, language),
            plan=wording.short_money(line.target, board.currency, language),
            verdict=say(f"plan-verdict-{line.verdict}", language),
        ),
        "tone": "bad" if line.verdict == "over" else "flat",
        "ask": say("board-ask-plan", language),
    }
