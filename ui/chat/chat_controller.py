"""What the chat's callbacks need of the running Demetra: greeting, starters, answers, uploads."""

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

import chainlit as cl

from agent.analyst import Analyst
from agent.answer import Answer
from agent.bootstrap import Demetra
from agent.examples import Suggestion, examples
from ingest.channel_names import titles as channel_titles
from ingest.database import answering
from ingest.demo.loading import SOURCE as DEMO
from ingest.errors import InvalidInput, Unavailable
from ingest.files import LoadReport
from ingest.texts import Language, say
from tools.access import Actor, entries
from tools.conversations.pins import PinBook
from tools.semantics.catalogue import Catalogue
from tools.words import wording
from ui.chat.alert_bell import AlertBell, show_apart
from ui.chat.audit_view import AUDIT, audit_piece
from ui.chat.downloads import Downloads
from ui.chat.opening import DASHBOARD, Opening
from ui.chat.page_cards import Pages
from ui.chat.personal import Personal
from ui.chat.pins import Pinnable, pin_button, pin_words, pinnable_of, pinned, unpinned
from ui.chat.render import Piece, pieces, plain
from ui.chat.screen import Steps, Writing, draw, show, spoken_here
from ui.chat.shared_reading import NEEDS, needs_of
from ui.chat.texts import language_for
from ui.chat.uploads import Offered, Uploads, loaded_pieces, loaded_text
from ui.door.sign_in import SignIn

STARTERS: Final[Mapping[str, tuple[Suggestion, ...]]] = {
    "worst": (Suggestion(name="worst", ratio=True, several="channel"),),
    "chart": (
        Suggestion(name="chart", metrics=("spend",), several="channel"),
        Suggestion(name="chart-days", metrics=("spend",)),
    ),
    "compare": (
        Suggestion(name="compare", metrics=("spend", "revenue"), compares=True),
        Suggestion(name="compare-spend", metrics=("spend",), compares=True),
    ),
    "top": (Suggestion(name="top", ratio=True, several="campaign"),),
    "data": (Suggestion(name="data"),),
}
"""What each button asks: the first that the data answer; a button without one is not there."""


PROGRESS_S: Final = 1
"""Seconds between words about how far a file's loading is."""
AUDIT_LINES: Final = 200
PINNABLE: Final = "pinnable"
"""Where a session keeps the call of its last answer."""


def thread_of(owner: str, conversation: str) -> str:
    """The agent's name for a conversation: whatever the page calls it, it is this person's and of the browser."""
    return f"web:{owner}:{conversation}"


def starters_of(catalogue: Catalogue, language: Language) -> list[cl.Starter]:
    """The questions to begin with that these data answer."""
    return [
        cl.Starter(label=say(f"chat-starter-{name}", language), message=asks[0], icon=f"/public/icons/{name}.svg")
        for name, of in STARTERS.items()
        if (asks := examples(catalogue, language, of=of))
    ]


@dataclass(frozen=True, kw_only=True)
class ChatController:
    """The chat of one process."""

    running: Demetra
    analyst: Analyst
    opening: Opening
    downloads: Downloads
    sign_in: SignIn
    library: str
    """Address of the script that draws charts."""

    @cached_property
    def pages(self) -> Pages:
        """What stands behind the opening view."""
        return Pages(opening=self.opening, library=self.library, keep=self.downloads.keep)

    @cached_property
    def bell(self) -> AlertBell:
        """What rings in the open chats."""
        return AlertBell(running=self.running, person=self.sign_in.person, say=show_apart)

    @cached_property
    def personal(self) -> Personal:
        """What each person has chosen for themselves."""
        return Personal(running=self.running)

    def visitor(self, user: Any, locale: str | None) -> tuple[Language, Actor | None]:
        """The language of whoever opens the page, and who that is; nobody while the database does not say."""
        spoken = language_for(locale or "", self.language)
        with suppress(Unavailable), answering():
            person = self.sign_in.person(user)
            return self.personal.of(person).language or spoken, person
        return spoken, None

    @property
    def language(self) -> Language:
        """Of visitors whose browser speaks neither Russian nor English."""
        return self.running.settings.language

    def greeting(self, language: Language, person: Actor | None) -> str:
        """Markdown for the start page: what to do here, and which data there is."""
        head = say("chat-greeting", language)
        try:
            catalogue = self._catalogue(person)
        except Unavailable as error:
            return f"{head}\n\n{error.say(language)}"
        if catalogue.last_day is None:
            return f"{head}\n\n{say('chat-greeting-empty', language)}"
        day = wording.day(catalogue.last_day, language)
        titles = channel_titles(language, list(catalogue.channels))
        named = [plain(titles.get(key, title)) for key, title in catalogue.channels.items()]
        channels = wording.listing(named, language)
        return f"{head}\n\n{say('chat-greeting-data', language, day=day, channels=channels)}"

    def starters(self, language: Language, person: Actor | None) -> list[cl.Starter]:
        """Questions to begin with; none while there is nothing to ask about, or nobody to ask."""
        with suppress(Unavailable):
            catalogue = self._catalogue(person)
            if catalogue.last_day is not None:
                return starters_of(catalogue, language)
        return []

    def _catalogue(self, person: Actor | None) -> Catalogue:
        if person is None:
            raise Unavailable("database-away")
        with answering():
            return self.running.metrics.within(person.scope).catalogue()

    def questions(self, language: Language, person: Actor) -> list[str]:
        """The starters in full; none while there is nothing to ask about."""
        return [starter.message for starter in self.starters(language, person)]

    def person(self) -> Actor:
        """Who speaks in this session.

        Raises:
            NotAllowed: the session has ended.
        """
        return self.sign_in.person(cl.context.session.user)

    async def answer(self, question: str) -> None:
        """Answers in this conversation."""
        person, steps, writing = self.person(), Steps(spoken_here(self.language)), Writing()
        thread = thread_of(person.name, cl.context.session.thread_id)
        try:
            answer = await self.analyst.ask(
                question, thread=thread, actor=person, on_words=writing.add, on_stage=steps.begin
            )
        except asyncio.CancelledError:
            await writing.stop(steps.language)
            raise
        await steps.end()
        before, person = person, self.person()
        if person.client != before.client:  # the question has named another, whom the views show, too
            await self.opening.turn_to(person)
        await self.personal.settle(person)
        if not (answer.suggestions or answer.options):
            answer = answer.model_copy(update={"suggestions": self.questions(answer.language, person)[:3]})
        keep = partial(self.downloads.keep, owner=person.name)
        shown = await asyncio.to_thread(pieces, answer, library=self.library, keep=keep)
        found = await asyncio.to_thread(pinnable_of, answer, self.opening.desk(person))
        cl.user_session.set(PINNABLE, found)
        writing.message.metadata = needs_of(answer)
        if found is not None:
            shown[-1].props["pin"] = pin_button(found, answer.language)
        shown[len(shown) - 1 : len(shown) - 1] = self._files(answer, person)
        await show(answer, shown, writing)

    def _files(self, answer: Answer, person: Actor) -> list[Piece]:
        """What an answer has made to take away, under addresses that outlive the session."""
        made = [(Path(file.path), self.downloads.keep_file(file.path, owner=person.name)) for file in answer.files]
        links = [{"label": path.name, "href": f"/files/{key}{path.suffix}"} for path, key in made]
        return [Piece(name="DemetraDownloads", props={"files": links})] if links else []

    async def receive(self, message: cl.Message) -> None:
        """A question, files, or both."""
        files = [(Path(element.path), element.name) for element in message.elements or [] if element.path]
        for place, (path, name) in enumerate(files, start=1):
            await self._offer(path, name, message.content if place == len(files) else "")
        if not files and DASHBOARD.fullmatch(message.content):
            await self.opening.show(self.person())
        elif not files and (wish := pin_words(message.content)):
            await self.pin(wish, cl.user_session.get(PINNABLE))
        elif not files and AUDIT.fullmatch(message.content):
            await self._tell_audit()
        elif not files and message.content.strip():
            await self.answer(message.content)

    async def pin(self, wish: str, found: Pinnable | None) -> None:
        """Pins an answer to the person's opening view, or takes its card away; every open view shows it."""
        person = self.person()
        said = await asyncio.to_thread(pinned if wish == "pin" else unpinned, found, self.opening.desk(person))
        await self.opening.redraw_here(person)
        await cl.Message(content=said).send()

    async def unpin(self, number: int) -> None:
        """Takes a card away that was pressed away."""
        person = self.person()
        book = PinBook(database=self.running.engine, owner=person.name)
        await asyncio.to_thread(book.remove, number)
        await self.opening.redraw_here(person)

    async def _tell_audit(self) -> None:
        """What was done lately, to whoever may know."""
        self.person().must("people")
        language = spoken_here(self.language)
        await asyncio.to_thread(self.running.journal.settle)
        found = await asyncio.to_thread(entries, self.running.engine, limit=AUDIT_LINES)
        told = say("chat-audit", language, lines=len(found))
        said = await cl.Message(content=told, metadata={NEEDS: ["people"]}).send()
        await draw(said, [audit_piece(found, language, self.running.clock.zone)])

    async def _offer(self, path: Path, name: str, question: str) -> None:
        self.person().must("load")
        language = spoken_here(self.language)
        piece = await asyncio.to_thread(self._uploads().offer, path, name, question=question, language=language)
        said = await cl.Message(content=say("chat-file-found", language)).send()
        element = cl.CustomElement(name=piece.name, props=piece.props, display="inline")
        await element.send(for_id=said.id)
        cl.user_session.set(f"offer:{piece.props['file']}", element)

    def _uploads(self) -> Uploads:
        kept: Uploads | None = cl.user_session.get("uploads")
        if kept is None:
            kept = Uploads(running=self.running)
            cl.user_session.set("uploads", kept)
        return kept

    async def decide(self, key: str, *, load: bool, mapping: Mapping[str, str]) -> None:
        """Loads a file that was offered, or lets it go."""
        self.person().must("load")
        offered = self._uploads().decide(key)
        if offered is None:
            raise InvalidInput("chat-file-gone")
        name, language = offered.path.name, offered.language
        if not load:
            await self._settle(key)
            self._uploads().forget(offered)
            await cl.Message(content=say("chat-file-cancelled", language, file=f"**{plain(name)}**")).send()
            return
        report = await self._load(key, offered, mapping)
        about = {"by": "web", "file": name, "rows": report.accepted}
        self.running.journal.note(self.person().name, "loaded", **about)
        said = await cl.Message(content=loaded_text(report, name, language)).send()
        shown: list[Piece] = loaded_pieces(report, language, beside_demo=self._has_demo())
        await draw(said, shown)
        if offered.question.strip():
            await self.answer(offered.question)

    def _has_demo(self) -> bool:
        sources = {account.source for account in self.running.metrics.catalogue().accounts}
        return DEMO in sources and len(sources) > 1

    async def _load(self, key: str, offered: Offered, mapping: Mapping[str, str]) -> LoadReport:
        """Loads; what can't be loaded as it was answered may be answered once more."""
        uploads, shown = self._uploads(), 0
        watch = uploads.watch(key)
        await self._settle(key, state="busy")
        loading = asyncio.create_task(asyncio.to_thread(uploads.load, key, offered, self.person().reach, mapping))
        while not (await asyncio.wait({loading}, timeout=PROGRESS_S))[0]:
            if watch.rows > shown:
                shown = watch.rows
                rows = wording.count(shown, offered.language)
                await self._settle(key, state="busy", progress=say("chat-file-progress", offered.language, rows=rows))
        await self._settle(key, state="asking" if key in uploads.waiting else "done")
        return await loading

    def stop(self, key: str) -> None:
        """Ends the loading of a file."""
        self._uploads().stop(key)

    async def _settle(self, key: str, *, state: str = "done", progress: str = "") -> None:
        """The offer's buttons go away, also when the page is drawn again; or come back."""
        element = cl.user_session.get(f"offer:{key}")
        if element is not None:
            element.props = {**element.props, "state": state, "progress": progress}
            element.content = json.dumps(element.props)
            await element.update()
