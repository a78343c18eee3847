"""Opens the chat with how things stand, and keeps that view fresh while its days are changed."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any, Final

import chainlit as cl

from agent.bootstrap import Demetra
from ingest.demo.loading import SOURCE as DEMO
from ingest.texts import Language
from tools.advice.advise import AdviceList, advise
from tools.dashboard.board import board
from tools.dashboard.spans import USUAL
from ui.chat.board import action_props, board_props
from ui.chat.screen import spoken_here

KEPT: Final = "board"
"""Where a conversation keeps its view."""
DASHBOARD: Final = frozenset({"dashboard", "/dashboard", "дашборд", "/дашборд"})
"""What brings the view back."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The opening view of one process; advice is worked out once for the same data, for everybody."""

    running: Demetra
    _advice: dict[tuple[Any, ...], AdviceList] = field(default_factory=dict)

    async def show(self) -> bool:
        """Sends the view, then its advice; False while there are no data to show."""
        language = spoken_here(self.running.settings.language)
        props = await asyncio.to_thread(self._props, USUAL, language)
        if props is None:
            return False
        said = await cl.Message(content="").send()
        element = cl.CustomElement(name="DemetraBoard", props=props, display="inline")
        await element.send(for_id=said.id)
        cl.user_session.set(KEPT, element)
        await self._advise(element, language)
        return True

    async def choose(self, span: str) -> None:
        """Draws the view again for other days; the advice stays."""
        element = cl.user_session.get(KEPT)
        language = spoken_here(self.running.settings.language)
        if element is None:
            return
        props = await asyncio.to_thread(self._props, span, language)
        if props is not None:
            await _redraw(element, {**props, "actions": element.props.get("actions")})

    async def _advise(self, element: cl.CustomElement, language: Language) -> None:
        advice = await asyncio.to_thread(self._worked_out, language)
        await _redraw(element, {**element.props, "actions": action_props(advice, language)})

    def _props(self, span: str, language: Language) -> dict[str, Any] | None:
        found = board(span, self.running.desk(language), demo_source=DEMO)
        return None if found is None else board_props(found, language)

    def _worked_out(self, language: Language) -> AdviceList:
        desk = self.running.desk(language)
        state = (desk.metrics.catalogue().version, desk.today)
        for stale in [key for key in self._advice if key[0] != state]:
            del self._advice[stale]
        if (state, language) not in self._advice:
            self._advice[state, language] = advise(desk)
        return self._advice[state, language]


async def _redraw(element: cl.CustomElement, props: dict[str, Any]) -> None:
    element.props = props
    element.content = json.dumps(props)
    await element.update()
