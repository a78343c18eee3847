"""Alerts, their ends and digests as messages with buttons."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from bots.outgoing import Button, Outgoing
from bots.telegram.text import escape, pieces
from ingest.texts import LANGUAGES, Language, say
from tools.alerts.book import AlertBook
from tools.alerts.rows import StoredAlert
from tools.alerts.rules.alert import Alert
from tools.alerts.rules.model import MARKS
from tools.alerts.whose import whose

ALSO: Final = 4
"""Further alerts of one message that are named."""
LONGEST_SENTENCE: Final = 450
SAID_AGAIN: Final = ("escalated", "reopened", "reminded", "passed_on")
"""Events of a thread that say what has become of it."""
ON_BUTTON: Final = 48
BUTTONS: Final[Mapping[str, str]] = {
    "why": "why:{}",
    "ack": "ack:{}",
    "snooze-1h": "snooze:{}:1h",
    "snooze-4h": "snooze:{}:4h",
    "snooze-morning": "snooze:{}:morning",
    "rest": "rest:{}:morning",
    "hush": "hush:{}",
    "mute": "mute:{}",
    "false": "false:{}",
    "open": "open:{}",
}
"""Under an alert, in order, with what each does to the alert of a number."""


def language_in(payload: Mapping[str, Any]) -> Language:
    """The language a payload was written for."""
    return next((one for one in LANGUAGES if one == payload.get("language")), "ru")


def message_of(kind: str, payload: Mapping[str, Any], public_url: str) -> Outgoing:
    """An outbox payload as a message."""
    if kind == "alert":
        return _alert(payload, public_url)
    if kind == "recovery":
        messages = (payload["message"], *payload.get("also", ()))
        lines = [f"{mark} {_short(message)}" for mark, message in zip_longest(payload.get("marks", ()), messages)]
        return Outgoing(texts=("\n".join([*_whose(payload), *lines[:ALSO]]),), silent=True)
    return Outgoing(
        texts=tuple(pieces(payload.get("text", ""))),
        photos=tuple(map(Path, payload.get("photos", ()))),
        files=tuple(map(Path, payload.get("files", ()))),
        silent=bool(payload.get("silent")),
    )


def _alert(payload: Mapping[str, Any], public_url: str) -> Outgoing:
    language = language_in(payload)
    head = f"{MARKS.get(payload['severity'], '')} <b>{_short(payload['message'])}</b>"
    if payload.get("event") in SAID_AGAIN:
        head = f"{say('bot-alert-' + payload['event'], language)}\n{head}"
    head = "\n".join([*_whose(payload), head])
    why = f"{_short(payload['reason'])}\n➡️ {_short(payload['action'])}"
    also = [f"• {_short(message)}" for message in payload.get("also", ())[:ALSO]]
    together = "\n".join([say("bot-also", language), *also]) if also else ""
    return Outgoing(
        texts=("\n\n".join(part for part in (head, why, together) if part),),
        buttons=alert_buttons(payload["alert"], language, public_url),
        silent=payload["severity"] == "low",
    )


def _whose(payload: Mapping[str, Any]) -> list[str]:
    """The client in a line of its own, where whoever reads has several."""
    return [f"<i>{escape(payload['whose'])}</i>"] if payload.get("whose") else []


def _short(text: str) -> str:
    """A sentence harmless in HTML, cut where a name goes on and on."""
    return escape(text if len(text) <= LONGEST_SENTENCE else text[:LONGEST_SENTENCE] + "…")


def alert_buttons(
    number: int, language: Language, public_url: str, *, muted: bool = False
) -> tuple[tuple[Button, ...], ...]:
    """What may be done about an alert, two buttons a row: a phone cuts the labels of longer rows."""
    listed = [_button(name, number, language) for name in BUTTONS]
    if muted:
        listed = [_button("unmute", number, language) if one.action.startswith("mute") else one for one in listed]
    if public_url:
        listed[-1] = replace(listed[-1], action="", url=public_url)
    return tuple(zip(listed[::2], listed[1::2], strict=True))


def _button(name: str, number: int, language: Language) -> Button:
    action = BUTTONS.get(name, f"{name}:{{}}")
    return Button(label=say(f"bot-button-{name}", language), action=action.format(number))


def next_step(words: Alert) -> str:
    """The line of what to do; nothing of what is over."""
    return f"\n➡️ {words.action}" if words.action else ""


def told(kept: StoredAlert, book: AlertBook, language: Language, public_url: str) -> Outgoing:
    """A stored alert as it stands now, with its buttons while it is open."""
    words = kept.said(book.currency, language)
    state = say("bot-state-muted" if kept.record.muted else f"bot-state-{kept.record.state}", language)
    note = say("bot-assignee", language, name=escape(kept.record.assignee)) if kept.record.assignee else ""
    of = whose([kept.record.finding.scope], book.desk.metrics, language)
    head = f"{MARKS[words.severity]} <b>{escape(words.message)}</b>"
    text = "\n".join(
        [
            *_whose({"whose": of}),
            f"{head}\n\n{escape(words.reason)}{escape(next_step(words))}\n\n<i>#{kept.id} · {state}{note}</i>",
        ]
    )
    buttons = alert_buttons(kept.id, language, public_url, muted=kept.record.muted)
    return Outgoing(texts=(text,), buttons=buttons if kept.record.state != "resolved" else ())


def label_of(kept: StoredAlert, currency: str, language: Language) -> str:
    """An alert on a button: how grave, and as much of its message as a button shows."""
    message = kept.said(currency, language).message
    return (
        f"{MARKS[kept.record.finding.severity]} {message if len(message) <= ON_BUTTON else message[:ON_BUTTON] + '…'}"
    )
