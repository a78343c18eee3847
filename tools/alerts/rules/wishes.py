"""What a person wants done with alert rules, and with which: "поставь на паузу правило про CPA Инстаграма"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ingest.errors import InvalidInput
from ingest.texts import LANGUAGES
from tools.alerts.rules.model import Rule
from tools.alerts.rules.phrase_parts import (
    channel_in,
    in_metric_units,
    levels_in,
    metric_in,
    numbered_in,
    severity_in,
    stems_of,
    take_days,
    take_window,
)
from tools.alerts.rules.texts import title_of

_ONLY_MINE: Final = re.compile(
    r"\b(?:личн\w+|персональн\w+|только (?:мне|меня|для меня)|private|personal\w*|(?:only|just) (?:for )?me|"
    r"for me only)\b",
    re.I,
)
_TO: Final = re.compile(r"(?:\bна|\bto|\bдо|\bat|=|→|->)\s*\D{0,3}$", re.I)
_BY: Final = re.compile(r"(?:\bна|\bby)\s*$", re.I)
_MOVED: Final = (
    (re.compile(r"(?<!\w)(?:подним|повыс|увелич|raise|increase)", re.I), 1),
    (re.compile(r"(?<!\w)(?:сниз|пониз|уменьш|lower|decrease|reduce)", re.I), -1),
)
_EMPTY: Final = frozenset(
    stems_of("про по о об для на с и the a of about for in on to rule rules правило правила alert")
)
NAMED: Final = 2
"""Weight of a metric or a channel beside a word of a rule's title."""


def only_mine(text: str) -> bool:
    """Whether a rule is wanted for the person alone rather than for the team."""
    return _ONLY_MINE.search(text) is not None


@dataclass(frozen=True, kw_only=True)
class NamedRule:
    """A stored rule as people may call it."""

    number: int
    rule: Rule


def meant(text: str, rules: Sequence[NamedRule], *, words: Iterable[tuple[str, str]] = ()) -> list[NamedRule]:
    """The rules that a text names: one by its number or name, else all that fit best by metric, channel and title."""
    if called := [one for one in rules if one.rule.title == text.strip()]:
        return called  # a name may have a number of its own, as a campaign in it has
    number = numbered_in(text)
    exact = [one for one in rules if one.number == number]
    written = [one for one in rules if "-" in one.rule.title or "_" in one.rule.title]
    exact = exact or [one for one in written if re.search(rf"(?<!\S){re.escape(one.rule.title)}(?!\S)", text)]
    if exact:
        return exact
    said = _Said.of(text, words)
    scored = [(said.fits(one.rule), one) for one in rules]
    most = max((score for score, _ in scored), default=0)
    return [one for score, one in scored if score == most > 0]


@dataclass(frozen=True, kw_only=True)
class _Said:
    """By what a text names a rule."""

    metric: str
    channel: str
    levels: frozenset[float]
    stems: frozenset[str]

    @classmethod
    def of(cls, text: str, words: Iterable[tuple[str, str]]) -> "_Said":
        try:
            metric = metric_in(text, words)
        except InvalidInput:
            metric = ""
        levels = frozenset(float(one.value) for one in levels_in(text))
        return cls(metric=metric, channel=channel_in(text, ()) or "", levels=levels, stems=frozenset(stems_of(text)))

    def fits(self, rule: Rule) -> int:
        """How well; 0 for a rule of another channel or one that nothing points at."""
        if self.channel and rule.channel not in (None, self.channel):
            return 0
        titles = [title_of(rule.kind, one) for one in LANGUAGES if rule.kind != "threshold"]
        own = {stem for title in (*titles, rule.kind.replace("_", " ")) for stem in stems_of(title)} - _EMPTY
        level = rule.above if rule.above is not None else rule.below
        hits = len(own & self.stems) + (level in self.levels and not rule.calibrate)
        hits += NAMED * (self.metric != "" and self.metric in (rule.metric, rule.fallback))
        return hits + NAMED * (bool(self.channel) and rule.channel == self.channel) if hits else 0


def settings_in(text: str, rule: Rule) -> dict[str, Any]:
    """The settings of a rule that a text changes: `level` in the metric's unit, `days`, `window`, `severity`.

    "to 700" and "на 700" name the new level; with a verb of raising or lowering "by 10 %" moves the old one. What the
    rule has already is no change.

    Raises:
        InvalidInput: a percentage as the level of money or of a count.
    """
    rest, days = take_days(text)
    rest, window = take_window(rest)
    level = _new_level(rest, rule)
    found: dict[str, Any] = {} if level is None else {"level": level}
    found |= {
        name: value for name, value in (("days", days), ("window", window)) if value not in (None, getattr(rule, name))
    }
    severity = severity_in(rest)
    return found | ({"severity": severity} if severity else {})


def _new_level(text: str, rule: Rule) -> float | None:
    figures = levels_in(text)
    to = [one for one in figures if _TO.search(text[: one.span[0]])]
    chosen = (to or figures)[-1:]
    old = rule.above if rule.above is not None else rule.below
    if not chosen or old is None:
        return None
    figure = chosen[0]
    way = next((sign for verb, sign in _MOVED if verb.search(text)), 0)
    if way and _BY.search(text[: figure.span[0]]):
        by = old * float(figure.value) / 100 if figure.unit == "percent" else in_metric_units(rule.metric, figure)
        return round(old + way * by, 6)
    return in_metric_units(rule.metric, figure)
