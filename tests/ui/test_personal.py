"""The panel of a person's own settings, and the language an open session is spoken to in."""

from types import SimpleNamespace

import pytest
from chainlit.user_session import user_sessions

from tools.access.preferences import Preferences
from ui.chat.personal import panel, wanted_of
from ui.chat.screen import LANGUAGE, spoken_in


def test_the_panel_shows_what_was_chosen_also_by_words() -> None:
    language, days = panel(Preferences(language="en", days=60), "ru")

    assert (language.initial, days.initial) == ("en", "60")
    assert days.items["Последние 60 полных дней"] == "60"
    assert panel(Preferences(), "en")[1].initial == "30"


def test_a_language_alone_chooses_no_days() -> None:
    shown = panel(Preferences(), "ru")[1].initial

    assert wanted_of({"language": "en", "days": shown}, Preferences()) == Preferences(language="en")
    assert wanted_of({"language": "en", "days": "30"}, Preferences(days=7)) == Preferences(language="en", days=30)


def test_a_session_is_spoken_to_in_the_chosen_language_before_the_browser_s(monkeypatch: pytest.MonkeyPatch) -> None:
    session = SimpleNamespace(id="one", language="ru-RU")

    assert spoken_in(session, "en") == "ru"
    monkeypatch.setitem(user_sessions, "one", {LANGUAGE: "en"})
    assert spoken_in(session, "ru") == "en"
