"""The campaigns of an account as files know them: by id or by name, with or without traits."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, and_, func, or_, select, update

from ingest.facts import Campaign
from ingest.schema import account, campaign, channel, daily_fact
from ingest.scope import DataScope
from ingest.store.changes import note_set
from ingest.store.entities import TRAITS, campaign_ids, variant_of

_SHORTEST_ID: Final = 5
"""Digits of a number within a tag that may be a campaign's id."""
SOLD: Final = "sold "
"""Begins the variant of sales that stand under a campaign of another channel; the channel of their tag follows."""
MOST: Final = 100_000
"""Campaigns of one account that are held in memory; with more, only ids and whole names find one another."""


def plain_name(name: str) -> str:
    """A name without case, accents of typography and double spaces: two names that differ in these are one.

    >>> plain_name(" Brand  –  Search ") == plain_name("brand – search")
    True
    """
    text = unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")
    return re.sub(r"\s+", " ", text).strip()


def slug_of(name: str) -> str:
    """A name as tags of links carry it: `Brand – Search` and `brand_search` are one.

    >>> slug_of("Brand – Search 2026") == slug_of("brand_search-2026")
    True
    """
    return " ".join(re.findall(r"[^\W_]+", plain_name(name)))


def numbers_in(slug: str) -> list[str]:
    """The parts of a slug that may be a campaign's id.

    >>> numbers_in("brand 2026 123456789")
    ['123456789']
    """
    return [part for part in slug.split() if len(part) >= _SHORTEST_ID and part.isdigit()]


class CampaignBook:
    """Finds the campaign that a file means, or makes it; made for one account inside one run."""

    def __init__(self, connection: Connection, account_id: int, *, run_id: int, loosely: bool = False) -> None:
        """Reads the account's campaigns; `loosely` also finds them by the tags of links, which are no exact names."""
        self.connection = connection
        self.account_id = account_id
        self.run_id = run_id
        self._numbers: dict[str, dict[str, int]] = {}
        """Campaign id to variant to row."""
        self._traits: dict[int, tuple[str, ...]] = {}
        self._ids: dict[str, list[str]] = {}
        """Plain name to campaign ids."""
        self.loosely = loosely
        self._slugs: dict[str, dict[str, str]] = {}
        """Slug to campaign ids with their names."""
        of_account = and_(campaign.c.account_id == account_id, ~campaign.c.variant.startswith(SOLD))
        self.complete = int(connection.execute(select(func.count()).where(of_account)).scalar_one()) <= MOST
        columns = [campaign.c[name] for name in ("id", "external_id", "variant", "name", *TRAITS)]
        for row in connection.execute(select(*columns).where(of_account)) if self.complete else ():
            self._remember(row.id, row.external_id, row.variant, row.name, tuple(row[4:]))

    def _remember(self, number: int, external: str, variant: str, name: str, traits: tuple[str, ...]) -> None:
        self._numbers.setdefault(external, {})[variant] = number
        self._traits[number] = traits
        for text in {plain_name(name), plain_name(external)} - {""}:
            if self.loosely:
                self._slugs.setdefault(slug_of(text), {})[external] = name
            known = self._ids.setdefault(text, [])
            if external not in known:
                known.append(external)

    def knows(self, wanted: Campaign) -> bool:
        """Whether the account has this campaign under its id or name."""
        known = wanted.external_id in self._numbers or self._by_name(wanted) is not None
        return known or bool(self._by_tag(wanted))

    def _by_tag(self, wanted: Campaign) -> tuple[str, str] | None:
        """Id and name of the one campaign that a link's tag means: by its slug, or by an id within the tag."""
        if not self.loosely or not is_named(wanted):
            return None
        slug = slug_of(wanted.external_id)
        listed = self._slugs.get(slug, {})
        found = listed or {part: "" for part in numbers_in(slug) if part in self._numbers}
        return next(iter(found.items())) if len(found) == 1 else None

    def number_of(self, wanted: Campaign) -> int | None:
        """The row of a campaign that the account knows."""
        tagged = self._by_tag(wanted)
        external = wanted.external_id if wanted.external_id in self._numbers else self._by_name(wanted)
        rows = self._numbers.get(external or (tagged[0] if tagged else ""), {})
        return min(rows.values(), default=None)

    def ids(self, wanted: Sequence[Campaign]) -> list[int]:
        """A row for each campaign, in their order."""
        if not self.complete:
            return campaign_ids(self.connection, self.account_id, wanted, variants=True)
        found = self._as_one([self._placed(one) for one in wanted])
        several = _variants(found)
        numbers = [self._known(one, alone=several[one.external_id] == 1) for one in found]
        new = list(dict.fromkeys(one for one, number in zip(found, numbers, strict=True) if number is None))
        if new:
            made = dict(zip(new, campaign_ids(self.connection, self.account_id, new, variants=True), strict=True))
            for one, number in made.items():
                self._remember(number, one.external_id, variant_of(one), one.name, _traits(one))
            numbers = [made[one] if number is None else number for one, number in zip(found, numbers, strict=True)]
            self._stay_small()
        return [number for number in numbers if number is not None]

    def _as_one(self, found: Sequence[Campaign]) -> list[Campaign]:
        """New campaigns without an id: those whose names differ in nothing but spelling are the first of them."""
        first: dict[str, str] = {}
        return [
            replace(one, external_id=name, name=one.name and name)
            if is_named(one)
            and one.external_id not in self._numbers
            and (name := first.setdefault(plain_name(one.external_id), one.external_id)) != one.external_id
            else one
            for one in found
        ]

    def _stay_small(self) -> None:
        if len(self._traits) > MOST:
            self.complete = False
            for index in (self._numbers, self._traits, self._ids, self._slugs):
                index.clear()

    def _placed(self, wanted: Campaign) -> Campaign:
        """The campaign under the id by which the account knows it; one known by name alone gets its id now."""
        external = wanted.external_id
        if external in self._numbers:
            return replace(wanted, external_id=external)
        named = self._by_name(wanted)
        if named is None:
            tagged = self._by_tag(wanted)
            return replace(wanted, external_id=tagged[0], name=tagged[1]) if tagged else wanted
        if not is_named(wanted):
            self._give_id(named, wanted.external_id)
            return wanted
        return replace(wanted, external_id=named)

    def _by_name(self, wanted: Campaign) -> str | None:
        """The id of the one campaign of that name; a campaign with an id of its own takes only one without."""
        listed = self._ids.get(plain_name(wanted.name), []) if wanted.name else []
        nameless = [external for external in listed if plain_name(external) == plain_name(wanted.name)]
        if nameless:
            return nameless[0]
        return listed[0] if is_named(wanted) and len(listed) == 1 else None

    def _give_id(self, named: str, external: str) -> None:
        rows = self._numbers.pop(named)
        self._numbers[external] = rows
        for listed in self._ids.values():
            listed[:] = [external if one == named else one for one in listed]
        for number in rows.values():
            self._set(number, {"external_id": external})

    def _known(self, wanted: Campaign, *, alone: bool) -> int | None:
        """The row of these traits; one alone whose traits do not contradict is the same row, told more fully."""
        rows = self._numbers.get(wanted.external_id, {})
        variant, traits = variant_of(wanted), _traits(wanted)
        if variant in rows:
            return self._renamed(rows[variant], wanted)
        fitting = [number for number in rows.values() if _compatible(self._traits[number], traits)]
        if len(fitting) != 1 or not (alone or not variant):
            return None
        number = fitting[0]
        merged = tuple(new or old for old, new in zip(self._traits[number], traits, strict=True))
        if merged != self._traits[number]:
            told = replace(wanted, **dict(zip(TRAITS, merged, strict=True)))  # type: ignore[arg-type]  # texts all
            self._set(number, {**dict(zip(TRAITS, merged, strict=True)), "variant": variant_of(told)})
            rows.pop(next(text for text, row in rows.items() if row == number))
            rows[variant_of(told)] = number
            self._traits[number] = merged
        return self._renamed(number, wanted)

    def _renamed(self, number: int, wanted: Campaign) -> int:
        """A campaign with an id may be renamed; one known by its name keeps the spelling it has."""
        if is_named(wanted) or wanted.external_id in self._ids.get(plain_name(wanted.name), []):
            return number
        self._set(number, {"name": wanted.name})
        self._ids.setdefault(plain_name(wanted.name), []).append(wanted.external_id)
        return number

    def _set(self, number: int, values: Mapping[str, Any]) -> None:
        change(self.connection, self.run_id, number, values)


def change(connection: Connection, run_id: int, number: int, values: Mapping[str, Any]) -> None:
    """Sets fields of a campaign, and remembers what they were."""
    columns = [campaign.c[name] for name in values]
    before = connection.execute(select(*columns).where(campaign.c.id == number)).mappings().one()
    note_set(connection, run_id, "campaign", {"id": number}, dict(before), values)
    connection.execute(update(campaign).where(campaign.c.id == number).values(dict(values)))


def is_named(wanted: Campaign) -> bool:
    """Whether nothing but the name tells which campaign it is."""
    return not wanted.name or wanted.external_id == wanted.name


def _variants(wanted: Sequence[Campaign]) -> dict[str, int]:
    """How many different traits each campaign comes with."""
    seen: dict[str, set[str]] = {}
    for one in wanted:
        seen.setdefault(one.external_id, set()).add(variant_of(one))
    return {external: len(variants) for external, variants in seen.items()}


def _traits(wanted: Campaign) -> tuple[str, ...]:
    return tuple(getattr(wanted, name) for name in TRAITS)


def _compatible(known: Sequence[str], told: Sequence[str]) -> bool:
    return all(not old or not new or old == new for old, new in zip(known, told, strict=True))


def accounts_of(connection: Connection, channel_key: str) -> list[Any]:
    """Accounts of a channel: id, source, external id, currency, name."""
    query = (
        select(account.c.id, account.c.source, account.c.external_id, account.c.currency, account.c.name)
        .join(channel, channel.c.id == account.c.channel_id)
        .where(channel.c.key == channel_key, account.c.source != "demo")
        .order_by(account.c.id)
    )
    return list(connection.execute(query).all())


def is_moneyless(connection: Connection, account_id: int) -> bool:
    """Whether an account has no sum of money, so that its currency is only what its file was taken for."""
    sums = or_(daily_fact.c.spend.is_not(None), daily_fact.c.revenue.is_not(None))
    own = daily_fact.c.campaign_id.in_(select(campaign.c.id).where(campaign.c.account_id == account_id))
    return connection.execute(select(daily_fact.c.campaign_id).where(own, sums).limit(1)).first() is None


@dataclass(frozen=True, kw_only=True)
class MovedSales:
    """Sales that stand under a campaign of another channel."""

    id: int
    account_id: int
    channel: str
    """In which they stand."""


def moved_sales(connection: Connection, within: DataScope) -> dict[tuple[str, str, str], MovedSales]:
    """Those within by the channel, slug and currency under which their files give them."""
    query = (
        select(campaign.c.id, campaign.c.account_id, campaign.c.external_id, campaign.c.variant)
        .add_columns(account.c.currency, account.c.external_id.label("owner"), channel.c.key)
        .join(account, account.c.id == campaign.c.account_id)
        .join(channel, channel.c.id == account.c.channel_id)
        .where(campaign.c.variant.startswith(SOLD))
    )
    return {
        (row.variant.removeprefix(SOLD), slug_of(row.external_id), row.currency): MovedSales(
            id=row.id, account_id=row.account_id, channel=row.key
        )
        for row in connection.execute(query)
        if within.holds(row.key, row.owner)
    }


def link(connection: Connection, number: int, twin: int) -> None:
    """Makes two rows one campaign: by campaign they are grouped together."""
    root = connection.execute(select(campaign.c.root_id).where(campaign.c.id == twin)).scalar_one()
    mine = or_(campaign.c.id == number, campaign.c.root_id == number)
    connection.execute(update(campaign).where(mine, campaign.c.root_id != root).values(root_id=root))
