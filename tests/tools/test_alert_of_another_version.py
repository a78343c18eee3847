"""A stored rule of a kind that this version does not have: it is said, and everything else is checked."""

import logging

import pytest
from sqlalchemy import Engine, update

from ingest.errors import InvalidInput
from ingest.schema import alert_rule
from ingest.texts import LANGUAGES
from tests.tools.alert_histories import day, history
from tests.tools.test_alert_book import TROUBLE, MakeBook, book_on
from tools.alerts.evaluate import Rule, backtest, evaluate
from tools.alerts.words import rule_title

__all__ = ["book_on"]
STRANGE = Rule(kind="moon_phase", metric="spend")


def test_a_rule_that_nobody_knows_is_refused_in_a_sentence() -> None:
    frame = history(30)

    for asked in (lambda: evaluate(frame, [STRANGE], day(29)), lambda: backtest(STRANGE, frame, 7, as_of=day(29))):
        with pytest.raises(InvalidInput, match="moon_phase"):
            asked()


def test_what_another_version_stored_is_not_checked_and_stops_nothing(
    engine: Engine, book_on: MakeBook, caplog: pytest.LogCaptureFixture
) -> None:
    book = book_on(TROUBLE, 75)
    book.rules()
    with engine.begin() as connection:
        changed = alert_rule.c.kind == "engagement_drop"
        connection.execute(update(alert_rule).where(changed).values(kind="moon_phase", name="moon_phase"))

    with caplog.at_level(logging.WARNING):
        found = book.check().alerts

    assert {one.record.finding.channel for one in found} == {"instagram"}
    assert "moon_phase" in caplog.text
    stored = book.rule("moon_phase").rule
    assert all("moon_phase" in rule_title(stored, "RUB", language) for language in LANGUAGES)
    with pytest.raises(InvalidInput, match="moon_phase"):
        book.backtest(stored)
