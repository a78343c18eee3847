"""What a workbook of `.xlsx` holds beside rows: parts of sheets, formats that show a currency; and cells as texts."""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any, Final

from defusedxml.ElementTree import fromstring

from ingest.files.currencies import code_of

_BOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_STYLES: Final = "xl/styles.xml"
TEXTS: Final = "xl/sharedStrings.xml"
OWN_FORMATS: Final = 164
"""Formats with smaller numbers show the currency of whoever opens the workbook."""
_SHOWN_MONEY: Final = re.compile(r'\[\$([^\]-]+)(?:-[0-9A-Fa-f]+)?\]|"([^"]+)"|([€₽£₸₴₺₹])')


@cache
def format_currency(shown: str) -> str:
    """The currency that a number format shows, as a code; empty where it shows none.

    >>> format_currency("#,##0.00 [$€-407]"), format_currency('#,##0 "руб."'), format_currency("[$-409]d/m/yy")
    ('EUR', 'RUB', '')
    """
    named = (one for found in _SHOWN_MONEY.finditer(shown) for one in found.groups() if one)
    return next(filter(None, map(code_of, named)), "")


def money_styles(archive: zipfile.ZipFile) -> Mapping[int, str]:
    """Styles of cells whose format shows a currency, each with its code."""
    if _STYLES not in archive.namelist():
        return {}
    styles = fromstring(archive.read(_STYLES))
    formats = {
        int(one.get("numFmtId", 0)): format_currency(one.get("formatCode", ""))
        for one in _of(styles, "numFmt")
        if int(one.get("numFmtId", 0)) >= OWN_FORMATS
    }
    cells = next(_of(styles, "cellXfs"), ())
    shown = (formats.get(int(one.get("numFmtId", 0)), "") for one in cells)
    return {place: code for place, code in enumerate(shown) if code}


def parts_of_sheets(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """Titles of sheets to the parts that hold their cells."""
    links = {
        one.get("Id"): one.get("Target", "")
        for one in fromstring(archive.read(_LINKS))
        if one.get("Type", "").endswith("/worksheet")
    }
    found = {}
    for sheet in _of(fromstring(archive.read(_BOOK)), "sheet"):
        target = next((links[value] for name, value in sheet.items() if name.endswith("}id") and value in links), "")
        if target:
            found[sheet.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    return found


def _of(tree: Any, name: str) -> Iterator[Any]:
    """The elements of one name, whatever the namespace is called."""
    return (one for one in tree.iter() if str(one.tag).rpartition("}")[2] == name)


def cell_text(cell: object) -> str:
    """A typed cell as text: ISO for days, the shortest exact form for numbers."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, datetime | date | time) else str(cell)


def with_currency(cell: object, code: str) -> object:
    """A number with the currency that its format shows."""
    return f"{cell_text(cell)} {code}" if code and not isinstance(cell, bool) else cell
