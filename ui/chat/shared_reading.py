"""What the reader of a shared conversation is shown: as far as their own rights and rows go, and nothing to press."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from agent.answer import Answer
from ingest.texts import Language, say
from tools.access import Actor
from tools.access.roles import DEEDS
from tools.conversations.book import Document, WholeConversation
from tools.tool import find_tools
from tools.words import wording
from ui.chat.render import plain

NEEDS: Final = "needs"
"""Where a message keeps which deeds its reader must be allowed."""
READ: Final = frozenset({"DemetraChart", "DemetraFigures", "DemetraReceipt", "DemetraTable"})
"""Elements that only show; all others do something, in the conversation of whoever presses them."""
SPOKEN: Final = ("user_message", "assistant_message")


def needs_of(answer: Answer) -> dict[str, list[str]]:
    """What a reader of an answer must be allowed, for the message's own keeping."""
    return {NEEDS: sorted({find_tools()[call.name].deed for call in answer.tool_calls if call.name in find_tools()})}


@dataclass(frozen=True, kw_only=True)
class SharedReading:
    """Somebody who opens a link."""

    reader: Actor
    language: Language

    def of(self, whole: WholeConversation | None) -> Document:
        """What they are shown: the conversation, or the sentence that says why not."""
        if whole is None or not (whole.head.shared_at or whole.head.owner == self.reader.name):
            return self._only("chat-shared-none")
        if not self.reader.reach.covers(whole.head.seen):
            return self._only("chat-shared-beyond")
        hidden = {str(step["id"]) for step in whole.steps if not self._may(step)}
        elements = [_read_only(one) for one in whole.elements if _shows(one) and str(one.get("forId")) not in hidden]
        told = {str(one["forId"]) for one in elements}
        steps = [self._step(step, hidden) for step in whole.steps if _speaks(step, told)]
        head = say("chat-shared-head", self.language, who=plain(whole.head.owner), day=self._day(whole))
        return _thread(whole.head.id, [_sentence("head", head), *steps], elements)

    def _day(self, whole: WholeConversation) -> str:
        return wording.day((whole.head.shared_at or whole.head.changed_at).date(), self.language)

    def _may(self, step: Mapping[str, Any]) -> bool:
        needs = (step.get("metadata") or {}).get(NEEDS) or ()
        return {*needs} <= {deed for deed in DEEDS if self.reader.may(deed)}

    def _step(self, step: Document, hidden: set[str]) -> Document:
        kept: Document = {"metadata": {}, "parentId": None, "feedback": None}
        beyond = {"output": say("chat-shared-not-allowed", self.language)} if str(step["id"]) in hidden else {}
        return {**step, **kept, **beyond}

    def _only(self, key: str) -> Document:
        return _thread(key, [_sentence(key, say(key, self.language))], [])


def _thread(number: str, steps: list[Document], elements: list[Document]) -> Document:
    nobody = dict.fromkeys(("name", "userId", "userIdentifier", "tags"))
    return {"id": number, "createdAt": "", **nobody, "metadata": {}, "steps": steps, "elements": elements}


def _sentence(key: str, words: str) -> Document:
    step = {"id": key, "type": "assistant_message", "name": "Demetra", "output": words, "input": "", "metadata": {}}
    return {**step, "createdAt": "1970-01-01T00:00:00Z", "parentId": None, "streaming": False, "isError": False}


def _shows(element: Mapping[str, Any]) -> bool:
    return element.get("name") in READ and bool(element.get("forId"))


def _read_only(element: Document) -> Document:
    """An element without the files that are its owner's alone."""
    props = element.get("props") or {}
    return {**element, "props": {**props, "files": []} if "files" in props else props}


def _speaks(step: Mapping[str, Any], told: set[str]) -> bool:
    return step.get("type") in SPOKEN and bool(step.get("output") or str(step.get("id")) in told)
