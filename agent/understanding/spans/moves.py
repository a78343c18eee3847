"""Budget talk: limits per channel ("at most 30 % on Google", "Facebook не трогать"), moves between channels."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from agent.understanding.spans.changes import STOPS, is_change, is_less, share_of_change
from agent.understanding.spans.span import Stretch
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
_SOURCES: Final = frozenset(("из", "с", "со", "от", "у", "from", "of", "off", "out"))
_TARGETS: Final = frozenset(("to", "into", "on", "в", "на"))
_LEAST_BUDGET: Final = 100
"""A smaller bare number is no budget."""
_GOAL: Final = re.compile(r"деш[её]в|чтобы получить|чтобы набрать|cheapest|in order to get|to get \d|to reach", re.I)


@dataclass(frozen=True, kw_only=True)
class Money:
    """A message about budgets: its channels or campaigns, and its numbers."""

    text: str
    channels: tuple[Stretch, ...]
    numbers: tuple[Stretch, ...]

    def clauses(self) -> Iterator["Money"]:
        """The message in pieces, cut at commas and conjunctions."""
        cuts = [
            match.span()
            for match in _CUT.finditer(self.text)
            if not any(n.start < match.start() < n.end for n in self.numbers)
        ]
        starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(self.text)]
        for start, end in zip(starts, ends, strict=True):
            yield Money(
                text=self.text[start:end],
                channels=tuple(c for c in self.channels if start <= c.start < end),
                numbers=tuple(n for n in self.numbers if start <= n.start < end),
            )


def name_of(span: Stretch) -> str:
    """The channel's key, the stored campaign, or the word of one that is not in the data: the tool says so."""
    return span.text if span.is_a("absent_channel") else span.value


def amount_of(figure: Figure) -> str:
    """The figure as "30%" or "150000"."""
    return f"{figure.value.normalize():f}{'%' if figure.unit == 'percent' else ''}"


def limits_of(money: Money) -> tuple[dict[str, Any], list[Stretch]]:
    """Limits as arguments of the tool, and the numbers they took."""
    found: dict[str, Any] = {}
    used: list[Stretch] = []
    for clause in money.clauses():
        names = [name_of(span) for span in clause.channels]
        last = clause.numbers[-1] if clause.numbers else None
        limiting = bool(_MOST.search(clause.text) or _LEAST.search(clause.text))
        if names and last is not None and last.figure is not None and (last.figure.unit == "percent" or limiting):
            kind = "maximum" if _MOST.search(clause.text) else "minimum" if _LEAST.search(clause.text) else "fixed"
            found.setdefault(kind, {}).update(dict.fromkeys(names, amount_of(last.figure)))
            used.append(last)
        elif names:
            kinds = (
                kind
                for kind, words in (("keep", _KEEP), ("exclude", _AWAY), ("only", _ONLY))
                if words.search(clause.text)
            )
            if kind := next(kinds, ""):
                found.setdefault(kind, []).extend(names)
    return found, used


def budget_of(money: Money, used: Sequence[Stretch] = ()) -> float | None:
    """The sum of money that is no limit."""
    figures = [span.figure for span in money.numbers if span not in used and span.figure is not None]
    return next(
        (float(one.value) for one in figures if one.unit in (None, "money") and one.value >= _LEAST_BUDGET), None
    )


def is_goal(money: Money) -> bool:
    """Whether the sum is what shall be reached, not what shall be spent."""
    return _GOAL.search(money.text) is not None


def moves_of(money: Money) -> list[dict[str, str]]:
    """Moves of money between channels; empty where the message does not say how much."""
    amount = _amount(money)
    if not amount:
        return []
    sources = [span for span in money.channels if _word_before(money, span) in _SOURCES]
    targets = [span for span in money.channels if span not in sources]
    receives = [span for span in targets if _word_before(money, span) in _TARGETS]
    if not sources and len(targets) == 2 and targets[1] in receives and is_less(money.text):  # "cut A, give it to B"
        sources, targets = targets[:1], targets[1:]
    if sources and targets:
        return [{"source": name_of(sources[0]), "target": name_of(targets[0]), "amount": amount}]
    way = "source" if is_less(money.text) else "target"
    names = [name for span in (*sources, *targets) for name in name_of(span).split("\n")]
    if len(names) > len(money.channels) and not amount.endswith("%"):
        return []  # a sum for several campaigns: nobody said how much for which
    return [{way: name, "amount": amount} for name in names]


def moves_of_all(money: Money, channels: Sequence[str]) -> list[dict[str, str]]:
    """The same per cent for each channel, where all of the money changes: "everything got 20 % more"."""
    amount = _amount(money)
    if not amount.endswith("%") or not (_ALL.search(money.text) or _BUDGET.search(money.text)):
        return []
    way = "source" if is_less(money.text) else "target"
    return [{way: name, "amount": amount} for name in channels]


_BUDGET: Final = re.compile(r"\bбюджет|\bрасход|\bbudgets?\b|\bspend", re.I)


def changes(money: Money) -> bool:
    """Whether the text says by how much the money of a channel it names changes, or that it stops."""
    return bool(money.channels) and bool(_amount(money)) and is_change(money.text)


def _amount(money: Money) -> str:
    """How much moves: a sum, or per cent of what is spent now; "a third", "вдвое" are per cent too."""
    text = money.text
    if share := share_of_change(text):
        return f"{round(100 * share, 1):g}%"
    figures = [
        span.figure
        for span in money.numbers
        if span.figure is not None and span.figure.unit in (None, "money", "percent") and not span.figure.spelled
    ]
    if figures:
        return amount_of(figures[0])
    return "100%" if _ALL.search(text) or STOPS.search(text) else ""


def _word_before(money: Money, span: Stretch) -> str:
    words = re.findall(r"\w+", money.text[: span.start])
    return words[-1].lower() if words else ""
