"""How long a name, an id or a value may be: what databases index, and what a person can still read."""

import hashlib
import re
from collections.abc import Sequence
from typing import Any, Final

LONGEST: Final = 1_024
"""Bytes of a name or an id: two of them stay within what PostgreSQL indexes as one key."""
LONGEST_VALUE: Final = 200
"""Bytes of a value that rows are cut by: a key has several."""
SHOWN: Final = 40
"""Letters of a name without end that a note shows."""
_MARK: Final = re.compile(r"…[0-9a-f]{12}")


def bounded(text: str, most: int = LONGEST) -> str:
    """The text; of one without end its beginning and a mark of the whole, so that what differs stays different.

    >>> bounded("Spring sale")
    'Spring sale'
    >>> long = "x" * 5_000
    >>> len(bounded(long).encode()), bounded(long) == bounded(long + "y"), bounded(bounded(long)) == bounded(long)
    (1024, False, True)
    """
    if len(text) * 4 <= most:
        return text
    whole = text.encode("utf-8", "surrogatepass")
    if len(whole) <= most:
        return text
    mark = f"…{hashlib.sha256(whole).hexdigest()[:12]}"
    return whole[: most - len(mark.encode())].decode("utf-8", "ignore").rstrip() + mark


def cut_told(names: Sequence[str]) -> dict[str, Any]:
    """What a note says of names that were cut: how many, how long they may be, and the first of them."""
    return {"n": len(names), "most": LONGEST, "example": f"{names[0][:SHOWN]}…"}


def is_cut(text: str) -> bool:
    """Whether a text is the beginning of one without end."""
    return bool(_MARK.fullmatch(text[-13:]))
