"""The opening view: its days are right, and every figure is the engine's."""

from datetime import date

import pytest

from agent.bootstrap import Demetra
from tools.dashboard.board import CARDS, CHANNEL_COLUMNS, board
from tools.dashboard.spans import SPANS, span_of
from tools.semantics.question import Question

UNTIL = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("key", "until", "now", "before"),
    [
        ("7", UNTIL, "2026-11-15..2026-11-21", "2026-11-08..2026-11-14"),
        ("30", UNTIL, "2026-10-23..2026-11-21", "2026-09-23..2026-10-22"),
        ("month", UNTIL, "2026-11-01..2026-11-21", "2026-10-01..2026-10-21"),
        ("quarter", UNTIL, "2026-10-01..2026-11-21", "2026-07-01..2026-08-21"),
        ("month", date(2026, 3, 30), "2026-03-01..2026-03-30", "2026-02-01..2026-02-28"),
        ("month", date(2026, 11, 30), "2026-11-01..2026-11-30", "2026-10-01..2026-10-31"),
        ("month", date(2026, 12, 2), "2026-11-01..2026-11-30", "2026-10-01..2026-10-31"),
        ("nonsense", UNTIL, "2026-11-01..2026-11-21", "2026-10-01..2026-10-21"),
    ],
)
def test_a_choice_of_days_stands_against_the_same_days_before(key: str, until: date, now: str, before: str) -> None:
    span = span_of(key, until)

    assert (str(span.now), str(span.before)) == (now, before)
    assert span.key in SPANS


def test_the_days_of_a_choice_never_overlap_those_it_is_compared_with() -> None:
    for key in SPANS:
        for day in range(1, 29):
            span = span_of(key, date(2026, 3, day))
            assert span.before.end < span.now.start


@pytest.mark.promise(2)
@pytest.mark.parametrize("key", ["month", "7"])
def test_every_figure_of_the_view_is_the_engine_s(key: str, demetra_on: Demetra) -> None:
    desk = demetra_on().desk("ru")  # type: ignore[operator]

    shown = board(key, desk)

    assert shown is not None
    for window, name in ((shown.span.now, "value"), (shown.span.before, "before")):
        row = desk.metrics.run(Question(metrics=CARDS, periods=(str(window),)), today=desk.today).table.rows[0]
        told = dict(zip(CARDS, row, strict=True))
        assert {card.metric: getattr(card, name) for card in shown.cards} == {
            card.metric: pytest.approx(told[card.metric]) for card in shown.cards
        }
    channels = Question(metrics=CHANNEL_COLUMNS, group_by=("channel",), periods=(str(shown.span.now),))
    table = desk.metrics.run(channels, today=desk.today).table
    for name in CHANNEL_COLUMNS:
        assert sorted(map(str, shown.channels.column(name))) == sorted(map(str, table.column(name)))
    assert sum(day.revenue or 0 for day in shown.days) == pytest.approx(float(str(shown.total["revenue"])))
