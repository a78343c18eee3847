"""Budget talk: limits per channel ("at most 30 % on Google", "Facebook не трогать"), moves between channels."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

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
_FRACTIONS: Final = (
    (r"half|halv\w+|половин\w+|наполовину|пополам", 1 / 2), (r"трет[ьи]\w*|thirds?", 1 / 3), (r"четверт\w+|quarters?", 1 / 4),
    (r"пят(?:ую|ой|ая|ых) (?:част|дол)\w+|fifths?", 1 / 5), (r"десят(?:ую|ой|ая|ых) (?:част|дол)\w+|tenths?", 1 / 10),
)  # fmt: skip
_PART: Final = re.compile(
    rf"\b(?:(?P<several>две|двух|two|три|тр[её]х|three)\s+)?(?:{'|'.join(f'(?P<f{at}>{words})' for at, (words, _) in enumerate(_FRACTIONS))})\b",
    re.I,
)
_SEVERAL: Final = {"д": 2, "tw": 2, "т": 3, "th": 3}
_FACTORS: Final = (
    (r"вдвое|удво\w+|doubl\w*|twice|twofold|в два раза|by two times", 2.0), (r"втрое|утро\w+|tripl\w*|threefold|в три раза", 3.0),
    (r"вчетверо|quadrupl\w*|в четыре раза", 4.0), (r"полтора|полутора|one and a half|1[.,]5 (?:раза|times)", 1.5),
)  # fmt: skip
_LESS: Final = re.compile(
    r"умень|сократ|сокращ|сниз|урез|сниж|убав|убер|убр|сре[зж]|подре[зж]|забер|забр|сним|отним|\bcut|reduc|decreas|lower|trim|slash|shave|drop|halv|take (?:off|away)|\boff\b",
    re.I,
)
_STOP: Final = re.compile(
    r"выключ|отключ|останов|убрать|stop|switch off|turn off|pause|pull the plug|kill|выруб|закры", re.I
)
_SOURCES: Final = frozenset(("из", "с", "со", "от", "у", "from", "of", "off", "out"))
_LEAST_BUDGET: Final = 100
"""A smaller bare number is no budget."""
_GOAL: Final = re.compile(r"деш[её]в|чтобы получить|чтобы набрать|cheapest|in order to get|to get \d|to reach", re.I)


@dataclass(frozen=True, kw_only=True)
class Money:
    """A message about budgets: its channels and its numbers."""

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
    """The channel's key, or the word as it was said of one that is not in the data: the tool says so."""
    return span.value if span.is_a("value") else span.text


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
    if sources and targets:
        return [{"source": name_of(sources[0]), "target": name_of(targets[0]), "amount": amount}]
    less = _is_less(money.text)
    return [{("source" if less else "target"): name_of(span), "amount": amount} for span in (*sources, *targets)]


def changes(money: Money) -> bool:
    """Whether the text says by how much the money of a channel it names changes, or that it stops."""
    return bool(money.channels) and bool(_amount(money)) and bool(_CHANGE.search(money.text))


_CHANGE: Final = re.compile(
    rf"{_LESS.pattern}|{_STOP.pattern}|{_ALL.pattern}|увелич|подн[яи]|повы[сш]|добав|докин|нараст|прибав|удво|утро|вдвое|втрое|перен|перекин|"
    r"перел|перебр|increas|rais|boost|add|grow|more|doubl|tripl|move|shift|put|scale|bump",
    re.I,
)


def _is_less(text: str) -> bool:
    more = any(re.search(words, text, re.I) for words, _ in _FACTORS)
    return bool(
        _LESS.search(text) or _STOP.search(text) or (_PART.search(text) and not _MORE.search(text) and not more)
    )


_MORE: Final = re.compile(
    r"увелич|подн[яи]|повы[сш]|добав|докин|нараст|прибав|больше|вырас|increas|rais|boost|add|grow|more|bump|\bup\b",
    re.I,
)


def _amount(money: Money) -> str:
    """How much moves: a sum, or per cent of what is spent now; "a third", "вдвое" are per cent too."""
    text = money.text
    factor = next((value for words, value in _FACTORS if re.search(rf"\b(?:{words})\b", text, re.I)), None)
    if factor is not None:
        return _percent(1 - 1 / factor if _LESS.search(text) else factor - 1)
    if part := _PART.search(text):
        share = next(value for at, (_, value) in enumerate(_FRACTIONS) if part[f"f{at}"])
        times = next((n for start, n in _SEVERAL.items() if (part["several"] or "").lower().startswith(start)), 1)
        return _percent(times * share)
    figures = [
        span.figure
        for span in money.numbers
        if span.figure is not None and span.figure.unit in (None, "money", "percent") and not span.figure.spelled
    ]
    if figures:
        return amount_of(figures[0])
    return "100%" if _ALL.search(text) or _STOP.search(text) else ""


def _percent(share: float) -> str:
    return f"{round(100 * share, 1):g}%"


def _word_before(money: Money, span: Stretch) -> str:
    words = re.findall(r"\w+", money.text[: span.start])
    return words[-1].lower() if words else ""
