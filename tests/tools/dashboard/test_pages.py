"""The pages behind the opening view: every card finds something in the demo data, in days and channels of one's own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from agent.bootstrap import Demetra
from tools.dashboard.board import board
from tools.dashboard.pages import PAGES, result_of
from tools.dashboard.spans import OWN, own_days, span_of
from tools.semantics.question import Question

UNTIL = date(2026, 11, 21)
QUICK = [(page, card.key) for page, cards in PAGES.items() for card in cards if card.tool == "query_metrics"]
NAMED = {"roi-forecast", "roi-timeseries", "reach-ctr-timeseries", "budget-recommendation"}


def test_the_four_views_that_the_design_names_are_there_and_every_card_has_its_own_name() -> None:
    keys = [card.key for cards in PAGES.values() for card in cards]

    assert set(keys) >= NAMED
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("page", "key"), QUICK)
def test_a_card_finds_figures_on_days_of_one_s_own(
    page: str,
    key: str,
    demetra_on: Callable[..., Demetra],
) -> None:
    desk = demetra_on().desk("ru")
    card = next(card for card in PAGES[page] if card.key == key)

    found = result_of(card, span_of("2026-11-01..2026-11-15", UNTIL), desk)

    assert found.status == "answered"
    assert found.tables[0].rows
    assert found.period is not None
    assert (found.period.start, found.period.end) == (date(2026, 11, 1), date(2026, 11, 15))


def test_a_view_kept_to_channels_shows_their_figures_and_their_plan(demetra_on: Callable[..., Demetra]) -> None:
    desk = demetra_on().desk("ru")
    kept = replace(desk, metrics=desk.metrics.narrowed(("telegram", "tiktok")))

    shown = board("month", kept)

    assert shown is not None
    question = Question(metrics=("spend",), group_by=("channel",), periods=(str(shown.span.now),))
    table = desk.metrics.run(question, today=desk.today).table
    spent = {str(row[0]): float(str(row[1])) for row in table.rows}
    card = next(card for card in shown.cards if card.metric == "spend")
    assert card.value == pytest.approx(spent["telegram"] + spent["tiktok"])
    assert {line.channel for line in shown.budgets} <= {"telegram", "tiktok", ""}


@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("2026-11-01..2026-11-15", "2026-11-01..2026-11-15"),
        ("2026-11-20..2027-01-01", "2026-11-20..2026-11-21"),
        ("2026-11-15..2026-11-01", None),
        ("2027-01-01..2027-02-01", None),
        ("2001-01-01..2026-11-01", None),
        ("2026-11-01", None),
        ("month", None),
        ("", None),
    ],
)
def test_days_of_one_s_own_end_with_the_last_complete_day(key: str, days: str | None) -> None:
    own = own_days(key, UNTIL)

    assert (None if own is None else str(own)) == days
    assert (span_of(key, UNTIL).key == OWN) == (days is not None)
