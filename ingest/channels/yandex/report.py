"""Yandex.Direct's reports: what to ask for, how the text is read, and what its rows mean."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from ingest.facts import Account, ActionFact, DailyFact
from ingest.platform.channel import SLICES, Breakdown, Example, FactRow, PullWindow, RawRow
from ingest.platform.figures import added, day_of, exact, is_nothing, whole
from ingest.platform.transport import Truncated

COLUMNS: Final = ("Date", "CampaignId", "CampaignName", "Impressions", "Clicks", "Cost", "Conversions", "Revenue")
CUTS: Final[Mapping[Breakdown, tuple[str, ...]]] = {
    "none": (),
    "age_gender": ("Age", "Gender"),
    "region": ("LocationOfPresenceName",),
    "device": ("Device",),
    "placement": ("AdNetworkType",),
}
AGES: Final = {
    "AGE_0_17": "13-17",
    "AGE_18_24": "18-24",
    "AGE_25_34": "25-34",
    "AGE_35_44": "35-44",
    "AGE_45_54": "45-54",
    "AGE_55": "55+",
}
GENDERS: Final = {"GENDER_MALE": "male", "GENDER_FEMALE": "female"}
MODEL: Final = "LSCCD"
TOTAL_LINE: Final = re.compile(r"^Total rows: (\d+)$")
GOAL_COLUMN: Final = re.compile(r"^(Conversions|Revenue)(?:_(.+)_[A-Z]+)?$")


def order(login: str, window: PullWindow, breakdown: Breakdown, goals: tuple[str, ...], now: datetime) -> str:
    """The body of a report, ready to be sent and sent again while it is queued.

    Its name holds a hash of the body, so that a restarted run finds its own queued report, and the hour, because a
    ready report of the same name is handed out unchanged for five hours.
    """
    fields = ("Date", "CampaignId", "CampaignName", *CUTS[breakdown], *COLUMNS[3:])
    params: dict[str, Any] = {
        "SelectionCriteria": {"DateFrom": window.since.isoformat(), "DateTo": window.until.isoformat()},
        "FieldNames": list(fields),
        "OrderBy": [{"Field": "Date"}],
        "Page": {"Limit": 1000000},
        "ReportType": "CUSTOM_REPORT" if CUTS[breakdown] else "CAMPAIGN_PERFORMANCE_REPORT",
        "DateRangeType": "CUSTOM_DATE",
        "Format": "TSV",
        "IncludeVAT": "NO",
        "IncludeDiscount": "NO",
    }
    if goals:
        params |= {"Goals": list(goals), "AttributionModels": [MODEL]}
    mark = json.dumps([params, login, now.strftime("%Y-%m-%d %H")], sort_keys=True)
    digest = hashlib.sha256(mark.encode()).hexdigest()[:20]
    return json.dumps({"params": {**params, "ReportName": f"demetra-{login}-{digest}"}}, ensure_ascii=False)


def rows_of(text: str) -> Iterator[dict[str, str]]:
    """Rows of a report by column name. A title line and a total line may be there or not; a total is checked.

    Raises:
        Truncated: at once, if the text broke off or holds fewer rows than its last line says.
    """
    lines = [line for line in text.lstrip("\ufeff").replace("\r\n", "\n").split("\n") if line]
    head = next((place for place, line in enumerate(lines) if "CampaignId" in line.split("\t")), None)
    if head is None:
        raise Truncated("channels-unreadable", status="200", start=text[:80])
    total = TOTAL_LINE.match(lines[-1])
    names, rows = lines[head].split("\t"), lines[head + 1 : -1 if total else None]
    if (total and int(total.group(1)) != len(rows)) or (rows and len(rows[-1].split("\t")) != len(names)):
        raise Truncated("channels-unreadable", status="200", start=lines[-1][:80])
    return (dict(zip(names, line.split("\t"), strict=False)) for line in rows)


def fact_row(raw: RawRow) -> FactRow:
    """The facts of a report row.

    Raises:
        KeyError: the row lacks a column.
        ValueError: a figure can't be read.
    """
    body = raw.body
    day, campaign = day_of(body["Date"]), str(body["CampaignId"])
    conversions, revenue = _goals(body, "Conversions"), _goals(body, "Revenue")
    daily = DailyFact(
        day=day,
        campaign=campaign,
        slice=SLICES[raw.breakdown],
        **_cut(raw),
        spend=exact(body["Cost"]),
        impressions=whole(body["Impressions"]),
        clicks=whole(body["Clicks"]),
        conversions=added(*conversions.values()),
        revenue=added(*revenue.values()),
    )
    actions = tuple(
        ActionFact(day=day, campaign=campaign, action=goal, count=conversions.get(goal), value=revenue.get(goal))
        for goal in dict.fromkeys((*conversions, *revenue))
        if conversions.get(goal) is not None or revenue.get(goal) is not None
    )
    name = str(body.get("CampaignName") or "")
    return FactRow(campaign=campaign, campaign_name=name, daily=daily, actions=() if CUTS[raw.breakdown] else actions)


def _goals(body: Mapping[str, Any], measure: str) -> dict[str, Decimal | None]:
    """The measure by goal. Goals asked for by number come in columns of their own; one column without them is all."""
    return {goal: exact(body[name]) for name, goal in _goal_columns(tuple(body), measure)}


@lru_cache(maxsize=16)
def _goal_columns(names: tuple[str, ...], measure: str) -> list[tuple[str, str]]:
    """Columns of the measure and their goals; every row of a report has the same ones."""
    found = [(name, GOAL_COLUMN.match(name)) for name in names]
    mine = [(name, match.group(2)) for name, match in found if match and match.group(1) == measure]
    return [(name, f"goal:{goal}" if goal else "all goals") for name, goal in mine]


def _cut(raw: RawRow) -> dict[str, Any]:
    body = raw.body
    if raw.breakdown == "age_gender":
        return {
            "age": AGES.get(str(body["Age"]), "unknown"),
            "gender": GENDERS.get(str(body["Gender"]), "unknown"),
        }
    names = {"region": "LocationOfPresenceName", "device": "Device", "placement": "AdNetworkType"}
    if raw.breakdown not in names:
        return {}
    value = str(body[names[raw.breakdown]])
    if is_nothing(value):
        value = "unknown"
    return {raw.breakdown: value if raw.breakdown == "region" else value.lower()}


_DAY: Final = date(2026, 11, 20)
EXAMPLES: Final = (
    Example(
        raw=RawRow(
            account=Account(channel="yandex_direct", external_id="demetra-test", currency="RUB"),
            body={
                "Date": "2026-11-20",
                "CampaignId": "700000103",
                "CampaignName": 'Мастер кампаний "Осень"',
                "Impressions": "3416",
                "Clicks": "95",
                "Cost": "921.13",
                "Conversions_20002_LSCCD": "1",
                "Revenue_20002_LSCCD": "--",
            },
        ),
        fact=FactRow(
            campaign="700000103",
            campaign_name='Мастер кампаний "Осень"',
            daily=DailyFact(
                day=_DAY,
                campaign="700000103",
                spend=Decimal("921.13"),
                impressions=3416,
                clicks=95,
                conversions=Decimal(1),
            ),
            actions=(ActionFact(day=_DAY, campaign="700000103", action="goal:20002", count=Decimal(1)),),
        ),
    ),
)
