"""The words that claim something, by what they claim, and those that claim nothing; they stand in `words.toml`."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from tools.words.stems import stem_of


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def _pattern(words: str) -> str:
    parts = sorted((part.strip() for part in words.split("|") if part.strip()), key=len, reverse=True)
    return "|".join(re.escape(part).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for part in parts)


@cache
def claiming() -> dict[str, re.Pattern[str]]:
    """A pattern for each tag."""
    return {
        tag: re.compile(rf"(?<![\w-])(?:{_pattern(words)})(?!\w)", re.I) for tag, words in _words()["claiming"].items()
    }


@cache
def fractions() -> list[tuple[re.Pattern[str], float]]:
    """Parts of a whole in words."""
    return [
        (re.compile(rf"(?<!\w)(?:{_pattern(words)})(?!\w)", re.I), value)
        for words, value in _words()["fractions"].items()
    ]


@cache
def neutral() -> frozenset[str]:
    """Words that claim nothing."""
    words = " ".join(_words()["neutral"].values()).replace("ё", "е").split()
    return frozenset(words) | {stem_of(word) for word in words if len(word) > 3}


@cache
def alike() -> dict[str, str]:
    """The group of each stem that has one: words of one meaning."""
    groups = _words()["alike"]
    return {stem_of(word): group for group, words in groups.items() for word in words.replace("ё", "е").split()}


@cache
def denying() -> frozenset[str]:
    """Stems that say that something is not there."""
    return frozenset(stem_of(word) for word in _words()["denying"]["words"].replace("ё", "е").split())


@cache
def said_metrics(metric: str) -> tuple[str, ...]:
    """Patterns of the verbs and idioms that say a metric."""
    words = _words()["metrics"].get(metric, "")
    return (_pattern(words),) if words else ()
