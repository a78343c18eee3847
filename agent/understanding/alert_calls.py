"""What is asked of alerts and their rules, as arguments of the tools that know them."""

import re
from collections.abc import Iterable
from typing import Any, Final

from agent.understanding.dialogue.memory import PlannedCall
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans.orders import WHAT_HAPPENED
from agent.understanding.spans.rule_talk import alert_number, alert_state
from agent.understanding.taken import taken
from tools.alerts.evaluate import ALERTS
from tools.alerts.rules.deeds import deed_in
from tools.alerts.rules.phrase_parts import metric_named
from tools.alerts.rules.quiet_words import quiet_wish
from tools.tool import find_tools

_PLAINLY: Final = {">": ">", ">=": ">=", "<": "<", "<=": "<=", "loss": "< 0", "gain": "> 0", "zero": "0"}


def rule_args(scene: Clause, _frame: Wanted, _before: Wanted | None) -> dict[str, Any]:
    """A new rule in the person's words; of one that is there, the words that name it and what changes.

    What the words set, its level or its days, the rule itself has to tell from its number: the tool reads them.
    """
    deed = deed_in(scene.own_text, ALERTS) or "add"
    if deed in ("add", "list"):
        return {"action": deed, "phrase": _worded(scene) if deed == "add" else ""}
    switched = {"enabled": deed == "resume"} if deed in ("pause", "resume") else None
    return {"action": "change" if switched else deed, "rule": scene.own_text, "settings": switched}


def about_the_rule_before(
    call: PlannedCall, scene: Clause, frame: Wanted, before: tuple[PlannedCall, ...]
) -> PlannedCall:
    """The call, about the rule that was just spoken of where the words name none: "change the threshold to 700"."""
    last = before[-1] if before else call
    named = last.args.get("rule")
    own = frame.metrics or frame.kept or _RULE.search(scene.text)
    if call.name != last.name or call.args.get("action") in ("add", "list") or not named or own:
        return call
    return PlannedCall(name=call.name, args={**call.args, "rule": named, "phrase": scene.text})


_RULE: Final = re.compile(r"правил|rule|[№#]", re.I)


def _worded(scene: Clause) -> str:
    """A rule's sentence with comparisons and the files' own words in plain words, as the rule book reads them."""
    text, start = scene.own_text, scene.text.find(scene.own_text)
    for span in reversed(scene.of("more", "loss", "gain", "zero", "metric")):
        if span.is_a("metric"):
            said = None if metric_named(span.text, scene.catalogue.words) == span.value else span.value
            text = text[: span.start - start] + said + text[span.end - start :] if said else text
            continue
        bare = span.is_a("more") and not any(other.is_a("number", "zero") for other in scene.after(span, most=1))
        said = None if bare else _PLAINLY.get(span.value if span.is_a("more") else span.kind)
        text = text[: span.start - start] + said + text[span.end - start :] if said else text
    return text


def alert_args(scene: Clause, frame: Wanted, _before: Wanted | None) -> dict[str, Any]:
    """Channels and days as said, and which state; one alert alone where its number is."""
    if (number := alert_number(scene.text, scene.of("period"))) is not None:
        return {"number": number}
    return taken(frame, find_tools()["list_alerts"]) | {"state": alert_state(scene.text)}


def alerts_beside(scene: Clause, frame: Wanted) -> tuple[PlannedCall, ...]:
    """What went wrong belongs to "what happened in October?", beside the usual figures."""
    days = frame.get("periods", ())
    if len(days) != 1 or frame.origin("metrics") == "said" or frame.kept or not WHAT_HAPPENED.search(scene.text):
        return ()
    return (PlannedCall(name="list_alerts", args={"period": days[0]}),)


def quiet_call(text: str, channels: Iterable[str]) -> PlannedCall | None:
    """What a whole sentence wants quiet about, or to hear of again; None where it wants nothing of the kind."""
    wish = quiet_wish(text, list(channels))
    if wish is None:
        return None
    said = {"action": wish.deed, "number": wish.number, "channel": wish.channel, "until": wish.until}
    return PlannedCall(name="quiet_alerts", args={name: one for name, one in said.items() if one})
