"""What a column that is kept under its own name is called: a word to ask for it by, a title to show."""

import re
from collections.abc import Collection
from typing import Final

from ingest.files.currencies import without_currency
from ingest.files.field_names import bare_header, field_of, plain_header
from ingest.files.header_words import ROLE

LONGEST: Final = 40
MOST_WORDS: Final = 6
"""A header of more words is a description, no name."""


def word_of(header: str) -> str:
    """The header as a name; empty where it is none."""
    word = bare_header(header, of_money=True)
    if "(" in header and is_standard_measure(word):
        word = _full_name(header)
    parts = word.split()
    named = any(part.isalpha() for part in parts) and len(parts) <= MOST_WORDS and len(word) <= LONGEST
    return word if named else ""


def free_word(header: str, taken: Collection[str]) -> str:
    """The header as a name that no other column of the file has; empty where there is none."""
    names = (word_of(header), _full_name(header), _with_currency(header))
    return next((word for word in names if word not in taken), "")


def _full_name(header: str) -> str:
    """The header with what its brackets tell it from others by: `Conversions (Views)` beside `Conversions`."""
    return plain_header(without_currency(header))


def _with_currency(header: str) -> str:
    """The header with its currency, where that is all that tells it from another: "Возвр., руб" beside "Возвр., шт"."""
    return " ".join(re.findall(r"[^\W_]+", header.casefold()))


def is_standard_measure(word: str) -> bool:
    """Whether a word is a standard measure's."""
    found = field_of(word)
    return found is not None and ROLE.get(found[0]) == "measure"


def title_of(header: str) -> str:
    """The header without its currency: letters, digits and what joins them."""
    said = re.findall(r"[^\W_]+(?:[-+&/.'][^\W_]+)*", without_currency(header))
    title = " ".join(said)
    return title[:1].upper() + title[1:] if title.islower() else title
