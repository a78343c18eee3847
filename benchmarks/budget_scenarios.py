"""Budget tasks with known curves: the shared 45, and more of the same kinds, so that nothing is tuned to the 45."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from forecasting.budget.optimum import best_split

SHARED = Path(__file__).parents[2] / "shared" / "data" / "budget"
CHANNELS = ("Facebook", "GoogleAds", "Instagram", "TikTok", "Telegram", "YandexDirect")
KINDS: Mapping[str, Mapping[str, float]] = {
    "base": {},
    "short26": {"weeks": 26},
    "long156": {"weeks": 156},
    "lownoise": {"noise": 0.05},
    "highnoise": {"noise": 0.4},
    "lowvar": {"spread": 0.1},
    "newchannel": {"new": 8},
    "zeroheavy": {"silent": 0.45},
    "attribbias": {"bias": 0.45},
    "confounded": {"season": 0.35, "follow": 0.8},
    "sshape": {"shaped": 1},
    "tightbounds": {"low": 0.6, "high": 1.4},
    "grow80": {"scale": 1.8},
    "cut50": {"scale": 0.5},
    "smallbudget": {"level": 0.05},
}


@dataclass(frozen=True, kw_only=True)
class TrueCurve:
    """What a channel really does with money."""

    family: str
    k: float
    a: float
    s: float = 1.0
    carry: float = 0.0

    def value(self, spend: np.ndarray) -> np.ndarray:
        u = np.maximum(spend, 1e-12) / self.k
        shapes = {
            "hill": lambda: u**self.s / (1 + u**self.s),
            "log": lambda: np.log1p(u),
            "exp": lambda: -np.expm1(-u),
            "power": lambda: u**self.s,
        }
        return self.a * shapes[self.family]()

    def marginal(self, spend: np.ndarray) -> np.ndarray:
        step = 1e-5 * self.k
        return (self.value(spend + step) - self.value(np.maximum(spend - step, 0))) / (2 * step)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One task: what an allocator may see, and the truth for scoring."""

    id: str
    kind: str
    history: pd.DataFrame
    total: pd.DataFrame
    budget: float
    minimum: dict[str, float]
    maximum: dict[str, float]
    current: dict[str, float]
    truth: dict[str, TrueCurve]
    optimum: float = field(default=0.0)

    def value(self, amounts: Mapping[str, float]) -> float:
        return float(sum(curve.value(np.array([amounts[name]]))[0] for name, curve in self.truth.items()))

    def regret(self, amounts: Mapping[str, float]) -> float:
        return 1 - self.value(amounts) / self.optimum


def shared_scenarios() -> Iterator[Scenario]:
    for path in sorted(SHARED.glob("*_task.json")):
        task = json.loads(path.read_text())
        name = task["id"]
        truth = json.loads((SHARED / f"{name}_truth.json").read_text())
        history = pd.read_csv(SHARED / f"{name}_channels.csv").rename(columns={"week": "day", "revenue": "value"})
        total = pd.read_csv(SHARED / f"{name}_total.csv").rename(columns={"week": "day", "total_revenue": "value"})
        yield Scenario(
            id=name,
            kind=task["kind"],
            history=history[["day", "channel", "spend", "value"]],
            total=total,
            budget=task["weekly_budget"],
            minimum=task["min_weekly"],
            maximum=task["max_weekly"],
            current=task["current_weekly_spend"],
            truth={
                c["channel"]: TrueCurve(family=c["family"], k=c["k"], a=c["a"], s=c.get("s", 1.0), carry=c["adstock"])
                for c in truth["curves"]
            },
            optimum=truth["optimum_value"],
        )


def simulate(kind: str, seed: int) -> Scenario:
    """Draw one task of a kind; our own generator, with wider and other distributions than our priors."""
    rng = np.random.default_rng([seed, sorted(KINDS).index(kind)])
    o = {
        "weeks": 104,
        "noise": 0.15,
        "spread": 0.45,
        "season": 0.12,
        "level": 1.0,
        "low": 0.0,
        "high": 4.0,
        "scale": 1.0,
    }
    o |= KINDS[kind]
    weeks = int(o["weeks"])
    names = list(rng.permutation(CHANNELS)[: rng.integers(4, 7)])
    wave = np.sin(2 * np.pi * (np.arange(weeks) / 52.18 + rng.uniform()))
    season = np.exp(o["season"] * wave)
    truth, spends, rows = {}, {}, []
    made = np.zeros(weeks)
    for index, name in enumerate(names):
        mean = o["level"] * float(rng.lognormal(9.3, 0.7))
        spend = _spend(rng, weeks, mean, o, wave, is_new=index == 0)
        curve = _curve(rng, mean, shaped=bool(o.get("shaped")))
        effect = curve.value(_carry(spend, curve.carry)) * (_carry(spend, curve.carry) > 0)
        made += effect
        bias = float(np.exp(rng.normal(0, o.get("bias", 0.0))))
        value = effect * season * bias * rng.lognormal(0, o["noise"], weeks)
        truth[name], spends[name] = curve, spend
        rows.append(pd.DataFrame({"week": range(weeks), "channel": name, "spend": spend, "value": value}))
    history = pd.concat(rows, ignore_index=True)
    days = pd.date_range("2023-01-02", periods=weeks, freq="7D")
    history["day"] = days[history.pop("week").to_numpy()]
    base = made.mean() * rng.uniform(0.7, 1.6) * (1 + rng.uniform(-0.1, 0.3) * np.arange(weeks) / weeks)
    total = season * (base * rng.lognormal(0, 0.6 * o["noise"], weeks) + made)
    return _task(kind, seed, o, history, pd.DataFrame({"day": days, "value": total}), truth, spends)


def _spend(rng, weeks, mean, o, wave, *, is_new):
    log, path = 0.0, []
    for _ in range(weeks):
        log = 0.6 * log + rng.normal(0, o["spread"] * 0.8)
        path.append(log)
    spend = mean * np.exp(np.array(path) + o.get("follow", 0.0) * wave * 0.6)
    spend *= rng.uniform(size=weeks) >= o.get("silent", 0.0)
    if is_new and "new" in o:
        spend[: -int(o["new"])] = 0
    return np.round(spend, 2)


def _curve(rng, mean, *, shaped):
    family = "hill" if shaped else str(rng.choice(["hill", "log", "exp", "power"]))
    k = mean * float(rng.lognormal(0.2, 0.7))
    s = {"hill": rng.uniform(1.3, 2.5) if shaped else rng.uniform(0.75, 1.1), "power": rng.uniform(0.3, 0.8)}
    carry = float(rng.choice([0, 0.2, 0.4, 0.6]))
    curve = TrueCurve(family=family, k=k, a=1.0, s=float(s.get(family, 1.0)), carry=carry)
    wanted = mean * float(rng.lognormal(0.7, 0.5))
    return TrueCurve(family=family, k=k, a=wanted / float(curve.value(np.array([mean]))[0]), s=curve.s, carry=carry)


def _carry(spend, share):
    result, stock = np.empty_like(spend), 0.0
    for index, amount in enumerate(spend):
        stock = (1 - share) * amount + share * stock
        result[index] = stock
    return result


def _task(kind, seed, o, history, total, truth, spends):
    current = {name: round(float(spend[-8:].mean()), 2) for name, spend in spends.items()}
    budget = round(o["scale"] * sum(current.values()), 2)
    share = {name: amount * o["scale"] for name, amount in current.items()}
    minimum = {name: round(o["low"] * amount, 2) for name, amount in share.items()}
    maximum = {
        name: round(max(o["high"] * amount, 0.15 * budget if o["low"] == 0 else 0), 2) for name, amount in share.items()
    }
    names = list(truth)
    low, high = (np.array([bound[name] for name in names]) for bound in (minimum, maximum))
    best = best_split([truth[name] for name in names], budget, low, high)
    optimum = sum(truth[name].value(np.array([x]))[0] for name, x in zip(names, best, strict=True))
    return Scenario(
        id=f"{kind}_{seed}",
        kind=kind,
        history=history,
        total=total,
        budget=budget,
        minimum=minimum,
        maximum=maximum,
        current=current,
        truth=truth,
        optimum=float(optimum),
    )
