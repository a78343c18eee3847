"""What a report is ordered with: days, channels, language, and where it is to go."""

import pytest

from tests.agent.understanding.asked import asked


@pytest.mark.parametrize(
    ("message", "args"),
    [
        (
            "отчёт за октябрь по Facebook на английском",
            {"period": "2026-10-01..2026-10-31", "channels": ["facebook"], "language": "en"},
        ),
        ("report for last week in Russian", {"period": "2026-11-09..2026-11-15", "language": "ru"}),
        ("make a report in English for October", {"period": "2026-10-01..2026-10-31", "language": "en"}),
        ("сделай отчёт за октябрь по-русски", {"period": "2026-10-01..2026-10-31", "language": "ru"}),
        ("пришли отчёт за октябрь в телеграм", {"period": "2026-10-01..2026-10-31"}),
    ],
)
def test_a_report_is_made_as_ordered(message: str, args: dict[str, object]) -> None:
    (call,) = asked(message).calls

    assert (call.name, dict(call.args)) == ("make_report", args)


def test_a_report_that_is_to_go_to_telegram_says_where_it_is() -> None:
    assert any("Telegram" in note for note in asked("пришли отчёт за октябрь в телеграм").notes)


def test_a_report_that_comes_again_is_a_subscription_and_not_made_now() -> None:
    for message in ("присылай отчёт каждый понедельник в 9 в телеграм", "every Monday at 9 send the report"):
        (call,) = asked(message).calls
        assert (call.name, call.args["phrase"]) == ("manage_subscription", message)


def test_the_hours_at_which_nothing_is_to_come_are_no_report() -> None:
    for message in ("не пиши мне с 22 до 8", "don't message me from 22 to 8", "мой часовой пояс — Екатеринбург"):
        (call,) = asked(message).calls
        assert (call.name, call.args["phrase"]) == ("manage_subscription", message)
