"""Files of a trade: what a result is a part of, and campaigns that are long over."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from agent.analyst import Analyst
from agent.bootstrap import demetra
from ingest.files import load
from ingest.settings import Settings

TODAY = date(2026, 11, 1)


def _rows() -> str:
    """Forty days of a shop, of twenty orders sixteen bought out; a sale that ended half a year before."""
    lines = ["Date,Channel,Campaign,Clicks,Cost,Orders,Buyouts,Carts"]
    for back in range(1, 41):
        lines.append(f"{TODAY - timedelta(days=back)},VK,Always on,400,1000,20,16,60")
    lines += [f"2026-04-{day:02},VK,Spring sale,100,300,5,5,10" for day in range(1, 11)]
    return "\n".join([*lines, ""])


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Analyst]:
    settings = Settings(  # type: ignore[call-arg]
        _env_file=None, data_dir=tmp_path, today=TODAY, timezone="UTC", currency="RUB", openai_base_url=""
    )
    running = demetra(settings)
    path = tmp_path / "shop.csv"
    path.write_text(_rows(), encoding="utf-8")
    load(running.store, [path], currency="RUB", today=TODAY, mapping={"own": "Buyouts;Carts"})
    async with running.analyst(remember=False) as analyst:
        yield analyst


async def test_a_part_of_a_result_is_told_as_its_share_and_what_comes_before_it_of_clicks(shop: Analyst) -> None:
    bought = (await shop.ask("buyout rate in October", thread="a")).as_json()
    carts = (await shop.ask("cart rate in October", thread="b")).as_json()

    assert [told["tool_calls"][0]["args"]["metrics"] for told in (bought, carts)] == [
        ["buyouts_of_conversions"],
        ["carts_per_click"],
    ]
    assert [told["tables"][0]["rows"][0][0] for told in (bought, carts)] == pytest.approx([0.8, 0.15])


async def test_a_campaign_that_is_over_is_told_over_its_own_days(shop: Analyst) -> None:
    told = (await shop.ask("how much did Spring sale spend?", thread="a")).as_json()
    dated = (await shop.ask("how much did Spring sale spend in October?", thread="b")).as_json()

    assert (told["status"], told["tables"][0]["rows"]) == ("answered", [[3_000.0]])
    assert "1 Apr" in told["answer"]
    assert dated["status"] == "no_data"
