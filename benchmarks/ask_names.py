"""Whether a cell or a sentence names what a gold label names: either language, days and months by their words."""

import re
from datetime import date

from ingest.channel_names import canonical, plain

MONTHS = (
    ("jan", "янв"),
    ("feb", "фев"),
    ("mar", "мар"),
    ("apr", "апр"),
    ("may", "ма"),
    ("jun", "июн"),
    ("jul", "июл"),
    ("aug", "авг"),
    ("sep", "сен"),
    ("oct", "окт"),
    ("nov", "ноя"),
    ("dec", "дек"),
)
WEEKDAYS = (
    ("monday", "понедельник"),
    ("tuesday", "вторник"),
    ("wednesday", "сред"),
    ("thursday", "четверг"),
    ("friday", "пятниц"),
    ("saturday", "суббот"),
    ("sunday", "воскресен"),
)
ALSO = {
    "m": ("male", "men", "мужчин", "мужской"),
    "male": ("men", "мужчин", "мужской"),
    "f": ("female", "women", "женщин", "женский"),
    "female": ("women", "женщин", "женский"),
    "email": ("e-mail", "почт", "имейл"),
    "mobile": ("мобильные", "мобильный"),
    "desktop": ("компьютеры", "десктоп"),
    "tablet": ("планшет",),
    "смартфоны": ("мобильн", "mobile"),
    "компьютеры": ("десктоп", "desktop"),
    "женский": ("женщин", "female"),
    "мужской": ("мужчин", "male"),
}
"""What an answer may call a stored value, beside the names of channels that the product knows."""


def same_name(label: str, cell: object, *, inside: bool = False) -> bool:
    """Whether a cell is, or with `inside` a text holds, what the label names.

    Labels: a stored value; `month:2024-05`, `day:2024-05-03`, `week:2024-05-06` (its Monday), `weekday:1` (Monday).
    """
    kind, _, value = label.partition(":")
    if value and kind in ("month", "day", "week", "weekday", "quarter"):
        return _same_time(kind, value, cell, inside=inside)
    text = str(cell).lower().replace("_", " ").strip()
    names = [label.lower().replace("_", " "), plain(label), *ALSO.get(label.lower(), ()), *_of_channel(label)]
    if inside:
        return any(re.search(rf"(?<!\w){re.escape(name)}", text) for name in names)
    return not isinstance(cell, float) and any(
        text == name or (len(name) > 3 and text.startswith(name)) for name in names
    )


def _of_channel(label: str) -> list[str]:
    """What the answer may call a channel that the label names in any of its spellings: "googleadwords_int" is Google Ads."""
    found = canonical(label)
    if found is None:
        return []
    shown = (found.key, found.en, found.ru, *found.spellings)
    return [name.lower().replace("_", " ") for name in shown if len(name) > 1]


def _same_time(kind: str, value: str, cell: object, *, inside: bool) -> bool:
    if kind == "weekday":
        words = WEEKDAYS[int(value) - 1]
        return cell == int(value) or any(word in str(cell).lower() for word in words)
    iso = f"{value[:7]}-01" if kind == "month" else value
    if not inside:
        return str(cell)[:10] == iso
    day = date.fromisoformat(iso)
    month = "|".join(MONTHS[day.month - 1])
    if kind == "month":
        return bool(re.search(rf"(?i)\b({month})", str(cell)))
    return iso in str(cell) or bool(re.search(rf"(?i)\b{day.day}\s+({month})|\b({month})\w*\s+{day.day}\b", str(cell)))
