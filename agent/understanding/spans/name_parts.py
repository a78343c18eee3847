"""Words inside stored names: what each is kept by, and the names that hold some of them."""

from collections.abc import Iterable, Mapping, Sequence

from agent.understanding.text.tokens import Word
from tools.words.stems import form_root_of

NameParts = Mapping[str, Mapping[str, Sequence[str]]]
"""From a key of a word to the names that hold it, by dimension."""


def keys_of(word: Word) -> tuple[str, str]:
    """What a word is kept by: its stem, which may differ by case, and what all its forms share."""
    return word.stem, f"~{form_root_of(word.plain)}"


def values_with_any(words: Iterable[str], parts: NameParts) -> dict[str, tuple[str, ...]]:
    """Names, by dimension, that hold one of the keys at least: the keys are those of one word."""
    found: dict[str, set[str]] = {}
    for word in words:
        for dimension, values in parts.get(word, {}).items():
            found.setdefault(dimension, set()).update(values)
    return {name: tuple(sorted(values)) for name, values in found.items()}


def values_with(words: Iterable[str], parts: NameParts) -> dict[str, tuple[str, ...]]:
    """Names, by dimension, that hold all the words (stems): "brand" in "Бренд Поиск" and "Search Brand"."""
    found: dict[str, set[str]] | None = None
    for word in words:
        here = {dimension: set(values) for dimension, values in parts.get(word, {}).items()}
        found = here if found is None else {name: found[name] & here[name] for name in found.keys() & here.keys()}
    return {name: tuple(sorted(values)) for name, values in (found or {}).items() if values}
