"""Meta's Graph API for one ad account."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.servers.http import Answer, Asked
from tests.servers.world import Cell, World, shared

HOUR = "hourly_stats_aggregated_by_advertiser_time_zone"
CUTS: dict[tuple[str, ...], list[dict[str, str]]] = {
    (): [{}],
    ("publisher_platform",): [{"publisher_platform": "facebook"}, {"publisher_platform": "instagram"}],
    ("age", "gender"): [{"age": a, "gender": g} for a in ("18-24", "25-34") for g in ("female", "male")],
    ("country",): [{"country": "DE"}, {"country": "AT"}],
    ("impression_device",): [{"impression_device": "iphone"}, {"impression_device": "desktop"}],
    ("publisher_platform", "platform_position"): [
        {"publisher_platform": "facebook", "platform_position": "feed"},
        {"publisher_platform": "instagram", "platform_position": "reels"},
    ],
    (HOUR,): [{HOUR: f"{hour:02d}:00:00 - {hour:02d}:59:59"} for hour in (9, 21)],
}


@dataclass
class Meta:
    """The account's server; `page_size` caps every page, `hollow_page` sends an empty page with `next` first."""

    world: World
    account: str = "1234567890"
    currency: str = "EUR"
    page_size: int = 500
    hollow_page: bool = False
    only_async: bool = False
    runs: dict[str, dict[str, str]] = field(default_factory=dict)
    polls: dict[str, int] = field(default_factory=dict)

    def __call__(self, asked: Asked) -> Answer:
        path = asked.path.removeprefix("/v26.0/")
        fixed = {
            "me/adaccounts": {"data": [{"account_id": self.account, "id": f"act_{self.account}"}]},
            f"act_{self.account}": self._account(),
            f"act_{self.account}/campaigns": {"data": self._campaigns(), "paging": {"cursors": {"after": "X"}}},
            f"act_{self.account}/adsets": {"data": []},
        }
        if path in fixed:
            return Answer(body=fixed[path])
        if path == f"act_{self.account}/insights":
            return self._start(asked) if asked.method == "POST" else self._insights(asked.query)
        run = path.removesuffix("/insights")
        if run in self.runs:
            return self._run(run, asked) if path == run else self._page(self.runs[run], asked.query)
        return Answer(status=404, body={"error": {"message": f"Unknown path {path}", "code": 2500}})

    def _account(self) -> dict[str, Any]:
        return {
            "id": f"act_{self.account}",
            "account_id": self.account,
            "name": "Demetra Test EU",
            "currency": self.currency,
            "timezone_name": "Europe/Berlin",
            "account_status": 1,
        }

    def _campaigns(self) -> list[dict[str, Any]]:
        common = {"objective": "OUTCOME_SALES", "effective_status": "ACTIVE", "start_time": "2026-10-01T00:00:00+0200"}
        return [
            {"id": key, "name": name, "daily_budget": "7800", **common} for key, name in self.world.campaigns.items()
        ]

    def _insights(self, query: Any) -> Answer:
        if self.only_async:
            error = {"message": "Please reduce", "code": 100, "error_subcode": 1504018}
            return Answer(status=400, body={"error": error})
        return self._page(query, query)

    def _start(self, asked: Asked) -> Answer:
        run = f"60{len(self.runs)}"
        self.runs[run] = asked.form()
        return Answer(body={"report_run_id": run})

    def _run(self, run: str, asked: Asked) -> Answer:
        self.polls[run] = self.polls.get(run, 0) + 1
        states = [("Job Running", 40), ("Job Running", 100), ("Job Completed", 100)]
        status, percent = states[min(self.polls[run], len(states)) - 1]
        return Answer(body={"id": run, "async_status": status, "async_percent_completion": percent})

    def _page(self, report: Any, query: Any) -> Answer:
        rows = list(self._rows(report))
        size = min(int(query.get("limit", "25")), self.page_size)
        start = int(query.get("after", "0").removeprefix("c") or 0)
        if self.hollow_page and rows and "after" not in query:
            return Answer(body={"data": [], "paging": self._paging("c0", more=True)})
        more = start + size < len(rows)
        body: dict[str, Any] = {"data": rows[start : start + size]}
        if rows:
            body["paging"] = self._paging(f"c{start + size}", more=more)
        return Answer(body=body)

    def _paging(self, after: str, *, more: bool) -> dict[str, Any]:
        paging: dict[str, Any] = {"cursors": {"before": "b", "after": after}}
        if more:
            paging["next"] = f"https://graph.facebook.com/v26.0/act_1/insights?access_token=REDACTED&after={after}"
        return paging

    def _rows(self, report: Any) -> Iterator[dict[str, Any]]:
        span = json.loads(report["time_range"])
        since, until = date.fromisoformat(span["since"]), date.fromisoformat(span["until"])
        keys = tuple(json.loads(report.get("breakdowns", "[]")))
        cuts = CUTS[keys]
        for campaign, day, cell in self.world.rows(since, until):
            for cut, part in zip(cuts, shared(cell, len(cuts)), strict=True):
                yield {**self._row(campaign, day, part), **cut}

    def _row(self, campaign: str, day: date, cell: Cell) -> dict[str, Any]:
        row: dict[str, Any] = {
            "account_id": self.account,
            "account_currency": self.currency,
            "campaign_id": campaign,
            "campaign_name": self.world.campaigns[campaign],
            "impressions": str(cell.impressions),
            "clicks": str(cell.clicks),
            "spend": str(cell.spend),
            "reach": str(cell.impressions * 2 // 3),
            "date_start": day.isoformat(),
            "date_stop": day.isoformat(),
        }
        if cell.conversions or cell.revenue:
            names = ("omni_purchase", "purchase", "offsite_conversion.fb_pixel_purchase")
            row["actions"] = [{"action_type": name, "value": str(cell.conversions)} for name in names]
            row["action_values"] = [{"action_type": name, "value": str(cell.revenue)} for name in names]
        return row
