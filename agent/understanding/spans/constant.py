"""Phrases that mean the same in every database: metrics, dimensions, word lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from agent.understanding import lexicon
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a phrase may mean."""

    kind: str
    value: str
    dimension: str = ""


@lru_cache(maxsize=1)
def constants() -> tuple[tuple[str, Meaning], ...]:
    """Each phrase with what it means; one with "=" in front means it in this form alone."""
    return tuple(_constant())


def _constant() -> Iterator[tuple[str, Meaning]]:
    for catalogue, kind in ((METRICS.catalogue, "metric"), (DIMENSIONS.catalogue, "dimension")):
        for key, entry in catalogue.items():
            for word in (key.replace("_", " "), *entry.words["ru"], *entry.words["en"]):
                yield word, Meaning(kind, key)
    for name in ("words.toml", "concepts.toml", "acts.toml"):
        for kind, variants in lexicon.tables(name).items():
            for variant, words in variants.items():
                yield from ((word, Meaning(kind, variant)) for word in lexicon.listed(words))
    yield from _foreign(lexicon.tables("foreign.toml"))
    yield from ((f"={word}", Meaning("filler", "")) for word in lexicon.courtesy())


def _foreign(tables: lexicon.Tables) -> Iterator[tuple[str, Meaning]]:
    """What nobody collects, small talk, prices and asides."""
    whole = {("filler", "phrase"): tables["plain"]["asides"], ("price", ""): tables["plain"]["prices"]}
    whole |= {("small_talk", topic): words for topic, words in tables["small_talk"].items()}
    for (kind, value), words in whole.items():
        yield from ((word, Meaning(kind, value)) for word in lexicon.listed(words))
    for words in tables["uncollected"].values():
        yield from ((word, Meaning("uncollected", word)) for word in lexicon.listed(words))
