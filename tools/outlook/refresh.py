"""The step after fresh facts: forecasts, budget advice and predictions anew where data changed, old ones scored."""

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from forecasting import CampaignError, DirectoryCache, ForecastError
from forecasting.response.curves import Z80
from forecasting.response.errors import BudgetError
from ingest.errors import DemetraError, NoData
from ingest.facts import MICRO
from tools.charts.chart import draw
from tools.charts.spec import ChartSpec
from tools.outlook import store
from tools.outlook.budget import Advice, Wish, advise_on, ground_of
from tools.outlook.budget_table import response_chart
from tools.outlook.budget_words import decision_text
from tools.outlook.campaign import experience, past_campaigns
from tools.outlook.campaign_table import predictions_of, predictions_picture
from tools.outlook.forecast import Ahead, Outlook, Outlooks, job_of, make_outlooks, points, run_jobs
from tools.outlook.forecast_table import fan_chart
from tools.outlook.history import Histories, HistoryRequest, Level, read_histories
from tools.outlook.store import Due, StoredPicture
from tools.tool import ToolContext

logger = logging.getLogger(__name__)

METRICS_KEPT: Final = ("roi", "cvr", "reach", "ctr", "revenue")
"""What is forecast each hour, by channel and as a whole."""
HORIZON: Final = 30
PAST_DAYS: Final = 90
"""Days of history stored beside the forecast, for dashboards."""
CACHE_DAYS: Final = 7
"""Kept forecasts that nobody asked for in so many days are dropped."""


@dataclass(frozen=True, kw_only=True)
class Refreshed:
    """What one refresh did."""

    rows: int
    """Rows written; 0 when nothing changed."""
    series: int
    """Series looked at."""
    fitted: int
    """Series fitted anew."""
    scored: int
    seconds: float


def refresh_forecasts(desk: ToolContext, *, workers: int = 2) -> Refreshed:
    """Brings forecasts, budget advice, campaign predictions and scores up to date; one part never stops the others."""
    started = time.perf_counter()
    engine = desk.engine
    rows, series, fitted = _forecasts(desk, workers)
    for part in (_budget, _campaigns):
        try:
            rows += part(desk)
        except (DemetraError, ForecastError) as error:
            logger.info("%s: %s", part.__name__.strip("_"), error)
    scored = _scores(desk)
    store.clear_old(engine, desk.today)
    _clear_cache(desk.data_dir / "forecasts", desk)
    seconds = round(time.perf_counter() - started, 3)
    return Refreshed(rows=rows + scored, series=series, fitted=fitted, scored=scored, seconds=seconds)


def _asked(desk: ToolContext) -> Iterator[tuple[Ahead, Histories]]:
    """Every forecast that is kept, by channel and of the whole, where there are data for it."""
    levels: tuple[Level, ...] = ("channel", "")
    for metric in METRICS_KEPT:
        for level in levels:
            try:
                yield Ahead(metric=metric, by=level), read_histories(HistoryRequest(metric=metric, by=level), desk)
            except NoData as nothing:
                logger.info("%s: %s", metric, nothing)


def _forecasts(desk: ToolContext, workers: int) -> tuple[int, int, int]:
    """Rows written, series looked at, series fitted."""
    asked = list(_asked(desk))
    jobs = [[job_of(one, ahead, histories) for one in histories.series] for ahead, histories in asked]
    flat = [job for group in jobs for job in group]
    cache = DirectoryCache(desk.data_dir / "forecasts")
    fitted = sum(cache.get(key) is None for key in {job.key for job in flat})
    results = iter(run_jobs(flat, desk, workers=workers))
    known = store.stored_hashes(desk.engine, desk.today)
    written = 0
    for (ahead, histories), group in zip(asked, jobs, strict=True):
        found = [next(results) for _ in group]
        keys = [job.key for job in group]
        stored = [known.get(_key(one.scope.channel, ahead)) for one in histories.series]
        if stored != keys:
            written += _store(make_outlooks(ahead, histories, found), keys, desk)
    return written, len(flat), fitted


def _key(channel: str, ahead: Ahead) -> store.Key:
    return channel, "", ahead.metric, ahead.horizon


def _store(outlooks: Outlooks, keys: Sequence[str], desk: ToolContext) -> int:
    rows = [_row(one, key, outlooks, desk.today) for one, key in zip(outlooks.series, keys, strict=True)]
    days = {outlooks.ahead.metric: [row for one in outlooks.made for row in _days(one, outlooks, desk.today)]}
    picture = _drawn(fan_chart(outlooks, desk.language)) if outlooks.made else None
    return store.write_forecasts(desk.engine, rows, days, picture, desk.now)


def _row(one: Outlook, key: str, outlooks: Outlooks, made_on: date) -> dict[str, Any]:
    total = one.total
    return {
        "made_on": made_on,
        "channel": one.scope.channel,
        "campaign": one.scope.campaign,
        "metric": outlooks.ahead.metric,
        "horizon_days": outlooks.ahead.horizon,
        "start": outlooks.start,
        "end": outlooks.end,
        "value": total.value if total else None,
        "low": total.low if total else None,
        "high": total.high if total else None,
        "model": one.result.model if one.result else "",
        "backtest": dict(one.result.backtest) if one.result else {"refused": one.refusal.code if one.refusal else ""},
        "content_hash": key,
    }


def _days(one: Outlook, outlooks: Outlooks, made_on: date) -> list[dict[str, Any]]:
    """Actual days, then predicted ones."""
    histories = outlooks.histories
    same = {"made_on": made_on, "channel": one.scope.channel, "metric": outlooks.ahead.metric}
    recent = one.history.daily(histories.recipe).iloc[-PAST_DAYS:]
    nothing = {"predicted": None, "low": None, "high": None}
    rows: list[dict[str, Any]] = [
        {**same, "day": pd.Timestamp(str(day)).date(), "actual": None if pd.isna(value) else float(value), **nothing}
        for day, value in recent.items()
    ]
    for day, value, low, high in points(one):
        rows.append({**same, "day": day, "actual": None, "predicted": value, "low": low, "high": high})
    return rows


def _drawn(spec: ChartSpec) -> StoredPicture:
    return StoredPicture(kind=spec.kind, title=spec.title, spec=spec.model_dump(mode="json"), png=draw(spec))


def _unchanged(name: str, key: str, table: str, desk: ToolContext) -> bool:
    """Whether the step ran today on the same data; remembers it otherwise."""
    cache = DirectoryCache(desk.data_dir / "forecasts")
    state = {"key": key, "made_on": desk.today.isoformat()}
    if cache.get(name) == state and store.has_rows(desk.engine, table, desk.today):
        return True
    cache.put(name, state)
    return False


def _budget(desk: ToolContext) -> int:
    ground = ground_of(HORIZON, "revenue", desk)
    if _unchanged("step-budget", ground.content, "ml_budget_rec", desk):
        return 0
    try:
        advice = advise_on(ground, Wish(days=HORIZON), desk)
    except BudgetError as refusal:
        raise NoData("forecast-note-plain", text=str(refusal)) from refusal
    picture = _drawn(response_chart(ground, advice.amounts, desk.language))
    return store.write_plan(desk.engine, _plan_rows(advice, desk), picture, desk.now)


def _plan_rows(advice: Advice, desk: ToolContext) -> list[dict[str, Any]]:
    reason = decision_text(advice, desk.language)
    today = advice.ground.today
    rows = []
    for name, amount in advice.amounts.items():
        curve = advice.ground.curves.by_channel.get(name)
        value = float(curve.value(np.array([amount]))[0]) if curve else 0.0
        error = Z80 * float(np.sqrt(max(curve.variance(np.array([amount]))[0], 0.0))) if curve else 0.0
        rows.append(
            {
                "made_on": desk.today,
                "channel": name,
                "period_days": HORIZON,
                "current_amount": round(today.get(name, 0.0) * MICRO),
                "recommended_amount": round(amount * MICRO),
                "expected_value": value,
                "low": max(value - error, 0.0),
                "high": value + error,
                "marginal": advice.plan.marginal.get(name),
                "decision": advice.plan.decision,
                "reason": reason,
            }
        )
    return rows


def _campaigns(desk: ToolContext) -> int:
    campaigns = past_campaigns(desk)
    key = str(int(pd.util.hash_pandas_object(experience(campaigns).astype(str), index=False).sum()))
    if _unchanged("step-campaigns", key, "campaign_prediction", desk):
        return 0
    try:
        rows = predictions_of(campaigns, desk)
    except CampaignError as refusal:
        raise NoData("forecast-note-plain", text=str(refusal)) from refusal
    picture = _drawn(predictions_picture(rows, desk)) if rows else None
    return store.write_predictions(desk.engine, rows, picture, desk.now)


def _scores(desk: ToolContext) -> int:
    """Compares forecasts whose days are over with what happened."""
    last = desk.metrics.catalogue().last_day
    if last is None:
        return 0
    due = store.due_forecasts(desk.engine, min(last, desk.today - timedelta(days=1)))
    metrics = {(one.metric, bool(one.channel)) for one in due}
    known: dict[tuple[str, bool], Histories] = {}
    for metric, by_channel in metrics:
        try:
            wanted = HistoryRequest(metric=metric, by="channel" if by_channel else "", most=100)
            known[metric, by_channel] = read_histories(wanted, desk)
        except NoData as nothing:
            logger.info("%s: %s", metric, nothing)
    rows = [row for one in due if (row := _score(one, known)) is not None]
    return store.write_scores(desk.engine, rows)


def _score(due: Due, known: Mapping[tuple[str, bool], Histories]) -> dict[str, Any] | None:
    histories = known.get((due.metric, bool(due.channel)))
    history = next((one for one in histories.series if one.scope.channel == due.channel), None) if histories else None
    if histories is None or history is None or due.campaign:
        return None
    length = (due.end - due.start).days + 1
    actual = history.value(due.start, due.end, histories.recipe)
    before = due.start - timedelta(days=1)
    naive = history.value(before - timedelta(days=length - 1), before, histories.recipe)
    ends = (due.low, actual, due.high)
    inside = None if None in ends else bool(due.low <= actual <= due.high)  # type: ignore[operator]  # none is None
    names = ("kind", "subject_id", "channel", "campaign", "metric", "made_on", "end", "predicted", "low", "high")
    return {**{name: getattr(due, name) for name in names}, "naive": naive, "actual": actual, "inside": inside}


def _clear_cache(folder: Path, desk: ToolContext) -> None:
    oldest = desk.now.timestamp() - CACHE_DAYS * 86_400
    for path in folder.glob("*.json"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
