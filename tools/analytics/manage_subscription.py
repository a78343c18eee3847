"""What Telegram sends to whoever asks: alerts, digests and reports, subscribed to in words from anywhere."""

from dataclasses import replace

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from ingest.errors import InvalidInput
from ingest.texts import say
from tools.access.preferences import prefer, preferences_of
from tools.delivery.guests import Guest, change_guest, guest_named, subscriptions
from tools.delivery.hours import WantedHours, hours_in
from tools.delivery.subscribing import change_subscriptions, subscription_line, subscription_lines
from tools.delivery.wishes import WantedMessage, asks_what_is_sent, wanted_in
from tools.semantics.catalogue import Catalogue
from tools.tool import Proposal, Tool, ToolContext, ToolResult


class Subscription(BaseModel):
    """What to send, or to stop sending."""

    model_config = ConfigDict(extra="forbid")

    phrase: str = Field(
        "",
        max_length=500,
        description=(
            "The user's own words: which messages, when, of which channels, or at which hours none; empty shows what "
            "is sent now."
        ),
    )
    confirm: SkipJsonSchema[bool] = False
    """Set by the conversation once the person has read the preview and agreed; no model is asked for it."""


def run(asking: Subscription, desk: ToolContext) -> ToolResult:
    """A preview first; with `confirm` it is done.

    Raises:
        InvalidInput: no kind of message is named, or a day or channel that there is not.
    """
    guest, hours = guest_named(desk.engine, desk.actor), hours_in(asking.phrase)
    if hours and hours.zone:
        return _of_zone(hours.zone, guest, desk, confirm=asking.confirm)
    if guest is None:
        return ToolResult(status="no_data", text=say("subscription-no-chat", desk.language))
    if hours:
        return _of_hours(hours, guest, desk, confirm=asking.confirm)
    catalogue = desk.metrics.catalogue()
    phrase = "" if asks_what_is_sent(asking.phrase) else asking.phrase.strip()
    wanted = list(wanted_in(phrase, catalogue))
    if phrase and not wanted:
        raise InvalidInput("subscription-what", received=phrase[:40])
    if wanted and not asking.confirm and (changes := _previewed(wanted, guest, catalogue, desk)):
        return Proposal(text=say("subscription-propose", desk.language, lines=changes))
    change_subscriptions(desk.engine, guest, wanted, catalogue, desk.now)
    lines = subscription_lines(desk.engine, guest.target, catalogue, desk.language)
    head = say("subscriptions-held" if lines else "subscriptions-none", desk.language)
    return ToolResult(text="\n".join([head, *(f"- {line}" for line in lines)]))


def _of_hours(hours: WantedHours, guest: Guest, desk: ToolContext, *, confirm: bool) -> ToolResult:
    """Quiet hours: said first, then kept."""
    begin, end = hours.quiet or ("", "")
    values = {"begin": begin, "end": end, "zone": guest.timezone or str(desk.now.tzinfo)}
    if not confirm:
        return Proposal(text=say("subscription-quiet-propose", desk.language, **values))
    change_guest(desk.engine, guest, desk.now, settings={**guest.settings, "quiet_from": begin, "quiet_to": end})
    return ToolResult(text=say("subscription-quiet-held", desk.language, **values))


def _of_zone(zone: str, guest: Guest | None, desk: ToolContext, *, confirm: bool) -> ToolResult:
    """A person's time zone, that of their chat too: said first, then kept."""
    if not confirm:
        return Proposal(text=say("subscription-zone-propose", desk.language, zone=zone))
    chosen = preferences_of(desk.engine, desk.actor.name)
    prefer(desk.engine, desk.actor.name, replace(chosen, zone=zone), desk.now)
    if guest is not None:
        change_guest(desk.engine, guest, desk.now, timezone=zone)
    return ToolResult(text=say("subscription-zone-held", desk.language, zone=zone))


def _previewed(wanted: list[WantedMessage], guest: Guest, catalogue: Catalogue, desk: ToolContext) -> str:
    """A line for each kind, those that end marked so; empty where nothing would change."""
    held = subscriptions(desk.engine, guest.target)
    changes = [
        (one.on, subscription_line(kind, one.settings if one.on else held[kind], catalogue, desk.language))
        for one in wanted
        for kind in ([one.kind] if one.kind else held)
        if one.on or kind in held
    ]
    return "\n".join(f"- {line if on else say('subscription-ends', desk.language, line=line)}" for on, line in changes)


TOOL = Tool(
    name="manage_subscription",
    description=(
        "What Telegram sends to this person: digests, reports and alerts, each at its own time ('присылай сводку по "
        "пятницам в 10', 'every Monday at 9 send the report', 'send me alerts of TikTok only', 'отпиши меня от "
        "ежедневной сводки', 'какие у меня подписки?'), quiet hours and the time zone ('не пиши мне с 22 до 8'). The "
        "call only asks the user; their yes does it. Not for a "
        "report right now: that is make_report."
    ),
    titles={"ru": "Подписки", "en": "Subscriptions"},
    arguments=Subscription,
    run=run,
    example={},
    changes=True,
    deed="subscribe",
)
