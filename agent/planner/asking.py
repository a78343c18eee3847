"""From filled slots to the call of a question tool."""

from dataclasses import replace

from agent.planner.call import Plan, PlannedCall
from agent.planner.reading import Reading
from agent.planner.slots import Slots, args_of


def question_call(reading: Reading, slots: Slots, tools: frozenset[str]) -> Plan:
    """The call, or several for several periods."""
    periods = (slots.period, *reading.days.others)
    if len(periods) > 1 and not slots.compare:
        return Plan(calls=tuple(_call(replace(slots, period=period), tools) for period in periods))
    return Plan(calls=(_call(slots, tools),))


def _call(slots: Slots, tools: frozenset[str]) -> PlannedCall:
    args = args_of(slots)
    if slots.export and "export_table" in tools:
        return PlannedCall(name="export_table", args={**args, "format": slots.export})
    if slots.chart is not None and "plot_chart" in tools:
        return PlannedCall(name="plot_chart", args={**args, "kind": slots.chart} if slots.chart else args)
    if slots.compare and "compare_periods" in tools:
        return PlannedCall(name="compare_periods", args=args)
    return PlannedCall(name="query_metrics", args=args)
