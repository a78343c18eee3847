"""From a heard message to frames: each path is cut into clauses, constructs fill them, what is said once is shared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from agent.understanding.grammar import clauses, measures, sharing
from agent.understanding.grammar.acts import said_act
from agent.understanding.grammar.constructs import ORDER
from agent.understanding.grammar.constructs.period import days
from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.spans import Stretch
from agent.understanding.spans.scan import Heard, Known
from tools.words.period import find_periods


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
        scenes = [measures.meant(_dated_alone(replace(scene, spans=piece, around=path))) for piece in pieces]
        frames = [construed(one) for one in scenes]
        shared = (
            sharing.shared(
                frames,
                apart=clauses.said_apart(scene, pieces),
                deeds=[
                    "wait" if clauses.waits(scene, piece) else said_act(one, frame)
                    for piece, one, frame in zip(pieces, scenes, frames, strict=True)
                ],
                pointing=[bool(one.words() & sharing.POINTING) for one in scenes],
            )
            if len(frames) > 1
            else frames
        )
        yield Candidate(frames=tuple(shared), scenes=tuple(scenes), explained=sum(span.weight for span in path))


def _dated_alone(scene: Clause) -> Clause:
    """The clause with days gone by where only another clause looks ahead: "forecast for April, and spend in March"."""
    if scene.own_text == scene.text or not any(_is_ahead(span, scene) for span in scene.of("period")):
        return scene
    bounds = {"first_day": scene.catalogue.first_day, "last_day": scene.catalogue.last_day}
    found = find_periods(scene.own_text, scene.today, language=scene.language, **bounds)
    begin = scene.spans[0].start
    gone = {mention.span[0] + begin: mention.period for mention in found if mention.period.end < scene.today}
    return scene.with_spans(
        [
            replace(span, period=gone[span.start], value=days(gone[span.start]))
            if span.start in gone and _is_ahead(span, scene)
            else span
            for span in scene.spans
        ]
    )


def _is_ahead(span: Stretch, scene: Clause) -> bool:
    return span.is_a("period") and span.period is not None and span.period.start > scene.today


def construed(scene: Clause, start: Wanted | None = None) -> Wanted:
    """The frame that the constructs make of a scene, starting from what is carried over; nothing is assumed yet."""
    frame = start or Wanted()
    for construct in ORDER:
        frame = construct.apply(scene, frame)
    return replace(
        frame, heard=frame.heard | frozenset(span for span in scene.spans if span.is_a("filler", "small_talk"))
    )


def scenes_of(parsed: Candidate) -> Sequence[Clause]:
    """A scene for each frame: frames that were united stand on all their clauses."""
    if len(parsed.frames) == len(parsed.scenes):
        return parsed.scenes
    found: list[Clause] = []
    rest = list(parsed.scenes)
    for place, frame in enumerate(parsed.frames):
        last = place == len(parsed.frames) - 1
        mine = [scene for scene in rest if last or set(scene.spans) & frame.heard]
        mine = mine or rest[:1]
        rest = [scene for scene in rest if scene not in mine]
        found.append(mine[0].with_spans(tuple(span for scene in mine for span in scene.spans)))
    return found
