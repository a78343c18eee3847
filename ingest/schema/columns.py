"""What the tables share: names of constraints, moments in UTC, keys and rollup columns."""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
)

from ingest.facts import MEASURES, STANDARD_MEASURES

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A point in time: handed in and out aware, kept in UTC by both databases (SQLite itself knows no zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a naive moment is refused, because nobody can say when it was."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone.")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From UTC."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Id = BigInteger().with_variant(Integer, "sqlite")
"""SQLite hands out row numbers only to plain INTEGER keys."""

MISSING = tuple(f"missing_{measure}" for measure in STANDARD_MEASURES)
"""How many of the rows behind a rollup row lack the measure: a ratio says when more than 1 % do."""


SUMS = tuple(measure for measure in MEASURES if measure != "engagement_score")
"""What adds up. The engagement score is averaged, so rollups keep `score_sum` (score x impressions) and `score_weight`
(the impressions of rows that have a score)."""


def identity() -> Column[int]:
    """A numbered primary key."""
    return Column("id", Id, primary_key=True, autoincrement=True)


def text(name: str, *, primary_key: bool = False) -> Column[str]:
    """A text that is empty rather than NULL."""
    return Column(name, Text, nullable=False, server_default="", primary_key=primary_key)


def rollup() -> list[Column[int]]:
    """The columns of a rollup: sums, the score\'s two parts, how many rows, how many lack what."""
    counts = [Column(name, Integer, nullable=False, server_default="0") for name in ("rows", *MISSING)]
    return [*(Column(name, BigInteger) for name in (*SUMS, "score_sum", "score_weight")), *counts]
