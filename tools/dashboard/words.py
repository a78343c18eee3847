"""The opening view told in a conversation: the same figures in sentences and a picture, where no page is shown."""

from collections.abc import Sequence
from typing import Final

from ingest.texts import Language, say
from tools.charts.spec import ChartSpec
from tools.dashboard.board import Board, BoardCard
from tools.engine.table import Cell, Column, Table
from tools.plan.line import PlanLine
from tools.plan.words import PlanWords
from tools.semantics.metrics import METRICS
from tools.words import wording
from tools.words.labels import figure
from tools.words.outside_names import plain

FEW_DAYS: Final = 3
"""With fewer there is no curve to draw."""


def tell(board: Board, steps: Sequence[str], language: Language) -> str:
    """Markdown: the figures against the days before, the plan, what is wrong, what to do.

    Args:
        board: the figures.
        steps: first lines of the advice that stands, the most valuable first.
        language: of the words.
    """
    parts = [
        "\n".join(_card(card, board, language) for card in board.cards),
        "\n".join(_plan(board, language)),
        "\n".join(_alerts(board, language)),
        "\n".join([say("dashboard-steps", language), *(f"- {plain(step)}" for step in steps)]) if steps else "",
    ]
    return "\n\n".join(part for part in parts if part)


def _card(card: BoardCard, board: Board, language: Language) -> str:
    values = {
        "metric": METRICS[card.metric].titles[language],
        "value": figure(card.metric, card.value, board.currency, language),
    }
    if card.before is None:
        return say("dashboard-figure", language, **values)
    before = figure(card.metric, card.before, board.currency, language)
    return say("dashboard-figure-moved", language, **values, before=before, change=_moved(card, language))


def _moved(card: BoardCard, language: Language) -> str:
    """The change in per cent; between percentages in points."""
    before = card.before or 0.0
    if METRICS[card.metric].style == "percent":
        return wording.points(card.value - before, language)
    return wording.change(card.value / before - 1 if before > 0 else None, language)


def _plan(board: Board, language: Language) -> list[str]:
    """Where the month's goal and its budgets are going."""
    words = PlanWords(board.currency, language)
    return [words.lead(line, "") for line in (board.goal, _whole(board.budgets)) if line is not None]


def _whole(budgets: Sequence[PlanLine]) -> PlanLine | None:
    """All budgets in one line, or the only one there is."""
    whole = next((line for line in budgets if not line.channel), None)
    return whole or (budgets[0] if len(budgets) == 1 else None)


def _alerts(board: Board, language: Language) -> list[str]:
    if not board.alerts:
        return [say("dashboard-no-alerts", language)]
    told = [f"- {plain(kept.said(board.currency, language).message)}" for kept in board.alerts]
    more = board.alerts_open - len(told)
    head = say("dashboard-open-alerts", language, n=board.alerts_open)
    return [head, *told, *([say("dashboard-more-alerts", language, n=more)] if more > 0 else [])]


def picture(board: Board, language: Language) -> ChartSpec | None:
    """Revenue and spend day by day; None where there are too few days."""
    names = [name for name in ("revenue", "spend") if any(getattr(day, name) is not None for day in board.days)]
    if len(board.days) < FEW_DAYS or not names:
        return None
    columns = [Column(name="day", unit="day"), *(Column(name=name, unit=f"money:{board.currency}") for name in names)]
    rows: list[list[Cell]] = [[day.day, *(getattr(day, name) for name in names)] for day in board.days]
    title = say("dashboard-curve", language)
    table = Table(title=title, columns=columns, rows=rows, rows_total=len(rows))
    return ChartSpec(kind="line", title=title, table=table, x="day", y=tuple(names), language=language)
