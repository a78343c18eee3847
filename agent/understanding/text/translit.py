"""Russian typed in Latin letters: "skolko potratili v avguste" is read as it sounds, however it is spelled."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from agent.understanding.text.tokens import Word, stem, tokens_of
from ingest.letters import in_latin_letters

_ALIKE: Final = tuple(
    pair.split(":")
    for pair in (
        "shch:sh sch:sh kh:h tz:c ts:c yu:u ju:u iu:u ya:a ja:a ia:a yo:o jo:o ye:e je:e ie:e j:i y:i w:v x:ks ':"
    ).split()
)
"""Ways to write one sound."""
_ENDING: Final = 4
_STEM: Final = 3
_ENDINGS: Final = dict(
    zip(
        "a e i o u ov ev am om oi ei ah ami ogo omu ih im aa ii uu".split(),
        "а е и о у ов ев ам ом ой ей ах ами ого ому их им ая ий ую".split(),
        strict=True,
    )
)
"""Of declined words, as their keys are written: a short stem with another rest is another word."""
_SMALL: Final = 3


def key_of(word: str) -> str:
    """What all Latin spellings of a Russian word share, and the word itself.

    >>> key_of("vyruchka") == key_of("выручка"), key_of("proshluju") == key_of("прошлую")
    (True, True)
    """
    latin = in_latin_letters(word.casefold().replace("ё", "е"))
    for written, heard in _ALIKE:
        latin = latin.replace(written, heard)
    return "".join(char for place, char in enumerate(latin) if place == 0 or char != latin[place - 1])


class Translit:
    """Russian words by how they sound in Latin letters."""

    def __init__(
        self,
        words: Iterable[str],
        stems: Mapping[str, str],
        is_english: Callable[[Word], bool],
        is_slip: Callable[[Word], bool],
    ) -> None:
        """Learns the words.

        Args:
            words: whole words, taken as they are.
            stems: stems with a word for each, which stands for every form of it.
            is_english: whether a word is one in Latin letters too.
            is_slip: whether it may be one, mistyped.
        """
        self._words = {key_of(word): word for word in sorted(words, reverse=True)}
        self._stems = {key: (known, word) for known, word in stems.items() if len(key := key_of(known)) >= _STEM}
        self._is_english, self._is_slip = is_english, is_slip

    def in_cyrillic(self, text: str) -> str:
        """The text as meant, when it is Russian in Latin letters."""
        tokens = [token for token in tokens_of(text) if not token.is_number]
        if not tokens or not all(token.is_latin for token in tokens):
            return text
        meant = {token: said for token in tokens if (said := self._word(token))}
        foreign = [token for token in tokens if self._is_english(token) or self._is_slip(token)]
        russian = [token for token in meant if token not in foreign]
        if (
            len(russian) < min(2, len(tokens))
            or len(meant) * 2 <= len(tokens)
            or len(russian) < len(set(foreign) - set(meant))
        ):
            return text
        for token in reversed(tokens):
            word = meant.get(token)
            if word and (len(token.plain) <= _SMALL or not self._is_english(token)):
                text = text[: token.start] + word + text[token.end :]
        return text

    def _word(self, token: Word) -> str:
        key = key_of(token.plain)
        if key in self._words:
            return self._words[key]
        for end in range(len(key), max(_STEM, len(key) - _ENDING) - 1, -1):
            known, rest = self._stems.get(key[:end]), key[end:]
            if known and (end > _STEM or not rest or rest in _ENDINGS):
                declined = known[0] + _ENDINGS.get(rest, "")
                return declined if rest in _ENDINGS and stem(declined) == known[0] else known[1]
        return ""
