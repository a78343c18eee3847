"""What is right, computed from the file with pandas alone: nothing of Demetra is imported here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks import answers_files

RATIOS = {
    "ctr": ("clicks", "impressions", 1),
    "cpc": ("spend", "clicks", 1),
    "cpm": ("spend", "impressions", 1000),
    "cpl": ("spend", "leads", 1),
    "lead_rate": ("leads", "clicks", 1),
    "cpa": ("spend", "conversions", 1),
    "cac": ("spend", "conversions", 1),
    "cvr": ("conversions", "clicks", 1),
    "aov": ("revenue", "conversions", 1),
    "roas": ("revenue", "spend", 1),
    "drr": ("spend", "revenue", 1),
    "engagement_score": ("score", "impressions", 1),
}
CALENDAR: dict[str, Callable[[pd.Series], pd.Series]] = {
    "day": lambda days: days.dt.strftime("%Y-%m-%d"),
    "week": lambda days: (days - pd.to_timedelta(days.dt.weekday, unit="D")).dt.strftime("%Y-%m-%d"),
    "month": lambda days: days.dt.strftime("%Y-%m-01"),
    "quarter": lambda days: days.dt.to_period("Q").dt.start_time.dt.strftime("%Y-%m-%d"),
    "weekday": lambda days: (days.dt.weekday + 1).astype(str),
}
Key = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Data:
    """A file in one shape, whatever its columns were called."""

    name: str
    path: Path
    frame: pd.DataFrame
    currency: str = "USD"


def social(shared: Path, _made: Path) -> Data:
    path = shared / "smads_cozycorners.csv"
    raw = pd.read_csv(path, sep=";")
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime(raw["Date"]),
            "channel": raw["Channel_Used"].str.lower(),
            "objective": raw["Campaign_Goal"],
            "location": raw["Location"],
            "gender": raw["Gender"],
            "age": raw["Age_Range"],
            "campaign": raw["Campaign_ID"].astype(str),
            "spend": raw["CPA"],
            "revenue": raw["CPA"] * (1 + raw["ROI"]),
            "clicks": raw["Clicks"],
            "impressions": raw["Impressions"],
            "conversions": raw["Clicks"] * raw["Conversion_Rate"],
            "score": raw["Engagement_Score"] * raw["Impressions"],
        }
    )
    return Data(name="social", path=path, frame=frame)


def daily(shared: Path, _made: Path) -> Data:
    path = shared / "global_ads_daily.csv"
    raw = pd.read_csv(path)
    channels = {"Google Ads": "google_ads", "TikTok Ads": "tiktok", "Meta Ads": "meta"}
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime(raw["date"]),
            "channel": raw["platform"].map(channels),
            "objective": raw["campaign_type"],
            "segment": raw["industry"],
            "region": raw["country"],
            "spend": raw["ad_spend"],
            "revenue": raw["revenue"],
            "clicks": raw["clicks"],
            "impressions": raw["impressions"],
            "conversions": raw["conversions"],
        }
    )
    return Data(name="daily", path=path, frame=frame)


def campaigns(shared: Path, _made: Path) -> Data:
    path = shared / "marketing_campaign_2200.csv"
    raw = pd.read_csv(path)
    channels = {"Google Ads": "google_ads"}
    spend = raw["Acquisition_Cost"].astype(str).str.replace(r"[$,]", "", regex=True).astype(float)
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime(raw["Dates"]),
            "channel": raw["Channel_Used"].map(channels).fillna(raw["Channel_Used"].str.lower()),
            "objective": raw["Campaign_Type"],
            "audience": raw["Target_Audience"],
            "segment": raw["Customer_Segment"],
            "location": raw["Location"],
            "language": raw["Languages"],
            "account": raw["Company"],
            "campaign": raw["Campaign_ID"].astype(str),
            "spend": spend,
            "revenue": spend * (1 + raw["ROI"]),
            "clicks": raw["Clicks"],
            "impressions": raw["Impressions"],
            "conversions": raw["Clicks"] * raw["Conversion_Rate"],
        }
    )
    return Data(name="campaigns", path=path, frame=frame)


def shop(_shared: Path, made: Path) -> Data:
    path = made / "shop.csv"
    answers_files.shop(path)
    raw = pd.read_csv(path, sep=";", decimal=",", encoding="cp1251")
    channels = {
        "ВКонтакте": "vk",
        "Яндекс.Директ": "yandex_direct",
        "Google Ads": "google_ads",
        "Telegram Ads": "telegram",
        "Авито": "avito",
        "Дзен": "dzen",
    }
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime(raw["Дата"], format="%d.%m.%Y"),
            "channel": raw["Площадка"].map(channels),
            "campaign": raw["Кампания"],
            "region": raw["Регион"],
            "device": raw["Устройство"],
            "impressions": raw["Показы"],
            "clicks": raw["Клики"],
            "spend": raw["Расход"],
            "leads": raw["Заявки"],
            "conversions": raw["Продажи"],
            "revenue": raw["Выручка"],
        }
    )
    return Data(name="shop", path=path, frame=frame, currency="RUB")


def agency(_shared: Path, made: Path) -> Data:
    path = made / "agency.csv"
    answers_files.agency(path)
    raw = pd.read_csv(path)
    spend = raw["Acquisition_Cost"].str.replace(r"[$,]", "", regex=True).astype(float)
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime(raw["Date"]),
            "channel": raw["Channel_Used"].str.lower().str.replace(" ", "_"),
            "objective": raw["Campaign_Type"],
            "audience": raw["Target_Audience"],
            "segment": raw["Customer_Segment"],
            "location": raw["Location"],
            "language": raw["Language"],
            "account": raw["Company"],
            "campaign": raw["Campaign_ID"].astype(str),
            "spend": spend,
            "revenue": spend * (1 + raw["ROI"]),
            "clicks": raw["Clicks"],
            "impressions": raw["Impressions"],
            "conversions": raw["Clicks"] * raw["Conversion_Rate"],
            "score": raw["Engagement_Score"] * raw["Impressions"],
        }
    )
    return Data(name="agency", path=path, frame=frame)


DATA: tuple[Callable[[Path, Path], Data], ...] = (social, daily, campaigns, shop, agency)


def value(frame: pd.DataFrame, metric: str) -> float | None:
    """A metric over rows: ratios divided last."""
    if metric == "profit":
        return float(frame["revenue"].sum() - frame["spend"].sum())
    if metric == "roi":
        spend = frame["spend"].sum()
        return float((frame["revenue"].sum() - spend) / spend) if spend else None
    if metric in RATIOS:
        above, below, times = RATIOS[metric]
        bottom = frame[below].sum()
        return float(times * frame[above].sum() / bottom) if bottom else None
    return float(frame[metric].sum())


def narrowed(data: Data, gold: Mapping[str, Any], days: str) -> pd.DataFrame:
    """Rows of the days, with the values kept and without those dropped."""
    start, end = days.split("..")
    frame = data.frame[(data.frame["date"] >= start) & (data.frame["date"] <= end)]
    for dimension, values in gold.get("where", {}).items():
        frame = frame[frame[dimension].isin(values)]
    for dimension, values in gold.get("drop", {}).items():
        frame = frame[~frame[dimension].isin(values)]
    if "weekdays" in gold:
        frame = frame[(frame["date"].dt.weekday + 1).isin(gold["weekdays"])]
    return frame


def table(data: Data, gold: Mapping[str, Any], days: str, metric: str) -> dict[Key, float | None]:
    """One value for each group, or one for all under the empty key."""
    frame = narrowed(data, gold, days)
    by = gold.get("by", [])
    if not by:
        return {(): value(frame, metric)}
    keys = [CALENDAR[name](frame["date"]) if name in CALENDAR else frame[name].astype(str) for name in by]
    if by == ["campaign"]:  # one id runs in several channels: each is a campaign of its own
        keys = [frame["campaign"], frame["channel"]]
    groups = frame.groupby([key.rename(str(place)) for place, key in enumerate(keys)])
    return {(key if isinstance(key, tuple) else (key,)): value(part, metric) for key, part in groups}
