"""Russian words in Latin letters."""

from typing import Final

_SOUNDS: Final = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch  y  e yu ya".split(" "),
        strict=True,
    )
)


def in_latin_letters(word: str) -> str:
    """A Russian word as it sounds in Latin letters.

    >>> in_latin_letters("юнити")
    'yuniti'
    """
    return "".join(_SOUNDS.get(char, char) for char in word)
