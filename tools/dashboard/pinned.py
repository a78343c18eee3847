"""Pinned answers: the call behind one, with days that move on as time does, and what it gives today."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from ingest.errors import DemetraError, InvalidInput
from tools.asking.days import Calendar, compared_period, days_of
from tools.semantics.calendar import DAY
from tools.semantics.question import Window
from tools.tool import Tool, ToolContext, ToolResult, find_tools
from tools.words.period import Period, find_periods, resolve_period

AGAINST: Final = ("previous", "last_year", "mom", "wow")


def may_be_pinned(tool: Tool) -> bool:
    """Whether its answer may be worked out again at any time: it changes nothing and makes no file."""
    return not tool.changes and tool.deed == "ask"


def lasting(args: Mapping[str, Any], said: str, desk: ToolContext) -> dict[str, Any]:
    """Arguments that mean the same days tomorrow as people mean by them today.

    Days named by words ("last month", "this week") are those words again; days that end yesterday are as many of the
    last days; all others stay what they are.

    Args:
        args: of a call, with days as `A..B`.
        said: the question in words.
        desk: the day and the language it was said on and in.
    """
    catalogue = desk.metrics.catalogue()
    calendar = Calendar(
        today=desk.today, language=desk.language, first_day=catalogue.first_day, last_day=catalogue.last_day
    )
    kept = dict(args)
    several = args.get("periods")
    if isinstance(several, list | tuple):
        kept["periods"] = [_moving(str(days), said, calendar) for days in several]
    if isinstance(args.get("period"), str):
        kept["period"] = _moving(args["period"], said, calendar)
    first = next(iter(several or ()), args.get("period"))
    if isinstance(first, str) and isinstance(args.get("compare_to"), str):
        kept["compare_to"] = _against(args["compare_to"], first, calendar)
    return kept


def _window(days: str) -> Window | None:
    try:
        return Window.of(days)
    except InvalidInput:  # words already
        return None


def _moving(days: str, said: str, calendar: Calendar) -> str:
    window = _window(days)
    if window is None:
        return days
    bounds = {"first_day": calendar.first_day, "last_day": calendar.last_day}
    for mention in find_periods(said, calendar.today, language=calendar.language, **bounds):
        phrase = said[slice(*mention.span)]
        try:
            read = resolve_period(phrase, calendar.today, language=calendar.language, **bounds)
        except InvalidInput:  # a phrase that means days only beside other words
            continue
        if (read.start, read.end) == (window.start, window.end):
            return phrase
    return f"last {window.days} days" if window.end == calendar.today - DAY else days


def _against(compared: str, days: str, calendar: Calendar) -> str:
    window, other = _window(days), _window(compared)
    if window is None or other is None:
        return compared
    period = Period(start=window.start, end=window.end, label="", language=calendar.language)
    for phrase in AGAINST:
        try:
            found, _ = compared_period(phrase, period, calendar)
        except InvalidInput:  # a step that these days can't take
            continue
        if found is not None and days_of(found) == str(other):
            return phrase
    return compared


def pinned_result(name: str, args: Mapping[str, Any], desk: ToolContext) -> ToolResult:
    """What a pinned call gives now; where it gives nothing, the sentence that says why."""
    try:
        return _called(name, args, desk)
    except DemetraError as error:
        return ToolResult(status="no_data", text=error.say(desk.language))


def _called(name: str, args: Mapping[str, Any], desk: ToolContext) -> ToolResult:
    if name not in find_tools() or not may_be_pinned(find_tools()[name]):
        raise InvalidInput("conversations-pin-gone")
    tool = find_tools()[name]
    try:
        arguments = tool.arguments.model_validate(dict(args))
    except ValidationError as error:
        raise InvalidInput("conversations-pin-gone") from error
    return tool.call(arguments, desk)
