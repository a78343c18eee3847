"""A word that may mean one of several columns, or none: which one is meant is asked, each a tap away."""

import itertools
from collections.abc import Sequence

from agent.understanding.asking_back import FIGURES, offered
from agent.understanding.grammar.columns import goes_on
from agent.understanding.grammar.heard_acts import QUERY
from agent.understanding.outcome import Asked, Understood


def one_of_several(candidates: Sequence[Understood], asked: Asked) -> Understood | None:
    """What is asked back where the readings differ in which column such a word names; None where no word is one.

    Args:
        candidates: the readings, the likeliest first.
        asked: the message.
    """
    best = candidates[0]
    if whole := next((one for one in candidates if _goes_on(one)), None):
        return whole if whole.calls and whole.explained == best.explained else None
    torn = {(span.start, span.end) for one in best.reads for span in one.scene.around if span.offered}
    figures = any(one.act in (*QUERY, *FIGURES) for one in best.reads)  # a rule's threshold is of no column
    if not torn or not best.calls or not figures:
        return None
    rest = _beside(best, torn)
    readings = [one.calls for one in candidates if one.calls and _beside(one, torn) == rest]
    apart = list({repr(calls): calls for calls in readings}.values())
    return offered("understanding-which-reading", apart, asked)


def _goes_on(read: Understood) -> bool:
    """Whether it is part of a longer name of one column: "job" of "booked job", "quote" of "quote requests"."""
    for one in read.reads:
        for left, right in itertools.pairwise(one.scene.around):
            if (left.offered or right.offered) and goes_on(left, right) and left.after == right.first:
                return True
    return False


def _beside(read: Understood, torn: set[tuple[int, int]]) -> list[tuple[str, str]]:
    """What everything else of the message is read as."""
    spans = (span for one in read.reads for span in one.scene.around if (span.start, span.end) not in torn)
    return [(span.kind, span.value) for span in spans]
