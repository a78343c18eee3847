"""Rules in words, in the chat and in Telegram: listed, paused, resumed, changed, removed; the team's and one's own."""

import asyncio

import pytest

from agent.bootstrap import Demetra
from tests.bots.conftest import CHAT, linked
from tests.bots.test_telegram_bot import bot_on, reply
from tests.servers.telegram import TelegramServer
from tools.access import Actor
from tools.alerts.book import AlertBook
from tools.alerts.stored_rules import StoredRule

ANNA, BORIS = Actor(name="anna", role="manager"), Actor(name="boris", role="marketer")


def rules(running: Demetra, actor: Actor | None = None) -> dict[str, StoredRule]:
    desk = running.desk() if actor is None else running.desk().acting_for(actor)
    return {one.name: one for one in AlertBook(desk=desk).rules()}


async def test_a_rule_lives_by_words_from_its_first_to_its_last_day(running: Demetra) -> None:
    async with running.analyst(remember=False) as analyst:

        async def told(*turns: str) -> str:
            for turn in turns:
                said = await analyst.ask(turn, thread="t", actor=BORIS)
            return said.answer

        await told("предупреди, если CPA Instagram выше 600 два дня подряд", "да")
        assert "Сообщений в неделю" not in await told("какие у нас правила?")
        assert rules(running)["cpa-above-600-instagram"].enabled
        assert "на паузе" in await told("поставь на паузу правило про CPA инстаграма", "да")
        assert not rules(running)["cpa-above-600-instagram"].enabled
        assert "и так на паузе" in await told("отключи правило про CPA инстаграма")
        await told("resume the Instagram rule about CPA", "yes")
        assert rules(running)["cpa-above-600-instagram"].enabled
        shown = await told("подними порог правила CPA Instagram на 10 %")
        assert "660" in shown
        assert "За последние 60 дней" in shown
        await told("да")
        assert rules(running)["cpa-above-600-instagram"].rule.above == 660
        await told("удали правило про CPA инстаграма", "нет")
        assert "cpa-above-600-instagram" in rules(running)
        await told("удали правило про CPA инстаграма", "да")
        assert "cpa-above-600-instagram" not in rules(running)
        await told("delete the rule Unexpected change", "yes")
    assert not rules(running)["unexpected_change"].enabled, "a preset is only switched off"


async def test_the_number_of_a_rule_is_none_of_its_settings(running: Demetra) -> None:
    async with running.analyst(remember=False) as analyst:
        graver = await analyst.ask("сделай правило 3 критичным", thread="t", actor=BORIS)
        await analyst.ask("да", thread="t", actor=BORIS)
        share = await analyst.ask("подними порог правила 8 на 10%", thread="t", actor=BORIS)
        bare = await analyst.ask("change rule 11 level to 20%", thread="t", actor=BORIS)

    roi_drop = rules(running)["roi_drop"].rule
    assert "Порог" not in graver.answer
    assert (roi_drop.severity, roi_drop.below, roi_drop.calibrate) == ("critical", 1.5, True)
    assert "121" in share.answer
    assert "₽, было" not in share.answer, "a share of the plan is no sum of money"
    assert bare.status == "clarify", "it has no level"


async def test_who_may_not_change_the_teams_rules_has_their_own(running: Demetra) -> None:
    async with running.analyst(remember=False) as analyst:
        shown = await analyst.ask("warn me if ROI of TikTok is below 100%", thread="a", actor=ANNA)
        await analyst.ask("yes", thread="a", actor=ANNA)
        refused = await analyst.ask("pause the rule Unexpected change", thread="a", actor=ANNA)
        await analyst.ask("yes", thread="a", actor=ANNA)
        strange = await analyst.ask("delete rule roi-below-1-tiktok@anna", thread="b", actor=BORIS)

    assert "For you alone" in shown.answer
    assert refused.status == "refused"
    assert rules(running)["unexpected_change"].enabled
    assert "roi-below-1-tiktok@anna" in rules(running, ANNA)
    assert "roi-below-1-tiktok@anna" not in rules(running, BORIS)
    assert strange.status == "clarify"
    assert "TikTok" not in strange.answer


@pytest.mark.parametrize("words", ["/rules pause rule 3", "pause rule 3"])
async def test_telegram_pauses_a_rule_with_a_tap(running: Demetra, telegram: TelegramServer, words: str) -> None:
    AlertBook(desk=running.desk()).rules()
    linked(running)
    async with bot_on(running):
        (asked,) = await reply(telegram, CHAT, words)
        before = len(telegram.to(CHAT))
        telegram.press(CHAT, asked.button("Pause"), message_id=asked.message_id)
        await asyncio.to_thread(telegram.wait_for, lambda: len(telegram.to(CHAT)) > before)
        (listed,) = await reply(telegram, CHAT, "/rules")

    assert not rules(running)["roi_drop"].enabled
    assert "⏸ 3 · " in listed.text
