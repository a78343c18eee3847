"""A question that takes long says what is going on: one line, rewritten, gone with the answer."""

import asyncio
from typing import Any

from agent.stages import Stage
from bots.telegram.waiting import waiting


class Chat:
    """What a chat sees, as the Bot API's client would show it."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []

    async def send_message(self, _chat: int, text: str, **_how: Any) -> Any:
        self.seen.append(("sent", text))
        return type("Message", (), {"message_id": 7})

    async def edit_message_text(self, text: str, **_where: Any) -> None:
        self.seen.append(("rewritten", text))

    async def delete_message(self, _chat: int, _message: int) -> None:
        self.seen.append(("gone", ""))


async def wait(chat: Chat, *stages: str, seconds: float) -> None:
    async with waiting(chat, 1, after_s=0.02) as tell:  # type: ignore[arg-type]
        for words in stages:
            tell(Stage(kind="tool", words=words, language="en"))
            await asyncio.sleep(seconds)


async def test_a_long_wait_is_told_stage_by_stage_and_leaves_nothing() -> None:
    chat = Chat()

    await wait(chat, "Reading…", "Counting…", seconds=0.1)

    assert chat.seen == [("sent", "Reading…"), ("rewritten", "Counting…"), ("gone", "")]


async def test_a_quick_answer_needs_no_line() -> None:
    chat = Chat()

    await wait(chat, "Reading…", seconds=0)

    assert chat.seen == []
