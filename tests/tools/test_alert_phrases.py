"""Rules in people's own words."""

import pytest

from ingest.errors import InvalidInput
from tools.alerts.rules.model import AlertScope, Rule
from tools.alerts.rules.phrases import describe_rule, parse_rule

CHANNELS = ["instagram", "facebook", "google_ads", "tiktok", "yandex_direct", "telegram"]
CAMPAIGNS = [AlertScope(channel="instagram", campaign="Spring 24"), AlertScope(channel="facebook", campaign="Весна")]


def parse(phrase: str) -> Rule:
    return parse_rule(phrase, "ru", channels=CHANNELS, campaigns=CAMPAIGNS)


@pytest.mark.parametrize(
    ("phrase", "metric", "side", "level", "days", "channel", "campaign"),
    [
        ("предупреди, если CPA Instagram выше 600 два дня подряд", "cpa", "above", 600, 2, "instagram", None),
        ("Сообщи, когда ROI в Фейсбуке упадёт ниже 1.5", "roi", "below", 1.5, 1, "facebook", None),
        ("дай знать если конверсия тиктока ниже 5 %", "cvr", "below", 0.05, 1, "tiktok", None),
        ("стоимость заявки в яндексе больше 1 200 ₽ три дня подряд", "cpl", "above", 1200, 3, "yandex_direct", None),
        ("напиши, если выручка телеграма меньше 100 тыс", "revenue", "below", 100_000, 1, "telegram", None),
        ("расход кампании Весна превысит 20 000 рублей", "spend", "above", 20_000, 1, "facebook", "Весна"),
        ("CTR гугла меньше 1,5% неделю подряд", "ctr", "below", 0.015, 7, "google_ads", None),
        ("CPA > 600", "cpa", "above", 600, 1, None, None),
        ("alert me if CTR on Google Ads drops below 2% for 3 days", "ctr", "below", 0.02, 3, "google_ads", None),
        ("tell me when ROAS of FB is under 2 two days in a row", "roas", "below", 2, 2, "facebook", None),
        (
            "warn me if spend of campaign Spring 24 exceeds 12,000",
            "spend",
            "above",
            12_000,
            1,
            "instagram",
            "Spring 24",
        ),
        ("notify me when cost per lead in tik tok is higher than $15", "cpl", "above", 15, 1, "tiktok", None),
        ("if ROI falls below 120%", "roi", "below", 1.2, 1, None, None),
        ("conversion rate under 5", "cvr", "below", 0.05, 1, None, None),
    ],
)
def test_a_phrase_is_understood(
    phrase: str, metric: str, side: str, level: float, days: int, channel: str | None, campaign: str | None
) -> None:
    rule = parse(phrase)

    assert rule.metric == metric
    assert getattr(rule, side) == pytest.approx(level)
    assert (rule.days, rule.channel, rule.campaign) == (days, channel, campaign)
    assert rule.kind == "threshold"


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("если всё станет плохо", "показателя"),
        ("CPA Instagram 600", "выше"),
        ("CPA в вк выше 600", "vk"),
        ("CPA Instagram выше", "порога"),
        ("если расход упадёт на 30%", "долю"),
        ("CPA Snapchat выше 600", "snapchat"),
        ("CPA 600 или 700 выше", "несколько"),
    ],
)
def test_what_is_not_understood_is_asked_back(phrase: str, says: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse(phrase)

    assert says in caught.value.say("ru")
    assert caught.value.say("en")


def test_what_was_understood_is_said_in_both_languages() -> None:
    rule = parse("предупреди, если CPA Instagram выше 600 два дня подряд")

    assert describe_rule(rule, "RUB", "ru").replace("\N{NO-BREAK SPACE}", " ") == (
        "Предупрежу, когда CPA (Instagram) выше 600,00 ₽ 2 дня подряд."
    )
    assert "above RUB\N{NO-BREAK SPACE}600.00 2 days in a row." in describe_rule(rule, "RUB", "en")


def test_a_sum_over_days_is_a_window() -> None:
    rule = parse("расход Facebook за 7 дней больше 500 000")

    assert (rule.window, rule.days, rule.above) == (7, 1, 500_000)
    assert "за 7 дней" in describe_rule(rule, "RUB", "ru")


@pytest.mark.parametrize(
    ("phrase", "level", "said"),
    [
        ("предупреди, если общий расход выше 100 000", "total", "по всем каналам вместе"),
        ("предупреди, если расход выше 100 000", "total", "по всем каналам вместе"),
        ("предупреди, если CPA в каждом канале выше 600", "channel", "в каждом канале по отдельности"),
        ("предупреди, если CPA выше 600", "channel", "в каждом канале по отдельности"),
        ("предупреди, если CPA Instagram выше 600", "channel", "Instagram"),
        ("предупреди, если CPA любой кампании выше 600", "campaign", "в каждой кампании по отдельности"),
        ("alert me if total revenue falls below 50000", "total", "по всем каналам вместе"),
    ],
)
def test_what_a_rule_looks_at_is_understood_and_said_back(phrase: str, level: str, said: str) -> None:
    rule = parse_rule(phrase)

    assert rule.level == level
    assert said in describe_rule(rule, "RUB", "ru")


@pytest.mark.parametrize(
    ("phrase", "metric"),
    [
        ("ping me if cost per booking goes over 25", "cpa"),
        ("tell me when bookings fall below 10", "conversions"),
        ("предупреди, если оплат меньше 5", "conversions"),
    ],
)
def test_a_file_calls_its_measures_as_it_does_in_questions(phrase: str, metric: str) -> None:
    rule = parse_rule(phrase, words=[("bookings", "conversions"), ("оплаты", "conversions")])

    assert rule.metric == metric
