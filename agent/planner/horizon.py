"""How far ahead a question looks."""

from typing import Final

from agent.planner.reading import Reading

USUAL_DAYS: Final = 30
FARTHEST: Final = 180


def horizon_of(reading: Reading) -> int:
    """Days from today to the end of the coming period that is named, or a month."""
    ends = [mention.period.end for mention in reading.row.mentions if mention.period.end >= reading.row.today]
    if not ends:
        return USUAL_DAYS
    return max(1, min(FARTHEST, (max(ends) - reading.row.today).days + 1))
