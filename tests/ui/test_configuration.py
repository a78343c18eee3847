"""What is wrong with the configuration is told whole; what a file holds counts as what the environment says."""

from pathlib import Path

import pytest

from ingest.errors import InvalidInput
from ingest.platform.channel import configured
from ui.configuration import settings
from ui.environment import variables

WRONG = {
    "DEMETRA_REFRESH_MINUTES": "0",
    "DEMETRA_TIMEZONE": "Nowhere/City",
    "DEMETRA_CURRENCY": "XYZW",
    "DEMETRA_TODAY": "soon",
    "DEMETRA_SIGN_IN_OAUTH": "perhaps",
    "DEMETRA_DATABASE_URL": "mysql://planted-password@host/name",
    "DEMETRA_PUBLIC_URL": "demetra.example",
    "DEMETRA_LOG_FORMAT": "xml",
    "DEMETRA_REFRSH_MINUTES": "60",
    "TELEGRAM_WEBHOOK_URL": "http://demetra.example",
    "TELEGRAM_BOT_TOKEN_FILE": "/nowhere/token",
    "META_BASE_URL": "graph",
}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a `.env`."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("language", ["ru", "en"])
def test_all_that_is_wrong_is_in_one_message(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**WRONG, "DEMETRA_LANGUAGE": language}.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(InvalidInput) as told:
        settings(platforms=True)

    message = told.value.say(language)  # type: ignore[arg-type]
    assert all(name in message for name in WRONG)
    assert len(message.splitlines()) == len(WRONG) + 1
    assert "planted-password" not in message
    assert "DEMETRA_REFRESH_MINUTES" in next(line for line in message.splitlines() if "REFRSH" in line)
    assert "Input should" not in message
    assert "'text', 'json'" in message


def test_a_file_holds_what_a_variable_may(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "token").write_text("planted-token\n", encoding="utf-8")
    (place / ".env").write_text("META_ACCESS_TOKEN_FILE=token\n", encoding="utf-8")
    monkeypatch.setenv("DEMETRA_ADMIN_PASSWORD_FILE", str(place / "token"))
    monkeypatch.setenv("OPENAI_API_KEY_FILE", str(place / "token"))
    monkeypatch.setenv("OPENAI_API_KEY", "")  # as Compose hands over what is not set

    found = settings()

    assert found.admin_password.get_secret_value() == "planted-token"
    assert found.openai_api_key.get_secret_value() == "planted-token"
    assert next(one for one in configured() if one.source == "meta").settings.secrets() == ["planted-token"]


def test_a_variable_and_its_file_are_not_both_set(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "token").write_text("one", encoding="utf-8")
    monkeypatch.setenv("DEMETRA_ADMIN_PASSWORD", "other")
    monkeypatch.setenv("DEMETRA_ADMIN_PASSWORD_FILE", str(place / "token"))

    monkeypatch.setenv("DEMETRA_LANGUAGE", "en")

    with pytest.raises(InvalidInput) as told:
        settings(platforms=True)

    assert "DEMETRA_ADMIN_PASSWORD and DEMETRA_ADMIN_PASSWORD_FILE" in told.value.say("en")


def test_every_variable_says_what_it_is_for_and_none_is_named_like_anothers_file() -> None:
    names = [one.name for _, group in variables() for one in group]

    assert all(one.description for _, group in variables() for one in group)
    assert len(names) == len(set(names))
    assert not {f"{name}_FILE" for name in names} & set(names)
