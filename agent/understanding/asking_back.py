"""What is said where no call can be made: refusals, questions back, and the readings that a tap chooses."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from agent.examples import examples
from agent.understanding.calls import question_calls
from agent.understanding.dialogue.completing import Unfinished
from agent.understanding.dialogue.following import begins_as_follow_up
from agent.understanding.dialogue.memory import PlannedCall
from agent.understanding.grammar.acts import DATA_KINDS
from agent.understanding.grammar.frame import TIME, Issue, Kept, Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.outcome import Asked, Option, Understood
from agent.understanding.scoring.labels import labels_of
from agent.understanding.spans import Stretch, orders
from agent.understanding.taken import unheld, with_other_metrics
from ingest.texts import Language, say
from tools.semantics.catalogue import Catalogue
from tools.semantics.resolve import stored_values

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
    if issue.key == "understanding-whose-days":
        each = [question_calls(plain.put("having", (limit,))) for limit in plain.get("having")]
        return offered("understanding-which-reading", each, asked).options
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


def offered(key: str, readings: Sequence[tuple[PlannedCall, ...]], asked: Asked, **values: Any) -> Understood:
    """What is asked back about calls that may not be what was meant, each a tap away; `key` says what is unsure."""
    labels = labels_of(readings, asked.language)
    found = tuple(Option(label=label, calls=calls) for label, calls in zip(labels, readings, strict=True) if label)
    if key == "understanding-which-reading" and len(found) == 1:
        key = "understanding-this-reading"
    text = say(key, asked.language, options="\n".join(f"- {option.label}" for option in found), **values)
    return Understood(status="clarify", text=text, options=found)


def _channels(plain: Wanted, asked: Asked) -> tuple[Option, ...]:
    """The request for each channel there is, unless those are too many to choose from."""
    titles = {key: asked.catalogue.title(key, asked.language) for key in asked.catalogue.channels}
    if len(titles) > _MOST_CHANNELS:
        return ()
    asks = {key: (*plain.kept, Kept(dimension="channel", values=(key,))) for key in titles}
    return tuple(
        Option(label=title, calls=question_calls(plain.put("where", asks[key]))) for key, title in titles.items()
    )


def asked_back(scene: Clause, whole: Wanted, asked: Asked) -> Understood | None:
    """What is said of a request that supposes figures or has an issue; None where it can be answered."""
    if orders.HYPOTHETICAL.search(scene.text):
        return offered("understanding-supposed", [question_calls(whole)], asked)
    if whole.issues:
        return replace(stopped(whole.issues[0], asked), frames=(whole,), options=options_of(whole, asked))
    return None


def passed_over(whole: Wanted, asked: Asked) -> Wanted:
    """The follow-up with a note of the word that was asked back about and that it goes on without."""
    unfinished = asked.earlier.unfinished
    if unfinished is None or not unfinished.word:
        return whole
    note = say("understanding-not-considered", asked.language, word=unfinished.word)
    return replace(whole, notes=(*whole.notes, note))


FIGURES: Final = (
    "explain",
    "forecast",
    "what_if",
    "allocate",
    "plan_fact",
    "predict_campaign",
    "audience",
    "best_time",
    "list_alerts",
    "recommend",
    "dashboard",
    "experiment",
    "compare_channels",
)
"""Acts that are answered with figures: of something else, where their tool can't take all that was said."""


def of_another(
    act: str, scene: Clause, frame: Wanted, calls: tuple[PlannedCall, ...], asked: Asked
) -> Understood | None:
    """What is asked back about calls that would be about something else than was said; None where they hold it."""
    if act not in FIGURES:
        return None
    if words := unheld(frame, scene, calls):
        return offered("understanding-not-held", [calls], asked, words=", ".join(words))
    if readings := with_other_metrics(scene, frame, calls):
        return offered("understanding-which-reading", readings, asked)
    return None


def unnamed(scene: Clause, frame: Wanted) -> Stretch | None:
    """The word for one thing whose name is not said, as in "how did the campaign do?"; None without one.

    Where several are weighed, counted or listed the word stands for all of them.
    """
    if scene.has(*_OF_SEVERAL) or frame.kept or frame.has("having", "share", "count", "view", "limit", "compare_to"):
        return None
    for span in scene.of("dimension", "customer"):
        home = _home(span)
        several = home not in TIME and len(stored_values(home, scene.catalogue)) > 1
        if several and _means_one(scene, span, plain=frame.origin("metrics") == "said"):
            return span
    return None


_OF_SEVERAL: Final = tuple(
    "value campaign which who by each count all best worst most least dear cheap chart export table first_n more trend "
    "part_of_name unknown_name absent_value absent_channel have loss gain waste average".split()
)
_POINTING: Final = ("this", "that")
_ONE_ENGLISH: Final = re.compile(r"\b(the|this|that|our|my)\s+(?:\w+\s+)?$", re.I)
_ONE_RUSSIAN: Final = re.compile(
    r"\b(?:эт(?:от|а|ой|ом|им|у|ого|ому)|тот|та|той|том|тем|того|нов(?:ый|ая|ой|ом|ого|ую))\s+$", re.I
)
_AT_ONE: Final = re.compile(r"\b(?:у|с|со|про|о|об|там)\s+$", re.I)
_MANY_RUSSIAN: Final = re.compile(r"(?:ы|ов|ев|ий|ей|ам|ям|ами|ями|ах|ях|ок|ек)$")


def _home(span: Stretch) -> str:
    """The dimension of a noun; a client of an agency is an account."""
    return span.value if span.is_a("dimension") else "account"


def _means_one(scene: Clause, span: Stretch, *, plain: bool) -> bool:
    """Whether a noun is said of one thing; where a measure is named, only a word that points at it says so."""
    left = scene.text[: span.start]
    if span.low.isascii():
        pointed = _ONE_ENGLISH.search(left)
        return not span.low.endswith("s") and pointed is not None and (not plain or pointed[1].lower() in _POINTING)
    if _ONE_RUSSIAN.search(left):
        return True
    one = not (_MANY_RUSSIAN.search(span.low) or (span.low.endswith("и") and not _AT_ONE.search(left)))
    return one and not plain and (scene.has("vague") or bool(scene.words() & {"как", "how"}))


def which_one(span: Stretch, scene: Clause, whole: Wanted, asked: Asked) -> Understood:
    """Asks which of the stored ones is meant: each a tap away where they are few, else all of them in a table."""
    home = _home(span)
    stored = stored_values(home, asked.catalogue)
    plain = whole.put("group_by", tuple(name for name in whole.cuts if name != home))
    if len(stored) <= _MOST_CHANNELS:
        readings = [question_calls(plain.put("where", (Kept(dimension=home, values=(name,)),))) for name in stored]
    else:
        readings = [question_calls(whole.put("group_by", (home,)))]
    found = offered("understanding-which-of", readings, asked, word=span.text)
    return replace(found, unfinished=Unfinished(text=asked.text, word=span.text))


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
    named = scene.has(*_DATA, "compare") or any(span.is_a("unknown") for span in scene.counted())
    if not named and not ranked and not frame.metrics:
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
