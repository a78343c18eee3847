"""What an agency's report says is held against the data, claim by claim; nothing false is called true."""

from collections import Counter
from pathlib import Path

import pytest

from agent.bootstrap import Demetra
from benchmarks.claims import DECIDABLE, checked, report
from ingest.settings import Settings
from tests.conftest import TODAY
from tools.claims.statements import statements
from tools.tool import ToolContext, find_tools


@pytest.fixture
def desk(demo_url: str, tmp_path: Path) -> ToolContext:
    return Demetra(settings=Settings(database_url=demo_url, data_dir=tmp_path, today=TODAY)).desk("en")


def truths(text: str, desk: ToolContext) -> list[str]:
    return [one.truth for one in statements(text, desk)]


def test_each_claim_is_judged_with_what_the_data_say(desk: ToolContext) -> None:
    tool = find_tools()["check_claim"]
    text = "In October 2026 TikTok spent RUB 1,117,799. In October 2026 Facebook's ROI was 45%."

    result = tool.run(tool.arguments.model_validate({"text": text}), desk)

    assert [row[1] for row in result.tables[0].rows] == ["True", "False"]
    assert "20.6%" in str(result.tables[0].rows[1][2])
    assert "Facebook" in str(result.tables[0].rows[1][2])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В октябре 2026 TikTok потратил меньше всех.", "true"),
        ("В октябре 2026 больше всех потратил TikTok.", "false"),
        ("ROI Facebook в октябре 2026 упал по сравнению с сентябрём 2026.", "true"),
        ("ROI Facebook в октябре 2026 вырос по сравнению с сентябрём 2026.", "false"),
        ("In October 2026 Pinterest spent RUB 1,117,799.", "unknown"),
        ("TikTok will earn RUB 890,901 in October 2026.", "unknown"),
        ("TikTok spent RUB 1,117,799.", "unknown"),
        ("In October 2026 all channels paid off.", "false"),
        ("In October 2026 we spent about RUB 345K a day.", "true"),
        ("В октябре 2026 тратили около 500 тыс. ₽ в день.", "false"),
        ("Every week in October 2026 spend was above RUB 2.3 million.", "true"),
        ("Каждую неделю октября 2026 расход был выше 2,4 млн ₽.", "false"),
        ("Google Ads spend doubled in October 2026.", "false"),
        ("Conversions of Facebook recovered in the week of 9-15 November 2026.", "true"),
        ("October 2026 ROI reached 132.4%.", "true"),
        ("TikTok занял 40 % октябрьского расхода.", "false"),
        ("In October 2026 desktop ROI was 203.7% versus 82.6% on mobile.", "true"),
        ("In October 2026 Telegram made more than RUB 3 million of profit.", "true"),
    ],
)
def test_true_false_and_what_nobody_can_tell(text: str, expected: str, desk: ToolContext) -> None:
    assert expected in truths(text, desk)
    assert expected == "true" or "true" not in truths(text, desk)


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("Google Ads grew faster than TikTok by revenue", "TikTok grew faster than Google Ads by revenue"),
        ("TikTok's loss came to RUB 226,898", "Telegram's loss came to RUB 3,374,925"),
        ("Facebook returned 1.21 rubles per ruble spent", "Facebook returned 0.21 rubles per ruble spent"),
        ("Telegram вернул 3,57 рубля на рубль вложений", "Telegram вернул 2,57 рубля на рубль вложений"),
        ("One channel lost money", "Two channels lost money"),
        ("Facebook ranked fifth by ROI and TikTok last", "Facebook ranked fourth by ROI and TikTok last"),
        ("Instagram was the fourth by ROI, TikTok last", "Instagram was the fourth by ROI, Telegram last"),
        (
            "Telegram's ROI was about two hundred and sixty percent",
            "Telegram's ROI was about a hundred and sixty percent",
        ),
        ("Spend was RUB 10,693,641, and TikTok lost money", "Spend was RUB 1,117,799, and TikTok lost money"),
        ("Is this true: TikTok lost money", "Is this true: TikTok made money"),
        (
            "Проверь отчёт агентства: Google Ads потратил больше Facebook",
            "Проверь отчёт: Facebook потратил больше Google Ads",
        ),
        ("In September TikTok was unprofitable", "In September Yandex.Direct ranked second by ROI"),
        ("Telegram was profitable", "Telegram barely broke even"),
    ],
)
def test_a_claim_is_judged_with_all_that_bends_it(true: str, false: str, desk: ToolContext) -> None:
    period, against = "2026-10-01..2026-10-31", "2026-09-01..2026-09-30"

    verdicts = [[one.truth for one in statements(text, desk, period=period, against=against)] for text in (true, false)]

    assert set(verdicts[0]) == {"true"}
    assert "true" not in verdicts[1] or "false" in verdicts[1]


def test_a_verdict_without_a_figure_says_by_which_cells_it_was_decided(desk: ToolContext) -> None:
    tool = find_tools()["check_claim"]
    text = "TikTok earned more in October 2026 than in September 2026. In October 2026 Google Ads ranked second by ROI."

    result = tool.run(tool.arguments.model_validate({"text": text}), desk)
    more, second = (str(row[2]).replace("\xa0", " ") for row in result.tables[0].rows)

    assert "RUB 890,901" in more
    assert "RUB 843,819" in more
    assert "Sep 2026" in more
    assert "156.1%" in second


def test_days_said_once_hold_for_the_next_sentence(desk: ToolContext) -> None:
    assert truths("In October 2026 TikTok spent RUB 1,117,799. It earned RUB 890,901.", desk) == ["true", "true"]


@pytest.mark.slow
def test_a_report_s_false_claims_are_not_called_true_and_nine_of_ten_are_decided() -> None:
    judged = report()
    counted = Counter((row["kind"], row["verdict"]) for row in judged)

    assert len(judged) >= 100
    assert [row["text"] for row in judged if (row["kind"], row["verdict"]) == ("false", "true")] == []
    assert 1 - (counted["true", "unknown"] + counted["false", "unknown"]) / len(judged) >= 0.9


@pytest.mark.slow
def test_no_false_claim_is_called_true_and_nine_of_ten_are_decided() -> None:
    judged = checked()
    counted = Counter((row["kind"], row["verdict"]) for row in judged)

    assert len(judged) >= 200
    assert [row["text"] for row in judged if (row["kind"], row["verdict"]) == ("false", "true")] == []
    assert 1 - (counted["true", "unknown"] + counted["false", "unknown"]) / len(judged) >= 0.9


@pytest.mark.slow
def test_what_is_left_unsaid_is_never_called_true_where_it_is_false() -> None:
    judged = checked("twelfth", "thirteenth", subjects=DECIDABLE)
    counted = Counter((row["kind"], row["verdict"]) for row in judged)

    assert len(judged) >= 200
    assert [row["text"] for row in judged if (row["kind"], row["verdict"]) == ("false", "true")] == []
    assert [row["text"] for row in judged if (row["kind"], row["verdict"]) == ("true", "false")] == []
    assert 1 - (counted["true", "unknown"] + counted["false", "unknown"]) / len(judged) >= 0.8
