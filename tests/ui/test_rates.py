"""`demetra rates`: rates kept by hand are added, listed, loaded and removed, and no bank replaces them."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import Engine
from typer.testing import CliRunner

from ingest.database import writing
from ingest.rates.fx import Rate, save
from ingest.rates.hand import by_hand, forget, keep, stored
from tests.ingest.rates import rate_on
from ui.cli import app

Run = Callable[..., Result]
DAY = date(2026, 11, 20)


@pytest.fixture
def demetra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for name, value in {"TODAY": "2026-11-22", "DATA_DIR": str(tmp_path / "data"), "LANGUAGE": "en"}.items():
        monkeypatch.setenv(f"DEMETRA_{name}", value)
    return lambda *words: CliRunner().invoke(app, ["rates", *words])


def test_a_rate_is_added_listed_and_removed(demetra: Run) -> None:
    assert demetra("add", "2026-11-20", "usd", "rub", "92,5").exit_code == 0

    listed = json.loads(demetra("list", "--hand", "--json").stdout)
    removed = demetra("remove", "2026-11-20", "USD", "RUB")

    assert listed == [{"day": "2026-11-20", "currency": "USD", "base": "RUB", "rate": 92.5, "source": "hand"}]
    assert removed.exit_code == 0
    assert json.loads(demetra("list", "--json").stdout) == []


def test_a_table_is_loaded_and_a_rate_that_is_not_there_is_not_removed(demetra: Run, tmp_path: Path) -> None:
    table = tmp_path / "rates.csv"
    table.write_text("day,currency,base,rate\n2026-11-19,USD,RUB,91\n2026-11-20,EUR,RUB,99.5\n", encoding="utf-8")

    assert json.loads(demetra("load", str(table), "--json").stdout) == {"kept": 2}

    missing = demetra("remove", "2026-11-18", "USD", "RUB")
    assert missing.exit_code == 2
    assert "2026-11-18 USD RUB" in missing.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2026-11-20", "US", "RUB", "92"), "US"),
        (("2026-11-20", "RUB", "RUB", "1"), "RUB"),
        (("2026-11-20", "USD", "RUB", "0"), "0"),
        (("2026-11-20", "USD", "RUB", "many"), "many"),
        (("yesterday", "USD", "RUB", "92"), "yesterday"),
    ],
)
def test_what_is_no_rate_is_refused_in_one_sentence(demetra: Run, words: tuple[str, ...], said: str) -> None:
    refused = demetra("add", *words)

    assert refused.exit_code == 2
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_bank_does_not_replace_a_rate_kept_by_hand_until_it_is_taken_away(engine: Engine) -> None:
    bank = Rate(day=DAY, currency="USD", base="RUB", rate=Decimal(80), source="cbr")
    keep(engine, [by_hand(DAY, "USD", "RUB", Decimal("92.5"))])

    with writing(engine) as connection:
        save(connection, [bank])
        kept = rate_on(connection, DAY, "USD", "RUB")
    taken = forget(engine, DAY, "USD", "RUB")
    with writing(engine) as connection:
        save(connection, [bank])
        after = rate_on(connection, DAY, "USD", "RUB")

    assert (kept, taken, after) == (Decimal("92.5"), True, Decimal(80))
    assert not forget(engine, DAY, "USD", "RUB")
    assert [one.source for one in stored(engine, "usd")] == ["cbr"]
