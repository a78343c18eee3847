"""Several requests of one message as one outcome."""

from collections.abc import Sequence

from agent.understanding.dialogue.memory import PlannedCall
from agent.understanding.outcome import Understood


def joined(parts: Sequence[Understood]) -> Understood:
    """One outcome of several: calls in order; a part that can't be answered stops the whole rather than vanish."""
    if stuck := next((part for part in parts if not part.calls and part.status != "answered"), None):
        return stuck
    calls = tuple(dict.fromkeys(_frozen(call) for part in parts for call in part.calls))
    texts = [part.text for part in parts if part.text]
    return Understood(
        calls=tuple(_thawed(call, parts) for call in calls),
        text="" if calls else " ".join(texts[:1]),
        notes=tuple(note for part in parts for note in part.notes),
        frames=tuple(frame for part in parts for frame in part.frames),
        reads=tuple(read for part in parts for read in part.reads),
    )


def _frozen(call: PlannedCall) -> tuple[str, str]:
    return call.name, repr(sorted(call.args.items()))


def _thawed(key: tuple[str, str], parts: Sequence[Understood]) -> PlannedCall:
    return next(call for part in parts for call in part.calls if _frozen(call) == key)
