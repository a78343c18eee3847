"""What a message makes of the request before: both of the last two in one, how far they are apart, or one edited."""

from agent.understanding.dialogue.beyond import beyond, rest_words, the_rest
from agent.understanding.dialogue.edits import edited, side_by_side, together
from agent.understanding.dialogue.following import each_of_both, of_both, only_total, words_for_both
from agent.understanding.dialogue.memory import Conversation
from agent.understanding.dialogue.moved_days import difference
from agent.understanding.dialogue.pointing import WHOLE
from agent.understanding.dialogue.portions import part_of_before, portion
from agent.understanding.grammar.constructs.comparison import in_amount
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause


def changed(scene: Clause, frame: Wanted, before: Wanted, said: Conversation) -> Wanted:
    """The request before with what the message says, in the conversation before it."""
    if wider := before if WHOLE in before.marks else beyond(scene, frame, before, said):
        return wider
    if part := part_of_before(scene, frame, before):
        return edited(scene, frame.without("metrics", "share", "group_by"), part).hear(*scene.spans)
    earlier = said.frame(back=1)
    if rest := the_rest(scene, before, said.shown):
        return edited(scene, frame, rest).hear(*rest_words(scene))
    apart = difference(scene, frame, before, earlier) if earlier is not None else None
    if apart:
        in_units = in_amount(scene, scene.of("change")) or not scene.has("share", "how_much")
        return (apart.put("order_of", "change_abs") if in_units else apart).hear(*scene.spans)
    if earlier is not None and (part := portion(scene, frame, before, earlier)):
        return part.hear(*scene.spans)
    return _of_two(scene, frame, before, earlier)


def _of_two(scene: Clause, frame: Wanted, before: Wanted, earlier: Wanted | None) -> Wanted:
    """The request before, or the last two of them in one, with what the message says."""
    both = together(before, earlier) if earlier is not None and of_both(scene) else None
    if both and each_of_both(scene):
        both = side_by_side(both)
    if both and only_total(scene):
        return both.hear(*scene.spans)
    return edited(scene, frame, both.hear(*words_for_both(scene)) if both else before)
