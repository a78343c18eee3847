"""A list of actions in words, as a table and as the document that is stored."""

from typing import Any, Final

from ingest.texts import Language, say
from tools.advice.action import DAYS, Action, Stake
from tools.advice.advise import AdviceList
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Column, Table
from tools.words import wording

STAKES: Final = ("stake", "stake_low", "stake_high")
COLUMNS: Final = (
    ("action", "text"),
    *((name, "money") for name in STAKES),
    ("effort", "text"),
    ("due", "day"),
    ("why", "text"),
    ("unless", "text"),
)


def headline(action: Action, language: Language) -> str:
    """What to do, in one line."""
    return say(f"advice-{action.kind}", language, **action.values(language))


def why(action: Action, language: Language) -> str:
    """What speaks for it, with the figures."""
    return say(f"advice-{action.kind}-why", language, **action.values(language))


def unless(action: Action, language: Language) -> str:
    """What would change our mind."""
    return say(f"advice-{action.kind}-unless", language, **action.values(language))


def money_of(stake: Stake | None, currency: str, language: Language, *, kind: str = "") -> str:
    """The money at stake with its range, or that there is none to name; of a goal, what it is short of."""
    if stake is None:
        return say("advice-money-broken" if kind == "broken" else "advice-no-money", language)
    figures = {"value": stake.value, "low": stake.low, "high": stake.high}
    worded = {name: wording.short_money(figure, currency, language) for name, figure in figures.items()}
    return say("advice-money-goal" if kind == "goal" else "advice-money", language, days=DAYS, **worded)


def tell(advice: AdviceList, language: Language) -> str:
    """The list as Markdown: the sum first, then every action with its reason."""
    if not advice.actions:
        settled = [say("advice-settled", language, n=advice.settled)] if advice.settled else []
        return "\n\n".join([say("advice-none", language), *settled])
    lines = [say("advice-head", language, n=len(advice.actions))]
    if advice.whole is not None:
        lines.append(say("advice-whole", language, money=money_of(advice.whole, advice.currency, language)))
    for number, action in enumerate(advice.actions, start=1):
        money = money_of(action.stake, advice.currency, language, kind=action.kind)
        lines += ["", f"{number}. **{headline(action, language)}** — {money}"]
        lines.append(f"   {why(action, language)}")
        terms = {"effort": say(f"advice-effort-{action.effort}", language), "due": wording.day(action.due, language)}
        lines.append(f"   *{say('advice-terms', language, **terms)} {unless(action, language)}*")
    if advice.settled:
        lines += ["", say("advice-settled", language, n=advice.settled)]
    if advice.left_out:
        lines += ["", say("advice-more", language, n=advice.left_out)]
    return "\n".join(lines)


def table_of(advice: AdviceList, language: Language) -> Table:
    """One row an action."""
    money = f"money:{advice.currency}"
    columns = [Column(name=name, unit=money if unit == "money" else unit) for name, unit in COLUMNS]
    rows: list[list[Cell]] = [
        [
            headline(action, language),
            *((action.stake.value, action.stake.low, action.stake.high) if action.stake else (None, None, None)),
            say(f"advice-effort-{action.effort}", language),
            action.due,
            why(action, language),
            unless(action, language),
        ]
        for action in advice.actions
    ]
    return Table(title=say("advice-title", language), columns=columns, rows=rows, rows_total=len(rows))


def picture(advice: AdviceList, language: Language) -> ChartSpec | None:
    """What each action is worth with its range, numbered as in the list; None where fewer than two can be put so."""
    money = f"money:{advice.currency}"
    columns = [Column(name="action", unit="text"), *(Column(name=name, unit=money) for name in STAKES)]
    rows: list[list[Cell]] = [
        [f"{number}. {_name(action, language)}", action.stake.value, action.stake.low, action.stake.high]
        for number, action in enumerate(advice.actions, start=1)
        if action.stake and action.kind != "goal"
    ]
    if len(rows) < 2:
        return None
    title = say("advice-chart", language, days=DAYS)
    table = Table(title=title, columns=columns, rows=rows, rows_total=len(rows))
    value, low, high = STAKES
    return ChartSpec(
        kind="bar", title=title, table=table, x="action", y=(value,), low=low, high=high, language=language
    )


def _name(action: Action, language: Language) -> str:
    """What it is about in a few words, for a picture that stands beside the list."""
    return say(f"advice-{action.kind}-name", language, **action.values(language))


def entry(action: Action) -> dict[str, Any]:
    """An action as it is stored and served, in both languages."""
    languages: tuple[Language, ...] = ("ru", "en")
    return {
        "kind": action.kind,
        "scope": action.scope,
        "touches": list(action.touches),
        "campaign": action.campaign,
        "joint": action.joint,
        "stake": vars(action.stake) if action.stake else None,
        "days": action.days,
        "effort": action.effort,
        "due": action.due.isoformat(),
        "evidence": dict(action.evidence),
        "urgent": action.urgent,
        "texts": {
            one: {"action": headline(action, one), "why": why(action, one), "unless": unless(action, one)}
            for one in languages
        },
    }
