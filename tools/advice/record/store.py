"""The tables `recommendation` and `advice_document`: one row an advice, one row a published list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal

from sqlalchemy import Connection, insert, select, update

from ingest.database import Database, writing
from ingest.schema import advice_document, recommendation

State = Literal["open", "accepted", "done", "declined", "withdrawn"]
DECIDED: Final = ("accepted", "done", "declined")


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What an advice brought, as measured: profit beyond what was forecast from before the decision, with its range."""

    value: float
    low: float
    high: float
    group: int
    """Advice of one number was measured together and shares one measurement."""

    def as_json(self) -> dict[str, float]:
        """As it is stored."""
        return {"value": self.value, "low": self.low, "high": self.high, "group": self.group}


@dataclass(frozen=True, kw_only=True)
class KeptAdvice:
    """An advice as stored."""

    id: int
    key: str
    kind: str
    made_at: datetime
    state: State
    place: int
    """Where it stands in the newest list, from 1; 0: not in it."""
    body: Mapping[str, Any] = field(default_factory=dict)
    decided_at: datetime | None = None
    done_at: datetime | None = None
    reason: str = ""
    effect: Effect | None = None

    @property
    def touches(self) -> tuple[str, ...]:
        """Channels whose profit it should change."""
        return tuple(self.body.get("touches", ()))

    @property
    def days(self) -> int:
        """For how long it is done before it is judged."""
        return int(self.body.get("days", 30))

    @property
    def campaign(self) -> str:
        """The campaign alone, if it is about one."""
        return str(self.body.get("campaign", ""))

    @property
    def stake(self) -> Mapping[str, float] | None:
        """What was promised: value, low, high."""
        return self.body.get("stake")

    def headline(self, language: str) -> str:
        """What to do, in one line."""
        return str(self.body["texts"][language]["action"])


def every(database: Database) -> list[KeptAdvice]:
    """All advice, the oldest first."""
    with database.connect() as connection:
        return _all(connection)


def _all(connection: Connection) -> list[KeptAdvice]:
    rows = connection.execute(select(recommendation).where(recommendation.c.key != "").order_by(recommendation.c.id))
    names = ("id", "key", "kind", "made_at", "state", "place", "body", "decided_at", "done_at", "reason")
    return [
        KeptAdvice(effect=Effect(**row["effect"]) if row["effect"] else None, **{name: row[name] for name in names})
        for row in rows.mappings()
    ]


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An advice of a list that is to be kept."""

    key: str
    kind: str
    scope: str
    body: Mapping[str, Any]
    place: int


def keep(database: Database, listed: Sequence[Listed], now: datetime) -> None:
    """Brings the open advice to a new list: known ones are renewed, new ones added, those no longer given withdrawn.

    A list that is kept already changes nothing.
    """
    wanted = {one.key: one for one in listed}
    if _same(every(database), wanted):
        return
    with writing(database) as connection:
        open_ones = {one.key: one for one in _all(connection) if one.state == "open"}
        for key, old in open_ones.items():
            new = wanted.get(key)
            values = {"state": "withdrawn", "place": 0} if new is None else {"body": dict(new.body), "place": new.place}
            connection.execute(update(recommendation).where(recommendation.c.id == old.id).values(**values))
        for key, new in wanted.items():
            if key not in open_ones:
                connection.execute(insert(recommendation).values(**_row(new, now)))


def _same(stored: Sequence[KeptAdvice], wanted: Mapping[str, Listed]) -> bool:
    old = {one.key: (one.place, dict(one.body)) for one in stored if one.state == "open"}
    return old == {key: (one.place, dict(one.body)) for key, one in wanted.items()}


def _row(new: Listed, now: datetime) -> dict[str, Any]:
    return {
        "made_at": now,
        "kind": new.kind,
        "scope": new.scope,
        "body": dict(new.body),
        "expected": new.body.get("stake"),
        "state": "open",
        "key": new.key,
        "place": new.place,
    }


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What a person decided about an advice."""

    state: State
    by: str
    at: datetime
    reason: str = ""


def decide(database: Database, number: int, decision: Decided) -> None:
    """Writes a decision down; carrying out what was not accepted before accepts it at the same moment."""
    table = recommendation.c
    with writing(database) as connection:
        known = connection.execute(select(table.decided_at, table.state).where(table.id == number)).one()
        values: dict[str, Any] = {"state": decision.state, "decided_by": decision.by, "reason": decision.reason}
        values["done_at"] = decision.at if decision.state == "done" else None
        goes_on = decision.state == "done" and known.state == "accepted"
        values["decided_at"] = None if decision.state == "open" else known.decided_at if goes_on else decision.at
        connection.execute(update(recommendation).where(table.id == number).values(effect=None, **values))


def write_effects(database: Database, effects: Mapping[int, Effect]) -> int:
    """Stores what was measured for good."""
    if not effects:
        return 0
    with writing(database) as connection:
        for number, effect in effects.items():
            mine = recommendation.c.id == number
            connection.execute(update(recommendation).where(mine).values(effect=effect.as_json()))
    return len(effects)


def published(database: Database) -> tuple[str, Mapping[str, Any]] | None:
    """The newest published list with the digest of its content; None before the first."""
    table = advice_document.c
    with database.connect() as connection:
        newest = select(table.content_hash, table.document).order_by(table.id.desc()).limit(1)
        row = connection.execute(newest).first()
    return (row.content_hash, row.document) if row else None


def publish(database: Database, content_hash: str, document: Mapping[str, Any], now: datetime) -> None:
    """Adds a published list."""
    row = {"made_at": now, "content_hash": content_hash, "document": dict(document)}
    with writing(database) as connection:
        connection.execute(insert(advice_document).values(**row))


def day_of(moment: datetime | None, zone: Any) -> date | None:
    """The calendar day of a moment where the team is."""
    return None if moment is None else moment.astimezone(zone).date()
