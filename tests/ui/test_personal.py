"""The panel of a person's own settings, and the language an open session is spoken to in."""

from types import SimpleNamespace

import pytest
from chainlit.user_session import user_sessions

from tools.access.preferences import Preferences
from ui.chat.personal import panel, wanted_of
from ui.chat.screen import LANGUAGE, spoken_in


def test_the_panel_shows_what_was_chosen_also_by_words() -> None:
    language, days, zone = panel(Preferences(language="en", days=60, zone="Asia/Tokyo"), "ru", "Europe/Moscow")

    assert (language.initial, days.initial, zone.initial) == ("en", "60", "Asia/Tokyo")
    assert (zone.items["Токио"], zone.items["Как у команды: Москва"]) == ("Asia/Tokyo", "team")
    assert days.items["Последние 60 полных дней"] == "60"
    assert panel(Preferences(), "en", "UTC")[1].initial == "30"


def test_a_language_alone_chooses_no_days() -> None:
    shown = panel(Preferences(), "ru", "UTC")[1].initial

    assert wanted_of({"language": "en", "days": shown}, Preferences()) == Preferences(language="en")
    assert wanted_of({"language": "en", "days": "30"}, Preferences(days=7)) == Preferences(language="en", days=30)


def test_a_session_is_spoken_to_in_the_chosen_language_before_the_browser_s(monkeypatch: pytest.MonkeyPatch) -> None:
    session = SimpleNamespace(id="one", language="ru-RU")

    assert spoken_in(session, "en") == "ru"
    monkeypatch.setitem(user_sessions, "one", {LANGUAGE: "en"})
    assert spoken_in(session, "ru") == "en"


def test_a_zone_is_kept_until_another_one_or_the_team_s_is_chosen() -> None:
    before = Preferences(zone="Asia/Tokyo")

    assert wanted_of({"language": "en", "days": "30"}, before).zone == "Asia/Tokyo"
    assert wanted_of({"zone": "Asia/Omsk", "days": "30"}, before).zone == "Asia/Omsk"
    assert wanted_of({"zone": "team", "days": "30"}, before).zone is None
    assert wanted_of({"zone": "Nowhere/At all", "days": "30"}, before).zone is None
