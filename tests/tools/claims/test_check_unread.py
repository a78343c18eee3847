"""What is said of each of several days, in parts and in halves is read; what is not read is never called false."""

from pathlib import Path

import pytest

from agent.bootstrap import Demetra
from ingest.settings import Settings
from tests.conftest import TODAY
from tools.claims.statements import statements
from tools.tool import ToolContext
from tools.words.numbers import find_numbers


@pytest.fixture
def desk(demo_url: str, tmp_path: Path) -> ToolContext:
    return Demetra(settings=Settings(database_url=demo_url, data_dir=tmp_path, today=TODAY)).desk("en")


def truths(text: str, desk: ToolContext) -> set[str]:
    return {one.truth for one in statements(text, desk)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TikTok's ROI was negative in both September 2026 and October 2026.", {"true"}),
        ("Facebook's ROI was negative in both September 2026 and October 2026.", {"false"}),
        ("ROI TikTok в августе, сентябре и октябре 2026 был отрицательным.", {"true"}),
        ("Yandex.Direct cut its spend by 6% in October 2026.", {"true"}),
        ("Yandex.Direct cut its spend by 9% in October 2026.", {"true", "false"}),
        ("Yandex.Direct and Google Ads together took a little over half of October 2026 spend.", {"true"}),
        ("Почти каждый пятый рубль выручки в октябре 2026 принёс Telegram.", {"true"}),
        ("Почти каждый пятый рубль выручки в октябре 2026 принёс TikTok.", {"false"}),
        ("In October 2026 Google Ads spent roughly one and a half times as much as TikTok.", {"true"}),
        ("In September 2026 we spent RUB 10.18M. Revenue for the month was RUB 24.14M.", {"true"}),
        ("In September 2026 we spent RUB 10.18M. Revenue for the month was RUB 24.84M.", {"true", "false"}),
    ],
)
def test_what_is_read(text: str, expected: set[str], desk: ToolContext) -> None:
    assert truths(text, desk) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Last week Facebook brought 119 conversions. The week before it brought 76.",
        "In October 2026 Facebook brought 373 conversions. The month before, it brought 384 conversions.",
        "В октябре 2026 больше всего конверсий у Яндекс Директа. Он же больше всех потратил.",
        "Конверсия в Telegram в октябре 2026 обошлась дешевле, чем в Facebook.",
        "In October 2026 we spent a little more than ten and a half million roubles.",
    ],
)
def test_what_is_not_read_is_not_false(text: str, desk: ToolContext) -> None:
    assert "false" not in truths(text, desk)


@pytest.mark.parametrize(
    ("text", "value"),
    [("two and a half times", 2.5), ("в два с половиной раза", 2.5), ("ten and a half million", 10_500_000.0)],
)
def test_a_half_belongs_to_its_number(text: str, value: float) -> None:
    assert [float(one.value) for one in find_numbers(text)] == [value]
