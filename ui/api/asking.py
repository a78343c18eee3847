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
        "description": "The answer; with `Accept: text/event-stream` events `step`, `words`, at the end `answer`.",
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
    return as_json(await _answered(asked, caller))


async def _answered(asked: AskedInWords, caller: Caller, **hooks: Any) -> ApiAnswer:
    thread = f"rest:{caller.actor.name}:{asked.thread or fresh_id()}"
    language = asked.language or (caller.language if not asked.question.strip() else None)
    analyst = caller.doors.analyst
    answer = await analyst.ask(asked.question, thread=thread, language=language, actor=caller.actor, **hooks)
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


async def _into(queue: "asyncio.Queue[str | None]", asked: AskedInWords, caller: Caller) -> None:
    loop = asyncio.get_running_loop()

    async def words(text: str) -> None:
        await queue.put(_event("words", {"text": text}))

    def step(name: str, args: dict[str, Any]) -> None:
        loop.call_soon_threadsafe(queue.put_nowait, _event("step", {"name": name, "args": args}))

    try:
        made = await _answered(asked, caller, on_words=words, on_step=step)
        await queue.put(_event("answer", made.model_dump(mode="json")))
    except DemetraError as error:
        await queue.put(_event("problem", {"detail": error.say(caller.language)}))
    except DatabaseError as error:
        logger.warning("A question was not answered: %s", in_a_line(error))
        await queue.put(_event("problem", {"detail": say("database-away", caller.language)}))
    finally:
        await queue.put(None)


def _event(name: str, body: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(body, ensure_ascii=False, default=str)}\n\n"
