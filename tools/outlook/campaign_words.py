"""A campaign prediction in words and as a picture."""

from collections.abc import Mapping

import numpy as np

from forecasting import CampaignModel
from forecasting.campaign.model import NO_SIGNAL
from ingest.texts import Language, say
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Column, Table
from tools.outlook.campaign import CampaignAtLaunch, Campaigns, OwnCourse, Prediction, drivers, so_far
from tools.outlook.forecast_words import figure, scope_name
from tools.outlook.history import SeriesScope
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.words import wording
from tools.words.labels import cell_text
from tools.words.wording import listing

DRIVERS_NAMED = 3
SURE = (0.02, 0.98)
"""Probabilities are said no surer than this."""


def tell_prediction(
    plan: CampaignAtLaunch, found: Mapping[str, Prediction], campaigns: Campaigns, threshold: float, language: Language
) -> tuple[str, dict[str, object]]:
    """The answer about a campaign that is planned as Markdown, and the figures in it that no table has."""
    roi, currency = found["roi"], campaigns.currency
    below = float(np.clip(roi.probability_below, *SURE))
    values = {"name": _name(plan, language), **_chance(roi, threshold, language)}
    lines = [say("predict-roi", language, **values, **_range(roi, "roi", currency, language))]
    facts: dict[str, object] = {"level": 0.8, "below": below}
    if plan.budget:
        line, derived = _money(plan.budget, found, currency, language)
        facts |= derived
        lines.append(line)
    elif "cpa" in found:
        lines.append(say("predict-cpa", language, **_range(found["cpa"], "cpa", currency, language)))
    lines += [basis_text(plan, roi.model, currency, language), verdict_text(roi.model, language)]
    confidence = roi.model.confidence
    if np.isfinite(confidence):
        judged = int(roi.model.skill["ranges"])
        lines.append(say("predict-confidence", language, share=wording.share(confidence, language), n=judged))
    return "\n\n".join(filter(None, lines)), facts


def tell_existing(
    plan: CampaignAtLaunch,
    course: OwnCourse,
    launch: Prediction,
    campaigns: Campaigns,
    threshold: float,
    language: Language,
) -> tuple[str, dict[str, object]]:
    """The answer about a campaign that has a history: what that says comes first, what its launch said beside it."""
    currency = campaigns.currency
    sums = so_far(campaigns, plan.campaign)
    actual = sums["revenue"] / sums["spend"] - 1
    shown = {"name": _name(plan, language), "spend": wording.money(sums["spend"], currency, language)}
    shown["roi"] = figure(actual, "roi", currency, language)
    facts: dict[str, object] = {"level": 0.8, "so_far": {**sums, "roi": actual}}
    if course.ahead is None:
        lines = [say("predict-ended", language, **shown)]
    else:
        ahead = {**_chance(course.ahead, threshold, language), **_range(course.ahead, "roi", currency, language)}
        lines = [
            say("predict-own", language, n=course.days, **shown, **ahead),
            say("predict-so-far", language, **shown),
        ]
        facts["below"] = float(np.clip(course.ahead.probability_below, *SURE))
    lines.append(say("predict-launch", language, **_range(launch, "roi", currency, language)))
    return "\n\n".join([*lines, verdict_text(launch.model, language)]), facts


def _name(plan: CampaignAtLaunch, language: Language) -> str:
    return scope_name(SeriesScope(campaign=plan.campaign), language) or say("predict-plan", language)


def _chance(roi: Prediction, threshold: float, language: Language) -> dict[str, str]:
    """The probability of a bad end, and what that is called."""
    return {
        "limit": wording.percent(threshold, language),
        "below": wording.share(float(np.clip(roi.probability_below, *SURE)), language),
        "risk": say(f"predict-risk-{roi.risk}", language),
    }


def basis_text(plan: CampaignAtLaunch, model: CampaignModel, currency: str, language: Language) -> str:
    """The past campaigns that a level stands on, their mean and that of all; empty where no level is served."""
    levels = model.levels
    key = plan.attributes.get(levels.first, "") if levels else ""
    if levels is None or key not in levels.seen:
        return ""
    count, own = levels.seen[key]
    means = {"own": own, "middle": levels.middle}
    shown = {name: figure(value, model.target, currency, language) for name, value in means.items()}
    level = cell_text(key, Column(name=levels.first, unit="text"), language)
    metric = METRICS[model.target].titles[language]
    feature = feature_title(levels.first, language)
    return say("predict-basis", language, feature=feature, level=level, n=count, metric=metric, **shown)


def _range(prediction: Prediction, metric: str, currency: str, language: Language) -> dict[str, str]:
    figures = {"value": prediction.value, "low": prediction.low, "high": prediction.high}
    return {name: figure(value, metric, currency, language) for name, value in figures.items()}


def _money(
    budget: float, found: Mapping[str, Prediction], currency: str, language: Language
) -> tuple[str, dict[str, object]]:
    """What the budget would bring: revenue from ROI, conversions from CPA."""
    roi = found["roi"]
    ends = {"value": roi.value, "low": roi.low, "high": roi.high}
    revenue = {name: budget * (1 + max(value, -1.0)) for name, value in ends.items()}
    worded = {name: wording.money(value, currency, language) for name, value in revenue.items()}
    text = say("predict-revenue", language, budget=wording.money(budget, currency, language), **worded)
    facts: dict[str, object] = {"budget": budget, "revenue": revenue}
    cpa = found.get("cpa")
    if cpa is not None and cpa.low > 0 and cpa.value > 0:
        counts = {"value": budget / cpa.value, "low": budget / cpa.high, "high": budget / cpa.low}
        shown = {name: wording.count(round(value), language) for name, value in counts.items()}
        cost = figure(cpa.value, "cpa", currency, language)
        text = f"{text} {say('predict-conversions', language, cpa=cost, **shown)}"
        facts |= {"conversions": {name: round(value) for name, value in counts.items()}, "cpa": cpa.value}
    return text, facts


def verdict_text(model: CampaignModel, language: Language) -> str:
    """What can be known at launch: nothing, one thing, or something and which."""
    title = METRICS[model.target].titles[language]
    if model.verdict == "no_signal":
        return say("predict-no-signal", language, metric=title)
    if model.verdict == "one_flag" and model.flag is not None:
        flag = model.flag
        column = Column(name=flag.feature, unit="text")
        return say(
            "predict-one-flag",
            language,
            metric=title,
            feature=feature_title(flag.feature, language),
            level=cell_text(flag.level, column, language),
            inside=figure(flag.mean_inside, model.target, "RUB", language),
            outside=figure(flag.mean_outside, model.target, "RUB", language),
        )
    names = [feature_title(name, language) for name, _ in drivers([model])[:DRIVERS_NAMED]]
    if model.verdict == "levels":
        names = [feature_title(name, language) for name in model.features[:DRIVERS_NAMED]]
        if model.skill["r2"] < NO_SIGNAL:
            return say("predict-levels", language, names=listing(names, language))
    explained = wording.share(max(model.skill["r2"], 0.0), language)
    if not names:
        return say("predict-signal", language, metric=title, explained=explained)
    return say("predict-drivers", language, metric=title, explained=explained, names=listing(names, language))


def feature_title(name: str, language: Language) -> str:
    """What a feature is called."""
    title = DIMENSIONS[name].titles[language] if name in DIMENSIONS else say(f"predict-feature-{name}", language)
    return title[:1].lower() + title[1:]


def channel_chart(
    plan: CampaignAtLaunch, roi: Prediction, campaigns: Campaigns, language: Language
) -> ChartSpec | None:
    """Expected ROI of the same plan in each channel, where the channel matters."""
    if "channel" not in roi.model.features:
        return None
    names = sorted(set(campaigns.rows["channel"].dropna()))
    rows: list[list[Cell]] = []
    for name in names:
        other = CampaignAtLaunch(
            attributes={**plan.attributes, "channel": name}, duration=plan.duration, starts=plan.starts
        )
        rows.append([name, round(float(roi.model.predict(other.row()).iloc[0]["prediction"]), 6)])
    rows.sort(key=lambda row: -float(str(row[1])))
    columns = [Column(name="channel", unit="text"), Column(name="roi", unit="ratio")]
    return ChartSpec(
        kind="bar",
        title=say("predict-chart", language),
        table=Table(columns=columns, rows=rows, rows_total=len(rows)),
        x="channel",
        y=("roi",),
        language=language,
    )
