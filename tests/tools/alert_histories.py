"""Histories for the alert tests: several channels and campaigns with a weekly season and modest noise."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

START = date(2025, 1, 6)
CHANNELS = ("instagram", "facebook", "google_ads", "tiktok")
MEASURES = ("spend", "impressions", "clicks", "conversions", "revenue")


def history(days: int = 80, *, seed: int = 1, campaigns: int = 2, channels: tuple[str, ...] = CHANNELS) -> pd.DataFrame:
    """An ordinary history: CPA about 300, ROI about 2, weekends a third down."""
    rng = np.random.default_rng(seed)
    frames = [_campaign(channel, f"{channel} {n}", days, rng) for channel in channels for n in range(1, campaigns + 1)]
    return pd.concat(frames, ignore_index=True)


def _campaign(channel: str, name: str, days: int, rng: np.random.Generator) -> pd.DataFrame:
    calendar = [START + timedelta(days=back) for back in range(days)]
    week = np.array([0.67 if day.weekday() >= 5 else 1.0 for day in calendar])

    def noise(size: float) -> np.ndarray:
        return np.exp(rng.normal(0, size, days))

    spend = 15_000 * week * noise(0.06)
    impressions = np.round(spend * 4 * noise(0.04))
    clicks = np.round(impressions * 0.02 * noise(0.04))
    conversions = rng.poisson(clicks * 0.042).astype(float)
    return pd.DataFrame(
        {
            "day": calendar,
            "channel": channel,
            "campaign": name,
            "spend": spend.round(2),
            "impressions": impressions,
            "clicks": clicks,
            "conversions": conversions,
            "revenue": (conversions * 900 * noise(0.05)).round(2),
        }
    )


def day(number: int) -> date:
    """A day of the histories by its number."""
    return START + timedelta(days=number)


def multiply(
    frame: pd.DataFrame,
    channel: str,
    since: int,
    until: int | None = None,
    *,
    campaign: str | None = None,
    **factors: float,
) -> pd.DataFrame:
    """The history with some measures of a channel multiplied from day `since` on, up to and without `until`."""
    changed = frame.copy()
    rows = (changed["channel"] == channel) & (changed["day"] >= day(since))
    if until is not None:
        rows &= changed["day"] < day(until)
    if campaign is not None:
        rows &= changed["campaign"] == campaign
    for measure, factor in factors.items():
        changed[measure] = changed[measure].astype(float).where(~rows, changed[measure] * factor)
    return changed


def without(frame: pd.DataFrame, channel: str, since: int) -> pd.DataFrame:
    """The history in which a channel's rows stop before day `since`."""
    return frame[~((frame["channel"] == channel) & (frame["day"] >= day(since)))]


def by_hours(frame: pd.DataFrame, seed: int = 2) -> pd.DataFrame:
    """The same history cut into hours with a daily rhythm."""
    rng = np.random.default_rng(seed)
    rhythm = 1 + 0.8 * np.sin((np.arange(24) - 8) / 24 * 2 * np.pi)
    parts = []
    for hour in range(24):
        part = frame.copy()
        share = rhythm[hour] / rhythm.sum() * np.exp(rng.normal(0, 0.05, len(frame)))
        for measure in ("spend", "impressions", "clicks"):
            part[measure] = frame[measure] * share
        part["conversions"] = rng.poisson(frame["conversions"] * share).astype(float)
        part["revenue"] = part["conversions"] * 900.0
        parts.append(part.assign(hour=hour))
    return pd.concat(parts, ignore_index=True)
