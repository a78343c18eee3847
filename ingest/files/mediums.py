"""Which of two columns names the channel: a column of mediums beside a column of sources does not."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from ingest.files.headers import Columns
from ingest.files.reshape import name_of
from ingest.files.words import is_blank

UNPAID: Final[Mapping[str, str]] = {
    "organic": "organic",
    "referral": "referral",
    "email": "email",
    "e-mail": "email",
    "(none)": "direct",
    "sms": "sms",
    "affiliate": "affiliate",
    "push": "push",
}
"""Mediums that say more about the channel than the source does."""
_PAID: Final = frozenset(
    {"cpc", "ppc", "cpm", "cpa", "cpv", "ad", "paid", "display", "banner", "social", "paid_social"}
)


def sourced(columns: Columns, sample: pd.DataFrame) -> Columns:
    """The columns with the channel where the sources stand, when the one taken for it holds mediums only."""
    at = columns.positions
    sources = [header for header in columns.unknown if name_of(header) == "channel"]
    if "channel" not in at or "channel" in columns.mapped or not sources:
        return columns
    cells = {cell.strip().casefold() for cell in sample[at["channel"]].unique() if not is_blank(cell)}
    if not cells or not cells <= UNPAID.keys() | _PAID:
        return columns
    positions = {"utm_medium": at["channel"], **at, "channel": columns.headers.index(sources[0])}
    return replace(columns, positions=positions, unknown=tuple(one for one in columns.unknown if one != sources[0]))
