"""Which client is meant: "расход по клиенту Ромашка", "client Romashka", "все клиенты". It holds from then on."""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ingest.texts import Language, say
from tools.access import Actor
from tools.access.clients import ALL, choose, clients_of
from tools.engine.clients import clients_in
from tools.tool import ToolContext
from tools.words.stems import stem_of

_KEY: Final = r"(?:клиент\w*|client(?:['’]?s)?)"
_BEFORE: Final = r"(?:\b(?:по|для|у|к|ко|на|за|of|for|by|to|at|across|over|from)\s+)?(?:\bthe\s+)?"
_ONE: Final = re.compile(rf"{_BEFORE}\b{_KEY}\b\s*[:—-]?\s*[«\"“']?(?=\w)", re.I)
_ALL: Final = re.compile(rf"{_BEFORE}\b(?:вс(?:е|ех|ем|еми)|all(?:\s+(?:of\s+)?(?:the|my|our))?)\s+{_KEY}\b", re.I)
_LEFT_OUT: Final = re.compile(r"\b(?:без|кроме|исключая|минус|except|without|excluding)\s+$", re.I)
_WORD: Final = re.compile(r"\w+")
_BEHIND_NAME: Final = re.compile(r"^(?:['’]s\b|[»\"”'’]+)")
_TOGETHER: Final = re.compile(r"^\W*(?:и|and|,|или|or|vs|против|с|with)\W*\b", re.I)
_IDLE: Final = frozenset(
    "переключись переключитесь переключи переключите перейди перейдите покажи покажите показывай выбери выберите "
    "смотри смотрим смени смените открой откройте возьми возьмите теперь давай давайте дальше только сразу вместе "
    "работаем работать переключиться перейти посмотреть хочу я мне пожалуйста на к с снова опять данные "
    "switch change choose pick select show use look looking open go back only now just please me to at let s again "
    "data together i want work with".split()
)
"""A message of nothing else beside the client is a choice and no question."""


@dataclass(frozen=True, kw_only=True)
class ClientSaid:
    """What a message says of clients."""

    client: str
    """The name, or `ALL`."""
    rest: str
    """The question without it; empty where it asks nothing."""


async def looked_at(question: str, desk: ToolContext, actor: Actor) -> tuple[Actor, ClientSaid | None]:
    """The asker as they look at the data after this message, and what it says of clients."""
    if not re.search(_KEY, question, re.I):
        return actor, None
    clients = await asyncio.to_thread(clients_of, desk.engine, actor.reach)
    said = client_said(question, clients)
    if said is None or said.client == actor.client:
        return actor, said
    return await asyncio.to_thread(choose, desk.engine, actor, said.client, desk.now), said


def chosen_words(said: ClientSaid, desk: ToolContext, language: Language) -> str:
    """What is said of a choice that asks nothing."""
    if said.client != ALL:
        return say("understanding-client", language, client=said.client)
    clients = clients_in(desk.metrics.catalogue().accounts)
    return say("understanding-all-clients", language, clients=", ".join(clients))


def client_said(text: str, clients: Iterable[str]) -> ClientSaid | None:
    """Which of the clients a message is about; None where it is about none, about several, or about all but one.

    >>> client_said("Расход по клиенту Ромашке за май", ["Ромашка", "Ураган"])
    ClientSaid(client='Ромашка', rest='Расход за май')
    >>> client_said("switch to client Romashka", ["Romashka"])
    ClientSaid(client='Romashka', rest='')
    >>> client_said("ROI по всем клиентам", ["Ромашка", "Ураган"])
    ClientSaid(client='*', rest='ROI')
    >>> client_said("расход по клиентам Ромашка и Ураган", ["Ромашка", "Ураган"])
    >>> client_said("расход по клиентам", ["Ромашка", "Ураган"])
    >>> client_said("расход без клиента Ромашка", ["Ромашка", "Ураган"])
    """
    known = list(clients)
    if not known:
        return None
    if found := _ALL.search(text):
        return ClientSaid(client=ALL, rest=_asked(text[: found.start()], text[found.end() :]))
    said = [(found.start(), *one) for found in _ONE.finditer(text) if (one := _named(text[found.end() :], known))]
    if len({client for _, client, _ in said}) != 1:
        return None
    start, client, after = said[0]
    others = _TOGETHER.sub("", after)
    several = others != after and _named(others.lstrip("«\"“' "), known) is not None
    if several or _LEFT_OUT.search(text[:start]):
        return None
    return ClientSaid(client=client, rest=_asked(text[:start], after))


def _named(text: str, known: Iterable[str]) -> tuple[str, str] | None:
    """The longest name that the text begins with, in whichever case, and what comes after it."""
    words = list(_WORD.finditer(text))
    for name in sorted(known, key=len, reverse=True):
        wanted = [stem_of(one.casefold()) for one in _WORD.findall(name)]
        begun = [stem_of(one.group().casefold()) for one in words[: len(wanted)]]
        if wanted and begun == wanted:
            return name, _BEHIND_NAME.sub("", text[words[len(wanted) - 1].end() :])
    return None


def _asked(before: str, after: str) -> str:
    rest = " ".join(f"{before} {after}".split()).strip(" ,.;:!—-")
    idle = {word.casefold() for word in _WORD.findall(rest)} <= _IDLE
    return "" if idle else re.sub(r"\s+([,.?!])", r"\1", rest)
