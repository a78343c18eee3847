"""Campaigns: listed, one, those of a channel, and a new one that is planned before any platform knows it."""

import asyncio
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final

from fastapi import Body, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from ingest.errors import InvalidInput, NotFound
from ingest.facts import Account, Campaign
from tools.engine.campaigns import CampaignCard, CardWish, campaign_cards
from tools.engine.engine import MetricEngine
from ui.api.calling import as_json
from ui.api.doors import Caller, Calling
from ui.api.paging import ListPage, PageSpan, Paging
from ui.api.problem import DoorError
from ui.api.route import router

campaigns = router("campaigns", "/api/campaigns")
SOURCE: Final = "api"
KIND: Final = "campaign"
MOST_MONEY: Final = Decimal(10) ** 12
LONGEST: Final = 300
Number = Annotated[int, Path(ge=1, lt=2**63, examples=[1])]
Short = Annotated[str, Field(max_length=LONGEST)]
Money = Annotated[Decimal, Field(ge=0, le=MOST_MONEY)]


class CampaignSaid(BaseModel):
    """One campaign."""

    id: int
    external_id: str
    name: str
    channel: str = Field(examples=["facebook"])
    account: str
    currency: str = Field(examples=["RUB"])
    daily_budget: float | None
    total_budget: float | None
    starts: date | None
    ends: date | None
    objective: str
    audience: str
    segment: str
    location: str
    language: str
    status: str

    @classmethod
    def of(cls, card: CampaignCard) -> "CampaignSaid":
        """As it is told."""
        return cls(**{name: value for name, value in vars(card).items() if name != "traits"}, **card.traits)


class PlannedCampaign(BaseModel):
    """A campaign to come."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"channel": "facebook", "name": "Spring", "daily_budget": 5000}]},
    )

    channel: str = Field(min_length=1, max_length=50, pattern="^[a-z][a-z0-9_]*$", examples=["facebook"])
    name: str = Field(min_length=1, max_length=LONGEST, pattern=r"\S", examples=["Spring"])
    external_id: Short = Field("", description="Its id on the platform; empty: its name.")
    account: Short = Field("", description="Its account's id on the platform; empty: one of its own.")
    objective: Short = ""
    audience: Short = ""
    segment: Short = ""
    location: Short = ""
    language: Short = ""
    daily_budget: Money | None = None
    total_budget: Money | None = None
    starts: date | None = None
    ends: date | None = None


Search = Annotated[str, Query(max_length=LONGEST, description="A part of the name.")]


async def _page(caller: Caller, paging: PageSpan, *, search: str, channel: str = "") -> dict[str, Any]:
    wish = CardWish(skip=paging.skip, limit=paging.limit, search=search, channel=channel)
    cards, total = await asyncio.to_thread(campaign_cards, caller.desk.metrics, wish)
    return paging.page([CampaignSaid.of(card) for card in cards], total)


@campaigns.get("", response_model=ListPage[CampaignSaid])
async def listed(caller: Calling, paging: Paging, search: Search = "") -> dict[str, Any]:
    """Every campaign that the caller sees."""
    return await _page(caller, paging, search=search)


@campaigns.get("/channel/{name}", response_model=ListPage[CampaignSaid])
async def of_channel(name: str, caller: Calling, paging: Paging, search: Search = "") -> dict[str, Any]:
    """The campaigns of a channel, by its key."""
    known = caller.desk.metrics.catalogue().channels
    if name not in known:
        raise NotFound("access-no-such-channel", received=name, possible=", ".join(known) or "-")
    return await _page(caller, paging, channel=name, search=search)


@campaigns.get("/{number}", response_model=CampaignSaid)
async def one(number: Number, caller: Calling) -> Response:
    """One campaign."""
    return as_json(await asyncio.to_thread(_one, caller.desk.metrics, number))


def _one(metrics: MetricEngine, number: int) -> CampaignSaid:
    cards, _ = campaign_cards(metrics, CardWish(number=number, limit=1))
    if not cards:
        raise NotFound("api-no-campaign", received=str(number))
    return CampaignSaid.of(cards[0])


@campaigns.post("", response_model=CampaignSaid, status_code=201)
async def create(new: Annotated[PlannedCampaign, Body()], caller: Calling) -> Response:
    """Enters a campaign; one of the same channel, account and id is there once, and entering it again is a conflict."""
    caller.actor.must("load")
    metrics = caller.doors.running.metrics.within(caller.actor.reach)  # whichever client they look at
    number = await asyncio.to_thread(_create, caller, metrics, new)
    caller.note("changed", tool="create_campaign", channel=new.channel, campaign=new.name)
    made = await asyncio.to_thread(_one, metrics, number)
    return as_json(made, 201, {"location": f"/api/campaigns/{number}"})


def _create(caller: Caller, metrics: MetricEngine, new: PlannedCampaign) -> int:
    if new.starts and new.ends and new.ends < new.starts:
        raise InvalidInput("query-backwards", start=str(new.starts), end=str(new.ends))
    owner = new.account or new.channel
    if not caller.actor.reach.holds(new.channel, owner):
        raise NotFound("access-no-such-account", received=owner, possible="-")
    running = caller.doors.running
    own = new.external_id or new.name
    there, _ = campaign_cards(metrics, CardWish(channel=new.channel, key=(SOURCE, owner, own), limit=1))
    if there:
        found = there[0].id
        at = {"location": f"/api/campaigns/{found}"}
        raise DoorError(409, "api-campaign-there", headers=at, received=own, number=str(found))
    names = set(Campaign.__slots__) & set(PlannedCampaign.model_fields) - {"external_id"}
    described = Campaign(external_id=own, **{name: getattr(new, name) for name in names})
    with running.store.run(source=SOURCE, kind=KIND, within=caller.actor.reach) as run:
        account = run.account(Account(channel=new.channel, external_id=owner, currency=running.settings.currency))
        return run.campaigns(account, [described])[0]
