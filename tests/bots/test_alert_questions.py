"""Every question that is offered beside an alert is answered, and about this alert."""

import pytest

from agent.bootstrap import Demetra
from ingest.texts import Language, say
from tools.alerts.book import AlertBook
from tools.semantics.metrics import METRICS


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_why_is_answered_for_each_open_alert_about_itself(running: Demetra, language: Language) -> None:
    book = AlertBook(desk=running.desk())
    kept = book.check().alerts
    async with running.analyst(remember=False) as analyst:
        for one in kept:
            question = say("board-ask-alert", language, number=str(one.id))
            answer = await analyst.ask(question, thread=str(one.id))
            words = one.said(book.currency, language)
            shown = answer.answer.replace("\\", "")
            assert answer.status == "answered", question
            assert shown.split("\n\n")[0] == f"**{words.message}**"
            assert one.record.finding.metric in METRICS or words.action in shown

    assert len(kept) >= 3
