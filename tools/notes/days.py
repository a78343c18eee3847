"""What is known to have happened on some days: the team's notes, public holidays, budgets that changed."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import holidays
import pandas as pd

from ingest.texts import Language, say
from tools.engine.plans import read_budgets
from tools.notes.store import DayNote, between
from tools.semantics.question import Filter, Window
from tools.tool import ToolContext
from tools.words import wording
from tools.words.outside_names import plain

COUNTRIES: Final = {"RUB": "RU"}
"""Whose holidays the advertising of a currency meets."""
SPOKEN: Final[dict[Language, str]] = {"ru": "ru", "en": "en_US"}
CHANGED: Final = 0.1
"""A budget that moved by less than this share is no event."""
MOST: Final = 6


def happened(desk: ToolContext, before: Window, after: Window, where: Sequence[Filter] = ()) -> list[str]:
    """A line for each thing known about the days compared, team notes first; only of channels that the filters keep."""
    span = min(before.start, after.start), max(before.end, after.end)
    channels = desk.metrics.catalogue().channels_within(where)
    lines = [*_notes(desk, *span, channels), *_holidays(desk, before, after), *_budgets(desk, before, after, channels)]
    return lines[:MOST]


def _notes(desk: ToolContext, start: date, end: date, channels: frozenset[str]) -> list[str]:
    seen = desk.metrics.catalogue()
    told = [
        one
        for one in between(desk.engine, start, end)
        if seen.owns(one.channel or None) and (not one.channel or one.channel in channels)
    ]
    return [f"- {note_line(one, desk)}" for one in told]


def note_line(one: DayNote, desk: ToolContext) -> str:
    """A note in a line: its days, what happened, and where."""
    return say(
        "notes-line-channel" if one.channel else "notes-line",
        desk.language,
        days=wording.day_range(one.start, one.end, desk.language),
        text=plain(one.text),
        channel=desk.metrics.catalogue().title(one.channel, desk.language) if one.channel else "",
    ).removeprefix("- ")


def _holidays(desk: ToolContext, before: Window, after: Window) -> list[str]:
    """Holidays of one of the two periods."""
    country = COUNTRIES.get(desk.metrics.currency)
    if country is None:
        return []
    years = range(min(before.start, after.start).year, max(before.end, after.end).year + 1)
    known = holidays.country_holidays(country, years=years, language=SPOKEN[desk.language])
    named: dict[str, list[date]] = {}
    for day, name in sorted(known.items()):
        if any(window.start <= day <= window.end for window in (before, after)):
            named.setdefault(str(name).partition(";")[0], []).append(day)
    return [
        say(
            "notes-line",
            desk.language,
            days=wording.day_range(days[0], days[-1], desk.language),
            text=name,
        )
        for name, days in named.items()
    ]


def _budgets(desk: ToolContext, before: Window, after: Window, channels: frozenset[str]) -> list[str]:
    """Channels whose month budget is another one in the second period."""
    months = before.end.replace(day=1), after.end.replace(day=1)
    if months[0] >= months[1]:
        return []
    catalogue = desk.metrics.catalogue()
    with desk.engine.connect() as connection:
        table = read_budgets(connection, catalogue, desk.metrics.currency, months[0])
    if table is None:
        return []
    mine = table[(table["campaign"] == "") & table["channel"].isin(channels)]
    mine = mine.assign(month=pd.to_datetime(mine["month"]).dt.date)
    lines = []
    for channel, rows in mine.groupby("channel"):
        sums = rows.groupby("month")["amount"].sum()
        old, new = (float(sums.get(month, 0.0)) for month in months)
        if old and new and abs(new / old - 1) >= CHANGED:
            values = {
                "channel": catalogue.title(str(channel), desk.language),
                "before": wording.money(old, desk.metrics.currency, desk.language),
                "after": wording.money(new, desk.metrics.currency, desk.language),
                "month": wording.month(months[1], desk.language),
            }
            lines.append(say("notes-budget", desk.language, **values))
    return lines
