"""Questions in words: the same agent as in the chat, answered whole or as it comes."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import Body, Request, Response
from fastapi.responses import FileResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from agent.answer import Answer
from agent.stages import Stage
from ingest.database import DatabaseError, in_a_line
from ingest.errors import DemetraError, NotFound
from ingest.texts import Language, say
from tools.charts.spec import ChartSpec
from ui.api.calling import FILE, FileSaid, as_json, kept_file
from ui.api.doors import Caller, Calling
from ui.api.route import router
from ui.unexpected import fresh_id, logger

asking = router("asking", "/api")
STREAM: Final = "text/event-stream"
EVENTS: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The answer; with `Accept: text/event-stream` events `stage`, `words`, at the end `answer`.",
        "content": {STREAM: {"schema": {"type": "string"}}},
    }
}


class AskedInWords(BaseModel):
    """A question in words."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"question": "Which channel pays back worst this month?"}]}
    )

    question: str = Field(min_length=1, max_length=4000, description="In Russian or English.")
    thread: str = Field("", pattern=r"^[\w-]{0,64}$", description="Goes on with a conversation of the caller's.")
    language: Language | None = Field(None, description="Of the answer; by default that of the question.")


class ApiAnswer(BaseModel):
    """The answer: as in the chat, its pictures as data, its files as places to download them from."""

    answer: dict[str, Any] = Field(description="The document of `demetra ask --json` without paths of this machine.")
    charts: list[ChartSpec] = []
    files: list[FileSaid] = []


@asking.post("/ask", response_model=ApiAnswer, responses=EVENTS)
async def ask(asked: Annotated[AskedInWords, Body()], request: Request, caller: Calling) -> Response:
    """Answers a question."""
    caller.actor.must("ask")
    if STREAM in request.headers.get("accept", ""):
        return StreamingResponse(_stream(asked, caller), media_type=STREAM, headers={"cache-control": "no-store"})
    return as_json(await _answered(asked, caller, Listener()))


class Listener:
    """What a caller is told while the answer is being made: nothing, unless it comes as a stream."""

    async def words(self, text: str) -> None:
        """A portion of the answer's text."""

    def stage(self, stage: Stage) -> None:
        """What is waited for, as it begins."""


async def _answered(asked: AskedInWords, caller: Caller, heard: Listener) -> ApiAnswer:
    thread = f"rest:{caller.actor.name}:{asked.thread or fresh_id()}"
    answer = await caller.doors.analyst.ask(
        asked.question,
        thread=thread,
        language=asked.language,
        actor=caller.actor,
        on_words=heard.words,
        on_stage=heard.stage,
    )
    return await asyncio.to_thread(_said, answer, caller)


def _said(answer: Answer, caller: Caller) -> ApiAnswer:
    document = {name: value for name, value in answer.as_json().items() if name not in ("charts", "files")}
    files = [kept_file(file.kind, Path(file.path), caller) for file in answer.files]
    return ApiAnswer(answer=document, charts=[chart.spec for chart in answer.charts], files=files)


@asking.get("/files/{key}", response_class=FileResponse)
async def file(key: str, caller: Calling) -> Response:
    """A file of an answer, for whoever asked."""
    caller.actor.must("export")
    path = await asyncio.to_thread(_path_of, key, caller)
    return FileResponse(path, filename=path.name)


def _path_of(key: str, caller: Caller) -> Path:
    kept = caller.doors.jobs.get(caller.actor, key)
    path = Path(str(kept.arguments.get("path", "")))
    if kept.kind != FILE or not path.is_file():
        raise NotFound("jobs-unknown", received=key)
    return path


async def _stream(asked: AskedInWords, caller: Caller) -> AsyncIterator[str]:
    queue: asyncio.Queue[str | None] = asyncio.Queue()
    task = asyncio.create_task(_into(queue, asked, caller))
    try:
        while (event := await queue.get()) is not None:
            yield event
    finally:
        task.cancel()


class _Told(Listener):
    """Passes it all on as events."""

    def __init__(self, queue: "asyncio.Queue[str | None]") -> None:
        self.queue = queue
        self.loop = asyncio.get_running_loop()

    async def words(self, text: str) -> None:
        await self.queue.put(_event("words", {"text": text}))

    def stage(self, stage: Stage) -> None:
        said = {"kind": stage.kind, "words": stage.words, "tool": stage.tool, "args": dict(stage.args)}
        self.loop.call_soon_threadsafe(self.queue.put_nowait, _event("stage", said))


async def _into(queue: "asyncio.Queue[str | None]", asked: AskedInWords, caller: Caller) -> None:
    try:
        made = await _answered(asked, caller, _Told(queue))
        await queue.put(_event("answer", made.model_dump(mode="json")))
    except DemetraError as error:
        await queue.put(_problem(error.say(caller.language)))
    except DatabaseError as error:
        logger.warning("A question was not answered: %s", in_a_line(error))
        await queue.put(_problem(say("database-away", caller.language)))
    except Exception:  # the last edge before the stream's reader
        known = fresh_id()
        logger.exception("A question failed (%s)", known)
        await queue.put(_problem(say("cli-unexpected", caller.language, id=known)))
    finally:
        await queue.put(None)


def _problem(sentence: str) -> str:
    return _event("problem", {"detail": sentence})


def _event(name: str, body: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(body, ensure_ascii=False, default=str)}\n\n"
