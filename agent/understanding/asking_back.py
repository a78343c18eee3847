"""What is said where no call can be made: refusals, questions back, and the readings that a tap chooses."""

from dataclasses import replace
from typing import Any, Final

from agent.examples import examples
from agent.understanding.calls import question_calls
from agent.understanding.dialogue.completing import Unfinished
from agent.understanding.dialogue.following import begins_as_follow_up
from agent.understanding.grammar.acts import DATA_KINDS
from agent.understanding.grammar.frame import Issue, Kept, Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.outcome import Asked, Option, Understood
from ingest.texts import Language, say
from tools.semantics.catalogue import Catalogue

_PASSABLE: Final = ("understanding-unknown-name", "understanding-unknown-word", "understanding-unheeded")
"""Issues with a word that may be a name, or nothing."""


_MOST_CHANNELS: Final = 8
"""That are offered as buttons; the sentence names no more either."""


def options_of(whole: Wanted, asked: Asked) -> tuple[Option, ...]:
    """The readings that a tap chooses: with the nearest stored name in the word's place, and without the word."""
    issue = whole.issues[0]
    plain = replace(whole, issues=())
    if issue.key == "understanding-unknown-channel" and whole.metrics:
        return _channels(plain, asked)
    if issue.key not in _PASSABLE or not whole.metrics:
        return ()
    nearest = str(issue.values.get("similar", "")).split(", ")[0]
    homes = [
        name
        for name in ("channel", *asked.catalogue.values)
        if nearest in _named(name, asked.catalogue, asked.language)
    ]
    kept = [(*plain.kept, Kept(dimension=home, values=(nearest,))) for home in homes[:1]]
    with_name = tuple(Option(label=nearest, calls=question_calls(plain.put("where", where))) for where in kept)
    label = say("understanding-without-word", asked.language, word=issue.values["word"])
    return (*with_name, Option(label=label, calls=question_calls(plain)))


def _channels(plain: Wanted, asked: Asked) -> tuple[Option, ...]:
    """The request for each channel there is, unless those are too many to choose from."""
    titles = {key: asked.catalogue.title(key, asked.language) for key in asked.catalogue.channels}
    if len(titles) > _MOST_CHANNELS:
        return ()
    asks = {key: (*plain.kept, Kept(dimension="channel", values=(key,))) for key in titles}
    return tuple(
        Option(label=title, calls=question_calls(plain.put("where", asks[key]))) for key, title in titles.items()
    )


def _named(dimension: str, catalogue: Catalogue, language: Language) -> tuple[str, ...]:
    if dimension == "channel":
        return tuple(catalogue.title(key, language) for key in catalogue.channels)
    return catalogue.values.get(dimension, ())


def stopped(issue: Issue, asked: Asked) -> Understood:
    """The outcome of a question that an issue stops; what was asked back about can be completed."""
    word = str(issue.values.get("word", ""))
    unfinished = Unfinished(text=asked.text, word=word if word in asked.text else "")
    text = said(issue.key, asked, **issue.values)
    return Understood(status=issue.status, text=text, unfinished=unfinished if issue.status == "clarify" else None)


def said(key: str, asked: Asked, **values: Any) -> str:
    """A text that may name a question or two which these data answer."""
    offered = examples(asked.catalogue, asked.language)
    return say(key, asked.language, example=offered[0], other=offered[-1], **values)


_DATA: Final = (*(kind for kind in DATA_KINDS if kind not in ("most", "least")), "absent_value", "win_loss")
"""What a request may stand on: "most" and "least" alone want something to rank."""


def asks_nothing(scene: Clause, frame: Wanted, *, first: bool) -> Issue | None:
    """The issue of a message of its own that asks for nothing, or points at what is not there."""
    ranked = "ranked" in frame.marks
    if not scene.has(*_DATA) and not ranked and not frame.metrics and not scene.has("compare"):
        return Issue(key="understanding-not-understood", status="unsupported")
    if not first:
        return None
    if (
        scene.has("compare", "it", "exclude")
        and not frame.metrics
        and not scene.has("value", "campaign", "dimension", "period")
    ):
        return Issue(key="understanding-which-one")
    subject = (
        frame.metrics
        or frame.has("having", "share", "view", "running", "average", "count")
        or scene.has("vague", "span", "have", "win_loss", "change", "waste")
    )
    subject = subject or scene.has("absent_channel", "unknown_name", "uncollected", "absent_value", "unknown")
    if ranked and not subject and not scene.has("dimension", "who", "when", "value", "campaign"):
        return Issue(key="understanding-top-of-what")
    if not subject and begins_as_follow_up(scene) and not ranked:
        return Issue(key="understanding-about-what")
    return None
