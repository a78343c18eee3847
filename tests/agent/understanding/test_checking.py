"""A claim with figures, or a pasted report, is checked; questions, wishes and plans of several sentences are not."""

import pytest

from agent.understanding.dialogue.checking import pasted
from agent.understanding.outcome import Asked, Understood
from agent.understanding.reader import Reader
from agent.understanding.understand import understand
from tests.agent.understanding.asked import SHOP, TODAY, TOOLS, asked

REPORTS = (
    "In October we spent 120,000 on ads. Telegram's ROAS rose from 2.1 to 3.4 and VK's CPA fell by 12%.",
    "Results of October. Spend was $120,000. Telegram brought 40% of all orders.",
    "В октябре потратили 10,7 млн ₽. CPA составил 1 826 ₽.",
    "Расход за октябрь — 10,7 млн ₽. Выручка Telegram выросла на 12 %. На TikTok пришлось 10 % расхода.",
    "Отчёт за октябрь. Telegram принёс 540 заявок по 890 ₽, по сравнению с сентябрём рост 5 %. VK потратил 90 000.",
)
WISHES = (
    "Show spend for October. Only channels that spent more than 5,000.",
    "We spent 120,000 in October. How much did we spend in September?",
    "We have 500,000 for December. Split it between the channels. Last month we spent 450,000.",
    "Our goal is 900 orders. The CPA limit is 300.",
    "I want campaigns with CPA above 300. Sort them by the 10 worst.",
    "Telegram spent 120,000 in May. VK spent 90,000 in June. Compare them.",
    "Top 5 campaigns by ROI for October. Campaigns that cost over 300.",
    "CPA above 300 in October. ROI below 10%.",
    "Покажи расход за октябрь. Только каналы, которые потратили больше 5 000.",
    "В октябре потратили 120 000. А сколько в сентябре? CPA был 300?",
    "На декабрь есть 500 000. Раздели по каналам. В ноябре потратили 450 000.",
    "Наш план 900 заявок. Лимит CPA 300 рублей.",
    "Топ 5 кампаний по ROI за октябрь. Кампании, которые потратили больше 300 тысяч.",
    "Telegram потратил 120 000. Сравни с VK, у него было 90 000.",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def heard(text: str, reader: Reader) -> Understood:
    language = "ru" if any("а" <= letter <= "я" for letter in text.lower()) else "en"
    message = Asked(text=text, catalogue=SHOP, today=TODAY, language=language, tools=TOOLS, read=reader.read)  # type: ignore[arg-type]
    return understand(message)


@pytest.mark.parametrize("text", REPORTS)
def test_a_pasted_report_is_checked_without_a_word_of_asking(text: str) -> None:
    calls = asked(text).calls

    assert [(one.name, one.args) for one in calls] == [("check_claim", {"text": text})]


@pytest.mark.parametrize("text", WISHES)
def test_wishes_and_questions_of_several_sentences_are_no_reports(text: str, reader: Reader) -> None:
    assert not pasted(text, TODAY)
    assert "check_claim" not in [one.name for one in heard(text, reader).calls]


@pytest.mark.parametrize(
    "text",
    [
        "агентство пишет что в октябре было 540 заявок по 890 рублей, это так?",
        "Проверь, что расход TikTok в октябре был 120 000",
        "Is it true that TikTok spent 120,000 in May?",
        "The agency says we got 540 leads at 890 each in October, is that right?",
    ],
)
def test_a_wish_to_have_figures_checked_is_heard(text: str, reader: Reader) -> None:
    assert [one.name for one in heard(text, reader).calls] == ["check_claim"]


@pytest.mark.parametrize(
    "text",
    [
        "Is it true that TikTok spent more than VK in May?",
        "Правда ли, что в октябре 2026 TikTok потратил больше VK?",
        "топ 5 кампаний по ROI за октябрь",
    ],
)
def test_a_question_without_a_figure_of_its_own_stays_one(text: str, reader: Reader) -> None:
    assert [one.name for one in heard(text, reader).calls] == ["query_metrics"]


def test_without_the_tool_nothing_is_checked() -> None:
    assert all(one.name != "check_claim" for one in asked(REPORTS[0], tools=TOOLS - {"check_claim"}).calls)
