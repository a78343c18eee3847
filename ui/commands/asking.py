"""`ask`: questions in words."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from agent.answer import Answer
from agent.language import language_of
from bots.after_refresh import refresh_for_someone
from ingest.errors import DemetraError, InvalidInput, NotAllowed
from ingest.texts import LANGUAGES, Language
from tools.access import Actor
from tools.access.clients import local_person
from tools.tool import Services
from ui.commands.querying import print_table
from ui.console import As, Json, acting_for, deliberate, emit, fail, opened, tell


def add_to(app: typer.Typer) -> None:
    """Registers the command."""
    app.command()(ask)


@deliberate
def ask(
    question: Annotated[str, typer.Argument(help="In Russian or English.")] = "",
    file: Annotated[Path | None, typer.Option("--file", help='Lines {"id", "turns": [..], "language"?}.')] = None,
    thread: Annotated[str, typer.Option("--thread", help="Go on with this conversation.")] = "",
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Ask a question, or every question of a file."""
    if file is None and not question.strip():
        raise InvalidInput("cli-no-question")
    tasks = list(_tasks(file)) if file else [{"id": "", "turns": [question]}]
    asyncio.run(_ask_all(tasks, thread, acting, as_json=as_json or file is not None))


def _tasks(file: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput("cli-no-file", file=str(file)) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _task(line, number)


def _task(line: str, number: int) -> dict[str, Any]:
    try:
        task = json.loads(line)
    except json.JSONDecodeError as error:
        raise InvalidInput("cli-bad-task", line=number) from error
    turns = task.get("turns") if isinstance(task, dict) else None
    fine = isinstance(turns, list) and turns and all(isinstance(turn, str) for turn in turns)
    if not fine or task.get("language") not in (*LANGUAGES, None):
        raise InvalidInput("cli-bad-task", line=number)
    return dict(task)


async def _ask_all(tasks: list[dict[str, Any]], thread: str, acting: str, *, as_json: bool) -> None:
    running = opened()

    def person() -> Actor:
        """Whoever asks, looking at the client they have chosen by now: a question may choose another."""
        return acting_for(running, acting, "ask") if acting else local_person(running.engine)

    asker = person().name
    async with running.analyst(
        remember=bool(thread), services=Services(refresh=partial(refresh_for_someone, running))
    ) as analyst:
        for number, task in enumerate(tasks):
            place = f"cli:{asker}:{thread}" if thread else f"ask:{number}"
            ask = partial(analyst.ask, thread=place, language=task.get("language"))
            said: list[str] = []
            try:
                answer = await _last_turn(ask, person, task, on_words=None if as_json else partial(write, said))
            except DemetraError as error:
                _break_off(error, task, running.settings.language, begun=bool(said), as_json=as_json)
            emit(answer.as_json()) if as_json else _print(answer, "".join(said))


def _break_off(error: DemetraError, task: dict[str, Any], default: Language, *, begun: bool, as_json: bool) -> NoReturn:
    """Says what went wrong in the question's language, on a line of its own where facts stand already."""
    if begun:
        tell()
    spoken = task.get("language") or language_of(task["turns"][-1], default)
    fail(error.say(spoken), bad_input=isinstance(error, InvalidInput | NotAllowed), as_json=as_json)


async def _last_turn(
    ask: Callable[..., Awaitable[Answer]],
    person: Callable[[], Actor],
    task: dict[str, Any],
    on_words: Callable[[str], Awaitable[None]] | None,
) -> Answer:
    *earlier, last = task["turns"]
    for turn in earlier:
        await ask(turn, actor=person())
    answer = await ask(last, actor=person(), on_words=on_words)
    return answer.model_copy(update={"id": str(task.get("id", ""))})


async def write(said: list[str], words: str) -> None:
    """Prints a portion of an answer as soon as it is there, and notes it."""
    said.append(words)
    tell(words, end="")


def _print(answer: Answer, said: str) -> None:
    """Ends an answer whose text is printed as far as it was said in portions."""
    tell(answer.answer.removeprefix(said))
    for table in answer.tables:
        tell()
        print_table(table, answer.language)
    for path in [chart.path for chart in answer.charts] + [file.path for file in answer.files]:
        tell(path)
    for note in answer.notes:
        tell(f"· {note}")
