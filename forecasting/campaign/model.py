"""What a campaign will bring, from what is known at launch; and whether that can be known at all.

The model is judged on campaigns which start later than those it learnt from. On the same later campaigns its
distributions are calibrated (distributional conformal prediction, Chernozhukov et al. 2021): the mark below which a
tenth of them ended is what is served as the 10 % mark, wherever the forest itself would have put it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, Self

import numpy as np
import pandas as pd

from forecasting.campaign.columns import (
    Encoding,
    add_season,
    choose_features,
    find_days,
    learn_encoding,
    read_features,
    read_target,
    spans_years,
)
from forecasting.campaign.errors import CampaignError
from forecasting.campaign.forest import Array, Forest, quantile, rank
from forecasting.campaign.levels import CampaignLevels
from forecasting.campaign.trial import (
    FEW,
    NOTHING,
    Flag,
    Trial,
    TrialFold,
    calibrate,
    find_flag,
    fit,
    shuffle_features,
    split_by_time,
    try_out,
)

Target = Literal["roi", "conversions", "cpa"]
Verdict = Literal["no_signal", "one_flag", "levels", "predictable"]
Risk = Literal["low", "medium", "high"]
Encode = Callable[[pd.DataFrame], Encoding] | None

NO_SIGNAL = 0.05
"""Share of variance explained on later campaigns below which the mean is served."""
FLAG_SHARE = 0.9
"""One category carries everything when it alone explains this share of what all features explain."""
FEWEST, MOST_ROWS = 20, 20_000
"""Of more campaigns than that, the latest are used."""
LEVEL = 0.8
LEAST: Final[Mapping[Target, float]] = {"roi": -1.0, "conversions": 0.0, "cpa": 0.0}
"""Nothing comes out below that."""
RISKY, SAFE = 0.5, 0.2


@dataclass(frozen=True, kw_only=True)
class CampaignModel:
    """A fitted model with its track record."""

    target: Target
    verdict: Verdict
    skill: dict[str, float]
    """On later campaigns: r2, mae, mae_of_mean (always guessing the mean), coverage of the 80 % interval, rows."""
    importance: dict[str, float]
    """Share of variance on later campaigns lost when a feature is shuffled, the largest first; all 0 without signal."""
    flag: Flag | None
    """The single category that tells campaigns apart, where there is one."""
    features: tuple[str, ...]
    """Features the prediction uses: none without signal."""
    notes: tuple[str, ...]
    codes: tuple[str, ...]
    time_ordered: bool
    forest: Forest
    encoding: Encoding
    levels: CampaignLevels | None
    """What the forest's distribution lies around, where levels are served."""
    ranks: Array
    """Sorted ranks of later campaigns in their predicted distributions: the calibration."""
    seasonal: bool

    @property
    def confidence(self) -> float:
        """How often the 80 % interval held on later campaigns, 0 to 1."""
        return self.skill["coverage"]

    @classmethod
    def fit(
        cls,
        frame: pd.DataFrame,
        target: Target = "roi",
        *,
        features: Iterable[str] | None = None,
        early: bool = False,
        seed: int = 0,
    ) -> Self:
        """Learn from past campaigns.

        Args:
            frame: One row per campaign (or campaign and day) with the target and launch-time columns; other columns are
                ignored, so outcomes may stay in.
            target: "roi", "conversions" or "cpa"; the ratios are computed from their parts where missing.
            features: Columns to use instead of the launch-time allow-list.
            early: Whether columns named `early_*` or `first_*` (first days of running) may be used.
            seed: Makes the forest reproducible.

        Raises:
            CampaignError: Too few rows, no target, no feature, or a feature that is a part of the target.
        """
        frame = frame.reset_index(drop=True)
        wanted = read_target(frame, target)
        names = choose_features(frame, target, features, early=early)
        frame, wanted = frame[wanted.notna()], wanted[wanted.notna()]
        if len(frame) < FEWEST:
            raise CampaignError("campaign-too-few", received=len(frame), target=target, needed=FEWEST)
        days = find_days(frame)
        dated = days is not None and days.nunique() > 1
        if days is not None:
            order = np.argsort(days.fillna(days.min()).to_numpy(), kind="stable")[-MOST_ROWS:]
            frame, wanted, days = frame.iloc[order], wanted.iloc[order], days.iloc[order]
        seasonal = features is None and spans_years(days)
        read = add_season(read_features(frame, names), days, wanted=seasonal)
        return cls._judge(_Past(read=read, target=wanted.to_numpy(dtype=float), dated=dated), target, seed)

    @classmethod
    def _judge(cls, past: "_Past", target: Target, seed: int) -> Self:
        """Try all features, one flag and no feature on later campaigns; serve the simplest that is as good."""
        folds = split_by_time(len(past.target), seed, ordered=past.dated)
        full = try_out(past.read, past.target, folds, seed)
        flag = find_flag(past.read, past.target)
        verdict, encode, trial = _serve(past, folds, full, flag, seed)
        skill = trial.skill() | ({"r2": full.r2, "mae": full.skill()["mae"]} if verdict == "no_signal" else {})
        shown = flag if verdict == "one_flag" else None
        messages = _explain(target, verdict, skill, shown, dated=past.dated)
        encoding, forest, levels = fit(past.read, past.target, seed, encode)
        features = tuple(levels.columns) if levels else encoding.columns
        return cls(
            target=target,
            verdict=verdict,
            skill=skill,
            importance=_importance(past, trial if levels else full, folds[-1], verdict, seed),
            flag=shown,
            features=features,
            notes=tuple(messages.values()),
            codes=tuple(messages),
            time_ordered=past.dated,
            forest=forest,
            encoding=encoding,
            levels=levels,
            ranks=np.sort(trial.rank),
            seasonal="season" in features,
        )

    def predict(self, frame: pd.DataFrame, threshold: float = 0.0) -> pd.DataFrame:
        """Expected target, 80 % interval and the probability to end below a threshold, one row per campaign.

        Args:
            frame: Campaigns with launch-time columns; a missing column or an unseen category counts as unknown.
            threshold: In units of the target: ROI 0 is "pays back".

        Raises:
            CampaignError: The threshold is no finite number.
        """
        if not np.isfinite(threshold):
            raise CampaignError("campaign-bad-threshold", received=threshold)
        if frame.empty:
            return pd.DataFrame(
                columns=["prediction", "low", "high", "probability_below"], index=frame.index, dtype=float
            )
        read = add_season(
            read_features(frame, [name for name in self.features if name != "season"]),
            find_days(frame) if self.seasonal else None,
            wanted=self.seasonal,
        )
        matrix = self.encoding.matrix(read)
        spread = self.forest.distribution(matrix)
        level, scale = self._around(read)
        mean = np.maximum(level if self.levels else self.forest.mean(matrix), LEAST[self.target])
        low, high = (level + scale * quantile(self.forest.grid, spread, end) for end in calibrate(self.ranks, LEVEL))
        below = rank(self.forest.grid, spread, (threshold - level) / scale)
        return pd.DataFrame(
            {
                "prediction": mean,
                "low": np.maximum(np.minimum(low, mean), LEAST[self.target]),
                "high": np.maximum(high, mean),
                "probability_below": self._probability(below),
            },
            index=frame.index,
        )

    def _around(self, read: pd.DataFrame) -> tuple[Array, Array]:
        """What the forest's distribution is shifted by, and what its unit is."""
        if self.levels is None:
            return np.zeros(len(read)), np.ones(len(read))
        return self.levels.value(read), self.levels.scale(read)

    def risk(self, frame: pd.DataFrame, threshold: float = 0.0) -> pd.Series:
        """Risk level of every campaign; a CPA is bad above its threshold, the other targets below."""
        below = self.predict(frame, threshold)["probability_below"]
        return (1 - below if self.target == "cpa" else below).map(risk_level)

    def _probability(self, below: Array) -> Array:
        """Calibrated: the share of later campaigns whose rank was as low or lower."""
        size = len(self.ranks)
        marks = np.concatenate([[0.0], self.ranks, [1.0]])
        return np.asarray(np.interp(below, marks, np.concatenate([[0.0], np.arange(1, size + 1) / (size + 1), [1.0]])))


@dataclass(frozen=True, kw_only=True)
class _Past:
    """Campaigns to learn from, sorted by start where `dated`."""

    read: pd.DataFrame
    target: Array
    dated: bool


def risk_level(probability: float) -> Risk:
    """Words for the probability of a bad end: low below 20 %, high from 50 % on."""
    if probability >= RISKY:
        return "high"
    return "low" if probability < SAFE else "medium"


def _serve(
    past: _Past, folds: list[TrialFold], full: Trial, flag: Flag | None, seed: int
) -> tuple[Verdict, Encode, Trial]:
    """The simplest that did as well on later campaigns: one flag, levels, a forest on all features, nothing."""
    levels = try_out(past.read, past.target, folds, seed, None)
    best = max(full.r2, levels.r2)
    if flag is not None and best >= NO_SIGNAL:
        alone = try_out(past.read, past.target, folds, seed, lambda _: flag.encoding())
        if alone.r2 >= FLAG_SHARE * best:
            better = levels.r2 > alone.r2
            return "one_flag", None if better else lambda _: flag.encoding(), levels if better else alone
    if full.r2 >= max(NO_SIGNAL, levels.r2):
        return "predictable", learn_encoding, full
    if _tells(levels, past):
        return "levels", None, levels
    nothing = try_out(past.read, past.target, folds, seed, lambda _: NOTHING)
    return "no_signal", lambda _: NOTHING, nothing


def _tells(levels: Trial, past: "_Past") -> bool:
    """Whether levels are better than the mean: on later campaigns, or where those are few on each left out in turn."""
    if len(levels.truth) >= FEW:
        return levels.r2 >= NO_SIGNAL
    return bool(CampaignLevels.learn(past.read, past.target).columns)


def _importance(past: _Past, full: Trial, last: TrialFold, verdict: Verdict, seed: int) -> dict[str, float]:
    if verdict == "no_signal":
        return dict.fromkeys(full.encoding.columns, 0.0)
    return shuffle_features(full, past.read, past.target, last, seed)


def _explain(
    target: Target, verdict: Verdict, skill: dict[str, float], flag: Flag | None, *, dated: bool
) -> dict[str, str]:
    """Sentences by code, the verdict first."""
    explained = f"{max(skill['r2'], 0.0):.0%} of the variance on later campaigns"
    sentences = {
        "no_signal": f"What is known at launch does not predict {target} better than the average ({explained}).",
        "levels": f"Campaigns like it tell {target}, the fewer they are the nearer to the mean of all ({explained}).",
        "predictable": f"What is known at launch explains {explained} of {target}.",
        "one_flag": ""
        if flag is None
        else f"Only {flag.feature} = {flag.level} differs: {target} is {flag.mean_inside:.2f} "
        f"there on average and {flag.mean_outside:.2f} elsewhere; nothing else helps.",
    }
    messages = {f"campaign-{verdict.replace('_', '-')}": sentences[verdict]}
    if not dated:
        messages["campaign-undated"] = "No start dates: judged on campaigns drawn at random, not on later ones."
    return messages
