"""What a request wants done: a number, a reason, a forecast, advice ... by its words and by the learned reader."""

from typing import Final

from agent.understanding.grammar.constructs.ranking import RANKS, SUPERLATIVE
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans import orders
from agent.understanding.spans.moves import Money, budget_of, changes, moves_of
from agent.understanding.spans.plan_talk import asks_of_plan, names_plan, spans_months, surely_of_plan
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
    "forecast": 1,
}
"""Of several acts whose words stand in one request the heaviest is meant."""
_SURE: Final = 0.9
"""From which probability the learned reader overrules the words."""
_PERHAPS: Final = 0.3
"""From here the learned reader bears out a word that may mean two things."""
_LIKELY: Final = 0.5
"""Enough where the words name no measure at all: a table of the usual ones would answer something else."""
_UNLIKELY: Final = 0.05
"""Below this probability an act that the words name is none for the learned reader."""
_WITH_METRICS: Final = ("explain", "forecast", "alert_rule", "plan_fact", "forecast_quality")
"""Acts that name a metric and days as a question about numbers does."""
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
QUERY: Final = ("query", "check_claim", "overview")
"""Acts that the question tools answer."""
FROM_READER: Final = frozenset(
    (
        "explain",
        "forecast",
        "allocate",
        "what_if",
        "recommend",
        "audience",
        "best_time",
        "plan_fact",
        "predict_campaign",
        "list_alerts",
        "backtest_rule",
        "report",
        "data_health",
        "help",
        "define",
        "refresh",
        "forecast_quality",
        "change_ads",
        "smalltalk",
        "out_of_scope",
        "describe",
        "alert_rule",
        "hostile",
        *QUERY,
    )
)


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
    said, heard = said_act(scene, frame), _heard(scene, frame)
    act = heard if heard and _yields(said, scene, frame) and _is_free(heard, scene, frame) else said
    act = "query" if act == "explain" and _asks_of_place(scene, frame) else act
    return "forecast" if act == "query" and frame.metrics and _lies_ahead(scene) else act


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


def _yields(said: str, scene: Clause, frame: Wanted) -> bool:
    """Whether the act of the words gives way to a sure reader: the usual one, or one that the reader rules out."""
    if said == "plan_fact" and (surely_of_plan(scene.beside_names()) or _asks_for_budget(scene, frame)):
        return False
    return said in ("query", "help") or (scene.reading is not None and scene.reading.acts.get(said, 1.0) < _UNLIKELY)


def _is_free(heard: str, scene: Clause, frame: Wanted) -> bool:
    """Whether nothing that the rules read stands against what the learned reader hears."""
    if heard == "plan_fact" and names_plan(scene.own_text) and not names_plan(scene.beside_names()):
        return False
    if heard == "explain" and not frame.metrics and orders.WHAT_HAPPENED.search(scene.own_text):
        return False
    money = money_of(scene)
    if (heard == "what_if" and moves_of(money)) or (heard == "allocate" and budget_of(money)):
        return True
    return heard in _WITH_METRICS or not _contradicted(scene, frame)


def money_of(scene: Clause) -> Money:
    """The budget talk of a request."""
    channels = tuple(
        span
        for span in scene.spans
        if span.is_a("absent_channel") or (span.is_a("value", "campaign") and span.dimension in ("channel", "campaign"))
    )
    homes = scene.catalogue.homes(name for span in channels if span.dimension == "campaign" for name in span.values)
    named = tuple(span for span in channels if span.value not in homes)  # "the Meta campaign X" is X
    return Money(text=scene.text, channels=named, numbers=tuple(scene.of("number")))


def said_act(scene: Clause, frame: Wanted) -> str:
    """The act of a request by its own words alone."""
    if talk := _talk(scene):
        return talk
    intents = {span.value for span in scene.of("intent")}
    if "explain" in intents and not frame.metrics and orders.ABOUT_DATA.search(scene.own_text):
        return "data_health"
    planned = asks_of_plan(scene.beside_names()) or _names_goals(scene, frame)
    if planned or scene.has("pace"):  # "how much will we spend at this pace" is no forecast
        intents -= {"forecast"}
    if not intents and _names_a_report(scene, frame):
        intents = {"report"}
    if intents:
        return max(intents, key=lambda name: WEIGHTS.get(name, 0))
    if planned or (scene.has("plan") and not scene.has("uncollected")) or _asks_for_budget(scene, frame):
        return "plan_fact"
    named = ("metric", "vague", "which", "count", "unknown_name", "absent_channel", "best", "worst")
    if orders.CHANGES.search(scene.own_text) and not scene.has(*named):
        return "change_ads"
    bare = bool(frame.metrics) and not frame.has("where", "periods", "group_by", "having")
    return "define" if scene.has("define") and bare else "query"


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


def _heard(scene: Clause, frame: Wanted) -> str:
    """What the learned reader is sure of; where the words ask for no numbers, what it takes for likelier than not."""
    if scene.reading is None:
        return ""
    act = scene.reading.act
    bare = act != "alert_rule" and not frame.metrics and not frame.has("having", "share", "where")
    bare = bare and not scene.has("vague", "chart", "export")
    enough = _LIKELY if bare or (act == "what_if" and changes(money_of(scene))) else _SURE
    return act if scene.reading.acts[act] >= enough and act in FROM_READER else ""


def _contradicted(scene: Clause, frame: Wanted) -> bool:
    """Whether rules read a whole question about numbers, which leaves no room for what the reader hears."""
    named = bool(frame.metrics) and frame.origin("metrics") == "said"
    ranks = "ranked" in frame.marks and (named or frame.origin("group_by") == "said")
    return ranks or (named and (frame.has("periods", "having", "where", "share") or bool(frame.cuts)))
