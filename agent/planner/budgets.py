"""Budget questions: limits per channel ("at most 30 % on Google", "Facebook не трогать") and moves between channels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from agent.planner.items import Item
from agent.planner.reading import Reading
from tools.words.numbers import Figure

_CUT: Final = re.compile(r"[,;](?=\s)|[.!?](?=\s|$)|\s(?:и|and|but|а|но|while|with|plus)\s", re.I)
_KEEP: Final = re.compile(
    r"не\s+(?:трога|меня|измен)|без изменений|остав|сохран|как (?:есть|сейчас)|don.?t (?:touch|change)"
    r"|not touch|untouched|unchanged|\bkeep|\bleave|as (?:it )?is",
    re.I,
)
_AWAY: Final = re.compile(
    r"\b(?:без|кроме|исключ\w*|убери|not? (?:on|in|money)|without|except|exclud\w*|skip|ничего)\b", re.I
)
_ONLY: Final = re.compile(r"\b(?:только|лишь|only|just)\b", re.I)
_MOST: Final = re.compile(
    r"не (?:более|больше|выше|превыша)|максимум|\bмакс|до\s*$|at most|no more|not more|\bmax|up to|\bcap|under"
    r"|below|less than",
    re.I,
)
_LEAST: Final = re.compile(
    r"не (?:менее|меньше|ниже)|хотя бы|минимум|\bмин\b|от\s*$|at least|no less|not less|\bmin|\bover\b", re.I
)
_ALL: Final = re.compile(r"\b(?:вс[её]|весь|целиком|полностью|all|everything|entire)\b", re.I)
_DOUBLE: Final = re.compile(r"удво|вдвое больше|doubl|twice", re.I)
_HALF: Final = re.compile(r"вдвое|пополам|половин|halv|half", re.I)
_LESS: Final = re.compile(r"умень|сократ|сниз|урез|сниж|убав|cut|reduc|decreas|lower", re.I)
_STOP: Final = re.compile(r"выключ|отключ|останов|убрать|stop|switch off|turn off|pause", re.I)
_SOURCES: Final = frozenset(("из", "с", "со", "от", "у", "from", "of", "off", "out"))
_TARGETS: Final = frozenset(("в", "во", "на", "to", "into", "in", "on", "towards"))
_LEAST_BUDGET: Final = 100
"""A smaller bare number is no budget."""
_WHOLE: Final = "100%"


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A piece of the question with the channels and amounts in it."""

    text: str
    channels: tuple[Item, ...]
    figures: tuple[Figure, ...]


def clauses_of(reading: Reading) -> Iterator[Clause]:
    """The question in pieces, cut at commas and conjunctions."""
    row = reading.row
    cuts = [match.span() for match in _CUT.finditer(row.text) if not any(_inside(match, one) for one in row.figures)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(row.text)]
    for start, end in zip(starts, ends, strict=True):
        yield Clause(
            text=row.text[start:end],
            channels=tuple(item for item in channels_of(reading) if start <= row.start(item) < end),
            figures=tuple(figure for figure in row.figures if start <= figure.span[0] < end),
        )


def _inside(match: re.Match[str], figure: Figure) -> bool:
    return figure.span[0] < match.start() < figure.span[1]


def channels_of(reading: Reading) -> list[Item]:
    """Channels named, also those that are not in the data: the tool says so."""
    return [item for item in reading.items if item.is_a("channel", "absent_channel")]


def name_of(item: Item) -> str:
    """The channel's key, or the word as it was said."""
    return item.value if item.is_a("channel") else item.text


def amount_of(figure: Figure) -> str:
    """The figure as "30%" or "150000"."""
    return f"{figure.value.normalize():f}{'%' if figure.unit == 'percent' else ''}"


def limits_of(reading: Reading) -> tuple[dict[str, Any], list[Figure]]:
    """Limits as arguments of the tool, and the figures they took."""
    found: dict[str, Any] = {}
    used: list[Figure] = []
    for clause in clauses_of(reading):
        names = [name_of(item) for item in clause.channels]
        if not names:
            continue
        if clause.figures and (clause.figures[-1].unit == "percent" or _limiting(clause.text)):
            kind = "maximum" if _MOST.search(clause.text) else "minimum" if _LEAST.search(clause.text) else "fixed"
            found.setdefault(kind, {}).update(dict.fromkeys(names, amount_of(clause.figures[-1])))
            used.append(clause.figures[-1])
            continue
        for kind, words in (("keep", _KEEP), ("exclude", _AWAY), ("only", _ONLY)):
            if words.search(clause.text):
                found.setdefault(kind, []).extend(names)
                break
    return found, used


def _limiting(text: str) -> bool:
    return bool(_MOST.search(text) or _LEAST.search(text))


def budget_of(reading: Reading, used: list[Figure]) -> float | None:
    """The sum of money that is no limit."""
    amounts = [figure for figure in reading.row.figures if figure.unit in (None, "money") and figure not in used]
    return next((float(figure.value) for figure in amounts if figure.value >= _LEAST_BUDGET), None)


def days_of(reading: Reading) -> int | None:
    """Length of the period that is named."""
    spans = [(mention.period.end - mention.period.start).days + 1 for mention in reading.row.mentions]
    return spans[0] if spans else None


def moves_of(reading: Reading) -> list[dict[str, str]]:
    """Moves of money between channels; empty where the question does not say how much."""
    text = reading.row.text
    amount = _said_amount(reading, text)
    if not amount:
        return []
    sources = [item for item in channels_of(reading) if _word_before(reading, item) in _SOURCES]
    targets = [item for item in channels_of(reading) if item not in sources]
    if sources and targets:
        return [{"source": name_of(sources[0]), "target": name_of(targets[0]), "amount": amount}]
    named = [*sources, *targets]
    side = (
        "source"
        if _LESS.search(text) or _STOP.search(text) or (_HALF.search(text) and not _DOUBLE.search(text))
        else "target"
    )
    return [{side: name_of(item), "amount": amount} for item in named]


def _said_amount(reading: Reading, text: str) -> str:
    figures = [figure for figure in reading.row.figures if figure.unit in (None, "money", "percent")]
    if figures:
        return amount_of(figures[0])
    if _DOUBLE.search(text) or _ALL.search(text) or _STOP.search(text):
        return _WHOLE
    return "50%" if _HALF.search(text) else ""


def _word_before(reading: Reading, item: Item) -> str:
    words = re.findall(r"\w+", reading.row.text[: reading.row.start(item)])
    return words[-1].lower() if words else ""
