"""A message in, the calls that answer it out: parsed, held against what was said before, doubted and scored."""

from dataclasses import replace
from functools import cache
from typing import Any, Final

from agent.abilities import abilities
from agent.understanding.alert_calls import about_the_rule_before, alerts_beside, quiet_call
from agent.understanding.asking_back import (
    FIGURES,
    asked_back,
    asks_nothing,
    of_another,
    passed_over,
    said,
    stopped,
    unnamed,
    which_one,
)
from agent.understanding.calls import act_calls, question_calls
from agent.understanding.dialogue.changing import changed
from agent.understanding.dialogue.checking import CHECK, to_check
from agent.understanding.dialogue.commands import in_place_of
from agent.understanding.dialogue.completing import completes
from agent.understanding.dialogue.following import follows
from agent.understanding.dialogue.goal_talk import goal_and_rest, goal_said
from agent.understanding.dialogue.guiding import guide_for
from agent.understanding.dialogue.memory import PlannedCall
from agent.understanding.dialogue.moved_days import in_days_before
from agent.understanding.dialogue.once_more import once_more
from agent.understanding.dialogue.pointing import WHOLE, pointed
from agent.understanding.dialogue.replies import agrees, reply
from agent.understanding.dialogue.teaching import taught
from agent.understanding.grammar.acts import act_of
from agent.understanding.grammar.clauses import is_remark
from agent.understanding.grammar.complete import completed, consistent
from agent.understanding.grammar.describing import defined, description
from agent.understanding.grammar.doubts import doubted
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.heard_acts import QUERY, suited
from agent.understanding.grammar.parse import Candidate, construed, scenes_of
from agent.understanding.grammar.scene import Clause
from agent.understanding.hearing import parsed_from, slips_of
from agent.understanding.joining import joined
from agent.understanding.outcome import Asked, Understood
from agent.understanding.scoring.features import RequestRead
from agent.understanding.scoring.labels import problem_of
from agent.understanding.settling import settled, weighed
from agent.understanding.several_columns import one_of_several
from agent.understanding.spans import orders
from agent.understanding.team_words import worded
from agent.understanding.text.plain_order import in_plain_order
from ingest.texts import say
from tools.delivery.hours import hours_in
from tools.delivery.wishes import asks_what_is_sent, sent_to_telegram, wishes_to_subscribe
from tools.tool import Status, find_tools

SUBSCRIBING: Final = "manage_subscription"


def understand(asked: Asked, *, careful: bool = True) -> Understood:
    """Understands one message.

    Args:
        asked: the message.
        careful: whether a reading that may well be wrong is asked back; a benchmark that learns how likely that is
            wants all of them answered.
    """
    if calls := _chosen(asked):
        return Understood(calls=calls)
    if answer := reply(asked.text, asked.earlier, asked.tools, asked.language):
        return Understood(calls=answer.calls, status=answer.status, text=answer.text)
    if ordered := _ordered(asked):
        return ordered
    once = cache(asked.read)  # a clause is put to the learned reader for each of the ways through the message
    if CHECK in asked.tools and (call := to_check(asked.text, once, asked.today, asked.earlier)):
        return Understood(calls=(call,))
    elsewhere = sent_to_telegram(asked.text)
    said = worded(in_plain_order(elsewhere or asked.text), asked.terms)
    message = replace(asked, text=said.text, read=once)
    both = once_more(said.text)
    read = _twice(message, *both, careful=careful) if both else _read(message, careful=careful)
    here = (say("understanding-report-here", asked.language),) if elsewhere else ()
    slips = slips_of(message) if read.calls else ()
    misread = (say("understanding-read-as", asked.language, word=one[:200], meant=other) for one, other in slips)
    return replace(read, notes=(*said.notes(asked.language), *here, *misread, *read.notes))


def _told_to_keep(asked: Asked) -> PlannedCall | None:
    """What the message gives to keep: a word, a note, a target, or a wish for quiet."""
    said = asked.text, asked.catalogue, asked.today, asked.language
    return taught(*said) or goal_said(*said) or quiet_call(asked.text, asked.catalogue.channels)


def _chosen(asked: Asked) -> tuple[PlannedCall, ...]:
    """What a tapped option calls; the only one may be agreed to in words."""
    options = asked.earlier.options
    return options.get(asked.text.strip()) or (
        next(iter(options.values())) if len(options) == 1 and agrees(asked.text) else ()
    )


def _ordered(asked: Asked) -> Understood | None:
    """What is no question of numbers by its whole sentence: teaching, what to send, how something is done here."""
    if orders.hostile(asked.text):
        return None
    if call := _told_to_keep(asked):
        return Understood(calls=(call,))
    if both := goal_and_rest(asked.text, asked.catalogue, asked.today, asked.language):
        beside = understand(replace(asked, text=both[1]))
        return replace(beside, calls=(both[0], *beside.calls), status="answered")
    if SUBSCRIBING in asked.tools and _is_of_messages(asked.text):
        return Understood(calls=(PlannedCall(name=SUBSCRIBING, args={"phrase": asked.text.strip()[:500]}),))
    guide = guide_for(asked.text)
    return Understood(text=say(f"guide-{guide}", asked.language)) if guide else None


def _is_of_messages(text: str) -> bool:
    """Whether it is about what comes to the person by itself, and at which hours."""
    return hours_in(text) is not None or wishes_to_subscribe(text) or asks_what_is_sent(text)


def _read(asked: Asked, *, careful: bool) -> Understood:
    """What a message says that is neither a reply nor teaching."""
    if asked.earlier.turns and (edit := in_place_of(asked.text)) != asked.text:
        return _read(replace(asked, text=edit), careful=careful)
    if whole := _completed(asked):
        return _read(whole, careful=careful)
    candidates = sorted((_outcome(parsed, asked) for parsed in parsed_from(asked)), key=likeliest_first)
    if not candidates:
        return Understood(status="unsupported", text=said("understanding-empty", asked))
    if problem := problem_of(candidates[0].calls):
        return Understood(status="clarify", text=problem.say(asked.language))
    if careful and (asking := one_of_several(candidates, asked)):
        return asking
    found = weighed(candidates[0], candidates[1:], asked)
    return settled(found, candidates[1:], asked) if careful else found


def _twice(asked: Asked, first: str, other: str, *, careful: bool) -> Understood:
    """A question and the same once more with something else; asked back where either part is."""
    done = _read(replace(asked, text=first), careful=careful)
    if done.status != "answered" or not done.calls:
        return done
    earlier = replace(asked.earlier, turns=(tuple(done.calls), *asked.earlier.turns), unfinished=None, options={})
    again = _read(replace(asked, text=other, earlier=earlier), careful=careful)
    return joined((done, again)) if again.status == "answered" else again


def likeliest_first(one: Understood) -> tuple[bool, float]:
    """What no tool could answer comes last."""
    return problem_of(one.calls) is not None, -one.explained


def _completed(asked: Asked) -> Asked | None:
    """The message with the question that it completes; None where it is one of its own."""
    unfinished = asked.earlier.unfinished
    alone = parsed_from(asked) if unfinished is not None else []
    if unfinished is None or not alone or not completes(asked.text, alone[0].frames[0], unfinished):
        return None
    return replace(asked, text=unfinished.with_reply(asked.text), earlier=replace(asked.earlier, unfinished=None))


def _outcome(parsed: Candidate, asked: Asked) -> Understood:
    """What one reading leads to."""
    done: list[Understood] = []
    scenes = scenes_of(parsed)
    frames, before = parsed.frames, asked.earlier.frame()
    if len(frames) == 1 and (pointing := pointed(scenes[0], before, asked.earlier.shown)):
        before = pointing.before
        if pointing.words:
            scenes = (pointing.rest_of(scenes[0]),)
            frames = (construed(scenes[0]),)
    for scene, frame in zip(scenes, frames, strict=True):
        if done and is_remark(scene):
            continue
        act = _as_before(act_of(_heard_alone(scene, asked), frame, follows=before is not None), scene, frame, before)
        done.append(_one(act, scene, frame, before, asked))
        before = None
    whole = joined(done)
    return replace(whole, explained=parsed.explained - 2.0 * (not whole.calls and not _names_the_uncollected(whole)))


def _names_the_uncollected(whole: Understood) -> bool:
    """Whether it refuses what no data has: a reading that drops those words is no better one."""
    return any(issue.key == "understanding-uncollected" for frame in whole.frames for issue in frame.issues)


def _as_before(act: str, scene: Clause, frame: Wanted, before: Wanted | None) -> str:
    """The act of the request before, where a message only changes its names or days: "just Facebook" after a plan."""
    if before is not None and WHOLE in before.marks:
        return before.act
    if before is None or before.act in QUERY or act not in QUERY or frame.origin("metrics") == "said":
        return act
    return before.act if follows(scene, frame, before) else act


def _heard_alone(scene: Clause, asked: Asked) -> Clause:
    """The request with the act and metrics that the learned reader hears in its own words, not in those beside it."""
    if scene.reading is None or scene.own_text == scene.text:
        return scene
    alone = asked.read(scene.own_text, None)
    if alone is None:
        return scene
    return replace(scene, reading=replace(scene.reading, acts=alone.acts, metrics=alone.metrics))


def _one(act: str, scene: Clause, frame: Wanted, before: Wanted | None, asked: Asked) -> Understood:
    """The outcome of one request."""
    if spoken := _spoken(act, asked):
        return spoken
    if act == "describe":
        return _told(scene, frame, act, description(scene, frame) or {"about": "overview"})
    if act not in (*QUERY, "define"):
        return _acted(act, scene, frame, before, asked)
    if metrics := defined(scene, frame, asked=act == "define"):
        return Understood(
            calls=tuple(PlannedCall(name="describe_data", args={"about": "metric", "metric": key}) for key in metrics)
        )
    if described := description(scene, frame):
        return _told(scene, frame, "describe", described)
    return _numbers(scene, frame, before, asked)


def _spoken(act: str, asked: Asked) -> Understood | None:
    """What is said without looking at the data; None for the acts that do."""
    if act == "help":
        return Understood(text=abilities(asked.catalogue, asked.language))
    text = _SAID.get(act)
    return Understood(status=text[0], text=said(text[1], asked)) if text else None


def _told(scene: Clause, frame: Wanted, act: str, described: dict[str, Any]) -> Understood:
    """What tells about the data: a description, or the query that a description may be."""
    query = described.get("query")
    call = PlannedCall(name="query_metrics" if query else "describe_data", args=query or described)
    return Understood(calls=(call,), reads=(RequestRead(scene=scene, frame=frame, act=act),))


def _numbers(scene: Clause, frame: Wanted, before: Wanted | None, asked: Asked) -> Understood:
    """A question about numbers: one that changes the one before, or one of its own."""
    carries = before is not None and follows(scene, frame, before)
    if before is not None and carries:
        if not frame.metrics:
            frame = construed(scene, Wanted(slots={"metrics": replace(before.slots["metrics"], origin="carried")}))
        whole = consistent(changed(scene, frame, before, asked.earlier))
    elif issue := asks_nothing(scene, frame, first=before is None):
        return stopped(issue, asked)
    else:
        whole = completed(scene, in_days_before(frame, before, asked.today))
        if before is None and (one := unnamed(scene, frame)):
            return which_one(one, scene, whole, asked)
    whole = doubted(scene, whole)
    if asking := asked_back(scene, whole, asked):
        return asking
    whole = passed_over(whole, asked) if carries else whole
    read = RequestRead(scene=scene, frame=whole, follows=carries)
    calls = (*question_calls(whole), *alerts_beside(scene, whole))
    return Understood(calls=calls, notes=whole.notes, frames=(whole,), reads=(read,))


_SAID: Final[dict[str, tuple[Status, str]]] = {
    "hostile": ("refused", "understanding-refused"),
    "change_ads": ("unsupported", "understanding-reads-only"),
    "out_of_scope": ("unsupported", "understanding-off-topic"),
    "thanks": ("answered", "understanding-thanks"),
    "smalltalk": ("answered", "understanding-smalltalk"),
}


def _acted(act: str, scene: Clause, frame: Wanted, before: Wanted | None, asked: Asked) -> Understood:
    """The call of another act's tool; unknown names stop those that would be about something else without them."""
    frame = suited(act, scene, replace(frame, issues=()))  # a number here is a sum or a limit, no condition
    whole = doubted(scene, frame, strict=False) if act in FIGURES else frame
    if whole.issues:
        return stopped(whole.issues[0], asked)
    calls = act_calls(act, scene, frame, before)
    if not calls or calls[0].name not in asked.tools:
        return Understood(status="unsupported", text=say("understanding-not-yet", asked.language))
    calls = tuple(about_the_rule_before(call, scene, frame, asked.earlier.last) for call in calls)
    if asking := of_another(act, _heard_alone(scene, asked), frame, calls, asked):
        return asking
    carried = before is not None and before.act == act and follows(scene, frame, before)
    return Understood(calls=calls, reads=(RequestRead(scene=scene, frame=frame, act=act, follows=carried),))


def tools_there() -> frozenset[str]:
    """Names of every tool."""
    return frozenset(find_tools())


def as_dict(call: PlannedCall) -> dict[str, Any]:
    """A call as it is kept in a message."""
    return {"name": call.name, "args": dict(call.args)}
