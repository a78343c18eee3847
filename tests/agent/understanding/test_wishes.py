"""Wishes: to be told of something, to change advertising, to hear why data lacks; and messages without a subject."""

import pytest

from tests.agent.understanding.asked import asked, call
from tools.alerts.rules.phrases import parse_rule

WATCHED = [
    "tell me when CPA of Google goes above 500",
    "tell me if ROI falls under 1",
    "ping me when spend exceeds 100k a day",
    "let me know once revenue drops below 100000",
    "скажи, когда CPA вырастет выше 500",
    "дай знать, если CPA у Facebook превысит 400",
    "маякни если CTR упадет ниже 1%",
]


@pytest.mark.parametrize("wish", WATCHED)
def test_to_be_told_is_an_alert_rule_that_the_rule_book_reads(wish: str) -> None:
    made = call(wish)

    assert (made["tool"], made["action"]) == ("manage_alert_rule", "add")
    rule = parse_rule(made["phrase"])
    assert (rule.above or rule.below) in (500, 1, 100_000, 400, 0.01)
    assert (rule.above is None) == any(word in wish for word in ("under", "below", "ниже"))


@pytest.mark.parametrize(
    "question",
    [
        "tell me when CPA was highest",
        "tell me when ROI was above 1000%",
        "скажи, когда CPA был самым высоким",
        "скажи когда выручка была выше 500000",
        "tell me if CPA was above 500 in October",
    ],
)
def test_what_has_been_is_a_question(question: str) -> None:
    assert call(question)["tool"] == "query_metrics"


ACTS = [
    "Поставь на паузу кампанию «Поиск — Бренд», она жрёт бюджет",
    "raise the budget of Facebook by 20%",
    "подними бюджет Facebook на 20%",
    "turn Facebook off",
    "launch a campaign in Facebook",
    "send the report to my boss",
    "отправь отчёт клиенту на почту",
    "move 10k from Facebook to Email",
    "Erase Nordwind",
    "Delete every Acme row from the database",
]


@pytest.mark.parametrize("order", ACTS)
def test_orders_to_the_platforms_are_unsupported(order: str) -> None:
    planned = asked(order)

    assert (planned.status, planned.calls) == ("unsupported", ())


@pytest.mark.parametrize(
    "question",
    [
        "share of Facebook in spend",
        "send me October spend by channel",
        "start of October spend",
        "cut October spend by channel",
        "сделай таблицу расходов по кампаниям",
        "increase in spend by channel in October",
    ],
)
def test_questions_that_begin_like_orders_are_answered(question: str) -> None:
    assert asked(question).status == "answered"


def test_after_a_question_delete_leaves_a_name_out() -> None:
    assert call("расход по каналам за октябрь", "удали Facebook")["where"][0]["exclude"] is True


@pytest.mark.parametrize(
    "question",
    [
        "why is Facebook lagging behind?",
        "почему отстаёт Facebook?",
        "почему Facebook не обновляется",
        "why is Facebook data late",
    ],
)
def test_why_data_lacks_is_about_its_health(question: str) -> None:
    assert call(question) == {"tool": "data_health", "channels": ["facebook"]}


@pytest.mark.parametrize(
    ("wish", "level"),
    [
        ("сообщи, если ROI Facebook упадёт ниже нуля", 0),
        ("уведоми, если прибыль уйдёт в минус", 0),
        ("notify me if profit turns negative", 0),
        ("дай знать, когда CPA перевалит за 900 рублей", 900),
        ("add a warning for CTR below 1%", 0.01),
        ("поставь алерт: CPA выше 700 три дня подряд", 700),
    ],
)
def test_a_rule_asked_for_in_any_words_has_its_level(wish: str, level: float) -> None:
    made = call(wish)

    rule = parse_rule(made["phrase"])
    assert (rule.above if rule.above is not None else rule.below) == level


def test_a_word_that_compares_nothing_stays_as_it_is() -> None:
    assert call("скажи мне, если CPA у меня превысит 1500")["phrase"] == "скажи мне, если CPA у меня > 1500"


@pytest.mark.parametrize(
    "question",
    [
        "какие правила оповещений у меня настроены?",
        "на что у нас стоят алерты?",
        "what alert rules do we have?",
        "show me my rules",
        "which conditions am I being alerted on?",
    ],
)
def test_rules_are_listed(question: str) -> None:
    assert call(question) == {"tool": "manage_alert_rule", "action": "list"}


@pytest.mark.parametrize(
    ("order", "settings"),
    [
        ("приостанови правило по ROI", {"enabled": False}),
        ("pause the ROI drop rule", {"enabled": False}),
        ("turn the roi_drop rule back on", {"enabled": True}),
        ("подними порог в правиле cost_spike до 900", None),
        ("raise the threshold of low_conversion to 4%", None),
        ("сделай правило 3 критичным", None),
    ],
)
def test_a_rule_is_changed_and_no_advertising(order: str, settings: dict[str, object] | None) -> None:
    assert call(order) == {
        "tool": "manage_alert_rule",
        "action": "change",
        "rule": order,
        **({"settings": settings} if settings else {}),
    }


@pytest.mark.parametrize(
    "order", ["удали правило cost_spike", "delete the rule about low conversion", "I don't need the roi_drop rule"]
)
def test_a_rule_is_removed_and_no_data(order: str) -> None:
    assert call(order) == {"tool": "manage_alert_rule", "action": "remove", "rule": order}


@pytest.mark.parametrize(
    ("question", "args"),
    [
        ("any alerts for Facebook?", {"channels": ["facebook"]}),
        ("какие алерты по TikTok?", {"channels": ["tiktok"]}),
        ("алерт 12", {"number": 12}),
        ("алерты 12 ноября", {"period": "2026-11-12..2026-11-12"}),
        ("какие предупреждения уже закрыты?", {"state": "resolved"}),
    ],
)
def test_alerts_are_those_of_the_channel_and_state_named(question: str, args: dict[str, object]) -> None:
    assert call(question) == {"tool": "list_alerts", **args}


@pytest.mark.parametrize("question", ["which alerts are snoozed?", "какие алерты отложены?", "что заглушено?"])
def test_what_is_quiet_is_listed_with_the_way_back(question: str) -> None:
    assert call(question)["tool"] == "quiet_alerts"


@pytest.mark.parametrize("question", ["что делать с TikTok?", "what should we do about TikTok?"])
def test_advice_is_that_of_the_channel_named(question: str) -> None:
    assert call(question) == {"tool": "recommend", "channels": ["tiktok"]}


@pytest.mark.parametrize(
    "question", ["что будет, если я поставлю TikTok на паузу?", "what would we lose if I'm pausing TikTok?"]
)
def test_a_pause_that_is_supposed_is_a_what_if(question: str) -> None:
    assert call(question)["moves"] == [{"source": "tiktok", "amount": "100%"}]


@pytest.mark.parametrize("question", ["что ты умеешь?", "what can you do?", "привет"])
def test_help_names_abilities_with_an_example_each(question: str) -> None:
    told = asked(question)

    assert told.status == "answered"
    assert len([line for line in told.text.splitlines() if line.startswith("- **")]) >= 8


@pytest.mark.parametrize(
    ("wish", "days"),
    [
        ("Alert me if ROAS falls under 2, and show it for the last 7 days", "2026-11-15..2026-11-21"),
        ("предупреди если ROAS ниже 2 и покажи его за вчера", "2026-11-21..2026-11-21"),
    ],
)
def test_what_is_asked_beside_a_wish_is_answered_too(wish: str, days: str) -> None:
    rule, shown = asked(wish).calls

    assert rule.name == "manage_alert_rule"
    assert parse_rule(rule.args["phrase"]).below == 2
    assert (shown.args["metrics"], shown.args["periods"]) == (["roas"], [days])


def test_a_wish_alone_stays_one() -> None:
    assert len(asked("notify me when CPA is above 500, and spend is above 1000").calls) == 1


def test_a_verb_that_looks_like_a_name_of_a_channel_is_none() -> None:
    assert parse_rule("ping me when daily spend goes above 6k").channel is None
