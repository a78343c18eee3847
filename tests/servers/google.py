"""Google Ads over REST for one customer, with its token office."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tests.servers.http import Answer, Asked
from tests.servers.world import Cell, World, shared

DEAD_TOKEN = {"error": {"code": 401, "message": "Request had invalid credentials.", "status": "UNAUTHENTICATED"}}


@dataclass
class Google:
    """The customer's server; an access token serves `token_life` requests, then is refused."""

    world: World
    customer: str = "9876543210"
    token_life: int = 1000
    batch: int = 50
    old_metric: str = ""
    """A metric that this version does not know."""
    manager: str = ""
    """A manager account above the customer."""
    beside_campaigns: Decimal = Decimal(0)
    """Spend of the account that no campaign shows."""
    tokens: int = 0
    used: int = 0

    def __call__(self, asked: Asked) -> Answer:
        if asked.path == "/token":
            self.tokens, self.used = self.tokens + 1, 0
            return Answer(
                body={"access_token": f"ya29.local-{self.tokens}", "expires_in": 3599, "token_type": "Bearer"}
            )
        if asked.headers.get("authorization") != f"Bearer ya29.local-{self.tokens}" or self.used >= self.token_life:
            return Answer(status=401, body=DEAD_TOKEN)
        self.used += 1
        if asked.path.endswith("customers:listAccessibleCustomers"):
            return Answer(body={"resourceNames": [f"customers/{self.manager or self.customer}"]})
        if self.manager and f"/{self.manager}/" in asked.path:
            child = {"customerClient": {"id": self.customer}, "customer": {"id": self.manager, "manager": True}}
            return Answer(body=[{"results": [child]}])
        if self.manager and asked.headers.get("login-customer-id") != self.manager:
            return Answer(status=403, body={"error": {"code": 403, "message": "USER_PERMISSION_DENIED"}})
        return self._stream(asked.json()["query"])

    def _stream(self, query: str) -> Answer:
        if self.old_metric and self.old_metric in query:
            failure = {
                "errorCode": {"queryError": "UNRECOGNIZED_FIELD"},
                "message": f"Unrecognized field: '{self.old_metric}'.",
            }
            return Answer(
                status=400, body=[{"error": {"code": 400, "message": "x", "details": [{"errors": [failure]}]}}]
            )
        rows = list(self._rows(query))
        batches: list[dict[str, Any]] = [
            {"results": rows[start : start + self.batch], "requestId": "r"} for start in range(0, len(rows), self.batch)
        ]
        if batches:
            batches.append({"queryResourceConsumption": "12"})
        return Answer(body=batches)

    def _rows(self, query: str) -> Iterator[dict[str, Any]]:
        fields = query.partition(" FROM ")[0]
        view = re.search(r" FROM (\w+)", query)
        assert view
        span = re.findall(r"'(\d{4}-\d{2}-\d{2})'", query)
        if not span:
            yield from self._described(view.group(1), fields)
            return
        since, until = date.fromisoformat(span[0]), date.fromisoformat(span[1])
        if view.group(1) == "customer":
            spend = self.world.total("spend", since, until) + self.beside_campaigns
            yield {"customer": {"id": self.customer}, "metrics": {"costMicros": str(int(spend * 1_000_000))}}
            return
        for campaign, day, cell in self.world.rows(since, until):
            for cut, part in self._cuts(view.group(1), fields, cell):
                yield _merged(self._row(campaign, day, part), cut)

    def _described(self, view: str, fields: str) -> Iterator[dict[str, Any]]:
        if view == "customer":
            customer = {"id": self.customer, "currencyCode": "USD", "timeZone": "America/New_York"}
            yield {"customer": {"descriptiveName": "Local", **customer}}
            return
        for key, name in self.world.campaigns.items():
            row: dict[str, Any] = {"campaign": {"id": key, "name": name, "status": "ENABLED"}}
            if "campaign_budget" in fields:
                row["campaignBudget"] = {"id": "1", "amountMicros": "25000000", "period": "DAILY"}
            yield row

    def _cuts(self, view: str, fields: str, cell: Cell) -> list[tuple[dict[str, Any], Cell]]:
        if view == "age_range_view":  # two ad groups of one age, and a part that the view does not cover
            first, second, _ = shared(cell, 3)
            age = {"adGroupCriterion": {"ageRange": {"type": "AGE_RANGE_25_34"}}}
            return [(age, first), (age, second)]
        if view == "gender_view":
            kinds = ("MALE", "FEMALE")
            return [
                ({"adGroupCriterion": {"gender": {"type": kind}}}, part)
                for kind, part in zip(kinds, shared(cell, 2), strict=True)
            ]
        if view == "geographic_view":
            where = {"geographicView": {"countryCriterionId": "2276", "locationType": "LOCATION_OF_PRESENCE"}}
            return [(where, cell)]
        return self._segments(fields, cell)

    def _segments(self, fields: str, cell: Cell) -> list[tuple[dict[str, Any], Cell]]:
        if "segments.device" in fields:
            return [
                ({"segments": {"device": name}}, part)
                for name, part in zip(("MOBILE", "DESKTOP"), shared(cell, 2), strict=True)
            ]
        if "segments.hour" in fields:
            return [({"segments": {"hour": hour}}, part) for hour, part in zip((9, 21), shared(cell, 2), strict=True)]
        if "segments.conversion_action" in fields:
            action = {
                "conversionAction": f"customers/{self.customer}/conversionActions/5",
                "conversionActionName": "Purchase",
            }
            return [({"segments": action}, cell)] if cell.conversions else []
        return [({}, cell)]

    def _row(self, campaign: str, day: date, cell: Cell) -> dict[str, Any]:
        return {
            "campaign": {
                "resourceName": f"customers/{self.customer}/campaigns/{campaign}",
                "id": campaign,
                "name": self.world.campaigns[campaign],
            },
            "metrics": {
                "clicks": str(cell.clicks),
                "impressions": str(cell.impressions),
                "costMicros": str(int(cell.spend * 1_000_000)),
                "conversions": float(cell.conversions),
                "conversionsValue": float(cell.revenue),
            },
            "segments": {"date": day.isoformat()},
        }


def _merged(row: dict[str, Any], cut: dict[str, Any]) -> dict[str, Any]:
    return {**row, **cut, "segments": {**row["segments"], **cut.get("segments", {})}}
