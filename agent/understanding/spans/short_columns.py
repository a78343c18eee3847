"""Short names of files' columns that are days too: "пт" is no Friday where a sum is called so and no day is said."""

from collections.abc import Sequence
from typing import Final

from agent.understanding.spans.span import Stretch
from agent.understanding.text.tokens import Word

_BEFORE_DAYS: Final = frozenset(
    "в во на по за с до к каждый каждую эту этот прошлую прошлый следующую следующий и или "
    "on by last this next every and".split()
)


def is_column(span: Stretch, tokens: Sequence[Word], found: Sequence[Stretch]) -> bool:
    """Whether a day of the week is called as a column is, and stands where no day does."""
    before = tokens[span.first - 1].plain if span.first else ""
    same = (other for other in found if (other.first, other.after) == (span.first, span.after))
    column = any(other.is_a("metric") for other in same)
    other_days = any(other.is_a("weekdays") and other.first != span.first for other in found)
    return column and before not in _BEFORE_DAYS and not other_days
