"""What is sent and when, by a command or in a sentence of one's own; words that mean nothing are called so."""

from typing import Any

import pytest

from agent.bootstrap import Demetra
from bots.telegram.wishes import wish_of
from ingest.errors import InvalidInput
from tests.bots.conftest import CHAT, linked
from tests.bots.test_telegram_bot import bot_on, reply
from tests.servers.telegram import TelegramServer
from tools.delivery.guests import guest_of, subscriptions
from tools.delivery.wishes import wanted_in
from tools.words.zones import zone_in


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("не пиши мне с 22 до 8", "quiet"),
        ("don't text me from 23 to 7", "quiet"),
        ("мой часовой пояс Екатеринбург", "timezone"),
        ("my time zone is London", "timezone"),
        ("присылай сводку по пятницам в 10", "subscribe"),
        ("отпиши меня от еженедельной сводки", "subscribe"),
        ("send me alerts of Instagram only", "subscribe"),
        ("выручка за неделю", None),
        ("Покажи клики по времени публикации в Москве", None),
        ("clicks by time zone in London", None),
        ("в каком часовом поясе данные по Москве?", None),
        ("какие алерты были на прошлой неделе?", None),
        ("show the digest for last week", None),
        ("send me the alerts of last week", None),
        ("send me the monthly digest on the 32nd", "subscribe"),
        ("присылай отчёт каждый понедельник в 9 в телеграм", "subscribe"),
        ("every Monday at 9 send the report", "subscribe"),
        ("send me a monthly report on the 1st", "subscribe"),
        ("отчёт по пятницам в 18:00", "subscribe"),
        ("запланируй еженедельный отчёт", "subscribe"),
        ("хочу получать отчёт каждый месяц 1 числа", "subscribe"),
        ("не присылай больше отчёты", "subscribe"),
        ("какие у меня подписки?", "subscribe"),
        ("which reports are scheduled?", "subscribe"),
        ("пришли отчёт за октябрь в телеграм", None),
        ("сделай отчёт за прошлую неделю", None),
        ("отчёт по каждому каналу за месяц", None),
        ("send me the report for October", None),
        ("report on Telegram for last month", None),
        ("отчёт за 1 ноября", None),
        ("сколько подписок у канала?", None),
    ],
)
def test_a_sentence_is_meant_for_a_command_or_is_a_question(text: str, command: str | None) -> None:
    assert wish_of(text) == command


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("daily 08:30", {"digest_daily": {"at": "08:30"}}),
        ("weekly friday 10:00", {"digest_weekly": {"at": "10:00", "weekday": 4}}),
        ("присылай сводку каждый день в 7 вечера", {"digest_daily": {"at": "19:00"}}),
        ("send me the monthly digest on the 5th at 8", {"digest_monthly": {"at": "08:00", "day": 5}}),
        (
            "присылай ежедневную сводку в 9 и еженедельную по понедельникам в 10:30",
            {"digest_daily": {"at": "09:00"}, "digest_weekly": {"at": "10:30", "weekday": 0}},
        ),
        (
            "присылай отчёт каждый понедельник в 9 в телеграм",
            {"report_weekly": {"at": "09:00", "weekday": 0, "order": {"period": "last week"}}},
        ),
        (
            "every Monday at 9 send the report",
            {"report_weekly": {"at": "09:00", "weekday": 0, "order": {"period": "last week"}}},
        ),
        (
            "каждый понедельник в 10, присылай отчёт за последние 30 дней по Facebook и TikTok на английском",
            {
                "report_weekly": {
                    "at": "10:00",
                    "weekday": 0,
                    "order": {"period": "последние 30 дней", "channels": ["facebook", "tiktok"], "language": "en"},
                }
            },
        ),
        (
            "send the report on Facebook and TikTok every day at 7 pm and the digest on Fridays",
            {
                "report_daily": {
                    "at": "19:00",
                    "order": {"period": "yesterday", "channels": ["facebook", "tiktok"]},
                },
                "digest_weekly": {"at": "09:00", "weekday": 4},
            },
        ),
        ("alerts Instagram, TikTok", {"alerts": {"channels": ["instagram", "tiktok"]}}),
        ("alerts", {"alerts": {}}),
    ],
)
def test_what_is_wanted_and_when(text: str, wanted: dict[str, dict[str, Any]]) -> None:
    assert {one.kind: dict(one.settings) for one in wanted_in(text) if one.on} == wanted


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("присылай только еженедельную сводку, ежедневную не присылай", {"digest_weekly": True, "digest_daily": False}),
        ("присылай ежедневную сводку в 9, а алерты не присылай", {"digest_daily": True, "alerts": False}),
        ("don't send me the daily digest, only the weekly one", {"digest_daily": False, "digest_weekly": True}),
        ("отпиши меня от алертов и ежедневной сводки", {"alerts": False, "digest_daily": False}),
        ("daily, weekly off", {"digest_daily": False, "digest_weekly": False}),
        ("off daily", {"digest_daily": False}),
        ("не присылай отчёты", {"report_daily": False, "report_weekly": False, "report_monthly": False}),
        (
            "присылай сводку каждый день, а отчёт по понедельникам не шли",
            {"digest_daily": True, "report_weekly": False},
        ),
    ],
)
def test_each_verb_says_what_its_own_clause_wants(text: str, ways: dict[str, bool]) -> None:
    assert {one.kind: one.on for one in wanted_in(text)} == ways


def test_a_day_that_no_month_has_is_refused() -> None:
    with pytest.raises(InvalidInput):
        list(wanted_in("monthly digest on the 32nd"))


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("я в Екатеринбурге", "Asia/Yekaterinburg"),
        ("New York", "America/New_York"),
        ("МСК+2", "Etc/GMT-5"),
        ("Казань", "Europe/Moscow"),
        ("Europe/Paris", "Europe/Paris"),
        ("завтра", None),
    ],
)
def test_zones_are_named_as_people_name_them(text: str, zone: str | None) -> None:
    assert zone_in(text) == zone


async def test_a_chat_is_set_up_in_words(running: Demetra, telegram: TelegramServer) -> None:
    linked(running)
    async with bot_on(running):
        await reply(telegram, CHAT, "send me the digest on Fridays at 10 and the daily one at 8")
        (routed,) = await reply(telegram, CHAT, "/subscribe alerts Instagram, TikTok")
        await reply(telegram, CHAT, "/subscribe alerts Instagram, Facebook, TikTok")
        await reply(telegram, CHAT, "отпиши меня от алертов фейсбука")
        (wrong,) = await reply(telegram, CHAT, "/subscribe alerts Instagrem")
        (unknown,) = await reply(telegram, CHAT, "/subscribe dayly")
        (zone,) = await reply(telegram, CHAT, "my time zone is Yekaterinburg")
        (quiet,) = await reply(telegram, CHAT, "don't text me from 23 to 7")
        (off,) = await reply(telegram, CHAT, "unsubscribe me from the daily digest")

    mine = subscriptions(running.engine, f"telegram:{CHAT}")
    guest = guest_of(running.engine, CHAT)
    assert mine["alerts"] == {"channels": ["instagram", "tiktok"]}
    assert (mine["digest_weekly"]["at"], mine["digest_weekly"]["weekday"]) == ("10:00", 4)
    assert "digest_daily" not in mine
    assert "Instagram and TikTok" in routed.text
    assert "Friday, 10:00" in routed.text
    assert "Instagrem" in wrong.text
    assert "dayly" in unknown.text
    assert guest is not None
    assert (guest.timezone, "23:00" in quiet.text) == ("Asia/Yekaterinburg", True)
    assert "Asia/Yekaterinburg" in zone.text
    assert "daily" not in off.text.split("\n\n", maxsplit=1)[0]
