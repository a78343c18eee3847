"""Alerts, their ends and digests as messages with buttons."""

from collections.abc import Mapping
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

ALSO: Final = 4
"""Further alerts of one message that are named."""
LONGEST_SENTENCE: Final = 450
SAID_AGAIN: Final = ("escalated", "reopened", "reminded", "passed_on")
"""Events of a thread that say what has become of it."""
ON_BUTTON: Final = 48
RESTS: Final = "morning"
"""Until when one person's own quiet lasts."""
SNOOZES: Final = ("1h", "4h", "morning")


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
        return Outgoing(texts=("\n".join(lines[:ALSO]),), silent=True)
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
    why = f"{_short(payload['reason'])}\n➡️ {_short(payload['action'])}"
    also = [f"• {_short(message)}" for message in payload.get("also", ())[:ALSO]]
    together = "\n".join([say("bot-also", language), *also]) if also else ""
    return Outgoing(
        texts=("\n\n".join(part for part in (head, why, together) if part),),
        buttons=alert_buttons(payload["alert"], language, public_url),
        silent=payload["severity"] == "low",
    )


def _short(text: str) -> str:
    """A sentence harmless in HTML, cut where a name goes on and on."""
    return escape(text if len(text) <= LONGEST_SENTENCE else text[:LONGEST_SENTENCE] + "…")


def alert_buttons(
    number: int, language: Language, public_url: str, *, muted: bool = False
) -> tuple[tuple[Button, ...], ...]:
    """Why, Acknowledge; Snooze for an hour, four, to morning; Not to me (to morning, ever), False alarm; Mute, Open."""
    look = (
        Button(label=say("bot-button-open", language), url=public_url)
        if public_url
        else Button(label=say("bot-button-open", language), action=f"open:{number}")
    )
    mute = "unmute" if muted else "mute"
    return (
        (
            Button(label=say("bot-button-why", language), action=f"why:{number}"),
            Button(label=say("bot-button-ack", language), action=f"ack:{number}"),
        ),
        tuple(
            Button(label=say(f"bot-button-snooze-{until}", language), action=f"snooze:{number}:{until}")
            for until in SNOOZES
        ),
        (
            Button(label=say("bot-button-rest", language), action=f"rest:{number}:{RESTS}"),
            Button(label=say("bot-button-hush", language), action=f"hush:{number}"),
            Button(label=say("bot-button-false", language), action=f"false:{number}"),
        ),
        (Button(label=say(f"bot-button-{mute}", language), action=f"{mute}:{number}"), look),
    )


def next_step(words: Alert) -> str:
    """The line of what to do; nothing of what is over."""
    return f"\n➡️ {words.action}" if words.action else ""


def told(kept: StoredAlert, book: AlertBook, language: Language, public_url: str) -> Outgoing:
    """A stored alert as it stands now, with its buttons while it is open."""
    words = kept.said(book.currency, language)
    state = say("bot-state-muted" if kept.record.muted else f"bot-state-{kept.record.state}", language)
    note = say("bot-assignee", language, name=escape(kept.record.assignee)) if kept.record.assignee else ""
    text = (
        f"{MARKS[words.severity]} <b>{escape(words.message)}</b>\n\n{escape(words.reason)}{escape(next_step(words))}"
        f"\n\n<i>#{kept.id} · {state}{note}</i>"
    )
    buttons = alert_buttons(kept.id, language, public_url, muted=kept.record.muted)
    return Outgoing(texts=(text,), buttons=buttons if kept.record.state != "resolved" else ())


def label_of(kept: StoredAlert, currency: str, language: Language) -> str:
    """An alert on a button: how grave, and as much of its message as a button shows."""
    message = kept.said(currency, language).message
    return (
        f"{MARKS[kept.record.finding.severity]} {message if len(message) <= ON_BUTTON else message[:ON_BUTTON] + '…'}"
    )
