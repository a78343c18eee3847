"""Words nothing explains: a filter, metric or condition they may be is asked about; a bare verb is left out aloud."""

import re
from typing import Final

from agent.planner.cuts import NAMES
from agent.planner.items import Item
from agent.planner.reading import Reading
from ingest.texts import say

_POINTERS: Final = frozenset(
    "по у в во на с со из для про о об от к без кроме после до перед under of for in on from by at with without via to "
    "about than excluding except before after during".split()
)
_SAYS_ENOUGH: Final = (
    "metric", "vague", "have", "define", "intent", "share", "best", "worst", "most", "least", "loss", "gain", "per_day",
)  # fmt: skip
_MOST_LEFT_OUT: Final = 2
_SENTENCE: Final = 4
_DOERS: Final = frozenset("we you i they he she it".split())
_AUXILIARIES: Final = frozenset("did does do can could will would".split())
_VERB: Final = re.compile(
    r"(?:ть|ти|чь|ешь|ишь|ет|ит|ют|ут|ят|ат|ем|им|(?<=[аеиоуыэюясшгзк])(?:л|ла|ло|(?<!те)ли)|йте|ите|ай|яй|уй|ски|ее|вши)$"
)
_HAPPENED: Final = re.compile(r"(?:ся|сь|ан|ян|ен|ана|ена|ано|яно|ено|ыто|ято|уто|аны|ены|яты|ыты|ых|их|ые|ие)$")
"""Endings of "отказалось", "оплачено", "оплаченных": what became of the things counted, or what they are like."""


def to_ask_about(reading: Reading) -> Item | None:
    """The unexplained word that must not be passed over, if any: the first of those that change what is asked."""
    words = reading.of("unknown")
    if not words:
        return None
    grave = next((item for item in words if not _is_left_out(item, reading)), None)
    if grave is None and (len(words) > _MOST_LEFT_OUT or not reading.has(*_SAYS_ENOUGH)):
        return words[0]
    return grave


def assumed(reading: Reading) -> tuple[str, ...]:
    """What an answer to the question must say about it: words left out, words read as others."""
    language = reading.row.language
    left_out = [] if reading.has("intent") else [item.text for item in reading.of("unknown")]
    return (
        *(say("planner-left-out", language, word=word) for word in left_out),
        *(say("planner-read-as", language, word=word, meant=meant) for word, meant in reading.row.guessed),
    )


def _is_left_out(item: Item, reading: Reading) -> bool:
    """Whether the word can only be a verb that says the metric came about: "накапало", "did we amass"."""
    if _looks_like_a_name(item, reading) or _is_pointed_at(item, reading) or _is_asked_for(item, reading):
        return False
    if reading.row.tokens[item.first].is_latin:
        return _stands_as_a_verb(item, reading)
    return bool(_VERB.search(item.value)) and not _HAPPENED.search(item.value)


def _looks_like_a_name(item: Item, reading: Reading) -> bool:
    token = reading.row.tokens[item.first]
    starts = item.first == 0 or reading.row.text[: token.start].rstrip()[-1:] in ".!?:;"
    latin_in_russian = token.is_latin and reading.row.language == "ru"
    return latin_in_russian or (token.is_name_like and not starts and not _is_shouted(reading))


def _is_shouted(reading: Reading) -> bool:
    """Whether all of a sentence is in capitals: they tell nothing then."""
    return len(reading.row.tokens) >= _SENTENCE and reading.row.text.isupper()


def _is_pointed_at(item: Item, reading: Reading) -> bool:
    """Whether a preposition stands before: "for blue shoes", "по блогерам"."""
    for place in range(item.first - 1, max(item.first - 3, -1), -1):
        if reading.row.tokens[place].plain in _POINTERS:
            return True
        if not any(other.is_a("unknown") and other.first == place for other in reading.items):
            break
    return False


def _is_asked_for(item: Item, reading: Reading) -> bool:
    """Reads "сколько отвалилось": what stands alone after "how many" is itself the metric."""
    before = [other for other in reading.items if other.after <= item.first and not other.is_a("filler")]
    after = next((other for other in reading.items if other.first == item.after), None)
    counted = bool(before) and before[-1].is_a("count", "how_much", "which")
    return counted and not (after is not None and after.is_a("metric", *NAMES, "price"))


def _stands_as_a_verb(item: Item, reading: Reading) -> bool:
    """Whether an English word has a subject: "did we amass", "did Google smoke Meta", "which channel wows"."""
    before = [token.plain for token in reading.row.tokens[: item.first]]
    if before and before[-1] in _DOERS:
        return True
    subject = any(other.after == item.first and other.is_a(*NAMES, "dimension") for other in reading.items)
    asks = reading.has("which", "who") and item.value.endswith("s")
    return subject and (asks or bool(_AUXILIARIES & set(before)))
