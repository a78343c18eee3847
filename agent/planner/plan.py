"""The planner's brain: a question in, the tool calls that answer it out. Pure; the rest of the package is its parts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from agent.planner import describe, talk
from agent.planner.asking import question_call
from agent.planner.both import joined
from agent.planner.call import Plan, PlannedCall
from agent.planner.confirming import confirmation
from agent.planner.doubts import doubt_about, without_effect
from agent.planner.follow import follows, last_slots, with_unit
from agent.planner.intents import INTENTS
from agent.planner.intents_choice import intent_plan
from agent.planner.items import read_row
from agent.planner.lexicon import lexicon_of
from agent.planner.merging import merged
from agent.planner.parts import parts_of
from agent.planner.reading import Reading, about_metric, completed, read, with_fitting_order
from agent.planner.slots import Slots
from agent.planner.spans import counted_back
from agent.planner.unexplained import assumed
from agent.planner.wishes import act_wish, watch_wish
from ingest.texts import Language, say
from tools.semantics.catalogue import Catalogue

__all__ = ["Plan", "PlannedCall", "plan"]

PHRASES = tuple((intent.words, intent.tool) for intent in INTENTS)
LONGEST = 2_000
"""Characters read; a question is shorter."""


def plan(
    question: str,
    *,
    previous: Sequence[PlannedCall],
    catalogue: Catalogue,
    today: date,
    language: Language,
    tools: frozenset[str],
) -> Plan:
    """Understands a question.

    Args:
        question: as the person wrote it.
        previous: the calls of the last answered turn, whose slots a follow-up reuses, and of the one before that.
        catalogue: what the database holds; every name comes from here.
        today: the day in progress.
        language: of the texts said without a tool.
        tools: names of the tools that exist.
    """
    earlier = last_slots([call for call in previous if call.turns_ago > 1])
    previous = [call for call in previous if call.turns_ago == 1]
    text = with_unit(question[:LONGEST], last_slots(previous))
    lexicon = lexicon_of(catalogue, PHRASES)
    confirmed = confirmation(text, previous, tools, language)
    if confirmed is not None:
        return confirmed
    refusal = talk.refusal(text, catalogue, language)
    if refusal is not None:
        return refusal
    readings = [
        read(read_row(part, catalogue=catalogue, lexicon=lexicon, today=today, language=language))
        for part in parts_of(text, lexicon, today)
    ]
    readings = _with_common_days([reading for reading in readings if reading.row.tokens], text)
    if not readings:
        return Plan(status="unsupported", text=say("planner-empty", language))
    plans: list[Plan] = []
    for reading in readings:
        before = [*previous] if not plans else [*plans[-1].calls] or [*previous]
        pair = joined(reading, last_slots(before), earlier)
        planned = _plan_one(reading, before, tools, linked=bool(plans), pair=pair)
        watches = any(call.name == "manage_alert_rule" for call in planned.calls)
        plans.append(planned if watches else replace(planned, notes=assumed(reading)))
    return _joined(plans)


def _with_common_days(readings: list[Reading], text: str) -> list[Reading]:
    """Gives "what did we earn and what did we spend in May" its May twice; a sentence of its own keeps its own days."""
    if len(readings) < 2 or _SENTENCE_END.search(text.strip()[:-1]):
        return readings
    period = readings[-1].slots.period
    return [
        reading
        if reading.slots.period or reading.days.against or reading.has("period", "intent", "step", "previous")
        else replace(reading, slots=replace(reading.slots, period=period))
        for reading in readings
    ]


_SENTENCE_END = re.compile(r"[?!;\n]|\.\s")


def _joined(plans: list[Plan]) -> Plan:
    """One plan of several: calls in order; a part that can't be answered stops the whole rather than vanish."""
    unanswered = next((entry for entry in plans if not entry.calls), None)
    if unanswered is not None:
        return unanswered
    calls = tuple(call for entry in plans for call in entry.calls)
    notes = tuple(note for entry in plans for note in entry.notes)
    return Plan(calls=tuple(call for index, call in enumerate(calls) if call not in calls[:index]), notes=notes)


def _plan_one(
    reading: Reading, previous: Sequence[PlannedCall], tools: frozenset[str], *, linked: bool, pair: Slots | None
) -> Plan:
    return (
        watch_wish(reading, tools)
        or act_wish(reading, follows=bool(previous))
        or talk.small_talk(reading, tools)
        or talk.change_wish(reading)
        or intent_plan(reading, previous, tools)
        or describe.description(reading)
        or talk.which_one(reading)
        or _numbers(reading, pair or last_slots(previous), tools, linked=linked, paired=pair is not None)
    )


def _numbers(reading: Reading, before: Slots | None, tools: frozenset[str], *, linked: bool, paired: bool) -> Plan:
    """The plan of a question about numbers: a follow-up, or one of its own."""
    if before is not None and (paired or follows(reading, before)):
        asked_back = talk.first_of_one(reading, before)
        reading = about_metric(reading, before.order or before.metrics[0])
        slots = merged(reading, before)
    else:
        asked_back = talk.asks_nothing(reading, first=before is None)
        slots = completed(reading)
        if linked and before is not None and before.period and not reading.slots.period:
            slots = replace(slots, period=before.period)
    slots = with_fitting_order(replace(slots, compare=counted_back(slots.compare, slots.period, reading.row)))
    return (
        asked_back
        or talk.cheap_what(reading, before)
        or talk.which_of_what(reading, before)
        or talk.points_at_nothing(reading, slots)
        or talk.together_with_what(reading, slots)
        or _doubted(reading, slots)
        or question_call(reading, slots, tools)
    )


def _doubted(reading: Reading, slots: Slots) -> Plan | None:
    doubt = doubt_about(reading, slots) or without_effect(reading, slots)
    return Plan(status=doubt.status, text=doubt.say(reading.row.language)) if doubt else None
