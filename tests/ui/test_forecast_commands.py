"""`forecast`, `backtest` and `allocate` as scripts read them: one JSON document, exit codes 0 and 2."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

from tests.conftest import TODAY
from tests.tools.outlook_world import loaded
from ui.cli import app


@pytest.fixture
def ask(sqlite_engine: Engine, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the command on the small database."""
    desk = loaded(sqlite_engine, tmp_path)
    for name, value in {
        "DATABASE_URL": sqlite_url,
        "DATA_DIR": str(desk.data_dir),
        "TODAY": str(TODAY),
        "CURRENCY": "RUB",
        "LANGUAGE": "en",
    }.items():
        monkeypatch.setenv(f"DEMETRA_{name}", value)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments))

    return run


def _document(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def test_forecast_prints_series_with_points_totals_and_track_record(ask: Any) -> None:
    said = _document(
        ask("forecast", "--metric", "roi", "--where", "channel=google", "--horizon", "7", "--by", "channel", "--json")
    )

    (series,) = said["series"]
    assert {key: said[key] for key in ("metric", "horizon", "level")} == {"metric": "roi", "horizon": 7, "level": 0.8}
    assert series["scope"] == {"channel": "google_ads", "campaign": ""}
    assert [set(point) for point in series["points"]] == [{"day", "value", "low", "high"}] * 7
    assert set(series["backtest"]) >= {"mase", "smape", "wape", "coverage", "naive_mase", "folds"}
    assert series["total"]["low"] <= series["total"]["value"] <= series["total"]["high"]
    assert Path(said["charts"][0]["path"]).is_absolute()
    assert Path(said["charts"][0]["path"]).read_bytes().startswith(b"\x89PNG")
    assert said["charts"][0]["kind"] == "fan"
    assert said["as_of"] == "2026-11-21"


def test_allocate_prints_amounts_that_add_up_to_the_budget(ask: Any) -> None:
    said = _document(
        ask(
            "allocate",
            "--budget",
            "1234567.89",
            "--days",
            "30",
            "--max",
            "google=30%",
            "--min",
            "tiktok=100000",
            "--json",
        )
    )

    assert sum(round(amount * 100) for amount in said["amounts"].values()) == 123456789
    assert said["amounts"]["google_ads"] <= 0.3 * 1234567.89 + 0.01
    assert said["amounts"]["tiktok"] >= 100_000
    assert said["decision"] in ("change", "keep")
    assert sum(said["shares"].values()) == pytest.approx(1)
    for name in ("expected", "current"):
        assert said[name]["low"] <= said[name]["value"] <= said[name]["high"]
    assert set(said["marginal"]) == set(said["today"]) == {"google_ads", "tiktok", "telegram"}


def test_backtest_prints_the_track_record_of_each_series(ask: Any) -> None:
    said = _document(ask("backtest", "--metric", "spend", "--by", "", "--horizon", "7", "--json"))

    (series,) = said["series"]
    assert series["backtest"]["folds"] >= 1
    assert "points" not in series


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("forecast", "--metric", "roy"), "roy"),
        (("forecast", "--horizon", "0"), "180"),
        (("forecast", "--horizon", "10000"), "180"),
        (("forecast", "--by", "planet"), "planet"),
        (("forecast", "--where", "channel=snapchat"), "snapchat"),
        (("allocate", "--budget", "0"), "above zero"),
        (("allocate", "--budget", "100", "--days", "0"), "365"),
        (("allocate", "--budget", "100", "--max", "google"), "channel=amount"),
        (("allocate", "--budget", "100", "--max", "google=lots"), "lots"),
        (("allocate", "--budget", "100", "--max", "snapchat=10%"), "snapchat"),
        (("allocate", "--budget", "100", "--min", "google=70%", "--min", "tiktok=60%"), "nearest possible plan"),
        (("allocate", "--budget", "100", "--target", "fame"), "fame"),
    ],
)
def test_bad_input_gets_one_sentence_and_exit_code_2(ask: Any, arguments: tuple[str, ...], word: str) -> None:
    result = ask(*arguments, "--json")

    assert result.exit_code == 2
    assert word in json.loads(result.stdout)["error"]
    assert "Traceback" not in result.output


def test_without_json_people_read_the_answer(ask: Any) -> None:
    result = ask("forecast", "--metric", "spend", "--horizon", "7")

    assert result.exit_code == 0
    assert "expected" in result.stdout
