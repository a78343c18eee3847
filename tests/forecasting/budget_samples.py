"""Histories with known response curves for the budget tests."""

import numpy as np
import pandas as pd

KNEES = {"Facebook": 6000.0, "Google": 20000.0, "TikTok": 2500.0}
TOPS = {"Facebook": 30000.0, "Google": 80000.0, "TikTok": 9000.0}
MEANS = {"Facebook": 9000.0, "Google": 7000.0, "TikTok": 5000.0}


def true_value(channel: str, spend: float) -> float:
    return TOPS[channel] * spend / (KNEES[channel] + spend)


def make_history(weeks: int = 80, *, noise: float = 0.1, spread: float = 0.45, seed: int = 1) -> pd.DataFrame:
    """Weekly rows of three Michaelis-Menten channels with carry-over 0.3 and a mild season."""
    rng = np.random.default_rng(seed)
    days = pd.date_range("2024-01-01", periods=weeks, freq="7D")
    season = 1 + 0.1 * np.sin(2 * np.pi * np.arange(weeks) / 52.18)
    tables = []
    for channel, mean in MEANS.items():
        spend = np.round(mean * rng.lognormal(0, spread, weeks), 2)
        stock, stocks = 0.0, []
        for amount in spend:
            stock = 0.7 * amount + 0.3 * stock
            stocks.append(stock)
        effect = np.array([true_value(channel, amount) for amount in stocks])
        value = effect * season * rng.lognormal(0, noise, weeks)
        tables.append(pd.DataFrame({"day": days, "channel": channel, "spend": spend, "value": np.round(value, 2)}))
    return pd.concat(tables, ignore_index=True)


def make_total(history: pd.DataFrame, claims: dict[str, float] | None = None) -> pd.DataFrame:
    """Total by week when each channel claims `claims` times what it truly made, over a steady baseline."""
    claimed = history["channel"].map(claims or {}).fillna(1.0).astype(float)
    truth = (history["value"] / claimed).groupby(history["day"]).sum()
    return (truth + 40000.0).rename("value").reset_index()
