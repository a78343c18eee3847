"""Loads files of budgets and goals: channel or campaign, month, amount or target."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import Table, insert, or_, select, update

from ingest.errors import InvalidInput
from ingest.facts import Rejected
from ingest.files import amounts, days
from ingest.files.channel_keys import ChannelKeys
from ingest.files.chunks import STATE
from ingest.files.currencies import code_of, sign_of
from ingest.files.derive import SHARES
from ingest.files.field_names import field_of, plain_header
from ingest.files.header_words import ROLE
from ingest.files.headers import Columns
from ingest.files.layout import Layout
from ingest.files.sales_rows import lists_deals
from ingest.files.words import clean, is_blank, is_total
from ingest.lengths import LONGEST_VALUE, bounded
from ingest.schema import account as account_table
from ingest.schema import budget, goal
from ingest.schema import campaign as campaign_table
from ingest.schema import channel as channel_table
from ingest.store.bounds import holds_plan, outside
from ingest.store.changes import note_made, note_set
from ingest.store.store import Run

METRIC_KEYS: Final = {"conversion_rate": "cvr", "views": "video_views"}
"""Where the catalogue of metrics calls a field otherwise."""
_AMOUNT: Final = frozenset({"amount", "сумма"})


@dataclass(frozen=True, kw_only=True)
class PlanColumns:
    """Which columns of a plan hold what."""

    month: int
    budget: int | None
    metric: int | None
    target: int | None
    targets: dict[str, int]
    """Metric to column, in files with a column per goal (`Target CPA`)."""


def plan_columns(columns: Columns) -> PlanColumns | None:
    """The columns of a plan, or None when the file is one of facts."""
    at = columns.positions
    month = next((at[name] for name in ("month", "day", "starts") if name in at), None)
    planned, target = _planned(columns), at.get("target")
    metric = None if target is None else at.get("metric", at.get("objective"))
    targets = {name.removeprefix("target:"): position for name, position in at.items() if name.startswith("target:")}
    facts = {name for name in columns.of_role("measure") if at[name] not in (target, planned)}
    if facts or month is None or (planned is None and metric is None and not targets):
        return None
    return PlanColumns(
        month=month, budget=planned, metric=metric, target=None if metric is None else target, targets=targets
    )


def _planned(columns: Columns) -> int | None:
    """The column of the amounts planned; beside months "Amount" is one."""
    at = columns.positions
    if "budget" in at and not lists_deals(columns):
        return at["budget"]
    spent = at.get("spend") if "month" in at else None
    return spent if spent is not None and plain_header(columns.headers[spent]) in _AMOUNT else None


@dataclass(kw_only=True)
class PlanLoad:
    """Loads the rows of one plan inside a run."""

    run: Run
    layout: Layout
    columns: Columns
    at: PlanColumns
    currency: str
    channels: set[str] = field(default_factory=set)
    months: list[date] = field(default_factory=list)
    campaigns: set[str] = field(default_factory=set)
    read: int = 0
    totals: int = 0

    def __post_init__(self) -> None:
        if not self.columns.has("channel") and not self.columns.has("campaign") and not self.columns.has("campaign_id"):
            raise InvalidInput(
                "files-plan-no-channel",
                file=self.layout.path.name,
                received=", ".join(filter(None, self.columns.headers)),
            )
        self.keys = ChannelKeys(self.run.connection)
        self.currency = self.columns.currency or self.currency

    def add(self, chunk: pd.DataFrame) -> None:
        """Stores one chunk; every row is counted once."""
        cells = [chunk[position] for position in range(len(self.columns.headers))]
        order = days.column_order(chunk[self.at.month]) or "day_first"
        for row in zip(*cells, chunk[STATE], strict=True):
            texts = [clean(cell) for cell in row[:-1]]
            if not any(texts):
                continue
            if any(is_total(text) for text in texts):
                self.totals += 1
                continue
            self.read += 1
            reason = str(row[-1]) or self._row(texts, order)
            if reason:
                raw = dict(zip(self.columns.headers, row[:-1], strict=True))
                self.run.reject([Rejected(reason=reason, raw=raw, detail=self.layout.path.name)])

    def _row(self, texts: list[str], order: days.Order) -> str:
        """Stores one row; returns why not, if not."""
        month = days.parse_day(texts[self.at.month], order)
        if month is None:
            return "missing_month" if is_blank(texts[self.at.month]) else "bad_date"
        currency = self._currency(texts)
        if not currency:
            return "unknown_currency"
        try:
            changes = list(self._changes(texts, currency))
        except _Refused as refused:
            return refused.reason
        if not changes:
            return "no_measures"
        owner = self._owner(texts)
        if owner is None:
            return "missing_channel"
        self._save(owner, month.replace(day=1), changes)
        return ""

    def _owner(self, texts: list[str]) -> tuple[int, str] | None:
        """Channel id, and the campaign's external id or an empty text."""
        spelling = bounded(self._cell(texts, "channel"), LONGEST_VALUE)
        campaign = bounded(self._cell(texts, "campaign_id") or self._cell(texts, "campaign"))
        key = self.keys.key(spelling) if spelling else ""
        known = _known_campaign(self.run, campaign, key) if campaign else None
        if known:
            key, campaign = known
        if not key:
            return None
        if not holds_plan(self.run.connection, self.run.within, key, campaign):
            raise outside(spelling, self._cell(texts, "campaign_id") or self._cell(texts, "campaign"))
        self.channels.add(key)
        self.campaigns |= {campaign} if campaign else set()
        return self.run.channel(key, title=self.keys.title(key, spelling)), campaign

    def _cell(self, texts: list[str], name: str) -> str:
        position = self.columns.positions.get(name)
        return "" if position is None or is_blank(texts[position]) else texts[position]

    def _currency(self, texts: list[str]) -> str:
        named = self._cell(texts, "currency")
        if named:
            return code_of(named)
        amount = texts[self.at.budget] if self.at.budget is not None else ""
        return sign_of(amount) or self.currency

    def _changes(self, texts: list[str], currency: str) -> Iterable[tuple[Table, dict[str, Any], dict[str, Any]]]:
        """Table, key and values of each thing the row plans."""
        if self.at.budget is not None:
            amount = _amount(texts[self.at.budget])
            if amount is not None:
                yield budget, {}, {"amount": _micros(amount), "currency": currency}
        listed = {name: texts[position] for name, position in self.at.targets.items()}
        if self.at.metric is not None and self.at.target is not None and not is_blank(texts[self.at.target]):
            listed[_metric(texts[self.at.metric])] = texts[self.at.target]
        for name, cell in listed.items():
            value = _amount(cell, share=name in SHARES or name == "cvr")
            if value is not None:
                yield goal, {"metric": METRIC_KEYS.get(name, name)}, {"target": _micros(value)}

    def _save(
        self, owner: tuple[int, str], month: date, changes: list[tuple[Table, dict[str, Any], dict[str, Any]]]
    ) -> None:
        self.months.append(month)
        place = {"channel_id": owner[0], "campaign": owner[1], "month": month}
        outcomes = {_upsert(self.run, table, {**place, **key}, values) for table, key, values in changes}
        counts = self.run.counts
        best = next(name for name in ("inserted", "updated", "unchanged") if name in outcomes)
        setattr(counts, best, getattr(counts, best) + 1)


class _Refused(Exception):
    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def _metric(cell: str) -> str:
    found = field_of(cell)
    if found is None or ROLE.get(found[0]) not in {"measure", "ratio"}:
        raise _Refused("unknown_metric")
    return METRIC_KEYS.get(found[0], found[0])


def _amount(cell: str, *, share: bool = False) -> float | None:
    """The number in a cell; a share written in per cent becomes a fraction.

    Raises:
        _Refused: no number, or one below zero.
    """
    read = amounts.read(np.array([cell], dtype=object))
    if read.bad[0]:
        raise _Refused("not_a_number")
    value = float(read.values[0])
    if value != value:
        return None
    if value < 0:
        raise _Refused("negative_measure")
    if value > amounts.BIGGEST:
        raise _Refused("too_large")
    return value / 100 if read.percent[0] or (share and value > 1) else value


def _micros(value: float) -> int:
    return round(value * 1_000_000)


def _known_campaign(run: Run, text: str, key: str) -> tuple[str, str] | None:
    """Channel key and external id of the stored campaign with that id or name, among those that may be touched."""
    query = (
        select(channel_table.c.key, campaign_table.c.external_id, account_table.c.external_id)
        .join(account_table, account_table.c.channel_id == channel_table.c.id)
        .join(campaign_table, campaign_table.c.account_id == account_table.c.id)
        .where(or_(campaign_table.c.external_id == text, campaign_table.c.name == text))
        .order_by(campaign_table.c.id)
    )
    found = run.connection.execute(query.where(channel_table.c.key == key) if key else query)
    return next(((name, campaign) for name, campaign, owner in found if run.within.holds(name, owner)), None)


def _upsert(run: Run, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    same = [table.c[name] == value for name, value in key.items()]
    stored = run.connection.execute(select(*(table.c[name] for name in values)).where(*same)).mappings().first()
    if stored is None:
        run.connection.execute(insert(table).values({**key, **values}))
        note_made(run.connection, run.id, table.name, key)
    note_set(run.connection, run.id, table.name, key, dict(stored or {}), values)
    if stored is None:
        return "inserted"
    if dict(stored) == dict(values):
        return "unchanged"
    run.connection.execute(update(table).where(*same).values(dict(values)))
    return "updated"
