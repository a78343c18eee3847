"""Sales that were loaded before their advertising: whichever comes first, they stand under one campaign."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection, exists, or_, select

from ingest.channel_names import kin
from ingest.facts import Campaign
from ingest.files.identity import WHOLE_CHANNEL, NewCampaign
from ingest.files.owners import Owners
from ingest.schema import account, campaign, channel, daily_fact
from ingest.scope import DataScope
from ingest.store.campaign_book import SOLD, change, is_named, numbers_in, slug_of

_ADVERTISING: Final = ("spend", "impressions", "clicks")


@dataclass(frozen=True, kw_only=True)
class SoldCampaign:
    """A campaign of which only sales are known."""

    id: int
    tag: str
    """By which the sales name it."""
    channel: str
    account_id: int
    account: str
    currency: str

    def is_meant_by(self, wanted: Campaign) -> bool:
        """Whether the tag is the campaign's name or id, or has its id within."""
        slug = slug_of(self.tag)
        whole = slug in {slug_of(wanted.external_id), slug_of(wanted.name)}
        return (whole and slug != "") or (not is_named(wanted) and wanted.external_id in numbers_in(slug))


class SalesFirst:
    """Finds what waits for the campaigns of one file with costs, and puts it under them."""

    def __init__(self, owners: Owners) -> None:
        self.owners = owners
        self.connection = owners.run.connection
        self._waiting: dict[str, dict[str, list[SoldCampaign]]] = {}
        """Channel to slug, or id within a tag, to campaigns."""

    def join(self, listed: Sequence[NewCampaign]) -> None:
        """Joins the sales that wait for some of these owners; a tag that may mean several of them means none."""
        if "spend" not in self.owners.shape.measures:
            return
        pairs = list(dict.fromkeys(pair for owner in self.owners.unknown(listed) for pair in self._pairs(owner)))
        near = {sold.id for sold, owner in pairs if sold.channel == self._key(owner)}
        pairs = [pair for pair in pairs if pair[0].id not in near or pair[0].channel == self._key(pair[1])]
        times = Counter(sold.id for sold, _ in pairs)
        for sold, owner in sorted(pairs, key=lambda pair: (pair[0].id not in near, pair[0].id)):
            if times[sold.id] == 1:
                self._put_under(sold, owner)
                self._drop(sold)

    def _key(self, owner: NewCampaign) -> str:
        return self.owners.keys.key(owner.channel)

    def _pairs(self, owner: NewCampaign) -> list[tuple[SoldCampaign, NewCampaign]]:
        key, one = self._key(owner), owner.campaign
        if key not in self._waiting:
            self._waiting[key] = _waiting(self.connection, key, self.owners.run.within)
        listed = self._waiting[key]
        texts = (slug_of(one.external_id), slug_of(one.name)) if listed else ()
        found = [sold for text in texts for sold in listed.get(text, ())]
        return [(sold, owner) for sold in found if sold.is_meant_by(one) and not (owner.account and sold.account)]

    def _drop(self, sold: SoldCampaign) -> None:
        for listed in self._waiting.values():
            for text in listed:
                listed[text] = [one for one in listed[text] if one.id != sold.id]

    def _put_under(self, sold: SoldCampaign, owner: NewCampaign) -> None:
        """Makes the sales the owner's campaign where it is new, else a row beside it."""
        stays = sold.currency != owner.currency and sold.channel == self._key(owner)
        own = sold.account_id if stays else self.owners.account(replace(owner, currency=sold.currency))
        if sold.currency == owner.currency and self.owners.held(own, owner) in (None, sold.id):
            wanted = owner.campaign
            values = {"account_id": own, "external_id": wanted.external_id, "name": wanted.name}
        else:
            number = int(self.owners.ids([owner])[0])
            root = select(campaign.c.root_id).where(campaign.c.id == number)
            values = {"root_id": self.connection.execute(root).scalar_one()}
            values |= {} if stays else {"account_id": own, "variant": SOLD + sold.channel}
            self.owners.in_currency(self._key(owner), sold.currency, owner.currency)
        change(self.connection, self.owners.run.id, sold.id, values)
        if own != sold.account_id:
            self.owners.run.touch_accounts([sold.account_id, own], [sold.id])
        self.owners.forget_books()


def _waiting(connection: Connection, key: str, within: DataScope) -> dict[str, list[SoldCampaign]]:
    """Campaigns of a channel and its kin that have sales and no advertising, by slug and by each id in their tag.

    Only those `within` are looked at.
    """
    own = daily_fact.c.campaign_id == campaign.c.id
    query = (
        select(
            campaign.c.id,
            campaign.c.external_id.label("tag"),
            channel.c.key.label("channel"),
            campaign.c.account_id,
            account.c.name.label("account"),
            account.c.currency,
            account.c.external_id.label("owner"),
        )
        .join_from(campaign, account, account.c.id == campaign.c.account_id)
        .join(channel, channel.c.id == account.c.channel_id)
        .where(channel.c.key.in_([key, *kin(key)]), account.c.source != "demo")
        .where(campaign.c.external_id != WHOLE_CHANNEL, campaign.c.root_id == campaign.c.id)
        .where(exists().where(own, daily_fact.c.revenue.is_not(None)))
        .where(~exists().where(own, or_(*(daily_fact.c[name].is_not(None) for name in _ADVERTISING))))
        .order_by(campaign.c.id)
    )
    found: dict[str, list[SoldCampaign]] = {}
    for found_row in connection.execute(query).mappings():
        row = dict(found_row)
        if not within.holds(row["channel"], row.pop("owner")):
            continue
        sold = SoldCampaign(**row)
        slug = slug_of(sold.tag)
        for text in {slug, *numbers_in(slug)}:
            found.setdefault(text, []).append(sold)
    return found
