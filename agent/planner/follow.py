"""Follow-ups: "а у YouTube?", "same for April", "only the top 3" change some slots of the question before."""

import re
from collections.abc import Sequence
from typing import Final

from pydantic import ValidationError

from agent.planner.call import PlannedCall
from agent.planner.reading import Reading
from agent.planner.slots import Slots, slots_before
from ingest.errors import InvalidInput
from tools.semantics.question import Question

QUESTION_TOOLS: Final = frozenset(("query_metrics", "compare_periods", "plot_chart", "export_table", "rank"))
_STARTERS: Final = frozenset(
    "а и and but now теперь also еще ещё то same но так ok ок then тогда только only just".split()
)
_MARKS: Final = ("same", "what_about", "it", "reverse", "also", "instead")


def with_unit(text: str, before: Slots | None) -> str:
    """Gives "а во втором?" the quarter or half of the question before."""
    unit = _UNIT.search(before.period) if before is not None else None
    bare = _ORDINAL.fullmatch(text.strip())
    return f"{bare[1]} {unit[0]}" if unit and bare else text


_UNIT: Final = re.compile(r"квартал\w*|полугоди\w*|quarter|half", re.I)
_ORDINAL: Final = re.compile(
    r"((?:(?:а|и|and|what about|how about) )?(?:(?:в|во|за|in|for) )?(?:the )?"
    r"(?:перв|втор|трет|четв[её]рт|first|second|third|fourth)\w*)(?: one)?\W*",
    re.I,
)


def last_slots(previous: Sequence[PlannedCall]) -> Slots | None:
    """The slots of the newest question about numbers; calls a language model got wrong are passed over."""
    found = [slots for call in previous if (slots := _slots_behind(call)) is not None]
    return found[-1] if found else None


def _slots_behind(call: PlannedCall) -> Slots | None:
    args = dict(call.args)
    if call.name not in QUESTION_TOOLS:
        if "metric" not in args or call.name == "describe_data":
            return None
        args = {"metrics": [args["metric"]], **{name: args[name] for name in ("where", "period") if name in args}}
    views = {"plot_chart": "chart", "export_table": "xlsx"}
    if call.name in views and not {"kind", "format", "view"} & args.keys():
        args["view"] = views[call.name]
    if call.name == "compare_periods":
        args.setdefault("compare_to", "previous")
    try:
        return slots_before(Question.model_validate(args))
    except (ValidationError, InvalidInput):
        return None


def follows(reading: Reading, before: Slots) -> bool:
    """Whether the question only makes sense after the one before."""
    starts = begins_as_follow_up(reading)
    if points_at_the_first(reading, before):
        return True
    if reading.slots.metrics:
        return starts or _only_metrics(reading) or only_order(reading) or _only_threshold(reading)
    if only_total(reading) or counts_them(reading):
        return True
    if reading.has("vague", "define", "have", "span", "count", "intent", "small_talk") and not starts:
        return False
    asks_anew = reading.has("which", "who", "when") and reading.rank.asked and bool(other_groups(reading, before))
    turned = starts and reading.rank.asked
    return turned or (reading.row.has(*_SAYING) and (starts or not asks_anew))


def points_at_the_first(reading: Reading, before: Slots) -> bool:
    """Reads "сколько он потратил?", "how many clicks did it get?" after a ranking: of the one that came first."""
    said = reading.slots
    bare = not (said.groups or said.kept or said.period or said.having or reading.rank.asked)
    pointed = any(token.plain in _THE_ONE for token in reading.row.tokens)
    return pointed and bare and bool(said.metrics) and bool(before.order in before.metrics and before.groups)


_THE_ONE: Final = frozenset("он она оно его ее него нее ему ей it its he she".split())


def begins_as_follow_up(reading: Reading) -> bool:
    """Whether its words point back: "а в мае?", "same for VK"."""
    first = reading.row.tokens[0].plain if reading.row.tokens else ""
    return first in _STARTERS or reading.has(*_MARKS)


def other_groups(reading: Reading, before: Slots) -> tuple[str, ...]:
    """The cuts of the question that the one before did not have; "which day" may be a day of the week."""
    had = {*before.groups, *(("day",) if "weekday" in before.groups else ())}
    return tuple(name for name in reading.slots.groups if name not in had)


def counts_them(reading: Reading) -> bool:
    """Reads "how many are there?", "сколько их?" after a list."""
    words = {token.plain for token in reading.row.tokens}
    return reading.has("count") and bool(words & {"их", "таких", "them", "there"}) and not reading.slots.metrics


_SAYING: Final = (
    "channel", "value", "campaign", "dimension", "period", "chart", "export", "table", "share", "running", "per_day",
    "best", "worst", "most", "least", "exclude", "only", "compare", "change", "previous", "last_year", "step", "trend",
    "sort", "ascending", "descending", "reverse", "details", "number", "weekdays", "unknown", "unknown_name",
    "absent_channel", "absent_value", "loss", "gain", "all", "first_n", "last_n",
)  # fmt: skip


def _only_metrics(reading: Reading) -> bool:
    """Reads "CTR?", "clicks and CTR" after a question; a metric with a cut or a period is a question of its own."""
    said = reading.slots
    if said.groups or said.kept or said.period or reading.has("define", "all", "trend", "by", "count", "which", "rank"):
        return False
    small = ("metric", "and", "or", "now", "sort", "chart", "average", "share", "filler")
    words = [item for item in reading.items if not item.is_a("filler")]
    return len(words) <= 3 and all(item.is_a(*small) for item in reading.items)


def _only_threshold(reading: Reading) -> bool:
    """Reads "with ROI above 100 %", "у которых CTR выше 2 %"."""
    said = reading.slots
    bare = not (said.groups or said.kept or said.period)
    return bare and bool(said.having) and not reading.has("which", "count", "who", "when")


def only_total(reading: Reading) -> bool:
    """Reads "and in total?", "общий итог"."""
    return reading.has("all") and all(
        item.is_a("all", "vague", "filler", "and", "it", "which") for item in reading.items
    )


def only_order(reading: Reading) -> bool:
    """Reads "sort by spend", "отсортируй по CTR", "by ROI"."""
    said = reading.slots
    words = [item for item in reading.items if not item.is_a("filler", "and", "now")]
    by = len(words) == 2 and words[0].is_a("by") and words[1].is_a("metric")
    return (reading.has("sort") or by) and not (said.groups or said.kept or said.period)
