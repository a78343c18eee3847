"""A text as sentences: what is said, or not said, as a whole."""

import re
from typing import Final

_SHORT: Final = (
    r"(?<![\s(.][A-Za-zА-Яа-я]\.)(?<!^[A-Za-zА-Яа-я]\.)(?<!\bvs\.)(?<!тыс\.)(?<!млн\.)(?<!руб\.)(?<!п\.п\.)"
    r"(?<!^\d\.)(?<!\n\d\.)"
)
_BETWEEN: Final = re.compile(rf"(\n+|(?<=[.!?…]){_SHORT}[ \t]+|(?<=[.!?…][*_»\")])[ \t]+)")


def sentences(text: str) -> list[tuple[str, str]]:
    """The sentences from first to last, each with the white space before it.

    >>> sentences("Yes. ROI is 1.5.\\n- Next")
    [('', 'Yes.'), (' ', 'ROI is 1.5.'), ('\\n', '- Next')]
    """
    parts = ["", *_BETWEEN.split(text)]
    found: list[tuple[str, str]] = []
    before = ""
    for gap, said in zip(parts[::2], parts[1::2], strict=True):
        before += gap
        if said.strip():
            found.append((before, said))
            before = ""
    return found
