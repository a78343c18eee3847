"""Yandex.Direct for one client: clients, campaigns, and a queue of reports."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.servers.http import Answer, Asked
from tests.servers.world import Cell, World, shared

CUTS: dict[str, list[str]] = {
    "Age": ["AGE_25_34", "AGE_55"],
    "Gender": ["GENDER_MALE", "UNKNOWN"],
    "LocationOfPresenceName": ["Moscow", "--"],
    "Device": ["MOBILE", "DESKTOP"],
    "AdNetworkType": ["SEARCH", "AD_NETWORK"],
}


@dataclass
class Yandex:
    """The client's server; every new report is queued for `polls` requests, which must be the very same ones."""

    world: World
    login: str = "demetra-test"
    polls: int = 0
    retry_in: int = 5
    total_line: bool = False
    version: str = "v501"
    """The only version of the interface that is there."""
    queue: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Body and requests so far, by report name."""

    def __call__(self, asked: Asked) -> Answer:
        _, version, service = asked.path.rsplit("/", 2)
        if version != self.version:
            return Answer(status=404, body="<html>not found</html>")
        if service == "clients":
            return Answer(body={"result": {"Clients": [{"Login": self.login, "Currency": "RUB", "VatRate": 22.0}]}})
        if service == "campaigns":
            return self._campaigns(asked.json()["params"]["Page"])
        return self._report(asked)

    def _campaigns(self, page: Any) -> Answer:
        rows = [
            {"Id": int(key), "Name": name, "State": "ON", "DailyBudget": {"Amount": 1500000000, "Mode": "STANDARD"}}
            for key, name in self.world.campaigns.items()
        ]
        half = len(rows) // 2
        if page["Offset"] == 0:
            return Answer(body={"result": {"Campaigns": rows[:half], "LimitedBy": half}})
        return Answer(body={"result": {"Campaigns": rows[half:]}})

    def _report(self, asked: Asked) -> Answer:
        params = asked.json()["params"]
        body, count = self.queue.get(params["ReportName"], (asked.body, 0))
        if body != asked.body:
            return _error(400, 4000, "Report name is taken by other parameters")
        self.queue[params["ReportName"]] = (body, count + 1)
        if count < self.polls:
            headers = {"retryIn": str(self.retry_in), "reportsInQueue": "1"}
            return Answer(status=201 if count == 0 else 202, body="", headers=headers)
        return Answer(body=self._text(params, asked.headers), headers={"Content-Type": "text/tab-separated-values"})

    def _text(self, params: Any, headers: Any) -> str:
        names = [name for name in params["FieldNames"] if name not in ("Conversions", "Revenue")]
        names += [f"{name}_20002_LSCCD" for name in ("Conversions", "Revenue")]
        scale = 1 if headers.get("returnmoneyinmicros") == "false" else 1_000_000
        rows = ["\t".join(row[name] for name in names) for row in self._rows(params, scale)]
        tail = [f"Total rows: {len(rows)}"] if self.total_line else []
        head = ['"demetra (2026-10-24 - 2026-11-20)"'] if self.total_line else []
        return "\n".join([*head, "\t".join(names), *rows, *tail]) + "\n"

    def _rows(self, params: Any, scale: int) -> Iterator[dict[str, str]]:
        span = params["SelectionCriteria"]
        cut = [name for name in params["FieldNames"] if name in CUTS]
        for campaign, day, cell in self.world.rows(
            date.fromisoformat(span["DateFrom"]), date.fromisoformat(span["DateTo"])
        ):
            for number, part in enumerate(shared(cell, 2 if cut else 1)):
                values = {name: CUTS[name][number] for name in cut}
                yield {**self._figures(campaign, day, part, scale), **values}

    def _figures(self, campaign: str, day: date, cell: Cell, scale: int) -> dict[str, str]:
        said = bool(cell.conversions or cell.revenue)
        return {
            "Date": day.isoformat(),
            "CampaignId": campaign,
            "CampaignName": self.world.campaigns[campaign],
            "Impressions": str(cell.impressions),
            "Clicks": str(cell.clicks),
            "Cost": str(cell.spend * scale),
            "Conversions_20002_LSCCD": str(cell.conversions) if said else "--",
            "Revenue_20002_LSCCD": str(cell.revenue * scale) if said else "--",
        }


def _error(status: int, code: int, text: str) -> Answer:
    return Answer(
        status=status, body=json.dumps({"error": {"error_code": code, "error_string": text, "error_detail": ""}})
    )
