"""TikTok's Business API for one advertiser."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.servers.http import Answer, Asked
from tests.servers.world import World, shared

CUTS: dict[tuple[str, ...], list[dict[str, Any]]] = {
    (): [{}],
    ("age", "gender"): [{"age": "AGE_18_24", "gender": "MALE"}, {"age": "AGE_55_100", "gender": "NONE"}],
    ("country_code",): [{"country_code": "GB"}, {"country_code": "None"}],
    ("platform",): [{"platform": "IPHONE"}, {"platform": "ANDROID"}],
}


@dataclass
class TikTok:
    """The advertiser's server; with `drifting` a row slips onto the next page once while pages are read."""

    world: World
    advertiser: str = "7100000000000000001"
    page_size: int = 50
    drifting: bool = False
    refused_metrics: tuple[str, ...] = ()
    """Refused one after another, as each is found."""
    told_of_pages: tuple[str, ...] = ("total_number", "page", "page_size", "total_page")
    shrinking: bool = False
    """Once, a row of the first page goes away before the second one is read."""
    code: int = 0
    """Code of good reports: 20001 means that they hold only a part."""
    hidden: str = ""
    """A campaign whose rows are left out."""

    def __call__(self, asked: Asked) -> Answer:
        path = asked.path.removeprefix("/open_api/v1.3/")
        if path == "advertiser/info/":
            row = {
                "advertiser_id": int(self.advertiser),
                "name": "Local",
                "currency": "GBP",
                "timezone": "Europe/London",
            }
            return _ok({"list": [row]})
        if path == "campaign/get/":
            return _ok({"list": [_campaign(*item) for item in self.world.campaigns.items()]})
        if path == "report/integrated/get/":
            return self._report(asked.query)
        return Answer(body={"code": 40001, "message": f"no right to {path}", "data": {}})

    def _report(self, query: Any) -> Answer:
        for metric in self.refused_metrics:
            if metric in json.loads(query["metrics"]):
                return Answer(body={"code": 40002, "message": f"Invalid metric fields: ['{metric}']"})
        rows = [row for row in self._rows(query) if str(row["dimensions"]["campaign_id"]) != self.hidden]
        page, size = int(query["page"]), min(int(query["page_size"]), self.page_size)
        start = (page - 1) * size
        if self.drifting and page > 1:
            start -= 1
            self.drifting = page * size < len(rows)
        if self.shrinking and page > 1:
            rows, self.shrinking = rows[1:], page * size < len(rows)
        pages = -(-len(rows) // size) if rows else 0
        info = {"total_number": len(rows), "page": page, "page_size": size, "total_page": pages}
        told = {name: info[name] for name in self.told_of_pages}
        return _ok({"page_info": told, "list": rows[start : start + size]}, self.code)

    def _rows(self, query: Any) -> Iterator[dict[str, Any]]:
        since, until = date.fromisoformat(query["start_date"]), date.fromisoformat(query["end_date"])
        dimensions = json.loads(query["dimensions"])
        hourly = "stat_time_hour" in dimensions
        assert (until - since).days < (1 if hourly else 30), "the span is too long"
        extra = tuple(
            name
            for name in dimensions
            if name not in ("campaign_id", "advertiser_id", "stat_time_day", "stat_time_hour")
        )
        cuts = [{"stat_time_hour": hour} for hour in (9, 21)] if hourly else CUTS[extra]
        for campaign, day, cell in self.world.rows(since, until):
            for cut, part in zip(cuts, shared(cell, len(cuts)), strict=True):
                moment = f"{day} {cut['stat_time_hour']:02d}:00:00" if hourly else f"{day} 00:00:00"
                keys = {"campaign_id": int(campaign), **cut, "stat_time_hour" if hourly else "stat_time_day": moment}
                yield {"dimensions": keys, "metrics": _metrics(self.world.campaigns[campaign], part)}


def _metrics(name: str, cell: Any) -> dict[str, Any]:
    value = str(cell.revenue) if cell.conversions or cell.revenue else "-"
    return {
        "campaign_name": name,
        "spend": str(cell.spend),
        "impressions": str(cell.impressions),
        "clicks": str(cell.clicks),
        "conversion": str(cell.conversions),
        "complete_payment": str(cell.conversions),
        "total_complete_payment_rate": value,
        "total_purchase_value": value,
        "likes": 3,
        "shares": 1,
        "secondary_goal_result": "-",
    }


def _campaign(key: str, name: str) -> dict[str, Any]:
    budget = {"budget": 50.0, "budget_mode": "BUDGET_MODE_DAY"}
    return {
        "campaign_id": int(key),
        "campaign_name": name,
        "objective_type": "WEB_CONVERSIONS",
        "operation_status": "ENABLE",
        **budget,
    }


def _ok(data: Any, code: int = 0) -> Answer:
    return Answer(body={"code": code, "message": "OK", "request_id": "r", "data": data})
