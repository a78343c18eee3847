"""What is sent to a chat: subscribed to, ended, and told in a line each."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ingest.database import Database
from ingest.texts import Language, say
from tools.alerts.outbox import ALERTS, REPORTS
from tools.alerts.routes import OWNS
from tools.delivery.guests import Guest, subscribe, subscriptions, unsubscribe
from tools.delivery.wishes import WantedMessage
from tools.semantics.catalogue import Catalogue
from tools.words import wording


def change_subscriptions(
    database: Database, guest: Guest, wanted: Iterable[WantedMessage], catalogue: Catalogue, now: datetime
) -> None:
    """Subscribes a chat to what is wanted and ends what is not; digests count from now on."""
    held = subscriptions(database, guest.target)
    for one in wanted:
        kept = _kept(one, held, catalogue)
        if kept is None:
            unsubscribe(database, guest.target, one.kind or None)
        else:
            settings = kept if one.kind == ALERTS else {**kept, "since": now.isoformat()}
            subscribe(database, guest, one.kind, settings)


def subscription_lines(database: Database, target: str, catalogue: Catalogue, language: Language) -> list[str]:
    """What a chat is sent, a line each."""
    held = subscriptions(database, target)
    return [subscription_line(kind, settings, catalogue, language) for kind, settings in held.items()]


def subscription_line(kind: str, settings: Mapping[str, Any], catalogue: Catalogue, language: Language) -> str:
    """One kind of message, with its time or its channels."""
    channels = [catalogue.title(one, language) for one in settings.get("channels", ())]
    return say(
        "subscription-line",
        language,
        kind=kind,
        at=settings.get("at", ""),
        weekday=wording.weekday_name(int(settings.get("weekday", 0)), language),
        day=settings.get("day", 1),
        about=_about(kind, settings.get("order", {}), catalogue, language),
        channels=wording.listing(channels, language) or "all",
        owns=wording.listing([catalogue.title(one, language) for one in settings.get(OWNS, ())], language) or "none",
    )


def _about(kind: str, order: Mapping[str, Any], catalogue: Catalogue, language: Language) -> str:
    """What of a report's order is not as usual."""
    channels = wording.listing([catalogue.title(one, language) for one in order.get("channels", ())], language)
    days = order.get("period", "")
    return say(
        "subscription-order",
        language,
        days=days if days and days != REPORTS.get(kind) else "none",
        channels=channels or "none",
        format=order.get("format", "pdf"),
        tongue=order.get("language", "none"),
    )


def _owning(one: WantedMessage, before: Mapping[str, Any]) -> dict[str, Any]:
    """Alerts as before, with or without the channels that are somebody's own to answer for."""
    mine = {*before.get(OWNS, ())}
    mine = mine | {*one.settings[OWNS]} if one.on else mine - {*one.settings[OWNS]}
    return {**before, OWNS: sorted(mine)}


def _kept(one: WantedMessage, held: Mapping[str, Mapping[str, Any]], catalogue: Catalogue) -> dict[str, Any] | None:
    """With what settings a kind goes on; None where it ends. Alerts of some channels end without the others'."""
    if OWNS in one.settings:
        return _owning(one, held.get(one.kind, {}))
    if one.on:
        kept = {OWNS: held[one.kind][OWNS]} if held.get(one.kind, {}).get(OWNS) else {}
        return {**kept, **one.settings}
    gone = one.settings.get("channels", ())
    before = held[one.kind].get("channels") or catalogue.channels if one.kind in held else ()
    left = [key for key in before if key not in gone]
    return {"channels": left} if gone and left else None
