"""What Demetra suggests to ask herself, with the tool that answers it: examples, starters, buttons, quoted questions."""

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from agent.abilities import ABILITIES
from agent.analyst import Analyst
from agent.answer import Answer
from agent.bootstrap import Demetra
from agent.examples import PLAIN, Suggestion, ratio_of
from ingest.texts import Language, say, text_files
from tools.dashboard.board import board
from tools.dashboard.spans import SPANS
from tools.semantics.catalogue import Catalogue
from ui.chat.board import QUESTIONS, board_props
from ui.chat.chat_controller import STARTERS

RATIO = object()
"""Stands for whatever ratio the data have."""
ABOUT: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "board": ("dashboard", {}),
    "test": ("experiment", {}),
    "best": ("query_metrics", {"metrics": [RATIO], "group_by": ["channel"], "order_by": RATIO}),
    "worst": ("query_metrics", {"metrics": [RATIO], "group_by": ["channel"], "order_by": RATIO}),
    "cut": ("query_metrics", {"metrics": [RATIO], "group_by": ["channel"]}),
    "best-campaign": ("query_metrics", {"metrics": [RATIO], "group_by": ["campaign"], "order_by": RATIO}),
    "month": ("query_metrics", {"metrics": [RATIO]}),
    "spend-months": ("query_metrics", {"metrics": ["spend"], "group_by": ["month"]}),
    "data": ("describe_data", {"about": "overview"}),
    "chart": ("plot_chart", {"metrics": ["spend"], "group_by": ["channel"]}),
    "chart-days": ("plot_chart", {"metrics": ["spend"], "group_by": ["day"]}),
    "compare": ("compare_periods", {"metrics": ["spend", "revenue", "roi"]}),
    "compare-spend": ("compare_periods", {"metrics": ["spend"]}),
    "top": ("query_metrics", {"metrics": [RATIO], "group_by": ["campaign"], "limit": 10}),
    "why": ("explain_change", {"metric": "revenue"}),
    "why-spend": ("explain_change", {"metric": "spend"}),
    "channels": ("query_metrics", {"metrics": [RATIO], "group_by": ["channel"]}),
    "audience": ("audience_profile", {}),
    "time": ("best_time", {}),
    "advice": ("recommend", {}),
    "forecast": ("forecast_metric", {"metric": "spend"}),
    "alerts": ("list_alerts", {}),
    "rule": ("manage_alert_rule", {"action": "add"}),
    "report": ("make_report", {}),
}
"""What each example must be answered with: the tool, and what of its arguments."""
QUOTED: Mapping[str, tuple[str, ...]] = {
    "dashboard-more-alerts": ("list_alerts",),
    "experiment-how": ("remember_definition", "explain_change"),
    "understanding-no-such-part": ("describe_data",),
    "understanding-report-here": ("manage_subscription",),
    "note-differs": ("data_health",),
    "digest-outdated": ("data_health",),
    "digest-advice": ("allocate_budget",),
    "alerts-phrase-no-level": ("manage_alert_rule",),
    "alerts-phrase-change": ("manage_alert_rule",),
    "alerts-rule-in-part": ("manage_alert_rule",),
    "alerting-needs-phrase": ("manage_alert_rule",),
    "alerting-which-none": ("manage_alert_rule",),
    "alerting-change-what": ("manage_alert_rule",),
    "bot-linked": ("describe_data",),
    "bot-voice": ("describe_data",),
    "bot-subscribe-how": ("manage_subscription",),
    "subscription-what": ("manage_subscription",),
    "chat-alerts-unread": ("list_alerts",),
    "chat-pin-what": ("query_metrics",),
    "explain-plan-ratio": ("plan_fact",),
    "terms-none": ("remember_definition",),
    "terms-unknown": ("remember_definition",),
    "advice-settled": ("advice_record",),
    "record-none": ("decide_advice",),
    "record-which": ("decide_advice",),
    "record-no-advice": ("recommend",),
    "record-unknown": ("recommend",),
    "goal-none": ("set_goal",),
    "quiet-unknown": ("quiet_alerts",),
    "guide-upload": ("manage_load",),
    "guide-telegram": ("manage_subscription",),
    "guide-rule": ("manage_alert_rule",),
    "guide-report": ("make_report", "export_table"),
}
"""By the key of a text that quotes a question: the tools that answer it."""
BEFORE: Mapping[str, Mapping[Language, str]] = {
    "alerting-change-what": {"ru": "измени правило 3", "en": "change rule 3"},
    "record-none": {"ru": "что делать?", "en": "what should I do?"},
    "record-which": {"ru": "что делать?", "en": "what should I do?"},
    "guide-report": {"ru": "расход по каналам за октябрь", "en": "spend by channel in October"},
}
"""What is asked before a quoted answer that cannot stand alone."""
NO_QUESTION = re.compile(
    r"forecast-track|quality-|period-unknown|question-pace|answer-no-data|chat-files-note|cli-|score-how|guide-settings"
)
"""Texts whose quoted words are a phrase to put into a question, a name, a setting or a file."""
COMMAND = re.compile(r"demetra ")
FOLLOW_UPS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "by-channel": ("", {"group_by": ["channel"]}),
    "by-campaign": ("", {"group_by": ["campaign"]}),
    "previous": ("compare_periods", {}),
    "trend": ("plot_chart", {"group_by": ["day"]}),
    "export": ("export_table", {"view": "xlsx"}),
}
OPENERS: Mapping[Language, tuple[str, ...]] = {
    "ru": (
        "расход",
        "CPC по каналам",
        "топ-3 кампании по кликам",
        "клики по месяцам",
        "расход за вчера",
        "доля каналов в расходе",
        "кампании с CPC выше 1",
        "график расхода по неделям",
        "сравни расход с прошлым периодом",
        "расход за всё время",
        "средний расход в день",
        "клики по дням недели",
    ),
    "en": (
        "spend",
        "CPC by channel",
        "top 3 campaigns by clicks",
        "clicks by month",
        "spend yesterday",
        "share of channels in spend",
        "campaigns with CPC above 1",
        "chart of spend by week",
        "compare spend with the previous period",
        "spend for all time",
        "average spend per day",
        "clicks by weekday",
    ),
}
"""A question of each kind of answer."""


@dataclass(frozen=True, kw_only=True)
class Own:
    """A question of hers, and what answers it."""

    turns: tuple[str, ...]
    tools: tuple[str, ...] = ()
    """Any of them; empty: whatever answers."""
    args: Mapping[str, object] = field(default_factory=dict)
    """What of the arguments is given."""


def suggested(catalogue: Catalogue, language: Language) -> dict[str, Own]:
    """Examples, starters and the questions of the opening view that these data answer, by their names."""
    kinds: tuple[tuple[Suggestion, ...], ...] = (PLAIN, ABILITIES, *STARTERS.values(), *QUESTIONS)
    offered = {one.name: one for of in kinds for one in of if one.fits(catalogue)}
    return {
        name: Own(turns=(one.text(catalogue, language),), tools=ABOUT[name][:1], args=ABOUT[name][1])
        for name, one in offered.items()
    }


def quoted_questions(language: Language) -> Iterator[tuple[str, str]]:
    """Questions that any text quotes, with the text's key."""
    for path in text_files(language):
        for key, body in re.findall(r"^([a-z][\w-]*) =(.*(?:\n[ }].*)*)", path.read_text("utf-8"), re.M):
            plain = re.sub(r"\{[^{}]*\}", "", body)
            for text in re.findall(r"(?<![^\s(])[«“\"](?!\s)([^«»“”\"]+)(?<!\s)[»”\"]", plain):
                question = len(re.findall(r"[^\W\d]+", text)) > 1 and not COMMAND.match(text)
                if question and not NO_QUESTION.match(key):
                    yield key, text


def of_texts(language: Language) -> Iterator[Own]:
    """The quoted questions, each after what must be asked before it."""
    for key, text in sorted({*quoted_questions(language)}):
        before = (BEFORE[key][language],) if key in BEFORE else ()
        yield Own(turns=(*before, text), tools=QUOTED[key])


def of_the_board(running: Demetra, language: Language) -> Iterator[Own]:
    """What a click on a figure, a channel, an alert or a plan of the opening view asks."""
    desk = running.desk(language)
    asks: list[str] = []
    for key in SPANS:
        seen = board(key, desk)
        if seen is not None:
            props: Mapping[str, Any] = board_props(seen, desk.metrics.catalogue(), language)
            rows = (*props["cards"], *props["channels"]["rows"], *props["alerts"]["rows"], *props["budgets"])
            asks += [props["alerts"]["ask"], *(row["ask"] for row in rows)]
    yield from (Own(turns=(ask,)) for ask in dict.fromkeys(asks))


async def followed_up(analyst: Analyst, language: Language) -> AsyncIterator[Own]:
    """Every button under an answer of each kind."""
    names = {say(f"suggest-{name}", language): name for name in FOLLOW_UPS}
    for opener in OPENERS[language]:
        first = await analyst.ask(opener, thread=f"own {opener}", language=language)
        for suggestion in first.suggestions:
            tool, args = FOLLOW_UPS[names[suggestion]]
            metrics = {"metrics": first.tool_calls[-1].args["metrics"]}
            yield Own(turns=(opener, suggestion), tools=(tool,) if tool else (), args={**metrics, **args})


def answers_it(answer: Answer, asked: Own, ratio: str = "") -> bool:
    """Whether a tool of the question was called with its arguments; that nothing is stored yet is an answer too."""
    if answer.status not in ("answered", "no_data") or not answer.tool_calls:
        return False
    call = answer.tool_calls[-1]
    right = {key: _filled(value, ratio) for key, value in asked.args.items()}
    return (not asked.tools or call.name in asked.tools) and all(
        call.args.get(k) == value for k, value in right.items()
    )


def _filled(value: object, ratio: str) -> object:
    if isinstance(value, list):
        return [_filled(one, ratio) for one in value]
    return ratio if value is RATIO else value


def ratio_in(running: Demetra) -> str:
    """What `RATIO` stands for on these data."""
    return ratio_of(running.metrics.catalogue())
