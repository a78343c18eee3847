"""What was concluded and is polled by screens: predictions, recommendations, four dashboards; how to renew it."""

import asyncio
from datetime import date, datetime
from typing import Annotated, Any, Final

from fastapi import Path, Response
from pydantic import BaseModel, Field

from ingest.errors import NotAllowed, NotFound
from tools.advice.record.book import AdviceBook
from tools.advice.record.document import Recommended
from tools.charts.chart import draw
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Table
from tools.outlook.stored import DASHBOARD_NAMES, DashboardName, StoredDashboard, dashboard, predictions
from ui.api.calling import answer_of, as_json, call
from ui.api.doors import Caller, Calling
from ui.api.paging import ListPage, Paging
from ui.api.route import router
from ui.api.working import JobSaid, begin

outlook = router("outlook", "/api")
KIND: Final = "recommendations"
PNG: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The picture.", "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}}
}


class PredictionSaid(BaseModel):
    """What a running campaign will come to."""

    campaign: str
    channel: str
    roi: float | None
    roi_low: float | None
    roi_high: float | None
    probability_below: float | None = Field(description="Of ROI below zero.")
    risk_level: str
    confidence: float | None
    verdict: str


class DashboardSaid(BaseModel):
    """One of the four dashboards."""

    name: str = Field(examples=["roi-forecast"])
    made_on: date
    image: str = Field(examples=["/api/ml-dashboard/roi-forecast/image"])
    table: Table
    chart: ChartSpec


Name = Annotated[DashboardName, Path(description=", ".join(DASHBOARD_NAMES))]


async def _predicted(caller: Caller) -> tuple[list[dict[str, Cell]], date | None]:
    table, made_on = await asyncio.to_thread(predictions, caller.desk)
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows], made_on


class Latest(BaseModel):
    """The newest predictions."""

    made_on: date | None
    items: list[PredictionSaid]


@outlook.get("/predictions", response_model=ListPage[PredictionSaid])
async def predicted(caller: Calling, paging: Paging) -> dict[str, Any]:
    """The newest prediction of every campaign, the riskiest first."""
    return paging.cut((await _predicted(caller))[0])


@outlook.get("/predictions/latest", response_model=Latest)
async def latest_predictions(caller: Calling) -> dict[str, Any]:
    """All of them at once, with the day they were made on."""
    items, made_on = await _predicted(caller)
    return {"made_on": made_on, "items": items}


@outlook.post("/predictions/generate", response_model=JobSaid, status_code=202)
async def predict(caller: Calling) -> Response:
    """Renews forecasts, budget advice and predictions where the data changed."""
    caller.actor.must("refresh")
    if not caller.actor.reach.whole:
        raise NotAllowed("access-everybodys")
    running = caller.doors.running

    def renew() -> dict[str, Any]:
        from tools.outlook.refresh import refresh_forecasts

        return {"rows": refresh_forecasts(running.desk(caller.language)).rows}

    return await begin(caller, "predictions", {}, lambda: caller.doors.heavy.run(caller.actor.name, renew))


class AdviceListed(BaseModel):
    """The newest list of actions."""

    made_at: datetime = Field(description="When the first of them was given.")
    items: list[Recommended] = Field(description="What nobody has decided about yet, the most valuable first.")


@outlook.get("/recommendations/latest", response_model=AdviceListed)
async def latest_advice(caller: Calling) -> Response:
    """The team's newest list, under the numbers by which it is decided; what was decided has left it."""
    kept = await asyncio.to_thread(AdviceBook(desk=caller.desk).listed)
    if not kept:
        raise NotFound("api-no-advice")
    items = [Recommended(id=one.id, place=one.place, **one.body) for one in kept]
    return as_json(AdviceListed(made_at=min(one.made_at for one in kept), items=items))


@outlook.post("/recommendations/generate", response_model=JobSaid, status_code=202)
async def advise(caller: Calling) -> Response:
    """Makes a new list of actions with money at stake."""
    caller.actor.must("ask")

    async def work() -> dict[str, Any]:
        return answer_of(await call(caller, "recommend", {}), caller).model_dump(mode="json")

    return await begin(caller, KIND, {}, work)


async def _stored(name: DashboardName, caller: Caller) -> StoredDashboard:
    return await asyncio.to_thread(dashboard, name, caller.desk)


@outlook.get("/ml-dashboard/{name}", response_model=DashboardSaid)
async def shown(name: Name, caller: Calling) -> Response:
    """A dashboard: its picture's place, its table, its chart as data."""
    found = await _stored(name, caller)
    image = f"/api/ml-dashboard/{name}/image"
    made = {"name": name, "made_on": found.made_on, "table": found.table, "chart": found.chart}
    return as_json(DashboardSaid(image=image, **made))


@outlook.get("/ml-dashboard/{name}/data", response_model=Table)
async def data(name: Name, caller: Calling) -> Response:
    """The figures behind its picture."""
    return as_json((await _stored(name, caller)).table)


@outlook.get("/ml-dashboard/{name}/image", response_class=Response, responses=PNG)
async def image(name: Name, caller: Calling) -> Response:
    """Its picture."""
    found = await _stored(name, caller)
    return Response(await asyncio.to_thread(draw, found.chart), media_type="image/png")
