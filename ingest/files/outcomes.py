"""Column "Results" of an export: purchases, leads and link clicks counted in one column, their kind in another."""

import re
from collections.abc import Iterable
from typing import Final, Literal

import numpy as np

from ingest.files.amounts import Numbers
from ingest.files.field_names import plain_header
from ingest.files.headers import Columns
from ingest.files.words import Words

Meaning = Literal["conversions", "leads", "aside"]

_MIXED: Final = frozenset(
    {
        *("result", "results", "результат", "результаты", "resultados", "ergebnisse", "résultats", "sonuçlar"),
        *("risultati", "wyniki", "resultaten", "hasil"),
    }
)
_LEADS: Final = re.compile(r"lead|лид|заяв")
_NO_OUTCOME: Final = re.compile(
    r"link.?click|клик|\breach|охват|impression|показ|video|видео|thruplay|landing.?page|целевой страниц|engagement"
    r"|вовлеч|\blike|нравится|recall|запоминаем|profile.?visit|\bview|просмотр"
)
"""What is delivered or looked at, which has measures of its own."""


def meaning(kind: str) -> Meaning:
    """What a result of that kind is stored as.

    >>> meaning("actions:offsite_conversion.fb_pixel_purchase"), meaning("Лиды (форма)"), meaning("actions:link_click")
    ('conversions', 'leads', 'aside')
    """
    text = kind.casefold()
    if _LEADS.search(text):
        return "leads"
    return "aside" if _NO_OUTCOME.search(text) else "conversions"


def kind_column(columns: Columns) -> int | None:
    """The column that names the kind of each row's results, when conversions are taken from such results."""
    if not columns.has("conversions", "result_kind"):
        return None
    mixed = plain_header(columns.headers[columns.positions["conversions"]]) in _MIXED
    return columns.positions["result_kind"] if mixed else None


def sorted_kinds(kinds: Iterable[str]) -> dict[Meaning, list[str]]:
    """Different kinds by what they are stored as."""
    found: dict[Meaning, list[str]] = {}
    for kind in kinds:
        if kind.strip():
            found.setdefault(meaning(kind), []).append(kind)
    return found


def split(values: dict[str, Numbers], kinds: Words) -> None:
    """Leaves in `conversions` what is one, and moves leads to `leads` unless the file has a column of them."""
    results = values["conversions"]
    values["conversions"] = np.where(kinds.where(lambda kind: meaning(kind) == "conversions"), results, np.nan)
    if "leads" not in values:
        values["leads"] = np.where(kinds.where(lambda kind: meaning(kind) == "leads"), results, np.nan)
