"""Understanding as a chat model, so that the graph has one shape with it and with a language model."""

import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import asdict
from functools import cache
from threading import Lock
from typing import Any

import numpy as np
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.tools import BaseTool
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from agent.language import language_of
from agent.understanding.dialogue.memory import QUESTION_TOOLS, earlier_of
from agent.understanding.outcome import Asked, Understood
from agent.understanding.reader import Reader, Reading
from agent.understanding.understand import as_dict, tools_there, understand
from ingest.errors import Unavailable
from ingest.texts import Language
from tools.notes.terms import terms_for
from tools.tool import ToolContext

logger = logging.getLogger(__name__)


_loading = Lock()


def _reader() -> Reader | None:
    """The learned reader, loaded once however many ask first; None where its artefact is missing."""
    with _loading:
        return _loaded()


@cache
def _loaded() -> Reader | None:
    """Its matrices are too small to share among cores: threads wait for each other longer than they work."""
    threadpool_limits(1, user_api="blas")
    try:
        return Reader.load()
    except Unavailable:
        logger.warning("The learned reader is not there; the rules read alone.")
        return None


def read(text: str, before: str | None) -> Reading | None:
    """What the learned reader makes of a message."""
    reader = _reader()
    return reader.read(text, before) if reader is not None else None


def vectors(words: Sequence[str]) -> NDArray[np.float32] | None:
    """The learned reader's vector of each word."""
    reader = _reader()
    return reader.vectors(words) if reader is not None else None


class Understanding(BaseChatModel):
    """Understands questions by code; `configurable` hands it the desk and the language of each question."""

    tools: frozenset[str] | None = None
    """Names of the tools it may call; all that exist by default."""

    @property
    def _llm_type(self) -> str:
        return "demetra-understanding"

    def bind_tools(
        self, tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool], **_: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """The same understanding, limited to these tools."""
        return Understanding(tools=frozenset(_name_of(tool) for tool in tools))

    def invoke(
        self,
        input: LanguageModelInput,  # noqa: A002 - the library's name
        config: RunnableConfig | None = None,
        *,
        stop: list[str] | None = None,
        **kwargs: Any,
    ) -> AIMessage:
        """One reply."""
        return super().invoke(input, config, stop=stop, **kwargs, **_given(config))

    async def ainvoke(
        self,
        input: LanguageModelInput,  # noqa: A002 - the library's name
        config: RunnableConfig | None = None,
        *,
        stop: list[str] | None = None,
        **kwargs: Any,
    ) -> AIMessage:
        """One reply."""
        return await super().ainvoke(input, config, stop=stop, **kwargs, **_given(config))

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        reply = self._reply(messages, kwargs["desk"], kwargs.get("language"))
        return ChatResult(generations=[ChatGeneration(message=reply)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        reply = self._reply(messages, kwargs["desk"], kwargs.get("language"))
        yield ChatGenerationChunk(message=_chunk(reply))

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        for chunk in self._stream(messages, stop, None, **kwargs):
            yield chunk

    def _reply(self, messages: Sequence[BaseMessage], desk: ToolContext, language: Language | None) -> AIMessage:
        if isinstance(messages[-1], ToolMessage):
            return AIMessage(content="")
        question = next((message.text for message in reversed(messages) if isinstance(message, HumanMessage)), "")
        understood = understand(
            Asked(
                text=question,
                earlier=earlier_of(messages),
                catalogue=desk.metrics.catalogue(),
                terms=terms_for(desk),
                today=desk.today,
                language=language or language_of(question, desk.language),
                tools=self.tools if self.tools is not None else tools_there(),
                usual_days=desk.usual_days,
                read=read,
                vectors=vectors,
            )
        )
        return _message(understood)


def _name_of(tool: Any) -> str:
    if isinstance(tool, dict):
        return str(tool.get("function", tool)["name"])
    return str(getattr(tool, "name", None) or tool.__name__)


def _given(config: RunnableConfig | None) -> dict[str, Any]:
    """The desk and the language of this question."""
    settings = (config or {}).get("configurable", {})
    return {name: settings[name] for name in ("desk", "language") if name in settings}


def _message(understood: Understood) -> AIMessage:
    kept: dict[str, Any] = {"notes": list(understood.notes)}
    asking = [call.name in QUESTION_TOOLS for call in understood.calls]
    questions = asking.index(False) if False in asking else len(asking)  # they stand first, what goes with them behind
    if len(understood.frames) in (questions, len(understood.calls)):
        kept["origins"] = [
            {name: said.origin for name, said in frame.slots.items() if said.origin != "said"}
            for frame in understood.frames
        ]
    if understood.options:
        kept["options"] = [
            {"label": one.label, "calls": [as_dict(call) for call in one.calls]} for one in understood.options
        ]
    if understood.supposed:
        kept["supposed"] = [as_dict(call) for call in understood.supposed]
    if understood.unfinished:
        kept["unfinished"] = asdict(understood.unfinished)
    if not understood.calls:
        return AIMessage(content=understood.text, additional_kwargs={**kept, "status": understood.status})
    calls = [
        {"name": call.name, "args": dict(call.args), "id": f"plan-{index}", "type": "tool_call"}
        for index, call in enumerate(understood.calls, start=1)
    ]
    return AIMessage(content="", tool_calls=calls, additional_kwargs=kept)


def _chunk(reply: AIMessage) -> AIMessageChunk:
    return AIMessageChunk(content=reply.content, additional_kwargs=reply.additional_kwargs, tool_calls=reply.tool_calls)
