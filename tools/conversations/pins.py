"""What people have pinned to their opening view: the call that answers again, never the figures it once gave."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, func, insert, select

from ingest.database import Database, writing
from ingest.errors import InvalidInput
from ingest.schema import pinned_card

MOST_PINS: Final = 12
LONGEST_TITLE: Final = 200
LONGEST_CALL: Final = 8_000


@dataclass(frozen=True, kw_only=True)
class Pin:
    """A pinned card."""

    number: int
    title: str
    tool: str
    args: Mapping[str, Any]

    def calls(self, tool: str, args: Mapping[str, Any]) -> bool:
        """Whether it is the card of this call."""
        return self.tool == tool and _document(self.args) == _document(args)


@dataclass(frozen=True, kw_only=True)
class PinBook:
    """The cards of one person."""

    database: Database
    owner: str

    def listed(self) -> list[Pin]:
        """Their cards, in the order in which they were pinned."""
        mine = select(pinned_card).where(pinned_card.c.owner == self.owner).order_by(pinned_card.c.id)
        with self.database.connect() as connection:
            return [
                Pin(number=row.id, title=row.title, tool=row.tool, args=row.args) for row in connection.execute(mine)
            ]

    def find(self, tool: str, args: Mapping[str, Any]) -> Pin | None:
        """The card of a call."""
        return next((pin for pin in self.listed() if pin.calls(tool, args)), None)

    def add(self, title: str, tool: str, args: Mapping[str, Any], now: datetime) -> bool:
        """Pins a call; False when it is there already.

        Raises:
            InvalidInput: the view is full, or the call is longer than any question.
        """
        if self.find(tool, args) is not None:
            return False
        if len(_document(args)) > LONGEST_CALL:
            raise InvalidInput("conversations-pin-long", most=LONGEST_CALL)
        values = {"owner": self.owner, "title": title[:LONGEST_TITLE], "tool": tool, "args": dict(args)}
        with writing(self.database) as connection:
            held = select(func.count()).select_from(pinned_card).where(pinned_card.c.owner == self.owner)
            if int(connection.execute(held).scalar_one()) >= MOST_PINS:
                raise InvalidInput("conversations-pins-full", most=MOST_PINS)
            connection.execute(insert(pinned_card).values(made_at=now, **values))
        return True

    def remove(self, number: int) -> bool:
        """Takes a card of this person away; False when they have none of this number."""
        mine = (pinned_card.c.owner == self.owner, pinned_card.c.id == number)
        with writing(self.database) as connection:
            return bool(connection.execute(delete(pinned_card).where(*mine)).rowcount)


def _document(args: Mapping[str, Any]) -> str:
    return json.dumps(args, sort_keys=True, ensure_ascii=False, default=str)
