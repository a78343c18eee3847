"""VK Ads for one client."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.servers.http import Answer, Asked
from tests.servers.world import Cell, World


@dataclass
class Vk:
    """The client's server; a token that is not the newest one is expired."""

    world: World
    token: str = "vk-planted-token"
    page_size: int = 2
    made: int = 0
    grants: list[str] = field(default_factory=list)
    counted: bool = True
    """Whether lists say how long they are."""

    def __call__(self, asked: Asked) -> Answer:
        if asked.path.endswith("/oauth2/token.json"):
            if asked.form().get("refresh_token", "r") != "r":
                return Answer(status=400, body={"error": {"code": "invalid_token", "message": "unknown"}})
            self.made += 1
            self.grants.append(asked.form()["grant_type"])
            self.token = f"vk-renewed-{self.made}"
            return Answer(body={"access_token": self.token, "expires_in": "86400", "refresh_token": "r"})
        if asked.headers.get("authorization") != f"Bearer {self.token}":
            return Answer(status=401, body={"code": "expired_token", "message": "Access token is expired"})
        if asked.path == "/api/v2/ad_plans.json":
            return self._plans(int(asked.query["offset"]))
        return self._statistics(asked.query)

    def _plans(self, offset: int) -> Answer:
        plans = [
            {"id": int(key), "name": name, "budget_limit_day": "1500"} for key, name in self.world.campaigns.items()
        ]
        count = {"count": len(plans)} if self.counted else {}
        return Answer(body={**count, "offset": offset, "items": plans[offset : offset + self.page_size]})

    def _statistics(self, query: Any) -> Answer:
        wanted = query["id"].split(",")
        items: dict[str, list[dict[str, Any]]] = {}
        for campaign, day, cell in self.world.rows(
            date.fromisoformat(query["date_from"]), date.fromisoformat(query["date_to"])
        ):
            if campaign in wanted:
                items.setdefault(campaign, []).append(_row(day, cell))
        return Answer(body={"items": [{"id": int(key), "rows": rows} for key, rows in items.items()]})


def _row(day: date, cell: Cell) -> dict[str, Any]:
    goals = {"goals": cell.conversions, "cpa": "0", "cr": 2.5}
    return {
        "date": day.isoformat(),
        "base": {"shows": cell.impressions, "clicks": cell.clicks, "goals": 0, "spent": str(cell.spend), "vk": goals},
        "uniques": {"reach": 0, "total": cell.impressions // 2},
        "romi": {"value": str(cell.revenue)},
        "social_network": {"vk_join": 2},
    }
