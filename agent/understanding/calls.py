"""From frames to the calls of tools: which tool an act is, and what it is given."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, get_args

from dateutil.relativedelta import relativedelta

from agent.understanding.advice_calls import experiment_args, recommend_args, timing_args
from agent.understanding.alert_calls import alert_args, rule_args
from agent.understanding.dialogue.memory import PlannedCall
from agent.understanding.grammar.complete import compared_days
from agent.understanding.grammar.constructs.comparison import way_of
from agent.understanding.grammar.constructs.period import default_of
from agent.understanding.grammar.frame import Kept, Wanted
from agent.understanding.grammar.heard_acts import money_of
from agent.understanding.grammar.question_slots import question_args
from agent.understanding.grammar.scene import Clause
from agent.understanding.plan_calls import plan_args, points_back
from agent.understanding.spans.moves import budget_of, is_goal, limits_of, moves_of, moves_of_all
from agent.understanding.taken import taken
from tools.alerts.evaluate import ALERTS
from tools.outlook.wanted import LONGEST, Target
from tools.semantics.calendar import closing_on, unit_span
from tools.semantics.views import tool_of
from tools.tool import Tool, find_tools
from tools.words.period import Period
from tools.words.tongues import tongue_in

USUAL_DAYS: Final = 30
FARTHEST: Final = LONGEST["D"]
_CAMPAIGN: Final = ("campaign", "channel", "objective", "audience", "segment", "location", "language")
TOOLS: Final = {
    "explain": "explain_change",
    "forecast": "forecast_metric",
    "allocate": "allocate_budget",
    "refresh": "refresh_now",
    "alert_rule": "manage_alert_rule",
    "report": "make_report",
    "audience": "audience_profile",
    "best_time": "best_time",
    "plan_fact": "plan_fact",
    "unload": "manage_load",
    "loads": "manage_load",
}
"""Acts whose tool has another name."""
EXPECTED_DAYS: Final = {"plan": "this month", "forecast": "last 30 days"}
"""Days whose fact is held against a plan or a forecast where none are said."""
_AMOUNT_VERBS: Final = {"потрат": "spend", "заработ": "revenue"}


def question_calls(frame: Wanted) -> tuple[PlannedCall, ...]:
    """The call of a question tool; two classes of days of the week are a call each."""
    if "classes" in frame.marks:
        cuts = tuple(name for name in frame.cuts if name != "weekday")
        kept = tuple(entry for entry in frame.kept if entry.dimension != "weekday")
        plain = frame.put("group_by", cuts).without("order_by", "descending", "limit")
        days = (("1", "2", "3", "4", "5"), ("6", "7"))
        return tuple(_call(plain.put("where", (*kept, Kept(dimension="weekday", values=each)))) for each in days)
    return (_call(frame),)


def _call(frame: Wanted) -> PlannedCall:
    tool = tool_of(frame.get("view", ""), compared=frame.has("compare_to"))
    return PlannedCall(name=tool, args=question_args(frame))


def act_calls(act: str, scene: Clause, frame: Wanted, before: Wanted | None) -> tuple[PlannedCall, ...]:
    """The calls of an act beside questions: one for each metric of an act that takes but one; none without its tool."""
    name = TOOLS.get(act, act)
    if name not in find_tools():
        return ()
    build = _ARGUMENTS.get(act)
    args = build(scene, frame, before) if build else taken(frame, find_tools()[name])
    plain = {key: value for key, value in args.items() if value not in ("", None, []) and value is not False}
    several = frame.metrics if act in _ONE_METRIC and frame.origin("metrics") == "said" else ()
    metrics = dict.fromkeys((plain.get("metric"), *several)) if several else {}
    return tuple(
        PlannedCall(name=name, args=plain | {"metric": metric}) for metric in list(metrics)[:MOST_METRICS]
    ) or (PlannedCall(name=name, args=plain),)


_ONE_METRIC: Final = ("forecast", "plan_fact")
MOST_METRICS: Final = 3
"""Of one act that is done for each of them."""


def _length(scene: Clause) -> int | None:
    spans = [span.period.days for span in scene.of("period") if span.period]
    return spans[0] if spans else None


def _target(frame: Wanted) -> dict[str, str]:
    """What the money is for: the first metric said that budgets can be weighed by."""
    named = next((name for name in frame.metrics if name in get_args(Target)), "")
    return {"target": named} if named else {}


def _explain(scene: Clause, frame: Wanted, before: Wanted | None) -> dict[str, Any]:
    metrics = (
        (_moved(scene, frame.metrics) if frame.origin("metrics") in ("said", "guessed") else ())
        or (before.metrics if before else ())
        or ("",)
    )
    kept = frame.kept or (before.kept if before else ())
    period = frame.get("periods") or (before.get("periods") if before else None) or (default_of(scene, compared=True),)
    dated = frame.put("periods", period).put(
        "compare_to", frame.get("compare_to") or (before.get("compare_to") if before else "") or "previous"
    )
    if "against" in frame.marks and not frame.has("periods"):
        dated = dated.put("compare_to", frame.get("compare_to"))
    where = [entry.as_args() for entry in kept if entry.match == "is"]
    if expected := "plan" if scene.has("plan") else "forecast" if scene.says("intent", "forecast") else "":
        days = frame.get("periods") if frame.origin("periods") == "said" else (EXPECTED_DAYS[expected],)
        return {"metric": metrics[0], "where": where, "period": days[0], "compare_to": expected}
    days = {"period": period[0], "compare_to": compared_days(dated, scene)}
    return {"metric": metrics[0], "where": where, **days, "assumed": _assumed(scene, metrics[0])}


def _moved(scene: Clause, metrics: tuple[str, ...]) -> tuple[str, ...]:
    """The metrics, first the one beside the word for its change: "what made CPA rise" is about no revenue."""
    moves = scene.of("change")
    beside = sorted(scene.of("metric"), key=lambda span: min((abs(span.first - one.first) for one in moves), default=0))
    first = [span.value for span in beside[:1] if moves and span.value in metrics]
    return tuple(dict.fromkeys((*first, *metrics)))


def _assumed(scene: Clause, metric: str) -> str:
    """Which way the question takes a metric to have gone; empty where it says none, or both."""
    ways = {way_of(span, metric) for span in scene.of("change") if span.value} - {""}
    return ways.pop() if len(ways) == 1 else ""


def _forecast(scene: Clause, frame: Wanted, before: Wanted | None) -> dict[str, Any]:
    said = frame.metrics if frame.origin("metrics") in ("said", "guessed") else ()
    implied = tuple(
        key for span in scene.of("intent") for stem, key in _AMOUNT_VERBS.items() if span.low.startswith(stem)
    )
    metrics = said or implied or (before.metrics if before else ()) or ("",)
    by = [name for name in frame.cuts if name in ("channel", "campaign")]
    kept = frame.kept or (before.kept if before and not said else ())
    return {
        "metric": metrics[0],
        "by": by[0] if by else "",
        "where": [entry.as_args() for entry in kept],
        **_ahead(scene),
    }


def _ahead(scene: Clause) -> dict[str, Any]:
    """How far ahead; days that begin later than today, or end where no forecast reaches, are named by their ends."""
    coming = [
        (period, span)
        for span in scene.of("period")
        if span.period and (period := _coming(span.period, span.low, scene.today)).end >= scene.today
    ]
    if not coming:
        return {"horizon": USUAL_DAYS}
    period, span = coming[0]
    end, soon = period.end, (period.start - scene.today).days <= 1
    counted = bool(re.search(r"\d", span.low))  # "the next 14 days" are so many
    closes = not counted and closing_on(scene.today, end)  # today is part of it
    start = scene.today if soon and closes else max(period.start, scene.today)
    length = (end - start).days + 1
    if (start > scene.today and not (counted and soon)) or length > FARTHEST:
        return {"horizon": min((end - scene.today).days + 1, FARTHEST), "period": f"{start}..{end}"}
    return {"horizon": length}


def _coming(period: Period, text: str, today: date) -> Period:
    """A month or a day named without its year lies ahead: "will we spend in December", "на 5 декабря"."""
    for unit in ("week", "month", "quarter", "year"):  # "this month" ends where it ends, not yesterday
        first, last = unit_span(period.start, unit)
        if first == period.start and period.end < today <= last:
            return replace(period, end=last)
    digits = re.findall(r"\d+", text)
    one_month = period.start.day == 1 and 27 < period.days <= 31 and not digits
    one_day = period.days == 1 and len(digits) == 1 and len(digits[0]) <= 2
    relative = any(word in text for word in ("last", "прошл", "past", "this", "этот", "эт", "назад", "ago"))
    if period.end >= today or not (one_month or one_day) or relative:
        return period
    year = relativedelta(years=1)
    return replace(period, start=period.start + year, end=period.end + year)


def _allocate(scene: Clause, frame: Wanted, _before: Wanted | None) -> dict[str, Any]:
    money = money_of(scene)
    limits, used = limits_of(money)
    budget = budget_of(money, used)
    args: dict[str, Any] = {"days": _length(scene) or USUAL_DAYS, **limits, **_target(frame)}
    least = next(
        (limit.value for limit in frame.get("having", ()) if limit.metric == "roi" and limit.operator in (">", ">=")),
        None,
    )
    if budget is None and least is not None:
        return {**args, "least_roi": least}
    return {**args, ("goal" if is_goal(money) else "budget"): budget}


def _what_if(scene: Clause, frame: Wanted, _before: Wanted | None) -> dict[str, Any]:
    money = money_of(scene)
    moves = moves_of(money) if money.channels else moves_of_all(money, tuple(scene.catalogue.channels))
    return {"moves": moves or None, "days": _length(scene) or USUAL_DAYS, **_target(frame)}


def _predict(scene: Clause, frame: Wanted, _before: Wanted | None) -> dict[str, Any]:
    said: dict[str, Any] = {
        entry.dimension: entry.values[0] for entry in frame.kept if not entry.exclude and entry.dimension in _CAMPAIGN
    }
    absent = scene.of("absent_channel")
    if absent and "channel" not in said:
        said["channel"] = absent[0].text
    return {**said, "budget": budget_of(money_of(scene)), "duration": _length(scene)}


def _unload(scene: Clause, _frame: Wanted, _before: Wanted | None) -> dict[str, Any]:
    number = _LOAD.search(scene.text)
    return {"action": "unload", "load": int(number[1]) if number else None}


def _loads(_scene: Clause, _frame: Wanted, _before: Wanted | None) -> dict[str, Any]:
    return {"action": "list"}


_LOAD: Final = re.compile(r"(?:загрузк\w*|load|upload|№|#)\D{0,4}(\d{1,9})\b", re.IGNORECASE)


def _backtest(scene: Clause, _frame: Wanted, _before: Wanted | None) -> dict[str, Any]:
    named = [name for name in ALERTS if re.search(rf"\b{name}\b", scene.text, re.IGNORECASE)]
    return {"rule": named[0]} if named else {"phrase": scene.text}


def _report(scene: Clause, frame: Wanted, before: Wanted | None) -> dict[str, Any]:
    """Days and channels as said, or of what is pointed back at; a workbook where Excel is named."""
    excel = {"format": "xlsx"} if frame.get("view", "") == "xlsx" else {}
    tool = find_tools()["make_report"]
    carried = _what_was_told(before, tool) if before is not None and points_back(scene) else {}
    return carried | taken(frame, tool) | excel | {"language": tongue_in(scene.text)}


def _what_was_told(before: Wanted, tool: Tool) -> dict[str, Any]:
    """Channels and days of the request before, however it came by them."""
    days = {"period": before.get("periods")[0]} if before.has("periods") else {}
    return taken(before, tool) | days


_ARGUMENTS: Final[Mapping[str, Callable[[Clause, Wanted, Wanted | None], dict[str, Any]]]] = {
    "explain": _explain,
    "forecast": _forecast,
    "allocate": _allocate,
    "what_if": _what_if,
    "predict_campaign": _predict,
    "alert_rule": rule_args,
    "backtest_rule": _backtest,
    "unload": _unload,
    "loads": _loads,
    "report": _report,
    "list_alerts": alert_args,
    "plan_fact": plan_args,
    "experiment": experiment_args,
    "best_time": timing_args,
    "recommend": recommend_args,
}
