"""What a request wants done: a number, a reason, a forecast, advice ... by its words and by the learned reader."""

from typing import Final

from agent.understanding.grammar.constructs.ranking import RANKS, SUPERLATIVE
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.heard_acts import heard_act, is_free, money_of, yields
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans import orders
from agent.understanding.spans.moves import budget_of, changes
from agent.understanding.spans.plan_talk import asks_of_plan, names_plan, says_left, spans_months, surely_of_plan
from agent.understanding.spans.rule_talk import alert_number
from tools.alerts.evaluate import ALERTS
from tools.alerts.rules.deeds import deed_in, mentions_rules

WEIGHTS: Final = {
    "forecast_quality": 9,
    "backtest_rule": 7,
    "alert_rule": 6,
    "predict_campaign": 6,
    "what_if": 5,
    "plan_fact": 5,
    "allocate": 4,
    "compare_channels": 4,
    "experiment": 4,
    "data_health": 4,
    "list_alerts": 4,
    "report": 4,
    "refresh": 4,
    "unload": 8,
    "loads": 8,
    "audience": 3,
    "best_time": 3,
    "explain": 3,
    "recommend": 2,
    "dashboard": 2,
    "forecast": 1,
}
"""Of several acts whose words stand in one request the heaviest is meant."""
_PERHAPS: Final = 0.3
"""From here the learned reader bears out a word that may mean two things."""
DATA_KINDS: Final = (
    "metric",
    "dimension",
    "value",
    "campaign",
    "period",
    "vague",
    "share",
    "best",
    "worst",
    "most",
    "least",
    "loss",
    "gain",
    "have",
    "span",
    "absent_channel",
    "unknown_name",
    "uncollected",
    "chart",
    "running",
    "per_day",
    "trend",
    "intent",
    "waste",
    "plan",
    "dear",
    "cheap",
)
"""Kinds of spans that make a message one about the data."""
_OFF_TOPIC_STOPS: Final = ("metric", "campaign", "vague")
_DOCUMENT: Final = ("отчет", "report")
_WRITTEN: Final = ("напиши", "write", "сочини", "придумай", "переведи", "translate", "спой", "sing")
_TALK: Final = {"greeting": "help", "help": "help", "thanks": "thanks", "off_topic": "out_of_scope"}


def act_of(scene: Clause, frame: Wanted, *, follows: bool) -> str:
    """The act of a request."""
    names = tuple(
        entry.label for entry in scene.catalogue.campaigns if len(entry.label) > 3 and entry.label in scene.text
    )
    if orders.hostile(scene.text, names):
        return "hostile"
    if said := _of_alerts(scene, frame):
        return said
    if orders.changes_ads(scene.text, follows=follows) and not _supposes(scene):
        return "change_ads"
    supposes = orders.SUPPOSES.search(scene.text) and changes(money_of(scene))
    if supposes and not _leaves_out_of_the_past(scene, frame):
        return "what_if"
    if orders.asks_where_to_move(scene.text):
        return "allocate" if budget_of(money_of(scene)) else "recommend"
    said, heard = said_act(scene, frame), heard_act(scene, frame)
    gives_way = heard and yields(said, scene) and is_free(heard, scene, frame)
    act = heard if gives_way and not _surely_of_plan(said, scene, frame) else said
    act = "query" if act == "explain" and _asks_of_place(scene, frame) else act
    return _of_what_comes(act, scene, frame)


def _of_what_comes(act: str, scene: Clause, frame: Wanted) -> str:
    """The act where days are still to come: a pace that goes on is multiplied, all else is forecast."""
    if frame.has("pace"):
        return "query" if act in ("forecast", "what_if") and not changes(money_of(scene)) else act
    return "forecast" if act == "query" and frame.metrics and _lies_ahead(scene) else act


def _surely_of_plan(said: str, scene: Clause, frame: Wanted) -> bool:
    return said == "plan_fact" and (surely_of_plan(scene.beside_names()) or _asks_for_budget(scene, frame))


def _leaves_out_of_the_past(scene: Clause, frame: Wanted) -> bool:
    """Reads "если убрать кухни, какой выйдет ДРР за апрель" as April's figures without them: what is over stays so."""
    ends = [span.period.end for span in scene.of("period") if span.period]
    leaves = any(entry.exclude for entry in frame.kept)
    return leaves and bool(frame.metrics) and bool(ends) and max(ends) < scene.today


def _lies_ahead(scene: Clause) -> bool:
    """Whether all days that are said are still to come, which only a forecast can tell of, and not as what has been."""
    days = [span.period.start for span in scene.of("period") if span.period]
    return bool(days) and min(days) > scene.today and not orders.HAPPENED.search(scene.own_text)


def _asks_of_place(scene: Clause, frame: Wanted) -> bool:
    """Reads "why is the lead dearest on Avito" as where it stands among its kind: nothing is said to have moved."""
    ranks = any(span.is_a(*RANKS) and SUPERLATIVE.search(span.low) for span in scene.spans)
    moves = scene.has("change", "previous", "last_year", "step") or frame.has("compare_to")
    return ranks and not moves and frame.has("focus")


def _of_alerts(scene: Clause, frame: Wanted) -> str:
    """The act of what is said of alert rules, or of one alert by its number; empty where neither is meant."""
    if about_rules(scene, frame):
        return "alert_rule"
    return "list_alerts" if alert_number(scene.text, scene.of("period")) is not None else ""


def about_rules(scene: Clause, frame: Wanted) -> bool:
    """Whether an alert rule is meant: by its name or word, or since somebody wants to be told when something comes."""
    if deed_in(scene.own_text, ALERTS) not in (None, "add"):
        return True
    if mentions_rules(scene.own_text, ALERTS) and frame.metrics and _has_level(scene):
        return not scene.says("intent", "backtest_rule")
    told = orders.wants_to_be_told(scene.own_text)
    return bool(told and frame.metrics and (_has_level(scene) or orders.will_move(told)))


def _has_level(scene: Clause) -> bool:
    """Whether it says a figure that something crosses; being negative is crossing zero."""
    return scene.has("number", "zero", "loss", "gain")


def said_act(scene: Clause, frame: Wanted) -> str:
    """The act of a request by its own words alone."""
    if talk := _talk(scene):
        return talk
    planned = asks_of_plan(scene.beside_names()) or _names_goals(scene, frame) or _asks_what_is_left(scene, frame)
    if intents := _intents(scene, frame, planned=planned):
        return max(intents, key=lambda name: WEIGHTS.get(name, 0))
    if planned or (scene.has("plan") and not scene.has("uncollected")) or _asks_for_budget(scene, frame):
        return "plan_fact"
    named = ("metric", "vague", "which", "count", "unknown_name", "absent_channel", "best", "worst")
    if orders.CHANGES.search(scene.own_text) and not scene.has(*named):
        return "change_ads"
    bare = bool(frame.metrics) and not frame.has("where", "periods", "group_by", "having")
    return "define" if scene.has("define") and bare else "query"


def _intents(scene: Clause, frame: Wanted, *, planned: bool) -> set[str]:
    """The acts that words of the request announce."""
    intents = {span.value for span in scene.of("intent")}
    if "explain" in intents and not frame.metrics and orders.ABOUT_DATA.search(scene.own_text):
        return {"data_health"}
    if planned or scene.has("pace"):  # "how much will we spend at this pace" is no forecast
        intents -= {"forecast"}
    if not _is_bare(frame):
        intents -= {"dashboard"}  # "the big picture of spend by region" is a table
    if not intents and _weighs_channels(scene, frame):
        return {"compare_channels"}
    return intents or ({"report"} if _names_a_report(scene, frame) else set())


def _weighs_channels(scene: Clause, frame: Wanted) -> bool:
    """Reads "compare channels", "rank my channels", "Instagram or TikTok, who is better" as the scorecard.

    Nothing says by what; a table of the usual figures would leave the verdict to whoever reads it.
    """
    if frame.metrics or not _is_bare(frame) or frame.has("limit", "view", "count", "average", "running"):
        return False
    named = [entry for entry in frame.kept if entry.dimension == "channel" and not entry.exclude]
    several = len(frame.kept) == len(named) and sum(len(entry.values) for entry in named) > 1
    each = "channel" in frame.cuts and not frame.kept and scene.has("compare", "sort")
    return each or (several and scene.has("best", "worst"))


def _is_bare(frame: Wanted) -> bool:
    """Whether nothing is said that a table would be made of; channels and days narrow anything."""
    return not frame.metrics and not set(frame.cuts) - {"channel"} and not frame.has("having", "share", "compare_to")


def _asks_for_budget(scene: Clause, frame: Wanted) -> bool:
    """Whether nothing but a budget is asked for where budgets are stored; elsewhere it is a word for what was spent."""
    if "spend" not in scene.catalogue.planned or frame.metrics != ("spend",) or frame.origin("metrics") != "said":
        return False
    shaped = frame.has(*_SHAPES) or "ranked" in frame.marks or scene.has("change", "trend", "who")
    narrowed = any(entry.dimension != "channel" or entry.exclude for entry in frame.kept)
    if shaped or narrowed or set(frame.cuts) - {"channel", "month"}:
        return False
    months = all(span.period and spans_months(span.period.start, span.period.end) for span in scene.of("period"))
    return months and all(names_plan(span.text) for span in scene.of("metric"))


_SHAPES: Final = ("having", "share", "compare_to", "view", "limit", "count", "average", "running")


def _names_goals(scene: Clause, frame: Wanted) -> bool:
    """Reads "what are our goals", "выполним ли цель" as those of the plan where the learned reader may hear so too.

    Rows that are ranked by a measure are a plan's only where it rather does: "кто съел больше всего бюджета".
    """
    if scene.reading is None or scene.reading.acts.get("plan_fact", 0.0) < _PERHAPS:
        return False
    if "ranked" in frame.marks and scene.reading.act != "plan_fact":
        return False
    return names_plan(scene.beside_names())


def _asks_what_is_left(scene: Clause, frame: Wanted) -> bool:
    """Reads "and how much is left" beside a plan as that of the plan: nothing else of the message can be left."""
    own = frame.origin("metrics") == "said"
    return not own and says_left(scene.own_text) and names_plan(scene.text) and not names_plan(scene.own_text)


def _names_a_report(scene: Clause, frame: Wanted) -> bool:
    """Whether a report is named and nothing that it should measure or be cut by: then the document itself is meant."""
    named = any(span.low.startswith(_DOCUMENT) for span in scene.of("vague"))
    return named and not frame.metrics and not frame.has("group_by", "having") and not scene.has("chart", "plan")


def _talk(scene: Clause) -> str:
    """The act of small talk; empty where the data is asked about."""
    talk = [span.value for span in scene.of("small_talk")]
    written = any(span.value == "off_topic" and span.low.startswith(_WRITTEN) for span in scene.of("small_talk"))
    stops = [span for span in scene.of(*_OFF_TOPIC_STOPS) if not span.low.startswith(("cost", "стои", "price", "цен"))]
    if written or ("off_topic" in talk and not stops):
        return "out_of_scope"
    return _TALK[talk[0]] if talk and not scene.has(*DATA_KINDS) else ""


def _supposes(scene: Clause) -> bool:
    """Whether it is a what-if: "what if I pause TikTok" orders nothing."""
    said = scene.says("intent", "what_if") or (orders.SUPPOSES.search(scene.text) and changes(money_of(scene)))
    return bool(said) or (scene.reading is not None and scene.reading.act == "what_if")
