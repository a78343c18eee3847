"""What the team teaches: its own words, and notes on days; confirmed, listed and forgotten again."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from ingest.errors import InvalidInput, NotFound
from ingest.texts import say
from tools.notes import store, terms
from tools.notes.days import note_line
from tools.notes.store import DayNote
from tools.notes.terms import Term
from tools.semantics.resolve import resolve
from tools.tool import Proposal, Tool, ToolContext, ToolResult
from tools.words.outside_names import plain
from tools.words.period import Period, resolve_period, yet_to_come

SHOWN: Final = 20
Kind = Literal["word", "note"]


class Remember(BaseModel):
    """What to remember, list or forget."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["remember", "list", "forget"] = "list"
    kind: Kind | None = Field(None, description="word: the team's own term; note: what happened on some days.")
    term: str = Field("", max_length=500, description="For a word: the term. To forget one, only this.")
    meaning: str = Field(
        "", max_length=500, description="For a word: what a question would say instead, in the user's own words."
    )
    text: str = Field("", max_length=2_000, description="For a note: what happened.")
    period: str = Field("", max_length=100, description="For a note: its days; empty is today. For a list: which days.")
    channel: str = Field("", max_length=100, description="For a note: the only channel that it is about.")
    number: int = Field(0, ge=0, description="To forget a note: its number.")
    confirm: SkipJsonSchema[bool] = False
    """Set by the conversation once the person has read the preview and agreed; no model is asked for it."""


def run(asking: Remember, desk: ToolContext) -> ToolResult:
    """A preview first; with `confirm` it is done.

    Raises:
        InvalidInput: the word, the days or the channel will not do.
        NotAllowed: words are for whoever may define them, notes for whoever may change rules.
        NotFound: there is no such word or note.
    """
    if asking.action == "list":
        return _list(asking, desk)
    kind = asking.kind or ("note" if asking.text or asking.number else "word")
    desk.actor.must("define" if kind == "word" else "rules")
    return _ACTIONS[asking.action, kind](asking, desk)


def _word(asking: Remember, desk: ToolContext) -> ToolResult:
    told = terms.checked(Term(term=asking.term, meaning=asking.meaning, made_by=desk.actor.name))
    before = _known(told.term, desk)
    values = {**_said(told), "before": plain(before.meaning) if before else ""}
    if not asking.confirm:
        return Proposal(text=say("terms-propose-again" if before else "terms-propose", desk.language, **values))
    terms.remember(desk.engine, told, desk.now)
    return ToolResult(text=say("terms-done", desk.language, **values))


def _known(term: str, desk: ToolContext) -> Term | None:
    key = terms.key_of(term)
    return next((one for one in terms.every(desk.engine) if terms.key_of(one.term) == key), None)


def _said(told: Term) -> dict[str, str]:
    return {"term": plain(told.term), "meaning": plain(told.meaning)}


def _note(asking: Remember, desk: ToolContext) -> ToolResult:
    catalogue = desk.metrics.catalogue()
    days = _days(asking.period, desk)
    channel = resolve("channel", asking.channel, catalogue) if asking.channel else ""
    if not catalogue.owns(channel or None):
        raise InvalidInput("notes-whose", received=asking.text[:40])
    told = DayNote(start=days.start, end=days.end, text=asking.text, channel=channel, made_by=desk.actor.name)
    line = note_line(store.checked(told), desk)
    if not asking.confirm:
        return Proposal(
            text=say("notes-propose", desk.language, line=line), settled={"period": f"{days.start}..{days.end}"}
        )
    number = store.add(desk.engine, told, desk.now)
    return ToolResult(text=say("notes-done", desk.language, line=line, number=str(number)), facts={"number": number})


def _days(said: str, desk: ToolContext) -> Period:
    """The days of a note; those said without a year are the nearest such days, gone or to come."""
    gone = resolve_period(said or desk.today.isoformat(), desk.today, language=desk.language)
    coming = yet_to_come(gone, said, desk.today)
    return coming if coming.start - desk.today < desk.today - gone.end else gone


def _list(asking: Remember, desk: ToolContext) -> ToolResult:
    """Words and notes; those about what is hidden from the reader are left out."""
    seen = desk.metrics.catalogue()
    words = terms.terms_for(desk) if asking.kind != "note" and not asking.period else ()
    span = (date.min, date.max)
    if asking.period:
        period = _days(asking.period, desk)
        span = (period.start, period.end)
    notes = [one for one in store.between(desk.engine, *span) if seen.owns(one.channel or None)]
    told = (
        ("terms-heading", [say("terms-line", desk.language, **_said(one)) for one in words]),
        ("notes-heading", [f"- №{one.id} {note_line(one, desk)}" for one in notes[-SHOWN:] if asking.kind != "word"]),
    )
    text = "\n\n".join("\n".join((say(heading, desk.language), *lines)) for heading, lines in told if lines)
    return ToolResult(text=text) if text else ToolResult(status="no_data", text=say("terms-none", desk.language))


def _forget_word(asking: Remember, desk: ToolContext) -> ToolResult:
    found = _known(asking.term, desk)
    if found is None:
        raise NotFound("terms-unknown", received=asking.term[: terms.LONGEST_TERM])
    values = _said(found)
    if not asking.confirm:
        return Proposal(text=say("terms-propose-forget", desk.language, **values))
    terms.forget(desk.engine, found.term)
    return ToolResult(text=say("terms-forgotten", desk.language, **values))


def _forget_note(asking: Remember, desk: ToolContext) -> ToolResult:
    seen = desk.metrics.catalogue()
    found = next(
        (one for one in store.every(desk.engine) if one.id == asking.number and seen.owns(one.channel or None)), None
    )
    if found is None:
        raise NotFound("notes-unknown", received=str(asking.number))
    values = {"line": note_line(found, desk), "number": str(found.id)}
    if not asking.confirm:
        return Proposal(text=say("notes-propose-forget", desk.language, **values))
    store.forget(desk.engine, found.id)
    return ToolResult(text=say("notes-forgotten", desk.language, **values))


_ACTIONS: Final[Mapping[tuple[str, Kind], Callable[[Remember, ToolContext], ToolResult]]] = {
    ("remember", "word"): _word,
    ("remember", "note"): _note,
    ("forget", "word"): _forget_word,
    ("forget", "note"): _forget_note,
}

TOOL = Tool(
    name="remember_definition",
    description=(
        "Remembers a word of the team ('запомни: заявка = лиды', 'by active we mean with spend in the last 7 days') or "
        "a note on days ('запомни: 12 ноября запустили лендинг'), lists and forgets them. The call only shows what was "
        "understood; their yes does it."
    ),
    titles={"ru": "Слова и заметки команды", "en": "The team's words and notes"},
    arguments=Remember,
    run=run,
    example={"action": "list"},
    changes=True,
    changing=("rules", "define"),
)
