"""Writes the words that slips are held against: `python -m benchmarks.reader.words` (needs the dependency group `train`)."""

import gzip
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from wordfreq import get_frequency_dict

from agent.understanding.text.spelling import HOME
from agent.understanding.text.tokens import plain_word

_LEAST: Final = 2.0
"""Rarest words that are kept: occurrences in a billion words, as a power of ten."""
_LETTERS: Final = {"ru": re.compile(r"[а-яё]{3,24}"), "en": re.compile(r"[a-z]{3,24}")}


def main() -> None:
    kept: dict[int, list[str]] = defaultdict(list)
    for word, commonness in sorted(_words()):
        kept[round(10 * commonness)].append(word)
    lines = (f"{tenths} {' '.join(words)}\n" for tenths, words in sorted(kept.items(), reverse=True))
    HOME.write_bytes(gzip.compress("".join(lines).encode(), mtime=0))


def _words() -> Iterator[tuple[str, float]]:
    for language, letters in _LETTERS.items():
        for word, share in get_frequency_dict(language, "large").items():
            commonness = 9 + math.log10(share)
            if commonness >= _LEAST and letters.fullmatch(word):
                yield plain_word(word), commonness


if __name__ == "__main__":
    main()
