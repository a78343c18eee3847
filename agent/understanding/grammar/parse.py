"""From a heard message to frames: each path is cut into clauses, constructs fill them, what is said once is shared."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from agent.understanding.grammar import clauses, measures, sharing
from agent.understanding.grammar.constructs import ORDER
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans.scan import Heard, Known


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One reading of a message: a frame for each request, with the scene each was read from."""

    frames: tuple[Wanted, ...]
    scenes: tuple[Clause, ...]
    explained: float
    """Weight of the path: how much its spans explain."""


def parse(heard: Heard, known: Known) -> Iterator[Candidate]:
    """The readings of a message, one for each path through it."""
    for path in heard.paths:
        scene = Clause(text=heard.text, tokens=heard.tokens, spans=path, **vars(known))
        pieces = clauses.cut(scene)
        scenes = [measures.meant(replace(scene, spans=piece, around=path)) for piece in pieces]
        frames = [construed(one) for one in scenes]
        shared = (
            sharing.shared(
                frames,
                apart=clauses.said_apart(scene, pieces),
                waiting=[clauses.waits(scene, piece) for piece in pieces],
                pointing=[bool(one.words() & sharing.POINTING) for one in scenes],
            )
            if len(frames) > 1
            else frames
        )
        yield Candidate(frames=tuple(shared), scenes=tuple(scenes), explained=sum(span.weight for span in path))


def construed(scene: Clause, start: Wanted | None = None) -> Wanted:
    """The frame that the constructs make of a scene, starting from what is carried over; nothing is assumed yet."""
    frame = start or Wanted()
    for construct in ORDER:
        frame = construct.apply(scene, frame)
    return replace(
        frame, heard=frame.heard | frozenset(span for span in scene.spans if span.is_a("filler", "small_talk"))
    )
