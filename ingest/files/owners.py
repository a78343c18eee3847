"""Finds or makes the channels, accounts and campaigns that the rows of a file belong to."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sqlalchemy import select, update

from ingest.channel_names import kin
from ingest.facts import Account
from ingest.files.channel_keys import ChannelKeys
from ingest.files.column_notes import CutNames, Note
from ingest.files.identity import NewCampaign
from ingest.files.one_channel import UNNAMED
from ingest.files.shape import Shape
from ingest.files.telegram_halves import stored_currency
from ingest.lengths import bounded
from ingest.schema import account as account_table
from ingest.store.bounds import outside
from ingest.store.campaign_book import (
    CampaignBook,
    MovedSales,
    accounts_of,
    is_moneyless,
    link,
    moved_sales,
    plain_name,
    slug_of,
)
from ingest.store.changes import note_set
from ingest.store.store import Run

CACHED: Final = 100_000
"""Campaigns remembered between chunks; a file with a campaign per row must not fill the memory."""


class Owners:
    """Resolves owners to campaign rows inside one run, asking the database once for each."""

    def __init__(self, run: Run, shape: Shape) -> None:
        self.run = run
        self.shape = shape
        self.keys = ChannelKeys(run.connection)
        self.channels: set[str] = set()
        self.currencies: dict[str, None] = {}
        self.accounts: set[int] = set()
        """Accounts that rows have gone to."""
        self.roots: set[int] = set()
        """Fingerprints of the campaigns met: a number each, however long their names."""
        self.moved: dict[tuple[str, str], None] = {}
        """Channels from which and to which earlier loads were moved."""
        self._other_currencies: list[Note] = []
        self._cut = CutNames()
        self._accounts: dict[tuple[str, str, str], int] = {}
        self._books: dict[int, CampaignBook] = {}
        self._ids: dict[NewCampaign, int] = {}
        self._listed: dict[str, list[Any]] = {}
        self._own: dict[tuple[str, str, str], int | None] = {}
        self._beside: dict[tuple[str, str, str, bool], list[int]] = {}
        self._moved_sales: dict[tuple[str, str, str], MovedSales] | None = None
        self.instead: int | None = None
        """The account which holds these very rows already, when the file does not say whose they are."""

    def ids(self, owners: Sequence[NewCampaign]) -> npt.NDArray[np.int64]:
        """One campaign row per owner."""
        if unknown := self.unknown(owners):
            self._resolve(unknown)
        found = np.array([self._ids[owner] for owner in owners], dtype=np.int64)
        if len(self._ids) > CACHED:
            self._ids.clear()
        return found

    def unknown(self, owners: Sequence[NewCampaign]) -> list[NewCampaign]:
        """Those of which no row of this file has spoken yet."""
        return [owner for owner in owners if owner not in self._ids]

    def held(self, account_id: int, owner: NewCampaign) -> int | None:
        """The row of the owner's campaign in an account, if it is there."""
        return self._book(account_id).number_of(owner.campaign)

    def _resolve(self, owners: Sequence[NewCampaign]) -> None:
        by_book: dict[int, list[NewCampaign]] = {}
        for owner in owners:
            moved = self._moved_to(owner)
            if moved is None:
                by_book.setdefault(self._place(owner), []).append(owner)
            else:
                self._ids[owner] = moved.id
                self.channels.add(moved.channel)
                self.currencies[owner.currency] = None
                self._count(moved.account_id, owner)
        for account_id, own in by_book.items():
            numbers = self._book(account_id).ids([owner.campaign for owner in own])
            for owner, number in zip(own, numbers, strict=True):
                self._ids[owner] = number
                self._count(account_id, owner)
                self._link(owner, number)

    def _count(self, account_id: int, owner: NewCampaign) -> None:
        self._cut.hear(owner.channel, owner.account, owner.campaign.external_id, owner.campaign.name)
        self.accounts.add(account_id)
        self.roots.add(hash((account_id, plain_name(owner.campaign.external_id))))

    def _moved_to(self, owner: NewCampaign) -> MovedSales | None:
        """The sales that stand under a campaign of another channel since that one's costs came."""
        if not self.shape.is_sales:
            return None
        if self._moved_sales is None:
            self._moved_sales = moved_sales(self.run.connection, self.run.within)
        place = (self.keys.key(owner.channel), slug_of(owner.campaign.external_id), owner.currency)
        return self._moved_sales.get(place)

    def _link(self, owner: NewCampaign, number: int) -> None:
        """One campaign in two currencies is one campaign, each amount in its own account."""
        twin = self.twin(owner)
        known = self.held(twin[1], owner) if twin else None
        if twin and known is not None and known != number:
            link(self.run.connection, number, known)
            self.in_currency(twin[0], self.currency_of(*twin), owner.currency)

    def twin(self, owner: NewCampaign) -> tuple[str, int] | None:
        """Channel and account that have the owner's campaign in another currency."""
        for key in self._near(owner):
            held = [
                (key, number) for number in self._others(key, owner, same=False) if self.held(number, owner) is not None
            ]
            if held:
                return held[0]
        return None

    def currency_of(self, key: str, number: int) -> str:
        """The currency of one of a channel's accounts."""
        return next(str(one.currency) for one in self._accounts_of(key) if one.id == number)

    def _near(self, owner: NewCampaign) -> list[str]:
        """The owner's channel, and for sales its kin."""
        key = self.keys.key(owner.channel)
        return [key, *(sorted(kin(key)) if self.shape.is_sales else ())]

    def _book(self, account_id: int) -> CampaignBook:
        if account_id not in self._books:
            self._books[account_id] = CampaignBook(
                self.run.connection, account_id, run_id=self.run.id, loosely=self.shape.is_sales
            )
        return self._books[account_id]

    def forget_books(self) -> None:
        """Campaigns have moved between accounts."""
        self._books.clear()

    def _place(self, owner: NewCampaign) -> int:
        """The account in which the owner's campaign is: where it is known already, else its own."""
        if self.instead is not None:
            return self.instead
        own = self._account_of(owner)
        if own is not None and self._book(own).knows(owner.campaign):
            return self.account(owner)
        near = self._near(owner)
        for keys in (near[:1], near[1:]):
            held = [
                (key, number)
                for key in keys
                for number in self._others(key, owner)
                if self._book(number).knows(owner.campaign)
            ]
            if len(held) == 1:
                [(key, number)] = held
                self.channels.add(key)
                self.currencies[owner.currency] = None
                return number
        twin = self.twin(owner)
        if twin and not self.shape.currency_told:
            return self._unsaid(owner, *twin)
        if twin and own is None and self.shape.has_money and is_moneyless(self.run.connection, twin[1]):
            self._take(twin[1], {"currency": owner.currency, "external_id": self._external(owner)})
            for index in (self._listed, self._beside, self._own):
                index.clear()
        return self.account(replace(owner, channel=twin[0]) if twin else owner)

    def _unsaid(self, owner: NewCampaign, key: str, number: int) -> int:
        """The account that has the campaign of a file which names no currency: its sums are in that one's."""
        stored = self.currency_of(key, number)
        self.channels.add(key)
        self.currencies[stored] = None
        note = ("files-note-currency-stored", {"channel": key, "stored": stored, "usual": owner.currency})
        self._other_currencies += [note] if self.shape.has_money and note not in self._other_currencies else []
        return number

    def _others(self, key: str, owner: NewCampaign, *, same: bool = True) -> list[int]:
        """Accounts of a channel in which a campaign of this file may be, in the same currency or in others."""
        place = (key, owner.currency, owner.account, same)
        if place not in self._beside:
            mine = self.run.source
            self._beside[place] = [
                one.id
                for one in (() if self.shape.half else self._accounts_of(key))
                if (one.currency == owner.currency) == same
                and (self.shape.sells_only or mine == one.source or UNNAMED in (mine, one.source))
                and (not owner.account or not one.name or (not same and one.name == owner.account))
            ]
        return self._beside[place]

    def _accounts_of(self, key: str) -> list[Any]:
        """A channel's accounts as far as they may be touched: of the others nothing is known here."""
        if key not in self._listed:
            known = accounts_of(self.run.connection, key)
            self._listed[key] = [one for one in known if self.run.within.holds(key, one.external_id)]
        return self._listed[key]

    def _account_of(self, owner: NewCampaign) -> int | None:
        """The owner's own account, if it is there; one that a nameless source had brought gets the name."""
        if (place := (owner.channel, owner.account, owner.currency)) not in self._own:
            listed = [
                one
                for one in self._accounts_of(self.keys.key(owner.channel))
                if one.external_id == self._external(owner)
            ]
            mine = [one.id for one in listed if one.source == self.run.source]
            nameless = [one.id for one in listed if UNNAMED in (one.source, self.run.source)]
            if not mine and len(nameless) == 1 and self.run.source != UNNAMED:
                self._take(nameless[0], {"source": self.run.source})
            self._own[place] = mine[0] if mine else nameless[0] if len(nameless) == 1 else None
        return self._own[place]

    def _take(self, number: int, values: dict[str, Any]) -> None:
        row = account_table.c.id == number
        named = select(*(account_table.c[name] for name in values)).where(row)
        before = self.run.connection.execute(named).mappings().one()
        note_set(self.run.connection, self.run.id, "account", {"id": number}, dict(before), values)
        self.run.connection.execute(update(account_table).where(row).values(values))

    def _external(self, owner: NewCampaign) -> str:
        currency = "" if self.shape.half else owner.currency
        return bounded(" · ".join(filter(None, (owner.account, currency))))

    def account(self, owner: NewCampaign) -> int:
        """The owner's own account, made when it is new.

        Raises:
            NotAllowed: whoever loads the file may not touch it.
        """
        place = (owner.channel, owner.account, owner.currency)
        if place not in self._accounts:
            key = self.keys.key(owner.channel)
            if not self.run.within.holds(key, self._external(owner)):
                raise outside(owner.channel, owner.account, owner.currency)
            self.run.channel(key, title=self.keys.title(key, owner.channel))
            self.channels.add(key)
            currency = self._currency(owner)
            self._compare_currency(key, owner, currency)
            known = None if self.shape.half else self._account_of(owner)
            self._accounts[place] = known if known is not None else self._made(key, owner, currency)
            self._own[place] = self._accounts[place]
            self.currencies[currency] = None
            for index in (self._listed, self._beside):
                index.clear()
        return self._accounts[place]

    def _made(self, key: str, owner: NewCampaign, currency: str) -> int:
        return self.run.account(
            Account(
                channel=key,
                external_id=self._external(owner),
                name=owner.account,
                currency=currency,
                vat_included=self.shape.vat_included,
            )
        )

    def notes(self) -> list[Note]:
        """Which channels are new, what was moved, and which accounts hold another currency already."""
        moved = [("files-note-moved", {"old": old, "channel": new}) for old, new in self.moved]
        return [*self.keys.notes(), *moved, *self._other_currencies, *self._cut.notes()]

    def _compare_currency(self, key: str, owner: NewCampaign, currency: str) -> None:
        """Amounts of one account in a currency it did not have before are kept apart, and that is worth a word."""
        of_source = (one for one in self._accounts_of(key) if one.source == self.run.source)
        stored = {one.currency for one in of_source if one.name == owner.account}
        if stored and currency not in stored and currency not in self.currencies and not self.shape.half:
            self.in_currency(key, ", ".join(sorted(stored)), currency)

    def in_currency(self, key: str, stored: str, received: str) -> None:
        """Says that a channel's amounts stand in several currencies."""
        note = ("files-note-other-currency", {"channel": key, "stored": stored, "received": received})
        self._other_currencies += [] if stored == received or note in self._other_currencies else [note]

    def now_in(self, key: str, stored: str, received: str) -> None:
        """Says that a channel's amounts, which stood in one currency, are in the one that the file names."""
        values = {"channel": key, "stored": stored, "received": received}
        kept = [note for note in self._other_currencies if note[1] != values]
        self._other_currencies = [*kept, ("files-note-currency-named", values)]

    def _currency(self, owner: NewCampaign) -> str:
        if self.shape.half and "spend" not in self.shape.measures:
            return stored_currency(self.run.connection, self.run.source, owner.account) or owner.currency
        return owner.currency
