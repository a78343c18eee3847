"""What the learned reader hears a request to be, and when that counts for more than the words of the rules."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from agent.understanding.grammar.doubts import absent
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans import orders
from agent.understanding.spans.moves import Money, budget_of, changes, moves_of
from agent.understanding.spans.plan_talk import names_plan, says_left

_SURE: Final = 0.9
"""From which probability the learned reader overrules the words."""
_LIKELY: Final = 0.5
"""Enough where the words name no measure at all: a table of the usual ones would answer something else."""
_UNLIKELY: Final = 0.05
"""Below this probability an act that the words name is none for the learned reader."""
_WITH_METRICS: Final = ("explain", "forecast", "alert_rule", "plan_fact", "forecast_quality")
"""Acts that name a metric and days as a question about numbers does."""
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
_OWN_ROWS: Final[Mapping[str, frozenset[str]]] = {
    "audience": frozenset(
        ("age", "gender", "region", "location", "device", "audience", "segment", "language", "placement")
    ),
    "best_time": frozenset(("day", "weekday", "hour", "campaign")),  # a post is a campaign of its channel
}
"""Acts whose answers are cut into rows of their own: a question cut by those does not speak against them."""


def heard_act(scene: Clause, frame: Wanted) -> str:
    """What the learned reader is sure of; where the words ask for no numbers, what it takes for likelier than not."""
    if scene.reading is None:
        return ""
    act = scene.reading.act
    bare = act != "alert_rule" and not frame.metrics and not frame.has("having", "share", "where")
    bare = bare and not scene.has("vague", "chart", "export")
    borne_out = _holds(act, scene, frame) or (act == "what_if" and changes(money_of(scene)))
    enough = _LIKELY if bare or borne_out else _SURE
    return act if scene.reading.acts[act] >= enough and act in FROM_READER else ""


def yields(said: str, scene: Clause) -> bool:
    """Whether the act of the words gives way to a sure reader: the usual one, or one that the reader rules out."""
    if said in ("query", "help"):
        return True
    if scene.reading is None or not _surely(scene.reading.act, scene):
        return False  # what words name outright gives way to a sure reader alone
    return scene.reading.acts.get(said, 1.0) < _UNLIKELY


def is_free(heard: str, scene: Clause, frame: Wanted) -> bool:
    """Whether nothing that the rules read stands against what the learned reader hears."""
    if heard == "plan_fact" and _only_names_are_plans(scene):
        return False
    if heard == "change_ads" and scene.has("export", "chart", "table"):
        return False  # "dump all campaigns to excel" orders a file
    if heard == "explain" and not frame.metrics and orders.WHAT_HAPPENED.search(scene.own_text):
        return False
    money = money_of(scene)
    if (heard == "what_if" and moves_of(money)) or (heard == "allocate" and budget_of(money)):
        return True
    return heard in _WITH_METRICS or _holds(heard, scene, frame) or not _contradicted(scene, frame)


def _only_names_are_plans(scene: Clause) -> bool:
    """Whether the word is one of a longer name, or calls a file's own dimension: "paid plan", "spend by plan"."""
    if names_plan(scene.beside_names()):
        return False
    return names_plan(scene.own_text) or any(names_plan(span.text) for span in scene.of("dimension", "value"))


def _holds(heard: str, scene: Clause, frame: Wanted) -> bool:
    """Whether all that is said is about rows that the heard act tells of; wasted money is what its groups differ in."""
    own, cuts, sure = _OWN_ROWS.get(heard, frozenset()), set(frame.cuts), _surely(heard, scene)
    if scene.has("who"):  # "who buys from us" asks of people, whatever rows the word stands for elsewhere
        cuts -= {"channel"} if sure else set()
    plain = not frame.has("share", "compare_to") and (not frame.has("having") or scene.has("waste"))
    named = frame.origin("metrics") == "said" and not scene.has("waste") and not (sure and scene.has("who"))
    return bool(own) and bool(frame.cuts) and cuts <= own and plain and not named


def _surely(act: str, scene: Clause) -> bool:
    return scene.reading is not None and scene.reading.acts.get(act, 0.0) >= _SURE


def _contradicted(scene: Clause, frame: Wanted) -> bool:
    """Whether rules read a whole question about numbers, which leaves no room for what the reader hears."""
    named = bool(frame.metrics) and frame.origin("metrics") == "said"
    ranks = "ranked" in frame.marks and (named or frame.origin("group_by") == "said")
    return ranks or (named and (frame.has("periods", "having", "where", "share") or bool(frame.cuts)))


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


def suited(act: str, scene: Clause, frame: Wanted) -> Wanted:
    """The request without what only a table would be made of: money wasted is what groups of an audience differ in."""
    if act == "audience" and scene.has("waste"):
        return frame.without("having", "metrics")
    if act == "report" and scene.has("absent_channel") and (missing := absent(scene, frame)):
        return replace(frame, issues=(missing,))  # a report of all would pass for one of that channel
    if act != "plan_fact":
        return frame
    frame = frame.hear(*(span for span in scene.of("uncollected") if says_left(span.text)))
    if scene.has("who") and not scene.has("dimension"):
        return frame.without("group_by")  # whoever keeps to a plan is a channel, not an age
    return frame
