"""How something is done with Demetra herself: "как подключить Директ?", "where do I invite a colleague?".

A guide answers a whole sentence: a way of asking how, or an order that only a person can carry out, with a deed and its
thing right behind. What asks about figures has none of them.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ingest.channel_names import CHANNEL_NAMES
from tools.alerts.rules.phrase_parts import channels_in

_FILLER: Final = (
    r"(?:(?:мне|нам|я|мы|тут|здесь|сюда|можно|могу|можем|правильно|лучше|же|теперь|ещё|еще|i|we|to|do|can|could|"
    r"should|would|it|possible|need|here|now|also)\s+){0,5}"
)
_HOW: Final = rf"(?:как(?:им образом)?|где|куда|можно ли|можно|how|where|can|could|is it possible to)\s+{_FILLER}"
_POLITE: Final = r"\W*(?:(?:подскажи(?:те)?|скажи(?:те)?|а|и|ну|please|пожалуйста|hi|привет|demetra|деметра),?\s+){0,3}"
_WANT: Final = r"(?:(?:я|мы|i|we)\s+)?(?:хочу|хотим|надо|нужно|want to|need to|would like to|let's|давай(?:те)?)\s+"
_NEAR: Final = 4
"""Words behind the deed among which its thing stands."""
_CHANNELS: Final = tuple(channel.key for channel in CHANNEL_NAMES)


@dataclass(frozen=True, kw_only=True)
class Guide:
    """Something people ask how to do; `guide-<name>` tells it."""

    name: str
    deed: str
    """Verbs as they stand behind "how do I"; patterns of both languages."""
    thing: str
    """What it is done to, anywhere behind the deed."""
    order: str = ""
    """Verbs of an order or a wish, where Demetra can only say how it is done."""
    channels: bool = False
    """Whether the name of a channel is such a thing."""

    @cached_property
    def begins(self) -> re.Pattern[str]:
        """How a sentence that asks for it begins, with the `rest` behind its deed."""
        ways = [rf"(?:{_HOW}|{_WANT})(?:{self.deed})", *([self.order] if self.order else ())]
        return re.compile(rf"{_POLITE}(?:{'|'.join(ways)})(?!\w)\s*(?P<rest>.*)")

    @cached_property
    def named(self) -> re.Pattern[str]:
        """Its thing."""
        return re.compile(rf"(?<!\w)(?:{self.thing})")


GUIDES: Final = (
    Guide(
        name="connect",
        deed=r"подключ\w+|привяз\w+|интегрир\w+|connect|hook up|link|integrate|add",
        order=r"подключи\w*|привяжи\w*|connect|hook up",
        thing=r"кабинет|аккаунт|источник|площадк|канал\w* (?:реклам|продвиж)|accounts?\b|platforms?\b|sources?\b",
        channels=True,
    ),
    Guide(
        name="upload",
        deed=r"загру[зж]\w+|залить|закин\w+|импортир\w+|добав\w+|upload|import|load|add",
        thing=r"файл|выгрузк|таблиц|excel|эксель|csv|xlsx|данны|files?\b|spreadsheet|exports?\b|\bdata\b",
    ),
    Guide(
        name="demo",
        deed=r"убрать|удалить|снести|стереть|выключить|отключить|remove|delete|clear|turn off|get rid of",
        order=r"убери\w*|удали\w*|снеси\w*|сотри\w*|remove|delete|clear|get rid of",
        thing=r"демо|demo\b|пример\w* данны|тестовы\w* данны|sample data",
    ),
    Guide(
        name="people",
        deed=r"пригла[сш]\w+|добав\w+|завести|дать доступ|открыть доступ|invite|add|give access|share access",
        order=r"пригласи\w*|добавь\w*|дай доступ|открой доступ|invite|give access",
        thing=r"пользовател|коллег|сотрудник|человек|людей|команд|клиент\w* доступ|доступ\w* (?:коллег|клиент|команд)"
        r"|users?\b|teammate|colleague|people|someone|my team|my boss|members?\b",
    ),
    Guide(
        name="telegram",
        deed=r"подписа\w+|получ\w+|настро\w+|включ\w+|подключ\w+|привяз\w+|subscribe|get|receive|set up|turn on|connect"
        r"|link",
        thing=r"сводк|дайджест|уведомлен|рассылк|телеграм\w* бот|бот\w*|digests?\b|notifications?\b|telegram bot|bot\b",
    ),
    Guide(
        name="rule",
        deed=r"настро\w+|созда\w+|добав\w+|постав\w+|завести|включ\w+|set up|create|add|make|configure",
        thing=r"алерт|оповещен|предупрежден|правил|alerts?\b|rules?\b|warnings?\b",
    ),
    Guide(
        name="report",
        deed=r"сдела\w+|скача\w+|выгру[зж]\w+|получ\w+|собра\w+|сохран\w+|export|download|get|make|save",
        thing=r"отч[её]т|pdf|excel|эксель|xlsx|csv|презентац|reports?\b|spreadsheet",
    ),
    Guide(
        name="model",
        deed=r"подключ\w+|настро\w+|смени\w+|включ\w+|connect|set up|use|change|switch",
        thing=r"(?:языков\w+ )?модел\w+(?! атриб)|нейросет|gpt|llm|ollama|openai|qwen|language model|\bmodel\b",
    ),
    Guide(
        name="settings",
        deed=r"смени\w+|измени\w+|поменя\w+|настро\w+|переключ\w+|выбра\w+|change|switch|set",
        thing=r"язык|часов\w+ пояс|период\w* по умолчанию|валют|language|time ?zone|default period|currency",
    ),
)


def guide_for(text: str) -> str | None:
    """The name of the guide that a message asks for; None where it asks for something else.

    >>> guide_for("как подключить Яндекс Директ?"), guide_for("how do I upload a file"), guide_for("как растут клики?")
    ('connect', 'upload', None)
    """
    said = " ".join(text.casefold().replace("ё", "е").split())
    found = (guide for guide in GUIDES if _asks(said, guide))
    return next((guide.name for guide in found), None)


def _asks(said: str, guide: Guide) -> bool:
    start = guide.begins.match(said)
    if start is None:
        return False
    rest = " ".join(start["rest"].split()[:_NEAR])
    return bool(guide.named.search(rest)) or (guide.channels and any(channels_in(rest, _CHANNELS)))
