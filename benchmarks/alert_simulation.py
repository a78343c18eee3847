"""Seeded advertising histories with planted incidents whose truth is known, in several families of noise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import pandas as pd

KINDS = ("drop", "spike", "drift", "tracking", "stale", "runaway")
"""Troubles of one channel or campaign."""
COMPANY_KINDS = ("company_drop", "company_basket", "company_spend", "outage")
"""Troubles of the whole account."""
EVERYWHERE = "*"
CHANNELS = ("instagram", "facebook", "tiktok", "google_ads", "yandex_direct", "telegram")
NOISES = ("lognormal", "heavy", "autocorrelated", "poisson", "jumpy")
VOLUMES = ("spend", "impressions", "clicks", "conversions", "revenue")
TOUCHED = {
    "spike": lambda size: {"spend": size},
    "tracking": lambda size: {"conversions": size, "revenue": size},
    "runaway": lambda size: {
        **dict.fromkeys(("spend", "impressions", "clicks"), size),
        **dict.fromkeys(("conversions", "revenue"), size**0.5),
    },
    "company_drop": lambda size: {"conversions": size, "revenue": size},
    "company_basket": lambda size: {"revenue": size},
    "company_spend": lambda size: {"spend": size},
    "outage": lambda _: {},
}
"""What kinds do to the measures, by their size; drops and drifts have more than one way."""
START = date(2025, 1, 6)
WARM_UP = 63


@dataclass(frozen=True, kw_only=True)
class Incident:
    """A planted trouble: rows of the scope are wrong from `start` to `end`, both included."""

    kind: str
    channel: str
    campaign: str | None
    start: date
    end: date
    size: float
    factors: Mapping[str, float] = field(default_factory=dict)
    """What each measure that it touches is multiplied by, in the end."""


@dataclass(frozen=True, kw_only=True)
class Simulation:
    """A history (long frame of base measures) with its truth."""

    seed: int
    noise: str
    history: pd.DataFrame
    incidents: tuple[Incident, ...]
    first_day: date
    """First day to evaluate."""
    last_day: date
    channels: int


def simulate(seed: int, *, days: int = 94, kinds: tuple[str, ...] = KINDS) -> Simulation:
    """One team's history; its single channels have troubles of these kinds.

    Of ten seeds two have no incident (one of them a real year's high and low days), two have one
    of the whole account, the others one to three in single channels.
    """
    rng = np.random.default_rng(seed)
    noise = NOISES[seed // 10 % len(NOISES)]
    channels = list(rng.choice(CHANNELS, size=int(rng.integers(3, 7)), replace=False))
    common = _common(rng, days)
    cubes = {}
    for channel in channels:
        scale, taste = 10 ** rng.uniform(3.2, 4.8), rng.uniform(0.05, 0.16)
        season = _season(rng)
        for number in range(int(rng.integers(1, 6))):
            name = f"{channel}_{number + 1}"
            cubes[channel, name] = _campaign(rng, days, scale * rng.uniform(0.2, 1.0), taste, season, common, noise)
    incidents = _incidents(rng, seed % 10, cubes, channels, days, kinds)
    history = _long(cubes, incidents)
    return Simulation(
        seed=seed,
        noise=noise,
        history=history,
        incidents=incidents,
        first_day=START + timedelta(days=WARM_UP),
        last_day=START + timedelta(days=days - 1),
        channels=len(channels),
    )


def _incidents(rng, place, cubes, channels, days, kinds):  # type: ignore[no-untyped-def]
    if place == 4:
        return ()
    if place == 9:
        _high_and_low_days(rng, cubes.values(), days)
        return ()
    return _whole_account(rng, cubes, days) if place in (2, 7) else _plant(rng, cubes, channels, days, kinds)


def _high_and_low_days(rng, cubes, days):  # type: ignore[no-untyped-def]
    """A sale (more money, better conversion) and public holidays (less of both), as a shop's year has them."""
    sale, feast = int(rng.integers(WARM_UP, days - 14)), int(rng.integers(WARM_UP, days - 8))
    for cube in cubes:
        for start, length, money, cvr in ((sale, 4, 1.35, 1.4), (feast, 5, 0.65, 0.8)):
            rows = slice(start, start + length)
            cube["spend"][rows] = (cube["spend"][rows] * money).round(2)
            for name, factor in (("impressions", money), ("clicks", money), ("conversions", money * cvr)):
                cube[name][rows] = (cube[name][rows] * factor).round()
            cube["revenue"][rows] = (cube["revenue"][rows] * money * cvr).round(2)


def _whole_account(rng, cubes, days):  # type: ignore[no-untyped-def]
    """One trouble of all channels at once."""
    kind = str(rng.choice(COMPANY_KINDS))
    length = int(rng.integers(4, 10))
    start = int(rng.integers(WARM_UP + 3, days - length))
    rows = slice(start, start + length)
    size = float(
        {
            "company_drop": rng.uniform(0.2, 0.5),
            "company_basket": rng.uniform(0.4, 0.6),
            "company_spend": rng.uniform(1.8, 2.5),
            "outage": 0.0,
        }[kind]
    )
    for cube in cubes.values():
        if kind == "outage":
            cube["missing"][rows] = True
        elif kind == "company_spend":
            cube["spend"][rows] = (cube["spend"][rows] * size).round(2)
        else:
            cube["revenue"][rows] = (cube["revenue"][rows] * size).round(2)
            if kind == "company_drop":
                cube["conversions"][rows] = (cube["conversions"][rows] * size).round()
    incident = Incident(
        kind=kind,
        channel=EVERYWHERE,
        campaign=None,
        start=START + timedelta(days=start),
        end=START + timedelta(days=rows.stop - 1),
        size=size,
        factors=TOUCHED[kind](size),
    )
    return (incident,)


def _season(rng: np.random.Generator) -> np.ndarray:
    depth = rng.uniform(0.0, 0.4)
    week = np.array([0, 0, 0, 0, -0.1, -1, -0.8]) * depth * rng.choice([1, 1, -0.7])
    return week + rng.normal(0, 0.03, 7)


def _common(rng: np.random.Generator, days: int) -> np.ndarray:
    """Holidays that all channels feel, and a slow season of demand."""
    wave = 0.12 * np.sin(np.arange(days) / 365 * 2 * np.pi + rng.uniform(0, 6))
    for _ in range(int(rng.integers(1, 4))):
        start, length = int(rng.integers(20, days - 3)), int(rng.integers(1, 4))
        wave[start : start + length] += rng.choice([-0.5, -0.35, 0.4])
    return wave


def _noise(rng: np.random.Generator, days: int, family: str, size: float) -> np.ndarray:
    if family == "heavy":
        return size * rng.standard_t(4, days) / np.sqrt(2)
    if family == "autocorrelated":
        shocks, out = rng.normal(0, size, days), np.zeros(days)
        for row in range(days):
            out[row] = (0.6 * out[row - 1] if row else 0) + 0.8 * shocks[row]
        return out
    if family == "jumpy":
        return rng.normal(0, 0.7 * size, days) + (rng.random(days) < 0.03) * rng.normal(0, 4 * size, days)
    return rng.normal(0, size * (0.3 if family == "poisson" else 1.0), days)


def _campaign(rng, days, spend_scale, taste, season, common, noise):  # type: ignore[no-untyped-def]
    weekday = np.array([(START + timedelta(days=d)).weekday() for d in range(days)])
    growth = rng.normal(0.0, 0.0025) * np.arange(days)
    spend = spend_scale * np.exp(growth + season[weekday] + 0.5 * common + _noise(rng, days, noise, taste))
    cpm, ctr, cvr = 10 ** rng.uniform(1.8, 2.6), rng.uniform(0.008, 0.04), rng.uniform(0.01, 0.09)
    order = 10 ** rng.uniform(2.5, 3.6)
    impressions = rng.poisson(np.maximum(1000 * spend / cpm * np.exp(_noise(rng, days, noise, taste / 2)), 0))
    clicks = rng.binomial(impressions, np.clip(ctr * np.exp(_noise(rng, days, noise, taste / 2)), 0, 0.9))
    due = np.clip(cvr * np.exp(0.5 * common + 0.3 * season[weekday] + _noise(rng, days, noise, taste / 2)), 0, 0.9)
    conversions = rng.binomial(clicks, due)
    revenue = np.array([rng.gamma(4.0 * n, order / 4.0) if n else 0.0 for n in conversions])
    return {
        "spend": spend.round(2),
        "impressions": impressions,
        "clicks": clicks,
        "conversions": conversions,
        "revenue": revenue.round(2),
        "missing": np.zeros(days, bool),
        "rng": rng,
    }


def _plant(rng, cubes, channels, days, kinds):  # type: ignore[no-untyped-def]
    """One to three incidents in different channels."""
    chosen = rng.choice(len(channels), size=min(len(channels), int(rng.integers(1, 4))), replace=False)
    planted = []
    for index in chosen:
        channel, kind = channels[index], str(rng.choice(kinds))
        names = [name for owner, name in cubes if owner == channel]
        volume = {name: cubes[channel, name]["conversions"].mean() for name in names}
        best = max(volume, key=volume.get)
        alone = (
            kind in ("drop", "spike", "tracking", "runaway")
            and len(names) > 1
            and rng.random() < 0.4
            and volume[best] > 20
        )
        scope = [best] if alone else names
        length = {"drift": 28, "stale": 5, "runaway": 6}.get(kind, int(rng.integers(4, 12)))
        start = int(rng.integers(WARM_UP + 3, days - min(length, 20)))
        if sum(volume[name] for name in scope) < 10:
            continue
        rows = slice(start, min(start + length, days))
        size, factors = _apply(rng, kind, [cubes[channel, name] for name in scope], rows)
        planted.append(
            Incident(
                kind=kind,
                channel=channel,
                campaign=scope[0] if alone else None,
                start=START + timedelta(days=start),
                end=START + timedelta(days=rows.stop - 1),
                size=size,
                factors=factors,
            )
        )
    return tuple(planted)


def _apply(rng, kind, cubes, rows):  # type: ignore[no-untyped-def]
    def thin(cube, names, factor):  # type: ignore[no-untyped-def]
        for name in names:
            cube[name][rows] = (np.asarray(cube[name][rows]) * factor).round(0 if name != "revenue" else 2)

    size = float(
        {
            "drop": rng.uniform(0.3, 0.55),
            "spike": rng.uniform(1.9, 3.2),
            "drift": rng.uniform(0.96, 0.975),
            "tracking": 0.0,
            "stale": 0.0,
            "runaway": rng.uniform(2.0, 4.0),
        }[kind]
    )
    what = rng.random()
    factors = dict(TOUCHED.get(kind, lambda _: {})(size))
    if kind == "drop":
        names = ("conversions", "revenue") if what < 0.5 else VOLUMES
        factors = dict.fromkeys(names, size)
    elif kind == "drift":
        names = ("conversions", "revenue") if what < 0.6 else ("clicks", "conversions", "revenue")
        factors = dict.fromkeys(names, size ** (rows.stop - rows.start))
    for cube in cubes:
        if kind == "stale":
            cube["missing"][rows] = True
        elif kind == "tracking":
            thin(cube, ("conversions", "revenue"), 0.0)
        elif kind == "drop" and what < 0.5:
            thin(cube, ("conversions", "revenue"), size)
        elif kind == "drop":
            thin(cube, ("impressions", "clicks", "conversions", "revenue"), size)
            cube["spend"][rows] = (cube["spend"][rows] * size).round(2)
        elif kind == "spike":
            cube["spend"][rows] = (cube["spend"][rows] * size).round(2)
            thin(cube, ("impressions", "clicks"), 1.0)
        elif kind == "runaway":
            cube["spend"][rows] = (cube["spend"][rows] * size).round(2)
            thin(cube, ("impressions", "clicks"), size)
            thin(cube, ("conversions", "revenue"), size**0.5)
        else:
            steps = size ** np.arange(1, rows.stop - rows.start + 1)
            thin(cube, tuple(factors), steps)
    return size, factors


def _long(cubes, incidents):  # type: ignore[no-untyped-def]
    frames = []
    for (channel, name), cube in cubes.items():
        days = [START + timedelta(days=d) for d in range(len(cube["spend"]))]
        frame = pd.DataFrame({k: cube[k] for k in ("spend", "impressions", "clicks", "conversions", "revenue")})
        frame.insert(0, "campaign", name)
        frame.insert(0, "channel", channel)
        frame.insert(0, "day", days)
        frames.append(frame[~cube["missing"]])
    return pd.concat(frames, ignore_index=True)
