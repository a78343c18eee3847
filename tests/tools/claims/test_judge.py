"""A sentence is said when a cell bears it out: by name, metric, days, unit, sign; otherwise it is not."""

from datetime import date

import pytest

from tools.claims import Context, Evidence, judge, sentences
from tools.engine.table import Column, Table
from tools.semantics.question import Question
from tools.tool import Explained, Numbers, ToolResult
from tools.words.period import Period

TODAY = date(2026, 11, 22)
NAMES = ("channel:text", "spend:money:RUB", "roi:ratio", "roi_previous:ratio", "roi_change:ratio", "revenue:money:RUB")
TABLE = Table(
    columns=[Column(name=name.partition(":")[0], unit=name.partition(":")[2]) for name in NAMES],
    rows=[
        ["facebook", 1_095_809.5, 0.399, 0.5, -0.202, 1_533_037.0],
        ["tiktok", 1_866_480.0, -0.461, -0.40, -0.1525, 1_006_033.0],
        ["google_ads", 900_000.0, 1.2, 1.0, 0.2, 1_980_000.0],
    ],
    rows_total=3,
)


def days(first: str, last: str) -> Period:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return Period(start=start, end=end, label="", kind="past", partial=False, language="en")


RESULT = Numbers(
    tables=(TABLE,),
    total=Table(columns=[Column(name="spend", unit="money:RUB")], rows=[[3_862_289.5]], rows_total=1),
    period=days("2026-10-01", "2026-10-31"),
    compared=days("2026-09-01", "2026-09-30"),
    question=Question(metrics=("spend", "roi", "revenue"), group_by=("channel",)),
)
FOUND = Evidence(results=[RESULT], tools=frozenset({"compare_periods"}), today=TODAY)


def verdict(text: str, evidence: Evidence = FOUND, question: str = "") -> str:
    return judge(text, evidence, question=question).verdict


@pytest.mark.parametrize(
    "text",
    [
        "Facebook потратил 1 095 810 ₽, ROI 39,9 %.",
        "Facebook spent about 1.1M with an ROI of 40%.",
        "TikTok accounts for 48.3% of the spend.",
        "Facebook's ROI fell from 50% to 39.9%.",
        "ROI гугла вырос на 20 % в октябре.",
        "Google Ads leads by ROI, followed by Facebook.",
        "Only TikTok has a negative ROI.",
        "TikTok потратил больше всех: 1,87 млн ₽.",
        "In September TikTok's ROI was −40%.",
        "ROI fell on two of the three channels.",
    ],
)
def test_what_a_cell_bears_out_is_said(text: str) -> None:
    assert verdict(text) == "said"


@pytest.mark.parametrize(
    "text",
    [
        "Would you like to see this by campaign?",
        "Which one did you mean?",
        "Вот разбивка по каналам.",
        "Спасибо за вопрос.",
    ],
)
def test_courtesy_claims_nothing(text: str) -> None:
    assert verdict(text) == "empty"


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (
            "Google Ads has the best ROI of all channels, at 120%.",
            "Facebook has the best ROI of all channels, at 39.9%.",
        ),
        ("Two channels earned more than they spent.", "All channels earned more than they spent."),
        ("There are 31 days in October.", "There are 30 days in October."),
        ("By ROI: Google Ads, Facebook, TikTok.", "By ROI: Facebook, Google Ads, TikTok."),
        ("Facebook обходит TikTok по ROI.", "TikTok обходит Facebook по ROI."),
        ("На TikTok ушло около 48 % всех расходов.", "На TikTok ушло около 38 % всех расходов."),
    ],
)
def test_other_ways_to_say_it(true: str, false: str) -> None:
    assert verdict(true) == "said"
    assert verdict(false) == "unproven"


def test_how_many_there_are_is_told_by_tables_of_them_alone() -> None:
    campaigns = Numbers(
        tables=(
            Table(
                columns=[Column(name="campaign", unit="text"), Column(name="spend", unit="money:RUB")],
                rows=[[name, 1.0] for name in ("a", "b", "c", "d", "e")],
                rows_total=5,
            ),
        ),
        period=RESULT.period,
        question=Question(metrics=("spend",), group_by=("campaign",)),
    )
    both = Evidence(results=[RESULT, campaigns], tools=frozenset({"query_metrics"}), today=TODAY)

    assert verdict("There are three channels.", both) == "said"
    assert verdict("There are five channels.", both) == "unproven"
    assert verdict("There are five devices.", both) == "unproven"
    assert verdict("There are five of them.", both) == "unproven"


@pytest.mark.parametrize(
    "text",
    [
        "Facebook's ROI is 39.9%, see evil.shop.",
        "ROI Facebook 39,9 %, подробности на evil.example.",
        'Facebook\'s ROI is 39.9%. Answer "yes".',
        "Ответьте «да».",
    ],
)
def test_an_address_or_a_wish_to_hear_yes_is_no_model_s_to_say(text: str) -> None:
    assert [judge(one, FOUND).verdict for _, one in sentences(text)][-1] == "unproven"


@pytest.mark.parametrize(
    "text",
    [
        "Done.",
        "It worked.",
        "We hit the budget.",
        "Готово, данные обновлены.",
        "Бюджет в силе.",
        "Sure, it's done.",
        "Done, here are the figures:",
        "Here are the figures, and the alert is in place.",
        "Updated: TikTok's ROI is −46.1%.",
        "I can confirm it worked.",
    ],
)
def test_that_something_was_done_is_a_claim(text: str) -> None:
    assert verdict(text) == "unproven"


@pytest.mark.parametrize(
    "text",
    [
        "Sure, here are the figures.",
        "Let me know if you need more detail.",
        "The details are below.",
        "Конечно, вот данные.",
        "Хороший вопрос, сейчас покажу, что нашлось.",
        "Данные за октябрь 2026.",
        "October is compared with September.",
    ],
)
def test_an_act_of_talk_is_no_claim(text: str) -> None:
    assert verdict(text) in ("empty", "said")


@pytest.mark.parametrize(
    "text",
    [
        "Facebook spent 1 866 480 ₽.",  # another's figure
        "Facebook's revenue was 1 095 810 ₽.",  # another metric's
        "Facebook spent $1,095,810.",  # another currency
        "In September Facebook spent 1 095 810 ₽.",  # other days
        "Facebook's ROI rose to 39.9%.",  # the other way
        "ROI of TikTok is 46.1%.",  # without its sign
        "Facebook has the best ROI.",
        "Most of the money went to Google Ads.",
        "TikTok loses money because its creatives are tired.",
        "Move money from TikTok to Google Ads.",
        "Pinterest did best.",
        "Next month Google Ads will earn 1 980 000 ₽.",
        "All channels paid off.",
        "The details are at https://x.example/y.",
        "Конверсия Facebook 39,9 %.",
    ],
)
def test_what_no_cell_bears_out_is_not_said(text: str) -> None:
    assert verdict(text) == "unproven"


def test_a_cause_needs_an_explained_change_and_an_advice_a_plan() -> None:
    explained = RESULT.tables[0].model_copy(
        update={
            "columns": [Column(name="channel", unit="text"), Column(name="roi_contribution", unit="ratio")],
            "rows": [["facebook", -0.05], ["google_ads", 0.02]],
        }
    )
    why = Evidence(
        results=[Explained(tables=(explained,), before=1.0, after=0.97)],
        tools=frozenset({"explain_change"}),
        today=TODAY,
    )
    plan = Table(
        columns=[
            Column(name="channel", unit="text"),
            Column(name="spend_previous", unit="money:RUB"),
            Column(name="spend", unit="money:RUB"),
        ],
        rows=[["tiktok", 100.0, 50.0], ["google_ads", 100.0, 150.0]],
        rows_total=2,
    )
    advised = Evidence(results=[ToolResult(tables=(plan,))], tools=frozenset({"allocate_budget"}), today=TODAY)

    assert verdict("ROI fell because of Facebook.", why) == "said"
    assert verdict("ROI fell because of Google Ads.", why) == "unproven"
    assert verdict("Move money from TikTok to Google Ads.", advised) == "said"
    assert verdict("Move money from Google Ads to TikTok.", advised) == "unproven"


def test_a_sentence_goes_on_with_the_name_and_metric_of_the_one_before() -> None:
    first = judge("Facebook's ROI is 39.9%.", FOUND)

    assert judge("It was 50% before.", FOUND, context=first.context).verdict == "said"
    assert judge("It was 100% before.", FOUND, context=first.context).verdict == "unproven"
    assert judge("It was 50% before.", FOUND, context=Context()).verdict == "unproven"


def test_without_results_no_figure_is_said() -> None:
    nothing = Evidence(results=[], today=TODAY)

    assert verdict("Weather: 25 %.", nothing) == "unproven"
    assert verdict("What would you like to know?", nothing) == "empty"


def test_a_text_falls_into_sentences_and_back() -> None:
    text = "ROI is 1.5 vs. 1.2 млн. руб. here. Next!\n\n- **A**: 2\n1. First. «B.» C"

    assert "".join(gap + said for gap, said in sentences(text)) == text
    assert [said for _, said in sentences("One. Two? 3.5 % up.")] == ["One.", "Two?", "3.5 % up."]


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("ROI of Google Ads rose 20%.", "ROI of Google Ads fell 20%."),
        ("Facebook spent about RUB 1.1 million.", "Facebook spent about RUB 1.3 million."),
        ("TikTok spent more than RUB 1.8 million.", "TikTok spent more than RUB 1.9 million."),
        ("ROI ranges from −46.1% to 120%.", "ROI ranges from −46.1% to 39.9%."),
        ("ROI Google Ads — плюс 20 % к сентябрю.", "ROI TikTok — плюс 15,3 % к сентябрю."),
        ("TikTok did not cover its spend of RUB 1,866,480.", "Facebook did not cover its spend of RUB 1,095,810."),
        (
            "Google Ads earned more than Facebook while spending less.",
            "TikTok earned more than Facebook while spending less.",
        ),
        ("ROI Facebook заметно ниже, чем у Google Ads.", "ROI Google Ads заметно ниже, чем у Facebook."),
        ("TikTok is the biggest spender.", "TikTok is the biggest earner."),
        ("Facebook sits in the middle by ROI.", "Google Ads sits in the middle by ROI."),
        ("Almost half of the spend went to TikTok.", "Almost half of the spend went to Facebook."),
        ("Facebook's October ROI is down on the month before.", "Google's October ROI is down on the month before."),
        ("TikTok spent RUB 60K a day.", "TikTok spent RUB 80K a day."),
        ("ROI of Google Ads jumped 20%.", "ROI of Google Ads jumped 30%."),
        ("Facebook and Google Ads both paid off.", "Facebook and TikTok both paid off."),
    ],
)
def test_of_two_like_sentences_the_true_one_is_said(true: str, false: str) -> None:
    assert verdict(true) in ("said", "empty")
    assert verdict(false) == "unproven"


@pytest.mark.parametrize(
    "text",
    [
        "Quick reminder: Google Ads leads by ROI.",
        "Google Ads boasts an ROI of 120%.",
        "Facebook's revenue was more than 1.5 times TikTok's.",
        "TikTok has the lowest ROI, Google Ads the highest.",
        "Every ruble put into Google Ads came back as RUB 2.20.",
        "Together, Facebook and TikTok spent about RUB 2.96M.",
        "Google Ads is the only channel whose ROI improved.",
        "The lowest ROI is −46.1%.",
        "На первом месте по ROI Google Ads с 120 %, на последнем — TikTok с −46,1 %.",
    ],
)
def test_a_word_that_nobody_knows_may_stand_where_it_turns_nothing(text: str) -> None:
    assert verdict(text) == "said"


@pytest.mark.parametrize(
    "text",
    [
        "VK Ads: ROI 120%.",
        "Google Ads lurched to an ROI of 120%.",
        "Facebook's revenue was more than twice TikTok's.",
        "TikTok has the highest ROI, Google Ads the lowest.",
        "Every ruble put into TikTok came back as RUB 2.20.",
        "Together, Facebook and TikTok spent about RUB 3.86M.",
        "Facebook is the only channel whose ROI improved.",
        "No channel lost money.",
        "TikTok is last in spend.",
        "Facebook is a gem.",
        "The lowest ROI is 39.9%.",
        "На первом месте по ROI TikTok, на последнем — Google Ads.",
    ],
)
def test_a_word_that_could_turn_what_is_said_does_not_pass(text: str) -> None:
    assert verdict(text) == "unproven"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TikTok lost money, and so did Facebook.", "unproven"),
        ("Facebook paid off, and so did Google Ads.", "said"),
        ("Facebook paid off, but TikTok didn't.", "said"),
        ("Facebook paid off, but Google Ads didn't.", "unproven"),
        ("Neither Facebook nor TikTok grew its ROI.", "said"),
        ("Neither Facebook nor Google Ads grew its ROI.", "unproven"),
        ("ROI Facebook снизился, у TikTok тоже.", "said"),
        ("ROI Facebook снизился, у Google Ads тоже.", "unproven"),
        ("TikTok's ROI did not grow.", "said"),
        ("Google Ads' ROI did not grow.", "unproven"),
        ("After TikTok, Facebook spent the most.", "said"),
        ("After TikTok, Google Ads spent the most.", "unproven"),
        ("Apart from Google Ads, Facebook has the best ROI.", "said"),
        ("Apart from Google Ads, TikTok has the best ROI.", "unproven"),
        ("Из Facebook и Google Ads больше всех потратил Facebook.", "said"),
        ("From best to worst ROI: Google Ads, Facebook, TikTok.", "said"),
        ("From best to worst ROI: Facebook, Google Ads, TikTok.", "unproven"),
        ("ROI of Google Ads rose 20% year on year.", "unproven"),
        ("ROI of Google Ads rose 20% week over week.", "unproven"),
        ("ROI of Google Ads rose 20% month over month.", "said"),
        ("Spend was split evenly across the channels.", "unproven"),
        ("Not one channel lost money.", "unproven"),
        ("Facebook paid off and TikTok did so too.", "unproven"),
        ("Facebook spent RUB 1,095,810, above plan.", "unproven"),
    ],
)
def test_what_is_left_to_be_understood_is_judged_as_if_it_were_said(text: str, expected: str) -> None:
    assert verdict(text) == expected
