"""What may be chosen on the opening view: days, channels, pages; a choice is checked, since a page sends it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from ingest.channel_names import titled
from ingest.texts import Language, say
from tools.access.clients import ALL, clients_of
from tools.charts.palette import both_colours
from tools.dashboard.pages import PAGES
from tools.dashboard.spans import OWN, SPANS, USUAL, BoardSpan, own_days, rolling_days, span_of
from tools.tool import ToolContext
from tools.words import wording

WORDS: Final = ("apply", "from", "own", "refresh", "refreshing", "to")


@dataclass(frozen=True, kw_only=True)
class BoardChoice:
    """Days and channels of a view."""

    span: str = USUAL
    channels: tuple[str, ...] = ()
    """None means all."""

    def desk(self, desk: ToolContext) -> ToolContext:
        """The desk kept to the channels."""
        if not self.channels:
            return desk
        return replace(desk, metrics=desk.metrics.narrowed(self.channels))

    def only(self, language: Language) -> str:
        """The channels as a question's last words."""
        names = wording.listing([titled(key, language) for key in self.channels], language)
        return say("board-only", language, names=names) if names else ""


def choice_of(sent: Mapping[str, Any], desk: ToolContext, before: BoardChoice) -> BoardChoice:
    """What a page has chosen, as far as it can be: unknown days and channels change nothing."""
    span, channels = sent.get("span"), sent.get("channels")
    until = desk.today
    known = isinstance(span, str) and bool(span in SPANS or rolling_days(span) or own_days(span, until))
    named = before.channels
    if isinstance(channels, list):
        there = desk.metrics.catalogue().channels
        wanted = tuple(key for key in there if key in channels)
        named = wanted if len(wanted) < len(there) else ()
    return BoardChoice(span=str(span) if known else before.span, channels=named)


def choice_props(choice: BoardChoice, until: date, desk: ToolContext) -> dict[str, Any]:
    """The buttons and lists of the choice; `desk` sees all that its person may see."""
    language, span = desk.language, span_of(choice.span, until)
    channels = list(desk.metrics.catalogue().channels)
    shades = both_colours(channels)
    chosen = len(choice.channels)
    return {
        "choice": {"span": choice.span, "channels": list(choice.channels)},
        "spans": [
            {"key": key, "label": say(f"board-span-{key}", language), "active": key == span.key} for key in SPANS
        ],
        "own": _own(span, until),
        "filter": {
            "label": say("board-chosen", language, count=chosen) if chosen else say("board-all", language),
            "channels": [
                {
                    "key": key,
                    "name": titled(key, language),
                    "colour": shades[key],
                    "active": not chosen or key in choice.channels,
                }
                for key in channels
            ],
        },
        "pages": [{"key": key, "label": say(f"board-page-{key}", language)} for key in PAGES],
        "choosing": {name: say(f"board-{name}", language) for name in WORDS},
    }


def client_props(desk: ToolContext) -> dict[str, Any] | None:
    """Which client is looked at, and the others that may be; None where there is nothing to choose."""
    person, language = desk.actor, desk.language
    names = list(clients_of(desk.engine, person.reach))
    if len(names) < 2 and not person.client:
        return None
    keys = {ALL: say("board-all-clients", language), **{name: name for name in names}}
    return {
        "label": say("board-client", language),
        "chosen": person.client or ALL,
        "items": [{"key": key, "name": name} for key, name in keys.items()],
    }


def _own(span: BoardSpan, until: date) -> dict[str, Any]:
    return {
        "start": span.now.start.isoformat(),
        "end": span.now.end.isoformat(),
        "last": until.isoformat(),
        "active": span.key == OWN,
    }
