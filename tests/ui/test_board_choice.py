"""What a page may choose on the opening view is checked; what it does not know changes nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from agent.bootstrap import Demetra
from ui.chat.board_choice import BoardChoice, choice_of, choice_props
from ui.chat.opening import board_of


@pytest.mark.parametrize(
    ("sent", "span", "channels"),
    [
        ({"span": "7"}, "7", ("tiktok",)),
        ({"span": "2026-11-01..2026-11-15"}, "2026-11-01..2026-11-15", ("tiktok",)),
        ({"span": "14"}, "14", ("tiktok",)),
        ({"span": "0"}, "90", ("tiktok",)),
        ({"span": "nonsense"}, "90", ("tiktok",)),
        ({"span": ["7"]}, "90", ("tiktok",)),
        ({"channels": ["telegram", "nowhere"]}, "90", ("telegram",)),
        ({"channels": ["nowhere"]}, "90", ()),
        ({"channels": "telegram"}, "90", ("tiktok",)),
        ({}, "90", ("tiktok",)),
    ],
)
def test_a_choice_is_checked(
    sent: dict[str, Any],
    span: str,
    channels: tuple[str, ...],
    demetra_on: Callable[..., Demetra],
) -> None:
    desk = demetra_on().desk("ru")

    chosen = choice_of(sent, desk, BoardChoice(span="90", channels=("tiktok",)))

    assert (chosen.span, chosen.channels) == (span, channels)


def test_all_channels_are_no_choice(demetra_on: Callable[..., Demetra]) -> None:
    desk = demetra_on().desk("en")

    chosen = choice_of({"channels": list(desk.metrics.catalogue().channels)}, desk, BoardChoice())

    assert chosen.channels == ()
    shown = choice_props(chosen, date(2026, 11, 21), desk)
    assert shown["filter"]["label"] == "All channels"
    assert all(channel["active"] for channel in shown["filter"]["channels"])


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_question_of_a_narrowed_view_names_its_channels_and_days(
    language: Any,
    demetra_on: Callable[..., Demetra],
) -> None:
    desk = demetra_on().desk(language)

    shown = board_of(BoardChoice(span="2026-11-01..2026-11-15", channels=("tiktok", "telegram")), desk)

    assert shown is not None
    days = {"ru": "1–15 ноября 2026", "en": "1–15 Nov 2026"}[language]
    for card in shown["cards"]:
        assert "TikTok" in card["ask"]
        assert "Telegram" in card["ask"]
        assert days in card["ask"]
    assert all("TikTok" in ask for ask in shown["curve"]["asks"])
    assert len(shown["curve"]["asks"]) == 15
    assert shown["choice"] == {"span": "2026-11-01..2026-11-15", "channels": ["tiktok", "telegram"]}
