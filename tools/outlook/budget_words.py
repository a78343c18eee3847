"""A budget in words: whether to change, what that brings and why, the careful way, and what to know."""

from collections.abc import Iterable, Mapping

from forecasting import BudgetError
from forecasting.response.curves import Gain
from forecasting.response.history import BudgetNote
from ingest.errors import InvalidInput
from ingest.texts import Language, knows, say
from tools.engine.notes import Note
from tools.outlook.budget import Advice, Amounts, BudgetGround
from tools.outlook.forecast_words import figure, scope_name
from tools.outlook.history import SeriesScope
from tools.semantics.metrics import METRICS
from tools.words import wording
from tools.words.wording import listing

MOVED_BY = 0.005
"""A channel counts as moved when its part of the whole differs by more than this."""
SHOWN = 8
ABOUT_DECISION = frozenset({"budget-change", "budget-keep"})


def channel(name: str, language: Language) -> str:
    """A channel's title."""
    return scope_name(SeriesScope(channel=name), language)


def channels(names: Iterable[str], language: Language) -> str:
    """Titles in one phrase."""
    return listing([channel(name, language) for name in names], language)


def money(amount: float, ground: BudgetGround, language: Language) -> str:
    """An amount in the answer's currency."""
    return wording.money(amount, ground.currency, language)


def amount_list(amounts: Amounts, currency: str, language: Language) -> str:
    """Channels with their amounts in one phrase, the largest first."""
    ranked = sorted(amounts.items(), key=lambda pair: -pair[1])
    return ", ".join(
        f"{channel(name, language)} {wording.money(amount, currency, language)}" for name, amount in ranked
    )


def _target(ground: BudgetGround, language: Language) -> str:
    title = METRICS[ground.target].titles[language]
    return title[:1].lower() + title[1:]


def triple(prefix: str, values: tuple[float, float, float], ground: BudgetGround, language: Language) -> dict[str, str]:
    """A value and its ends, worded in the target's unit."""
    names = (prefix, f"{prefix}_low", f"{prefix}_high")
    worded = (figure(value, ground.target, ground.currency, language) for value in values)
    return dict(zip(names, worded, strict=True))


def tell_advice(advice: Advice, language: Language) -> str:
    """The answer as Markdown."""
    ground, plan = advice.ground, advice.plan
    values = {
        "budget": money(advice.budget, ground, language),
        "n": ground.days,
        "target": _target(ground, language),
        **triple("value", plan.expected, ground, language),
        **triple("gain", plan.gain, ground, language),
        **triple("now", plan.current, ground, language),
    }
    decision = "far" if advice.far and plan.decision == "change" else plan.decision
    kind = "goal" if advice.wish.goal is not None else "roi" if advice.wish.least_roi is not None else decision
    lines = [say(f"allocate-{kind}", language, **values)]
    lines += [_line(name, advice, language) for name in _ranked(advice)[:SHOWN]]
    lines += ["", say("allocate-today", language, **values, spend=money(sum(plan.today.values()), ground, language))]
    lines += _reasons(advice, language)
    return "\n".join(lines)


def decision_text(advice: Advice, language: Language) -> str:
    """Whether to change and why, in one or two sentences without markup."""
    if advice.plan.decision == "keep":
        return say("allocate-reason-keep", language)
    return " ".join(_reasons(advice, language)[:1]) or say("allocate-reason-change", language)


def _ranked(advice: Advice) -> list[str]:
    shown = [name for name, amount in advice.amounts.items() if amount > 0 or advice.plan.today.get(name)]
    return sorted(shown, key=lambda name: -advice.amounts[name])


def _line(name: str, advice: Advice, language: Language) -> str:
    amount, today = advice.amounts[name], advice.ground.today.get(name, 0.0)
    return say(
        "allocate-line",
        language,
        name=channel(name, language),
        amount=money(amount, advice.ground, language),
        share=wording.percent(amount / advice.budget if advice.budget else 0.0, language),
        today=money(today, advice.ground, language),
    )


def moved(advice: Advice) -> tuple[str, str] | None:
    """Who gains and who loses most against today's shares of the same budget."""
    plan = advice.plan
    names = list(advice.ground.curves.channels)
    moves = {name: plan.best[name] - plan.today_fitted[name] for name in names}
    up, down = max(names, key=lambda name: moves[name]), min(names, key=lambda name: moves[name])
    least = MOVED_BY * advice.budget
    return (up, down) if moves[up] > least and moves[down] < -least else None


def _reasons(advice: Advice, language: Language) -> list[str]:
    plan, pair = advice.plan, moved(advice)
    if plan.decision == "keep" or pair is None:
        return []
    up, down = pair
    marginals = advice.ground.curves.marginals(plan.today_fitted)
    values = {
        "up": channel(up, language),
        "down": channel(down, language),
        "up_value": next_unit(marginals[up], advice.ground, language),
        "down_value": next_unit(marginals[down], advice.ground, language),
        "probability": wording.share(min(plan.probability_better, 0.99), language),
    }
    key = f"allocate-why-{advice.ground.target}" if METRICS.price_of(advice.ground.target) else "allocate-why"
    lines = [say(key, language, **values)]
    if not advice.far:
        lines[0] = f"{lines[0]} {say('allocate-probability', language, **values)}"
    if advice.wish.goal is None and advice.wish.least_roi is None:
        half = {name: round(amount, 2) for name, amount in plan.half_way.items() if amount > 0}
        lines.append(say("allocate-half-way", language, plan=amount_list(half, advice.ground.currency, language)))
    return lines


def next_unit(marginal: float, ground: BudgetGround, language: Language) -> str:
    """What the next unit of money brings, or what the next conversion costs."""
    if METRICS.price_of(ground.target):
        return money(1 / marginal, ground, language) if marginal > 0 else wording.nothing(language)
    return wording.money(marginal, ground.currency, language)


def what_if_title(ground: BudgetGround, amounts: Amounts, language: Language) -> str:
    """What was supposed: "What if: LinkedIn −$3,000, Microsoft Ads +$3,000"."""
    said = [
        f"{channel(name, language)} {'+' if by > 0 else '−'}{money(abs(by), ground, language)}"
        for name, by in sorted(_moved(ground, amounts).items(), key=lambda pair: pair[1])
    ]
    return say("what-if-title", language, moves=", ".join(said))


def _moved(ground: BudgetGround, amounts: Amounts) -> dict[str, float]:
    """By how much each amount differs from today's, without those that stay."""
    moves = {name: amount - ground.today.get(name, 0.0) for name, amount in amounts.items()}
    return {name: by for name, by in moves.items() if abs(by) >= 0.01}


def tell_what_if(ground: BudgetGround, amounts: Amounts, gain: Gain, language: Language) -> str:
    """What a manual move brings, and what is moved."""
    spend_change = round(sum(amounts.values()) - sum(ground.today.values()), 2)
    change = (gain.value, gain.low, gain.high)
    if ground.target == "profit":
        change = tuple(value - spend_change for value in change)  # type: ignore[assignment]  # three stay three
    low, high = change[1], change[2]
    verdict = "up" if low > 0 else "down" if high < 0 else "unsure"
    values = {"n": ground.days, "target": _target(ground, language), **triple("gain", change, ground, language)}
    text = say(f"what-if-{verdict}", language, **values)
    if abs(spend_change) >= 0.01:
        amount = wording.money(spend_change, ground.currency, language)
        text = f"{text} {say('what-if-spend', language, amount=amount)}"
    lines = [
        say(
            "what-if-line",
            language,
            name=channel(name, language),
            amount=money(amounts[name], ground, language),
            today=money(ground.today.get(name, 0.0), ground, language),
        )
        for name in _moved(ground, amounts)
    ]
    return "\n".join([text, *lines])


def budget_notes(
    ground: BudgetGround, messages: Iterable[BudgetNote], amounts: Amounts, language: Language
) -> tuple[Note, ...]:
    """What to know beside a plan, in the reader's language."""
    notes = [*ground.notes]
    for message in messages:
        key = f"allocate-note-{message.code}"
        if message.code not in ABOUT_DECISION and knows(key):
            notes.append(Note(key=key, values=_named(message.values, language)))
    if ground.far(sum(amounts.values())):
        spent = money(sum(ground.today.values()), ground, language)
        notes.append(Note(key="allocate-note-far", values={"spend": spent, "n": ground.days}))
    return tuple(notes)


def _named(values: Mapping[str, object], language: Language) -> dict[str, object]:
    if "channels" not in values:
        return {name: value for name, value in values.items() if not isinstance(value, dict)}
    keys = str(values["channels"]).split(", ")
    names = [" ".join([channel(key.split(" ")[0], language), *key.split(" ")[1:]]) for key in keys]
    return {"channels": listing(names, language)}


def refused(refusal: BudgetError, currency: str, language: Language) -> InvalidInput:
    """A refusal with its reason and the nearest possible plan."""
    values = {name: _worded(name, value, currency, language) for name, value in refusal.values.items()}
    if not refusal.nearest:
        return InvalidInput(f"allocate-refused-{refusal.code}", **values)
    nearest = {name: round(amount, 2) for name, amount in refusal.nearest.items() if 0 < amount < float("inf")}
    reason = say(f"allocate-refused-{refusal.code}", language, **values)
    return InvalidInput("allocate-nearest", reason=reason, plan=amount_list(nearest, currency, language))


def _worded(name: str, value: object, currency: str, language: Language) -> str:
    if name in ("minimum", "maximum", "budget") and isinstance(value, int | float):
        return wording.money(value, currency, language)
    if isinstance(value, float):
        return wording.multiple(value, language)
    return channel(value, language) if name == "channel" and isinstance(value, str) else str(value)
