"""What people want done with rules, in their own words, and which rule they mean."""

from typing import Any

import pytest

from ingest.errors import InvalidInput
from tools.alerts.evaluate import default_rules, edit_rule
from tools.alerts.rules.deeds import deed_in
from tools.alerts.rules.model import AlertScope, Rule
from tools.alerts.rules.phrases import parse_rule
from tools.alerts.rules.wishes import NamedRule, meant, only_mine, settings_in

WRITTEN = (
    "CPA Instagram выше 600 два дня подряд",
    "CPA TikTok выше 900",
    "расход кампании Весна выше 20000",
)
RULES = [
    NamedRule(number=number, rule=rule)
    for number, rule in enumerate(
        [
            *default_rules(),
            *(parse_rule(phrase, campaigns=[AlertScope(channel="facebook", campaign="Весна")]) for phrase in WRITTEN),
        ],
        start=1,
    )
]
NAMES = {one.rule.title: one.rule for one in RULES}
INSTAGRAM = "cpa-above-600-instagram"


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("какие у меня правила?", "list"),
        ("Покажи все правила предупреждений", "list"),
        ("what alert rules do we have", "list"),
        ("правила", "list"),
        ("поставь на паузу правило про CPA", "pause"),
        ("отключи предупреждение о падении ROI", "pause"),
        ("turn the ROI rule off", "pause"),
        ("включи обратно правило падения ROI", "resume"),
        ("unpause rule 3", "resume"),
        ("удали алерт про бюджет", "remove"),
        ("get rid of the rule about CPA", "remove"),
        ("измени порог правила CPA на 700", "change"),
        ("change the ROI drop threshold to 150%", "change"),
        ("сделай правило про CPA критичным", "change"),
        ("make a rule: CPA of TikTok above 900", "add"),
        ("make the CPA alert critical", "change"),
        ("make a report on alerts", None),
        ("сделай отчёт по алертам за неделю", None),
        ("создай правило: ROI ниже 100%", "add"),
        ("покажи расход по правилам размещения", None),
        ("pause campaigns that have alerts", None),
        ("какие были предупреждения в октябре?", None),
        ("останови кампанию Весна", None),
        ("расход за неделю", None),
        ("сними с паузы правило про CPA", "resume"),
        ("turn off the rule about CPA on Facebook", "pause"),
        ("не нужно мне правило про CPA", "remove"),
        ("какие были алерты с CPA выше 500?", None),
        ("все правила", "list"),
    ],
)
def test_what_is_wanted_done_with_rules(text: str, deed: str | None) -> None:
    assert deed_in(text) == deed


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("поставь на паузу правило про CPA инстаграма", {INSTAGRAM}),
        ("pause the TikTok rule about CPA", {"cpa-above-900-tiktok"}),
        ("удали правило CPA выше 600", {INSTAGRAM}),
        ("отключи правило «ROI упал»", {"roi_drop"}),
        ("disable the rule Unexpected change", {"unexpected_change"}),
        ("удали правило roi_drop", {"roi_drop"}),
        ("выключи правило 2", {"spend_runaway"}),
        ("удали правило про бюджет", {"budget_overrun", "budget_underspend"}),
        ("удали правило про CPA", {"cost_spike", INSTAGRAM, "cpa-above-900-tiktok"}),
        ("удали правило про погоду", set()),
        ("удали правило про CPA телеграма", {"cost_spike"}),
    ],
)
def test_which_rule_is_meant(text: str, names: set[str]) -> None:
    assert {one.rule.title for one in meant(text, RULES)} == names


@pytest.mark.parametrize(
    ("text", "name", "settings"),
    [
        ("измени порог правила CPA Instagram на 700", INSTAGRAM, {"level": 700}),
        ("поменяй порог CPA Instagram 600 на 750 ₽", INSTAGRAM, {"level": 750}),
        ("подними порог правила CPA Instagram на 10 %", INSTAGRAM, {"level": 660}),
        ("lower the threshold of the Instagram rule by 100", INSTAGRAM, {"level": 500}),
        ("подними порог правила CPA Instagram до 800", INSTAGRAM, {"level": 800}),
        ("change the ROI drop threshold to 120%", "roi_drop", {"level": 1.2}),
        ("измени правило CPA Instagram: три дня подряд", INSTAGRAM, {"days": 3}),
        ("сделай правило CPA Instagram критичным", INSTAGRAM, {"severity": "critical"}),
        ("измени правило 3", "roi_drop", {}),
        ("измени порог правила 3 на 140%", "roi_drop", {"level": 1.4}),
        ("измени правило CPA Instagram: один день подряд", INSTAGRAM, {"days": 1}),
        ("измени правило CPA Instagram: два дня подряд", INSTAGRAM, {}),
        ("поменяй правило про отстающий канал: за 1 день", "channel_underperform", {"window": 1}),
        ("снизь порог правила CPA Instagram на 5%", INSTAGRAM, {"level": 570}),
    ],
)
def test_what_a_sentence_changes(text: str, name: str, settings: dict[str, Any]) -> None:
    assert settings_in(text, NAMES[name]) == settings


def test_a_percentage_is_no_level_of_money() -> None:
    with pytest.raises(InvalidInput, match="is a share"):
        settings_in("снизь порог CPA Instagram до 5%", NAMES[INSTAGRAM])
    with pytest.raises(InvalidInput, match="is a share"):
        parse_rule("предупреди, если CPA выше 5%")


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("личное правило: CPA выше 600", "mine"),
        ("warn only me if ROI is below 100%", "mine"),
        ("предупреди меня, если CPA выше 600", "team"),
        ("warn me if ROI is below 100%", "team"),
    ],
)
def test_whose_rule_it_is(text: str, whose: str) -> None:
    assert only_mine(text) == (whose == "mine")


def test_a_rule_s_own_name_means_it_though_a_number_is_in_it() -> None:
    name = "cpa-above-600-facebook-Sale #2"
    sale = Rule(kind="threshold", metric="cpa", above=600, channel="facebook", campaign="Sale #2", name=name)

    found = meant(name, [*RULES, NamedRule(number=40, rule=sale)])

    assert [one.number for one in found] == [40]


def test_a_level_set_by_hand_holds_in_every_scope() -> None:
    calibrated = Rule(kind="roi_drop", below=1.5, calibrate=True, levels={AlertScope(channel="tiktok"): 0.4})

    changed = edit_rule(calibrated, {"level": 1.2})

    assert (changed.below, changed.calibrate, changed.levels) == (1.2, False, {})
