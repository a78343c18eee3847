"""What lies beyond the rows just shown: all of them without a filter, the rest of them, the first question again."""

from dataclasses import replace

from agent.understanding.dialogue.commands import goes_back_to_first, names_the_rest, takes_filters_off
from agent.understanding.dialogue.memory import Conversation, Shown
from agent.understanding.dialogue.pointing import WHOLE
from agent.understanding.grammar.frame import Kept, Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans import Stretch


def beyond(scene: Clause, frame: Wanted, before: Wanted, earlier: Conversation) -> Wanted | None:
    """The request that a message makes of what was shown, where it reaches beyond it.

    Args:
        scene: the message.
        frame: what it says.
        before: the request before.
        earlier: the conversation.
    """
    if goes_back_to_first(scene.own_text) and (first := earlier.first()):
        return first.mark(WHOLE).hear(*scene.spans)
    if before.kept and takes_filters_off(scene.own_text):
        return _for_all(scene, frame, before).hear(*scene.spans)
    return None


def _for_all(scene: Clause, frame: Wanted, before: Wanted) -> Wanted:
    """The request without the filters named, or without any where none of them is."""
    said = {entry.dimension for entry in frame.kept} | {span.value for span in scene.of("dimension")}
    named = said & {entry.dimension for entry in before.kept}
    return before.put("where", tuple(entry for entry in before.kept if named and entry.dimension not in named))


def the_rest(scene: Clause, before: Wanted, shown: Shown | None) -> Wanted | None:
    """The request before of all but the names it was asked of, or but the rows that it showed; None where none are."""
    if not rest_words(scene):
        return None
    kept = [entry for entry in before.kept if not entry.exclude]
    if kept:
        other = replace(kept[-1], exclude=True)
        return before.put("where", tuple(other if entry is kept[-1] else entry for entry in before.kept))
    if shown is not None and before.has("limit", "having") and before.cuts == (shown.dimension,):
        others = Kept(dimension=shown.dimension, values=shown.values, exclude=True)
        return before.put("where", (*before.kept, others)).without("limit", "having")
    return None


def rest_words(scene: Clause) -> list[Stretch]:
    """The words that name all but what was shown."""
    place = names_the_rest(scene.text)
    return [span for span in scene.spans if place and span.start < place[1] and place[0] < span.end]
