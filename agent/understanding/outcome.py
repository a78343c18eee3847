"""A message with all that its meaning depends on, and what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from agent.understanding.dialogue.completing import Unfinished
from agent.understanding.dialogue.memory import Conversation, PlannedCall
from agent.understanding.grammar.frame import Wanted
from agent.understanding.reader import Reading
from agent.understanding.scoring.features import Features, RequestRead
from agent.understanding.spans.other_language import Vectors
from ingest.texts import Language
from tools.notes.terms import Term
from tools.semantics.catalogue import Catalogue
from tools.tool import Status
from tools.words.period import USUAL_DAYS

Read = Callable[[str, str | None], Reading | None]
"""The learned reader, or what stands in for it: the message and the request before as a line."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """A reading offered: what the button says, and what it calls."""

    label: str
    calls: tuple[PlannedCall, ...]


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What to do about a message."""

    calls: tuple[PlannedCall, ...] = ()
    status: Status = "answered"
    text: str = ""
    """Slot when there are no calls."""
    notes: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    frames: tuple[Wanted, ...] = ()
    supposed: tuple[PlannedCall, ...] = ()
    """What an unsure reading that is asked back about would call: a follow-up goes on from it, as from an answer."""
    unfinished: Unfinished | None = None
    """What a short reply may complete, where it is asked back about."""
    reads: tuple[RequestRead, ...] = ()
    """What was read for each of the calls; the probability stands on them."""
    explained: float = 0.0
    """Weight of the words that are explained; ranks the readings of one message."""
    features: Features = field(default_factory=dict)
    probability: float = 1.0
    """That the calls are what was meant; 1 where nothing is called or no learned reader is there."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A message and everything its meaning depends on."""

    text: str
    earlier: Conversation = field(default_factory=Conversation)
    catalogue: Catalogue
    today: date
    language: Language
    tools: frozenset[str]
    terms: tuple[Term, ...] = ()
    """The team's own words."""
    usual_days: int = USUAL_DAYS
    """Complete days of a question that names none."""
    vectors: Vectors = lambda _words: None
    read: Read = lambda _text, _before: None
