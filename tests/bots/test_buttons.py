"""Every button twice, in any order, late and from strangers: what is done is done once, by whom it may be done."""

import asyncio
from dataclasses import replace
from random import Random

import pytest

from agent.bootstrap import Demetra
from bots.telegram.buttons import VERBS as MEANT
from bots.telegram.send import Signer
from tests.bots.conftest import CHAT, linked
from tests.bots.test_telegram_bot import bot_on, reply
from tests.servers.telegram import TOKEN, TelegramServer
from tools.alerts.book import AlertBook
from tools.alerts.quieting import Quieting
from tools.alerts.rows import StoredAlert
from tools.delivery.guests import guest_of

VERBS = ("ack", "snooze:{}:1h", "snooze:{}:4h", "mute", "unmute", "hush", "unhush", "false", "open", "why")
ORDERS = [tuple(Random(seed).sample(range(len(VERBS)), len(VERBS))) for seed in range(4)]
STRANGER = 909


def action(verb: str, number: int) -> str:
    return verb.format(number) if "{}" in verb else f"{verb}:{number}"


async def press(telegram: TelegramServer, chat: int, data: str) -> str:
    """Presses and waits until the tap is answered; returns what was shown above the button."""

    def answers() -> list[str]:
        return [str(params.get("text") or "") for method, params in telegram.calls if method == "answerCallbackQuery"]

    before = len(answers())
    telegram.press(chat, data)
    await asyncio.to_thread(telegram.wait_for, lambda: len(answers()) > before)
    await settled(telegram)
    return answers()[before]


async def settled(telegram: TelegramServer) -> None:
    """Waits until what follows the tap has been said."""
    count = -1
    while count != len(telegram.sent):
        count = len(telegram.sent)
        await asyncio.sleep(0.05)


def guest_number(running: Demetra) -> int:
    guest = guest_of(running.engine, CHAT)
    assert guest is not None
    return guest.user_id


def first_alert(running: Demetra) -> StoredAlert:
    book = AlertBook(desk=running.desk())
    return (book.listed() or book.check().alerts)[0]


@pytest.mark.slow
@pytest.mark.parametrize("order", ORDERS)
async def test_a_second_tap_of_any_button_in_any_order_changes_nothing(
    running: Demetra, telegram: TelegramServer, order: tuple[int, ...]
) -> None:
    linked(running)
    number, signer, book = first_alert(running).id, Signer(TOKEN), AlertBook(desk=running.desk())
    async with bot_on(running):
        for verb in (VERBS[place] for place in order if VERBS[place] != "why"):
            data = signer.sign(CHAT, action(verb, number))
            await press(telegram, CHAT, data)
            once = book.get(str(number)).record
            await press(telegram, CHAT, data)
            again = replace(book.get(str(number)).record, snoozed_until=once.snoozed_until)
            assert again == once, verb

    record = book.get(str(number)).record
    last = [VERBS[place] for place in order]
    assert record.muted == (last.index("mute") > last.index("unmute"))
    decided = max((verb for verb in VERBS if verb.startswith(("ack", "false", "snooze"))), key=last.index)
    assert record.state == ("snoozed" if decided.startswith("snooze") else "acknowledged")
    hushed = last.index("hush") > last.index("unhush")
    quiet = Quieting(book=book, user=guest_number(running)).listed()
    ways = {one.way for one in quiet if one.kept and one.kept.id == number}
    assert ("hushed" in ways, "muted" in ways) == (hushed, record.muted)


async def test_a_tap_that_telegram_has_forgotten_still_acts_and_answers(
    running: Demetra, telegram: TelegramServer
) -> None:
    linked(running)
    number = first_alert(running).id
    telegram.tap_lives_s = 0.0
    async with bot_on(running):
        await press(telegram, CHAT, Signer(TOKEN).sign(CHAT, f"ack:{number}"))

    assert AlertBook(desk=running.desk()).get(str(number)).record.state == "acknowledged"
    assert "acknowledged" in telegram.to(CHAT, "edit")[-1].text.casefold()


async def test_a_tap_on_an_alert_that_is_gone_is_answered_in_a_sentence(
    running: Demetra, telegram: TelegramServer
) -> None:
    linked(running)
    number = first_alert(running).id + 1000
    async with bot_on(running):
        said = [await press(telegram, CHAT, Signer(TOKEN).sign(CHAT, action(verb, number))) for verb in VERBS]

    assert all(str(number) in words for words in said), said


@pytest.mark.parametrize("verb", VERBS)
async def test_strangers_and_who_may_only_look_change_nothing(
    running: Demetra, telegram: TelegramServer, verb: str
) -> None:
    linked(running)
    linked(running, chat=777, role="viewer")
    number, signer = first_alert(running).id, Signer(TOKEN)
    before = AlertBook(desk=running.desk()).get(str(number)).record
    async with bot_on(running):
        assert await press(telegram, STRANGER, signer.sign(STRANGER, action(verb, number))) == ""
        assert await press(telegram, STRANGER, signer.sign(CHAT, action(verb, number))) == ""
        heard = await press(telegram, 777, signer.sign(777, action(verb, number)))

    assert AlertBook(desk=running.desk()).get(str(number)).record == before
    assert telegram.to(STRANGER) == []
    assert ("administrator" in heard) == (MEANT[verb.partition(":")[0]].deed == "acknowledge")


async def test_each_proposal_is_decided_by_its_own_buttons_and_once(running: Demetra, telegram: TelegramServer) -> None:
    linked(running)
    async with bot_on(running):
        (first,) = await reply(telegram, CHAT, "/rules alert me when CPA of Google is above 500")
        (second,) = await reply(telegram, CHAT, "/rules alert me when CPA of Instagram is above 600")
        for shown, label in ((second, "no"), (first, "yes"), (second, "yes"), (first, "no"), (first, "yes")):
            await press(telegram, CHAT, shown.button(f":{label}:"))

    levels = {one.rule.above for one in AlertBook(desk=running.desk()).rules() if one.rule.kind == "threshold"}
    assert levels == {500}
