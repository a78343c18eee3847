"""What a sentence leaves to be understood is a claim; a condition is one of what is counted."""

from pathlib import Path

import pytest

from agent.bootstrap import Demetra
from ingest.settings import Settings
from tests.conftest import TODAY
from tests.tools.claims.test_days import verdict
from tools.claims.statements import statements
from tools.tool import ToolContext


@pytest.fixture
def desk(demo_url: str, tmp_path: Path) -> ToolContext:
    return Demetra(settings=Settings(database_url=demo_url, data_dir=tmp_path, today=TODAY)).desk("en")


def truths(text: str, desk: ToolContext) -> list[str]:
    return [one.truth for one in statements(text, desk)]


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (
            "In September Telegram had the best ROI, and in October Telegram.",
            "In September Telegram had the best ROI, and in October Yandex.Direct.",
        ),
        (
            "В сентябре лучший ROI был у Telegram, а в октябре — тоже у Telegram.",
            "В сентябре лучший ROI был у Telegram, а в октябре — у Яндекс Директа.",
        ),
        (
            "TikTok had the lowest revenue in September, and it was TikTok in October.",
            "TikTok had the lowest revenue in September, and it was Telegram in October.",
        ),
        (
            "В октябре выручка выросла у Telegram, ROI — у Яндекс Директа.",
            "В октябре выручка выросла у Telegram, ROI — у Google Ads.",
        ),
        (
            "Google Ads improved its revenue, and TikTok did the same.",
            "Google Ads improved its revenue, and Yandex.Direct did the same.",
        ),
        (
            "ROI Telegram упал, и то же случилось с Google Ads.",
            "ROI Telegram упал, и то же случилось с Яндекс Директом.",
        ),
    ],
)
def test_a_clause_without_a_predicate_has_the_first_ones(true: str, false: str) -> None:
    assert verdict(true) == "said"
    assert verdict(false) == "unproven"


@pytest.mark.parametrize(
    "text",
    [
        "Revenue rose at Google Ads, Telegram and TikTok in October.",
        "В октябре выручка выросла у Telegram, Google Ads и TikTok.",
    ],
)
def test_a_list_is_no_clause_of_its_own(text: str) -> None:
    assert verdict(text) == "said"


@pytest.mark.parametrize(
    "text",
    [
        "In September Telegram had the best ROI, but in October its place went to Yandex.Direct.",
        "В сентябре лучший ROI был у Telegram, а в октябре это место досталось Яндекс Директу.",
        "Telegram's ROI fell, and Yandex.Direct followed suit.",
    ],
)
def test_what_is_not_read_is_held_back(text: str) -> None:
    assert verdict(text) == "unproven"


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (
            "Three of four channels were profitable in October with an ROI above 150%.",
            "Four channels were profitable in October with an ROI above 150%.",
        ),
        (
            "Three channels were profitable in October, with revenue of at least RUB 4 million.",
            "Four channels were profitable in October, with revenue of at least RUB 4 million.",
        ),
        (
            "Три канала в октябре окупились с ROI не ниже 150 %.",
            "Четыре канала в октябре окупились с ROI не ниже 150 %.",
        ),
        ("Two channels grew revenue by more than 5%.", "Three channels grew revenue by more than 5%."),
        ("У двух каналов выручка выросла больше чем на 5 %.", "У трёх каналов выручка выросла больше чем на 5 %."),
    ],
)
def test_a_condition_behind_a_count_is_one_of_what_is_counted(true: str, false: str) -> None:
    assert verdict(true) == "said"
    assert verdict(false) == "unproven"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В сентябре 2026 дешевле всех клик был у TikTok, а в октябре 2026 у Facebook.", ["true", "false"]),
        ("TikTok had the lowest CPC in September 2026, Facebook in October 2026.", ["true", "false"]),
        ("Facebook's CPA rose in October 2026, and Yandex.Direct's did the same.", ["true", "false"]),
    ],
)
def test_what_is_understood_is_checked_by_itself(text: str, expected: list[str], desk: ToolContext) -> None:
    assert truths(text, desk) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Five of six channels paid off in October 2026 with an ROI above 100%.",
        "Пять каналов в октябре 2026 окупились с ROI выше 100 %.",
    ],
)
def test_a_count_with_a_condition_that_does_not_hold_is_false(text: str, desk: ToolContext) -> None:
    assert "false" in truths(text, desk)
