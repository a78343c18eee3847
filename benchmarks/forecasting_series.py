"""The public series the forecasts are measured on: daily and weekly, mostly advertising, plus four made ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One series to forecast at rolling cut-offs."""

    name: str
    group: str
    freq: str
    horizon: int
    frame: pd.DataFrame
    """Columns ds, y; gap-free."""


@dataclass(frozen=True, kw_only=True)
class RatioCase:
    """Two parts whose quotient is forecast."""

    name: str
    group: str
    freq: str
    horizon: int
    numerator: pd.DataFrame
    denominator: pd.DataFrame


def cases() -> list[Case]:
    """Every plain series, in a fixed order."""
    return [
        Case(
            name=f"{group}/{name}",
            group=group,
            freq=freq,
            horizon=_horizon(len(values), freq, name),
            frame=_frame(values),
        )
        for group, freq, table in _tables()
        for name, values in table.items()
        if values.notna().sum() >= 28 and values.nunique() > 1
    ]


def ratio_cases() -> list[RatioCase]:
    """Every pair of parts that makes a ratio marketers ask for."""
    found = []
    for group, freq, table in _tables():
        for top, bottom in _pairs([str(column) for column in table.columns]):
            if float(table[top].sum()) <= 0 or float(table[bottom].sum()) <= 0:
                continue
            found.append(
                RatioCase(
                    name=f"{group}/{top}:{bottom}",
                    group=group,
                    freq=freq,
                    horizon=_horizon(len(table), freq, top + bottom),
                    numerator=_frame(table[top]),
                    denominator=_frame(table[bottom]),
                )
            )
    return found


def _horizon(length: int, freq: str, name: str) -> int:
    """30, 14 or 7 days by what the length bears, spread by name; 8 weeks."""
    if freq == "W":
        return 8
    choices = [30, 30, 14, 7] if length >= 200 else [14, 7] if length >= 60 else [7]
    return choices[sum(map(ord, name)) % len(choices)]


def _frame(values: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"ds": pd.DatetimeIndex(values.index), "y": values.to_numpy(float)})


def _pairs(columns: list[str]) -> Iterator[tuple[str, str]]:
    wanted = [
        ("revenue", "spend"),
        ("clicks", "impressions"),
        ("spend", "conversions"),
        ("spend", "clicks"),
        ("conversions", "clicks"),
    ]
    for channel in sorted({column.rpartition(" ")[0] for column in columns}):
        for top, bottom in wanted:
            pair = (f"{channel} {top}".strip(), f"{channel} {bottom}".strip())
            if pair[0] in columns and pair[1] in columns:
                yield pair


def _tables() -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Yields group, frequency and one wide table (index: days or weeks, one column per series)."""
    yield "global_ads", "D", _global_ads()
    yield "smads", "D", _smads()
    yield "fb_adwords", "D", _fb_adwords()
    yield "spend_2019", "D", _spend_2019()
    yield "exchange", "D", _exchange()
    yield "pageviews", "D", _pageviews()
    yield "tiktok_mcdm", "D", _tiktok()
    yield "pedestrians", "D", _pedestrians()
    yield "demo", "D", _demo()
    yield "robyn", "W", _robyn()
    yield "meridian", "W", _meridian()
    yield "mmm", "W", _mmm()
    yield "gasoline", "W", _gasoline()
    yield "budget", "W", _budget()


def _daily(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_index().asfreq("D").fillna(0.0)


def _by(frame: pd.DataFrame, day: str, channel: str, measures: list[str]) -> pd.DataFrame:
    wide = frame.pivot_table(index=day, columns=channel, values=measures, aggfunc="sum").fillna(0.0)
    wide.columns = [f"{name} {measure}" for measure, name in wide.columns]
    total = frame.groupby(day)[measures].sum().add_prefix("total ")
    return _daily(wide.join(total))


def _global_ads() -> pd.DataFrame:
    frame = pd.read_csv(DATA / "global_ads_daily.csv", parse_dates=["date"]).rename(columns={"ad_spend": "spend"})
    return _by(frame, "date", "platform", ["impressions", "clicks", "spend", "conversions", "revenue"])


def _smads() -> pd.DataFrame:
    frame = pd.read_csv(DATA / "smads_cozycorners.csv", sep=";", parse_dates=["Date"])
    frame = frame.assign(spend=frame["CPA"], revenue=frame["CPA"] * (1 + frame["ROI"])).rename(
        columns={"Clicks": "clicks", "Impressions": "impressions"}
    )
    return _by(frame, "Date", "Channel_Used", ["impressions", "clicks", "spend", "revenue"])


def _fb_adwords() -> pd.DataFrame:
    raw = pd.read_csv(DATA / "series" / "fb_vs_adwords_daily_2019.csv", parse_dates=["Date"]).set_index("Date")
    names = {
        "Facebook Ad Views": "facebook impressions",
        "Facebook Ad Clicks": "facebook clicks",
        "Facebook Ad Conversions": "facebook conversions",
        "Cost per Facebook Ad": "facebook spend",
        "AdWords Ad Views": "adwords impressions",
        "AdWords Ad Clicks": "adwords clicks",
        "AdWords Ad Conversions": "adwords conversions",
        "Cost per AdWords Ad": "adwords spend",
    }
    table = raw[list(names)].rename(columns=names)
    return table.astype(str).replace(r"[$,]", "", regex=True).astype(float)


def _spend_2019() -> pd.DataFrame:
    raw = pd.read_csv(DATA / "series" / "marketing_spend_daily_2019.csv", sep=";").dropna()
    return raw.set_index(pd.to_datetime(raw.pop("Date")))


def _exchange() -> pd.DataFrame:
    columns = {}
    for path in sorted((DATA / "series").glob("nab_*.csv")):
        raw = pd.read_csv(path, parse_dates=["timestamp"]).set_index("timestamp")["value"]
        columns[path.stem] = raw.resample("D").mean().iloc[:-1]
    return pd.DataFrame(columns).interpolate()


def _pageviews() -> pd.DataFrame:
    columns = {}
    for name in ("R", "peyton_manning"):
        raw = pd.read_csv(DATA / "series" / f"prophet_example_wp_log_{name}.csv", parse_dates=["ds"])
        series = raw.drop_duplicates("ds").set_index("ds")["y"].sort_index().asfreq("D").interpolate().iloc[-1400:]
        columns |= {
            f"{name} log": series.set_axis(pd.RangeIndex(1400)),
            f"{name} views": np.exp(series).set_axis(pd.RangeIndex(1400)),
        }
    return pd.DataFrame(columns).set_axis(pd.date_range(end="2015-12-19", periods=1400))


def _tiktok() -> pd.DataFrame:
    raw = pd.read_csv(DATA / "mcdm_tiktok_ads.csv.gz", parse_dates=["date"])
    return _daily(raw.groupby("date")[["impressions", "clicks", "spend"]].sum())


def _pedestrians() -> pd.DataFrame:
    raw = pd.read_csv(DATA / "series" / "prophet_example_pedestrians_covid.csv", parse_dates=["ds"])
    return pd.DataFrame({"covid": raw.set_index("ds")["y"].asfreq("D").interpolate()})


def _demo() -> pd.DataFrame:
    """Series with known parts: growth, season, a level break, rare sales."""
    rng = np.random.default_rng(7)
    day = np.arange(540)
    week = 1 + 0.25 * np.sin(2 * np.pi * day / 7)
    noise = rng.gamma(20, 1 / 20, (4, 540))
    return pd.DataFrame(
        {
            "growth": (200 + 0.6 * day) * week * noise[0],
            "yearly": 500 * (1 + 0.3 * np.sin(2 * np.pi * day / 365)) * week * noise[1],
            "break": np.where(day < 400, 300, 520) * week * noise[2],
            "rare": rng.poisson(0.35, 540) * 40.0 * noise[3],
        },
        index=pd.date_range("2024-01-01", periods=540),
    )


def _weekly(raw: pd.DataFrame, day: str) -> pd.DataFrame:
    table = raw.set_index(pd.to_datetime(raw.pop(day))).sort_index()
    return table.asfreq("7D")


def _robyn() -> pd.DataFrame:
    raw = pd.read_csv(DATA / "series" / "robyn_dt_simulated_weekly.csv")
    keep = [
        "revenue",
        "tv_S",
        "print_S",
        "facebook_I",
        "search_clicks_P",
        "search_S",
        "facebook_S",
        "competitor_sales_B",
    ]
    return _weekly(raw[["DATE", *keep]].copy(), "DATE")


def _meridian() -> pd.DataFrame:
    raw = pd.read_csv(DATA / "series" / "meridian_national_all_channels.csv.gz")
    raw = raw.rename(
        columns={
            f"Channel{i}_{m}": f"c{i} {m}".replace("impression", "impressions")
            for i in range(4)
            for m in ("impression", "spend")
        }
    )
    raw["all revenue"] = raw["conversions"] * raw["revenue_per_conversion"]
    raw["all spend"] = raw[[f"c{i} spend" for i in range(4)]].sum(axis=1)
    return _weekly(
        raw[["time", "conversions", "all revenue", "all spend", "c0 spend", "c1 spend", "c2 impressions"]].copy(),
        "time",
    )


def _mmm() -> pd.DataFrame:
    raw = pd.read_csv(DATA / "series" / "mmm_fb_google_tiktok_weekly.csv")
    raw = raw.assign(spend=raw[["facebook_spend", "google_spend", "tiktok_spend"]].sum(axis=1))
    return _weekly(raw[["date", "facebook_spend", "google_spend", "email_volume", "revenue", "spend"]].copy(), "date")


def _gasoline() -> pd.DataFrame:
    raw = pd.read_csv(DATA / "series" / "darts_us_gasoline_weekly.csv")
    return _weekly(raw.assign(Week=pd.to_datetime(raw["Week"], format="%m/%d/%Y")), "Week").interpolate().iloc[-520:]


def _budget() -> pd.DataFrame:
    columns: dict[str, pd.Series] = {}
    for number, path in enumerate(sorted((DATA / "budget").glob("*_0_channels.csv"))):
        raw = pd.read_csv(path, parse_dates=["week"])
        channel = sorted(raw["channel"].unique())[0]
        rows = raw[raw["channel"] == channel].set_index("week").sort_index()
        if len(rows) == 104:
            for measure in [("revenue", "spend"), ("conversions", "clicks")][number % 2]:
                columns[f"{path.stem.removesuffix('_0_channels')} {measure}"] = rows[measure].astype(float)
    return pd.DataFrame(columns).sort_index().asfreq("7D")
