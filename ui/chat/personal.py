"""A person's own settings in the chat: their panel, and what the open session knows of them."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import chainlit as cl
from babel.dates import get_timezone_location
from chainlit.input_widget import Select

from agent.bootstrap import Demetra
from ingest.texts import LANGUAGES, Language, say
from tools.access import Actor
from tools.access.clients import ALL, choose, clients_of
from tools.access.preferences import Preferences, known_zone, prefer, preferences_of
from tools.words.period import USUAL_DAYS
from ui.chat.screen import LANGUAGE, spoken_here

TEAM: Final = "team"
"""The choice of the team's own zone."""
ZONES: Final = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Novosibirsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Kamchatka",
    "Europe/London",
    "Europe/Berlin",
    "Asia/Tbilisi",
    "Asia/Dubai",
    "Asia/Almaty",
    "America/New_York",
    "America/Los_Angeles",
)
"""Those that the panel offers; any other is said in words."""
AS_ASKED: Final = "as-asked"
OFFERED_DAYS: Final = (7, 14, 30, 90, 365)
HELD: Final = "preferences"
"""Where a session keeps what its person has chosen."""


@dataclass(frozen=True, kw_only=True)
class Personal:
    """The settings of the people of one process."""

    running: Demetra

    def of(self, person: Actor) -> Preferences:
        """What a person has chosen."""
        return preferences_of(self.running.engine, person.name)

    async def settle(self, person: Actor) -> None:
        """Makes the session and its panel what the person has chosen, by whatever way they did."""
        chosen = await asyncio.to_thread(self.of, person)
        clients = await asyncio.to_thread(clients_of, self.running.engine, person.reach)
        if cl.user_session.get(HELD) == (chosen, person.client, *clients):
            return
        cl.user_session.set(HELD, (chosen, person.client, *clients))
        cl.user_session.set(LANGUAGE, chosen.language)
        language = spoken_here(self.running.settings.language)
        inputs = panel(chosen, language, self.running.settings.timezone)
        await cl.ChatSettings(inputs=[*client_choice(person, clients, language), *inputs]).send()

    async def change(self, sent: Mapping[str, Any], person: Actor) -> bool:
        """Keeps what a panel has sent; returns whether other days are the usual ones from now on.

        Raises:
            InvalidInput: days that can't be chosen.
        """
        before = await asyncio.to_thread(self.of, person)
        wanted = wanted_of(sent, before)
        now = self.running.clock.now()
        await asyncio.to_thread(prefer, self.running.engine, person.name, wanted, now)
        if (client := str(sent.get("client") or (person.client or ALL))) != (person.client or ALL):
            person = await asyncio.to_thread(choose, self.running.engine, person, client, now)
        await self.settle(person)
        return wanted.days != before.days


def wanted_of(sent: Mapping[str, Any], before: Preferences) -> Preferences:
    """What a panel has sent; the usual days that it shows where nobody has chosen any are no choice."""
    language, days, zone = sent.get("language"), str(sent.get("days", "")), sent.get("zone")
    number = int(days) if days.isdecimal() else None
    return Preferences(
        language=next((one for one in LANGUAGES if one == language), None),
        days=None if before.days is None and number == USUAL_DAYS else number,
        zone=known_zone(zone) if zone else before.zone,
    )


def client_choice(person: Actor, clients: Iterable[str], language: Language) -> list[Any]:
    """Which client the person looks at; nothing to choose where the accounts are of one or of nobody's."""
    names = list(clients)
    if len(names) < 2 and not person.client:
        return []
    items = {say("chat-settings-all-clients", language): ALL, **{name: name for name in names}}
    label = say("chat-settings-client", language)
    return [Select(id="client", label=label, items=items, initial_value=person.client or ALL)]


def panel(chosen: Preferences, language: Language, team: str) -> list[Any]:
    """Language of answers, days of a question that names none, and the clock that moments are told by.

    Args:
        chosen: what the person has chosen.
        language: of the panel.
        team: the team's zone.
    """
    zones = dict.fromkeys((*ZONES, *filter(None, (chosen.zone,))))
    days = chosen.days or USUAL_DAYS
    return [
        Select(
            id="language",
            label=say("chat-settings-language", language),
            items={say(f"chat-settings-{one}", language): one for one in (AS_ASKED, *LANGUAGES)},
            initial_value=chosen.language or AS_ASKED,
        ),
        Select(
            id="days",
            label=say("chat-settings-days", language),
            items={say("chat-settings-last-days", language, n=n): str(n) for n in sorted({*OFFERED_DAYS, days})},
            initial_value=str(days),
        ),
        Select(
            id="zone",
            label=say("chat-settings-zone", language),
            items={
                say("chat-settings-team-zone", language, zone=city(team, language)): TEAM,
                **{city(zone, language): zone for zone in zones},
            },
            initial_value=chosen.zone or TEAM,
        ),
    ]


def city(zone: str, language: Language) -> str:
    """A time zone by its city; one without a city by its name.

    >>> city("Asia/Yekaterinburg", "ru"), city("UTC", "en"), city("Etc/GMT-5", "en")
    ('Екатеринбург', 'UTC', 'Etc/GMT-5')
    """
    if "/" not in zone or zone.startswith("Etc/"):
        return zone
    return str(get_timezone_location(zone, locale=language, return_city=True))
