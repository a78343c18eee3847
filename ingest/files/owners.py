"""Finds or makes the channels, accounts and campaigns that the rows of a file belong to."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, select

from ingest.channel_names import canonical, key_for, plain
from ingest.facts import Account
from ingest.files.identity import NewCampaign
from ingest.files.shape import Note, Shape
from ingest.files.telegram_halves import stored_currency
from ingest.schema import account as account_table
from ingest.schema import channel as channel_table
from ingest.store.store import Run

CACHED: Final = 100_000
"""Campaigns remembered between chunks; a file with a campaign per row must not fill the memory."""


class ChannelKeys:
    """Spelling to channel key: by the catalogue, then by what the database already holds, else a new channel."""

    def __init__(self, connection: Connection | None) -> None:
        self.stored: dict[str, str] = {}
        self.new: dict[str, str] = {}
        """Keys that nobody knew before this load, with the spelling that made them."""
        self._known: set[str] = set()
        for key, title, aliases in connection.execute(_STORED) if connection else ():
            self._known.add(key)
            self.stored |= {plain(spelling): key for spelling in (key, title, *aliases)}

    def key(self, spelling: str) -> str:
        """The key for a spelling."""
        known = canonical(spelling)
        if known:
            return known.key
        key = self.stored.get(plain(spelling)) or key_for(spelling)
        if key not in self._known:
            self.new.setdefault(key, spelling)
        return key

    def title(self, key: str, spelling: str) -> str:
        """The name under which a new channel is shown."""
        known = canonical(key)
        return known.en if known and known.key == key else spelling

    def notes(self) -> list[Note]:
        """Which channels are new."""
        return [("files-note-new-channel", {"channel": spelling, "code": key}) for key, spelling in self.new.items()]


_STORED = select(channel_table.c.key, channel_table.c.title, channel_table.c.aliases)


class Owners:
    """Resolves owners to campaign ids inside one run, asking the database once for each."""

    def __init__(self, run: Run, shape: Shape) -> None:
        self.run = run
        self.shape = shape
        self.keys = ChannelKeys(run.connection)
        self.channels: set[str] = set()
        self.currencies: dict[str, None] = {}
        self.roots: set[int] = set()
        """Fingerprints of the campaigns met: a number each, however long their names."""
        self._other_currencies: list[Note] = []
        self._accounts: dict[tuple[str, str, str], int] = {}
        self._ids: dict[NewCampaign, int] = {}

    def ids(self, owners: Sequence[NewCampaign]) -> npt.NDArray[np.int64]:
        """One campaign id per owner."""
        unknown = [owner for owner in owners if owner not in self._ids]
        if unknown:
            self._resolve(unknown)
        found = np.array([self._ids[owner] for owner in owners], dtype=np.int64)
        if len(self._ids) > CACHED:
            self._ids.clear()
        return found

    def _resolve(self, owners: Sequence[NewCampaign]) -> None:
        by_account: dict[int, list[NewCampaign]] = {}
        for owner in owners:
            by_account.setdefault(self._account(owner), []).append(owner)
        for account_id, own in by_account.items():
            numbers = self.run.campaigns(account_id, [owner.campaign for owner in own], variants=True)
            self._ids.update(zip(own, numbers, strict=True))
            self.roots.update(hash((account_id, owner.campaign.external_id)) for owner in own)

    def _account(self, owner: NewCampaign) -> int:
        place = (owner.channel, owner.account, owner.currency)
        if place not in self._accounts:
            key = self.keys.key(owner.channel)
            self.run.channel(key, title=self.keys.title(key, owner.channel))
            self.channels.add(key)
            currency = self._currency(owner)
            self._compare_currency(key, owner, currency)
            self._accounts[place] = self.run.account(
                Account(
                    channel=key,
                    external_id=owner.account
                    if self.shape.half
                    else " · ".join(filter(None, (owner.account, owner.currency))),
                    name=owner.account,
                    currency=currency,
                    vat_included=self.shape.vat_included,
                )
            )
            self.currencies[currency] = None
        return self._accounts[place]

    def notes(self) -> list[Note]:
        """Which channels are new, and which accounts hold another currency already."""
        return [*self.keys.notes(), *self._other_currencies]

    def _compare_currency(self, key: str, owner: NewCampaign, currency: str) -> None:
        """Amounts of one account in a currency it did not have before are kept apart, and that is worth a word."""
        query = (
            select(account_table.c.currency)
            .join(channel_table, channel_table.c.id == account_table.c.channel_id)
            .where(channel_table.c.key == key, account_table.c.source == self.run.source)
            .where(account_table.c.name == owner.account)
        )
        stored = set(self.run.connection.scalars(query))
        if stored and currency not in stored and currency not in self.currencies and not self.shape.half:
            values = {"channel": key, "stored": ", ".join(sorted(stored)), "received": currency}
            self._other_currencies.append(("files-note-other-currency", values))

    def _currency(self, owner: NewCampaign) -> str:
        if self.shape.half and "spend" not in self.shape.measures:
            return stored_currency(self.run.connection, self.run.source, owner.account) or owner.currency
        return owner.currency
