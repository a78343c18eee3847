"""A file of subscriptions: a "Plan" that is no plan, a group called by an everyday word, columns that share a word."""

from collections.abc import AsyncIterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from agent.analyst import Analyst
from agent.bootstrap import demetra
from ingest.files import load
from ingest.settings import Settings

TODAY = date(2026, 11, 2)


def _rows() -> str:
    """Sixty days of two tariffs in two branches."""
    lines = ["Date,Channel,Campaign,Plan,Branch,Clicks,Cost,Quote reqs,Quotes sent,Orders,Revenue"]
    for back in range(1, 61):
        day = TODAY - timedelta(days=back)
        lines.append(f"{day},Google Ads,Brand,Business,North,40,100,8,6,2,900")
        lines.append(f"{day},Google Ads,Search,Starter,South,60,300,12,9,3,400")
    return "\n".join([*lines, ""])


@pytest.fixture
async def sold(tmp_path: Path) -> AsyncIterator[Analyst]:
    settings = Settings(  # type: ignore[call-arg]
        _env_file=None, data_dir=tmp_path, today=TODAY, timezone="UTC", currency="USD", openai_base_url=""
    )
    running = demetra(settings)
    path = tmp_path / "sold.csv"
    path.write_text(_rows(), encoding="utf-8")
    load(running.store, [path], currency="USD", today=TODAY, mapping={"leads": "Quote reqs", "conversions": "Orders"})
    async with running.analyst(remember=False) as analyst:
        yield analyst


PLAN = {"dimension": "plan", "values": ["Business"]}
ABOVE = {"metric": "cpa", "operator": ">", "value": 1.2, "times": "average"}
ROSE = {"metric": "cpa", "operator": ">", "value": 0.0, "of": "change"}


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("spend by plan in October", {"group_by": ["plan"], "metrics": ["spend"]}),
        ("top 1 campaign by revenue within each plan in October", {"limit_per": "plan", "limit": 1}),
        ("spend on business in October", {"where": [PLAN]}),
        ("only the business plan: spend in October", {"where": [PLAN]}),
        ("starter vs business in October: revenue", {"where": [{**PLAN, "values": ["Starter", "Business"]}]}),
        ("how is business doing in October", {"where": None}),
        ("how many quote requests did we get in October", {"metrics": ["leads"]}),
        ("spend and revenue by branch in October, and the total", {"group_by": ["branch"]}),
        ("quote reqs → orders in October", {"metrics": ["close_rate"]}),
        ("average order size by branch in October", {"metrics": ["aov"], "group_by": ["branch"]}),
        ("sent-to-order rate in October", {"metrics": ["conversions_of_quotes_sent"]}),
        ("how did revenue change in October, in %", {"compare_to": "2026-09-01..2026-09-30"}),
    ],
)
async def test_words_of_the_file_mean_its_columns(sold: Analyst, question: str, args: Mapping[str, Any]) -> None:
    told = (await sold.ask(question, thread="a")).as_json()

    assert told["status"] == "answered", told["answer"]
    asked = told["tool_calls"][0]["args"]
    assert {name: asked.get(name) or None for name in args} == args


async def test_a_word_that_two_columns_share_is_asked_back(sold: Analyst) -> None:
    told = (await sold.ask("how many quotes in October", thread="a")).as_json()

    assert (told["status"], len(told["options"])) == ("clarify", 2)


@pytest.mark.parametrize(
    ("turns", "args"),
    [
        (("CPA on starter in October", "vs business?"), {"where": [{**PLAN, "values": ["Starter", "Business"]}]}),
        (("spend in October", "and in September", "difference in usd"), {"order_of": "change_abs"}),
        (("CPA by campaign in October", "just the ones above 1.2x the blended CPA"), {"having": [ABOVE]}),
        (("which campaigns got worse by CPA in October vs September",), {"having": [ROSE]}),
    ],
)
async def test_what_follows_is_of_the_figures_before(sold: Analyst, turns: tuple[str, ...], args: object) -> None:
    for turn in turns:
        told = (await sold.ask(turn, thread="a")).as_json()

    assert told["status"] == "answered", told["answer"]
    asked = told["tool_calls"][0]["args"]
    assert isinstance(args, dict)
    assert {name: asked.get(name) for name in args} == args


async def test_a_difference_is_told_in_units_with_its_sign(sold: Analyst) -> None:
    for turn in ("revenue in October", "and 1-30 September", "difference in usd"):
        told = (await sold.ask(turn, thread="a")).as_json()

    assert "$40,300 — +$3,900 (+10.7%), was $36,400" in told["answer"]
