"""Alerts and their rules."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import Body, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from agent.consent import CONFIRM
from ingest.database import Database
from tools.alerts.book import AlertBook
from tools.alerts.rows import StoredAlert
from tools.alerts.rows import listed as listed_rows
from tools.alerts.stored_rules import StoredRule
from ui.api.calling import ToolAnswer, answer_of, as_json, call
from ui.api.doors import Caller, Calling
from ui.api.paging import ListPage, Paging
from ui.api.route import router
from ui.api.working import JobSaid, begin

alerts = router("alerts", "/api/alerts")
ListedState = Literal["open", "firing", "acknowledged", "snoozed", "resolved", "all"]


class AlertSaid(BaseModel):
    """One alert."""

    model_config = ConfigDict(extra="allow")

    id: str = Field(examples=["17"])
    rule: str
    severity: str = Field(examples=["high"])
    state: str = Field(examples=["firing"])
    message: str
    reason: str
    is_read: bool


class RuleSaid(BaseModel):
    """One rule."""

    model_config = ConfigDict(extra="allow")

    name: str
    kind: str
    enabled: bool
    origin: str = Field(description="`preset`, or who added it.")


class NewRule(BaseModel):
    """A rule in words."""

    model_config = ConfigDict(extra="forbid")

    phrase: str = Field(
        min_length=1, max_length=500, examples=["warn me if CPA of Instagram is above 600 two days in a row"]
    )


class ChangedRule(BaseModel):
    """What shall be otherwise."""

    model_config = ConfigDict(extra="forbid")

    settings: dict[str, float | int | bool | str] = Field(examples=[{"enabled": False}])


Preview = Annotated[bool, Query(description="Only say what would be done.")]


@alerts.get("", response_model=ListPage[AlertSaid])
async def listed(
    caller: Calling, paging: Paging, state: Annotated[ListedState, Query(description="Which.")] = "open"
) -> dict[str, Any]:
    """Alerts in a state, the gravest first."""
    return paging.cut([said(one, caller) for one in await asyncio.to_thread(_book(caller).listed, state)])


@alerts.get("/unread", response_model=ListPage[AlertSaid])
async def unread(caller: Calling, paging: Paging) -> dict[str, Any]:
    """Firing alerts that nobody has read."""
    return paging.cut([said(one, caller) for one in await asyncio.to_thread(unread_of, caller)])


def unread_of(caller: Caller) -> list[StoredAlert]:
    """Firing alerts that the caller sees, that people were told of and nobody has read."""
    return seen_by(caller, unread_in(caller.doors.running.engine))


def unread_in(engine: Database) -> list[StoredAlert]:
    """The same, whoever may see them."""
    with engine.connect() as connection:
        return [one for one in listed_rows(connection, ("firing",)) if one.waits]


def seen_by(caller: Caller, found: list[StoredAlert]) -> list[StoredAlert]:
    """Those of them that the caller sees."""
    return _book(caller).seen(found)


def said(one: StoredAlert, caller: Caller) -> dict[str, Any]:
    """An alert as JSON has it."""
    return one.as_json(_book(caller).currency, caller.language)


def _book(caller: Caller) -> AlertBook:
    return AlertBook(desk=caller.desk)


@alerts.patch("/{number}/read", response_model=AlertSaid)
async def read(number: str, caller: Calling) -> dict[str, Any]:
    """Marks an alert as read: whoever does so has taken it, and reminders end."""
    caller.actor.must("acknowledge")
    taken = await asyncio.to_thread(_book(caller).acknowledge, number, caller.actor.name)
    return said(taken, caller)


@alerts.post("/check", response_model=JobSaid, status_code=202)
async def check(caller: Calling) -> Response:
    """Evaluates all rules on what is stored now."""
    caller.actor.must("refresh")

    async def work() -> dict[str, int]:
        checked = await asyncio.to_thread(_book(caller).check)
        return {"open": len(checked.alerts), "changed": checked.changed, "queued": checked.queued}

    return await begin(caller, "check", {}, work)


@alerts.get("/rules", response_model=ListPage[RuleSaid])
async def rules(caller: Calling, paging: Paging) -> dict[str, Any]:
    """Every rule, presets first."""
    found: list[StoredRule] = await asyncio.to_thread(_book(caller).rules)
    return paging.cut([one.as_json() for one in found])


async def _named(name: str, caller: Caller) -> str:
    """The rule that an address names, and no other: the tool also takes words that come near a name.

    One's own is one's own to change; the team's takes the right to it.
    """
    if not caller.actor.may("rules"):
        caller.actor.must("subscribe")
    found = await asyncio.to_thread(_book(caller).rule, name)
    if not found.rule.owner:
        caller.actor.must("rules")
    return found.name


async def _managed(caller: Caller, *, preview: bool, **asked: Any) -> Response:
    result = await call(caller, "manage_alert_rule", {**asked, CONFIRM: not preview})
    return as_json(answer_of(result, caller))


@alerts.post("/rules", response_model=ToolAnswer)
async def add(rule: Annotated[NewRule, Body()], caller: Calling, *, preview: Preview = False) -> Response:
    """Adds a rule; with `preview` says how often it would have fired."""
    return await _managed(caller, preview=preview, action="add", phrase=rule.phrase)


@alerts.patch("/rules/{name}", response_model=ToolAnswer)
async def change(
    name: str, changed: Annotated[ChangedRule, Body()], caller: Calling, *, preview: Preview = False
) -> Response:
    """Changes a rule's settings."""
    return await _managed(
        caller, preview=preview, action="change", rule=await _named(name, caller), settings=changed.settings
    )


@alerts.delete("/rules/{name}", response_model=ToolAnswer)
async def remove(name: str, caller: Calling, *, preview: Preview = False) -> Response:
    """Removes a rule; a preset is switched off."""
    return await _managed(caller, preview=preview, action="remove", rule=await _named(name, caller))
