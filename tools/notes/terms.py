"""The table `definition`: what the team's own words stand for, in words that a question may be asked with."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, insert, select

from ingest.database import Database, writing
from ingest.errors import InvalidInput
from ingest.schema import definition
from tools.tool import ToolContext
from tools.words.stems import root_of

LONGEST_TERM: Final = 40
LONGEST_MEANING: Final = 200
MOST: Final = 200
"""Words that a team may teach; every question is held against all of them."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word of the team."""

    term: str
    meaning: str
    """What is read in its place."""
    made_by: str = ""


def key_of(term: str) -> str:
    """What two forms of one word share: "заявка", «Заявки»."""
    return " ".join(map(root_of, re.findall(r"\w+", term)))


def checked(told: Term) -> Term:
    """The word with its blanks in order.

    Raises:
        InvalidInput: one of the two is empty or too long, or the meaning is the word itself.
    """
    term, meaning = " ".join(told.term.split()), " ".join(told.meaning.split())
    keys = key_of(term), key_of(meaning)
    if not all(keys) or keys[0] == keys[1] or len(term) > LONGEST_TERM or len(meaning) > LONGEST_MEANING:
        raise InvalidInput(
            "terms-bad", received=(term or meaning)[:LONGEST_TERM], most=LONGEST_TERM, meaning=LONGEST_MEANING
        )
    return Term(term=term, meaning=meaning, made_by=told.made_by)


def remember(database: Database, told: Term, now: datetime) -> None:
    """Keeps a word; one that is known already means the new from now on.

    Raises:
        InvalidInput: see `checked`; or there are as many words as a question can be held against.
    """
    kept = checked(told)
    key = key_of(kept.term)
    with writing(database) as connection:
        connection.execute(delete(definition).where(definition.c.term == key))
        if connection.execute(select(func.count()).select_from(definition)).scalar_one() >= MOST:
            raise InvalidInput("terms-full", most=MOST)
        meaning = {"term": kept.term, "words": kept.meaning, "made_by": kept.made_by}
        connection.execute(insert(definition).values(term=key, meaning=meaning, created_at=now))


def every(database: Database) -> list[Term]:
    """All words in alphabetical order."""
    with database.connect() as connection:
        rows = connection.execute(select(definition.c.meaning).order_by(definition.c.term)).scalars().all()
    return [Term(term=row["term"], meaning=row["words"], made_by=row["made_by"]) for row in rows]


def terms_for(desk: ToolContext) -> tuple[Term, ...]:
    """The words that whoever asks may be shown: what one stands for may name what not everybody sees."""
    return tuple(every(desk.engine)) if desk.metrics.catalogue().owns(None) else ()


def forget(database: Database, term: str) -> bool:
    """Deletes a word; whether there was one."""
    with writing(database) as connection:
        return connection.execute(delete(definition).where(definition.c.term == key_of(term))).rowcount > 0
