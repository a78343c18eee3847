"""A claim is true only when all its words are accounted for; one that can't be told says why."""

import pytest

from agent.bootstrap import Demetra
from benchmarks.claims import verdict_of
from ingest.settings import Settings
from tests.conftest import TODAY
from tools.claims.statements import statements
from tools.tool import ToolContext, find_tools


@pytest.fixture(scope="module")
def desk(demo_url: str) -> ToolContext:
    return Demetra(settings=Settings(database_url=demo_url, today=TODAY)).desk("en")


ELLIPSES = (
    "In October 2026 Facebook's ROI fell, and so did its CPA.",
    "In October 2026 Facebook's ROI fell but Telegram's didn't.",
    "In October 2026 Facebook's ROI fell, as did Telegram's spend.",
    "In October 2026 Facebook's ROI fell, unlike Instagram's.",
    "В октябре 2026 ROI Facebook упал, и CPA тоже.",
    "В октябре 2026 ROI Facebook упал, как и его расход.",
)
DENIED = (
    "In October 2026 neither TikTok nor Telegram paid off.",
    "In October 2026 neither ROI nor spend of Facebook grew.",
    "In October 2026 TikTok did not spend RUB 1,117,799.",
    "In October 2026 Facebook's ROI didn't fall.",
    "В октябре 2026 ни TikTok, ни Telegram не окупились.",
    "В октябре 2026 ни ROI, ни расход Facebook не выросли.",
    "В октябре 2026 TikTok не потратил 1 117 799 ₽.",
)
ORDERS = (
    "In October 2026 Google Ads was second by spend after Telegram.",
    "In October 2026 Telegram was the biggest spender after Yandex.Direct.",
    "In October 2026 Telegram ranked third by revenue after TikTok and Facebook.",
    "In October 2026 Telegram overtook TikTok by revenue.",
    "В октябре 2026 Telegram обогнал Google Ads по выручке.",
    "В октябре 2026 больше всех после Яндекс.Директа потратил Telegram.",
)
PLANS = (
    "In October 2026 TikTok spent RUB 1,117,799, ahead of plan.",
    "In October 2026 TikTok exceeded its target with RUB 1,117,799 of spend.",
    "В октябре 2026 TikTok потратил 1 117 799 ₽, больше плана.",
)
PARTS = (
    "In Moscow, TikTok spent RUB 1,117,799 in October 2026.",
    "In Paris, TikTok spent RUB 1,117,799 in October 2026.",
    "On mobile, TikTok spent RUB 1,117,799 in October 2026.",
    "On weekends, TikTok spent RUB 1,117,799 in October 2026.",
    "For new customers, TikTok's ROI was -20.3% in October 2026.",
    "In retargeting, TikTok spent RUB 1,117,799 in October 2026.",
    "В Москве TikTok потратил 1 117 799 ₽ в октябре 2026.",
    "По выходным TikTok в октябре 2026 потратил 1 117 799 ₽.",
)


@pytest.mark.parametrize("text", [*ELLIPSES, *DENIED, *ORDERS, *PLANS, *PARTS])
def test_what_no_figure_accounts_for_is_never_called_true(text: str, desk: ToolContext) -> None:
    found = [one.truth for one in statements(text, desk)]

    assert found
    assert verdict_of(found) != "true"


def test_a_place_or_a_device_beside_a_channel_narrows_its_figures(desk: ToolContext) -> None:
    found = statements("В октябре 2026 на мобильных TikTok потратил 1 044 490 ₽.", desk)

    assert [one.truth for one in found] == ["true"]


def test_somebody_left_behind_from_the_month_before_was_overtaken(desk: ToolContext) -> None:
    text = "В октябре 2026 Telegram обогнал Instagram по расходу. В октябре 2026 TikTok обогнал Telegram по выручке."

    assert [one.truth for one in statements(text, desk)] == ["true", "false"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("In October 2026 VK spent RUB 120,000.", "there is no such name in the data: VK"),
        ("CPL во ВКонтакте в октябре снизился на 12 %.", "there is no such name in the data: ВКонтакте"),
        ("TikTok spent RUB 1,117,799.", "it says no days"),
        ("In October 2026 our loyalty index was 45.", "it names no metric that is collected"),
        ("In October 2026 Facebook's ROI fell, and so did everything else.", "so did"),
        ("TikTok will earn RUB 890,901 in October 2026.", "what is to come"),
    ],
)
def test_a_claim_that_can_t_be_told_says_why(text: str, why: str, desk: ToolContext) -> None:
    tool = find_tools()["check_claim"]

    result = tool.run(tool.arguments.model_validate({"text": text}), desk)

    assert result.facts["true"] == 0
    assert why.lower() in result.text.lower().replace("\\", "")


def test_days_said_in_the_sentence_before_hold_beside_a_name_nobody_has(desk: ToolContext) -> None:
    text = (
        "In October we spent 120,000 on ads. Telegram's ROAS rose from 2.1 to 3.4 and VK's CPA fell by 12%. "
        "VK brought 40% of all orders. TikTok brought 5% of all orders."
    )

    truths = [one.truth for one in statements(text, desk)]

    assert truths == ["false"] * 4 + ["unknown"] * 3 + ["true"]


def test_what_somebody_says_the_agency_wrote_is_held_against_its_own_days(desk: ToolContext) -> None:
    count, price = statements("агентство пишет что в октябре было 540 заявок по 890 рублей, это так?", desk)

    assert (count.truth, price.truth) == ("false", "false")
    assert str(count.window) == str(price.window) == "2026-10-01..2026-10-31"
    assert (count.found and count.found.metric, price.found and price.found.metric) == ("leads", "cpl")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In October 2026 Facebook's ROI fell, and so did Instagram's.", "true"),
        ("In October 2026 Facebook's ROI fell, and so did Yandex.Direct's.", "false"),
        ("In October 2026 Facebook made a profit, but TikTok didn't.", "true"),
        ("In October 2026 Instagram made a profit, Facebook didn't.", "false"),
        ("В октябре 2026 выручка Google Ads выросла, а ROI нет.", "true"),
        ("В октябре 2026 ROI Яндекс Директа вырос, в отличие от Facebook.", "true"),
        ("В октябре 2026 ROI Facebook снизился, у Яндекс Директа тоже.", "false"),
        ("In October 2026 neither Facebook nor Telegram lost money.", "true"),
        ("In October 2026 neither TikTok nor Facebook made money.", "false"),
        ("В октябре 2026 ни Facebook, ни TikTok не заработали больше 2 млн ₽.", "true"),
        ("In October 2026 TikTok did not reach RUB 1 million of revenue.", "true"),
        ("In October 2026 after Yandex.Direct, Google Ads spent the most.", "true"),
        ("In October 2026 after Yandex.Direct, Instagram spent the most.", "false"),
        ("In October 2026 Google Ads was second by spend after Telegram.", "false"),
        ("In October 2026 Google Ads was second by spend after Yandex.Direct.", "true"),
        ("In October 2026 Google Ads has the highest CTR and CVR.", "false"),
        ("В октябре 2026 больше всех после Яндекс.Директа потратил Google Ads.", "true"),
        ("In October 2026 spend grew by 5.03% year on year.", "unknown"),
        ("In October 2026 from best to worst ROI: Telegram, Yandex.Direct, Google Ads.", "true"),
        ("In October 2026 from best to worst ROI: Telegram, Google Ads, Yandex.Direct.", "false"),
    ],
)
def test_what_is_left_to_be_understood_is_said_out_and_decided(text: str, expected: str, desk: ToolContext) -> None:
    assert verdict_of([one.truth for one in statements(text, desk)]) == expected


def test_a_long_report_is_read_in_whole_sentences_and_what_was_not_read_is_named(desk: ToolContext) -> None:
    tool = find_tools()["check_claim"]
    text = "In October 2026 TikTok spent RUB 1,117,799. " * 10 + "That is how it went. " * 1_000

    whole = tool.run(tool.arguments.model_validate({"text": text[:4_500]}), desk)
    cut = tool.run(tool.arguments.model_validate({"text": text}), desk)

    assert whole.facts["true"] == cut.facts["true"] == 10
    assert "Not checked" not in whole.text
    assert "of 1,010 sentences. Not checked" in cut.text
    assert "everything from “That is how it went." in cut.text
