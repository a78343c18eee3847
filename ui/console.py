"""How commands speak: one JSON document on stdout, sentences on stderr, exit codes 0, 1 and 2."""

import functools
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn, ParamSpec, TypeVar

import typer
from pydantic import ValidationError
from typer.exceptions import TyperException

from agent.bootstrap import Demetra, demetra
from ingest.copies import copied
from ingest.database import answering
from ingest.errors import DemetraError, InvalidInput, NotAllowed, Unavailable
from ingest.store.interrupted import end_interrupted
from ingest.texts import Language, say
from tools.access import LOCAL, Actor
from tools.access.people import People
from ui.configuration import settings, spoken_here
from ui.deeds import COMMAND_DEEDS
from ui.unexpected import fresh_id, keep_in, logger

if TYPE_CHECKING:
    from tools.tool import ToolContext

P = ParamSpec("P")
R = TypeVar("R")

LONGEST_WAIT_S: Final = 60
"""Seconds that a process waits for its database at the start."""

LOST: Final = ("database-corrupt", "database-newer", "doctor-unsound")
"""What only a copy helps against."""

Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout and nothing else there.")]

As = Annotated[str, typer.Option("--as", metavar="NAME", help="Ask as this person: with their rights, of their data.")]


def emit(document: Any) -> None:
    """Prints one JSON document on one line."""
    tell(json.dumps(document, ensure_ascii=False, default=_plain))


def tell(text: str = "", *, end: str = "\n") -> None:
    """Prints text for a person, at once; a reader who has had enough (`| head`) ends the command without a failure."""
    try:
        sys.stdout.write(f"{text}{end}")
        sys.stdout.flush()
    except BrokenPipeError:
        _stop_writing()


def _stop_writing() -> NoReturn:
    """Sends what is still buffered nowhere, so that the end of the process does not stumble over it."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    raise typer.Exit


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def opened(*, patient: bool = False, platforms: bool = False) -> Demetra:
    """Demetra from the environment, its database migrated.

    Args:
        patient: wait for a database that does not answer yet, as it may when a machine has just started; what earlier
            processes were killed over ends.
        platforms: whether their settings are looked at too.

    Raises:
        InvalidInput: settings have values that can't be used; the message names all of them.
        Unavailable: the database does not answer.
    """
    running = demetra(settings(platforms=platforms))
    keep_in(running.settings.data_dir, most_mb=running.settings.log_mb)
    if patient and running.settings.resolved_database_url().startswith("postgresql"):
        _wait_for_database(running)
    _ = running.engine
    if patient:
        end_interrupted(running.engine, running.clock.now())
    return running


def _wait_for_database(running: Demetra) -> None:
    """Says once that it waits; what takes longer than `LONGEST_WAIT_S` is left to whoever restarts the process."""
    for second in range(LONGEST_WAIT_S):
        try:
            _ = running.engine
        except Unavailable as error:
            if second == 0:
                typer.echo(spoken("database-waiting", running, **error.values, seconds=LONGEST_WAIT_S), err=True)
            time.sleep(running.settings.wait_scale)
        else:
            return


def deliberate(command: Callable[P, R]) -> Callable[P, R]:
    """Turns our deliberate errors into one sentence and an exit code: 2 for bad input, 1 for what failed."""

    @functools.wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with answering():
                return command(*args, **kwargs)
        except DemetraError as error:
            bad_input = isinstance(error, InvalidInput | NotAllowed)
            fail(_told(error), bad_input=bad_input, as_json=bool(kwargs.get("as_json")))
        except ValidationError as error:  # an argument that the command line takes and the engine does not
            fail(_refused(error), bad_input=True, as_json=bool(kwargs.get("as_json")))
        except (typer.Abort, typer.Exit, TyperException):
            raise
        except Exception:  # the last edge before the person at the terminal
            known = fresh_id()
            logger.exception("demetra %s (%s)", command.__name__, known)
            sentence = say("cli-unexpected", spoken_here(), id=known)
            fail(sentence, bad_input=False, as_json=bool(kwargs.get("as_json")))

    return guarded


def _told(error: DemetraError) -> str:
    """The sentence; of a database that can't be opened also which copy there is to put back."""
    said = error.say(spoken_here())
    return f"{said} {last_copy_said(demetra(settings()))}" if error.key in LOST else said


def last_copy_said(running: Demetra) -> str:
    """The newest copy that is there and the command that puts it back; that there is none."""
    language, copies = spoken_here(), copied(running.settings.data_dir)
    if not copies:
        return say("copies-none", language)
    here = [one for one in copies if one.path.is_file()]
    last = (here or copies)[0]
    age = max(running.clock.now() - last.made, timedelta(0))
    moment = f"{last.made.astimezone(running.clock.zone):%Y-%m-%d %H:%M}"
    key = "copies-last" if here else "copies-last-elsewhere"
    return say(key, language, file=str(last.path), moment=moment, days=age.days, hours=age.seconds // 3600)


def _refused(error: ValidationError) -> str:
    """Which argument, what came, and what is possible."""
    first = error.errors()[0]
    argument = ".".join(map(str, first["loc"])) or error.title
    received, problem = str(first.get("input"))[:80], str(first["msg"])
    return say("cli-bad-argument", spoken_here(), argument=argument, received=received, problem=problem)


def fail(sentence: str, *, bad_input: bool, as_json: bool) -> NoReturn:
    """Says why and ends with exit code 2 or 1."""
    typer.echo(sentence, err=True)
    if as_json:
        emit({"error": sentence})
    raise typer.Exit(2 if bad_input else 1)


def actor_named(running: Demetra, name: str) -> Actor:
    """The person a command acts for; without a name, whoever sits at this machine.

    Raises:
        InvalidInput: there is no such person, or they are kept out.
    """
    if not name:
        return LOCAL
    people = People(engine=running.engine, now=running.clock.now)
    found = people.find(name)
    if found is None or found.disabled:
        known = ", ".join(one.person.name for one in people.all() if not one.disabled)
        raise InvalidInput("access-no-such-user", received=name, possible=known or "-")
    return found.person


def acting_for(running: Demetra, name: str, command: str) -> Actor:
    """The person a command acts for, once it is sure that they may.

    Raises:
        InvalidInput: there is no such person, or they are kept out.
        NotAllowed: their role does not do this.
    """
    person = actor_named(running, name)
    person.must(COMMAND_DEEDS[command])
    return person


def desk_for(running: Demetra, name: str, command: str, language: Language | None = None) -> "ToolContext":
    """What the tools of a command work with, as `acting_for` lets the person."""
    return running.desk(language).acting_for(acting_for(running, name, command))


def noted(running: Demetra, person: Actor, action: str, **body: Any) -> None:
    """Notes what a command did, before it ends."""
    running.journal.note(person.name, action, by="cli", **body)
    running.journal.settle()


def spoken(key: str, running: Demetra, /, **values: Any) -> str:
    """A text in the operator's language."""
    return say(key, running.settings.language, **values)
