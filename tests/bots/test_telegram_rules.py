"""The local Bot API refuses what Telegram refuses."""

from typing import Any

import pytest

from tests.servers.telegram_rules import Refused, Seen, check, parsed

LONG = "x" * 65
KNOWN = Seen(messages={(5, 7): ("Hello", "")}, taps={"1": 10.0}, moved={-5: -100})


def test_html_is_read_as_telegram_reads_it() -> None:
    assert parsed("<b>a &lt; b</b> &amp; <i>c</i>", "HTML") == "a < b & c"
    assert parsed("a < b", "") == "a < b"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a < b", "Unsupported start tag"),
        ("<p>a</p>", 'Unsupported start tag "p"'),
        ("<b>a", "Can't find end tag corresponding to start tag b"),
        ("<b><i>a</b></i>", "Unmatched end tag"),
    ],
)
def test_wrong_html_is_refused(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        parsed(text, "HTML")


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"chat_id": 5, "text": "x" * 4097}, "message is too long"),
        ("sendMessage", {"chat_id": 5, "text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ("sendMessage", {"chat_id": 5, "text": "😀" * 2049}, "message is too long"),
        ("sendPhoto", {"chat_id": 5, "caption": "x" * 1025}, "message caption is too long"),
        ("sendMediaGroup", {"chat_id": 5, "media": [{}]}, "2-10 items"),
        ("sendMessage", {"chat_id": -5, "text": "a"}, "upgraded to a supergroup"),
        ("answerCallbackQuery", {"callback_query_id": "2"}, "query is too old"),
        ("editMessageText", {"chat_id": 5, "message_id": 8, "text": "a"}, "message to edit not found"),
        ("editMessageText", {"chat_id": 5, "message_id": 7, "text": "Hello"}, "message is not modified"),
        ("sendMessage", {"chat_id": 5, "text": "a", "reply_parameters": {"message_id": 9}}, "replied not found"),
        (
            "sendMessage",
            {
                "chat_id": 5,
                "text": "a",
                "reply_markup": {"inline_keyboard": [[{"text": "b", "callback_data": LONG}]]},
            },
            "BUTTON_DATA_INVALID",
        ),
    ],
)
def test_what_breaks_a_rule_is_refused(method: str, params: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        check(method, params, KNOWN, now=1.0)


def test_what_keeps_the_rules_is_taken() -> None:
    check("sendMessage", {"chat_id": 5, "text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"}, KNOWN, now=1.0)
    check("answerCallbackQuery", {"callback_query_id": "1"}, KNOWN, now=9.0)
    check("editMessageText", {"chat_id": 5, "message_id": 7, "text": "Other"}, KNOWN, now=1.0)
