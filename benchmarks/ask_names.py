"""Whether a cell or a sentence names what a gold label names: either language, days and months by their words."""

import re
from datetime import date

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
    "google_ads": ("google ads", "google"),
    "google": ("google ads", "google_ads"),
    "meta": ("meta ads",),
    "facebook": ("meta", "facebook ads"),
    "tiktok": ("tiktok ads",),
    "email": ("e-mail", "почт", "имейл"),
    "vk": ("вконтакте", "vk"),
    "yandex_direct": ("яндекс директ", "яндекс.директ", "yandex.direct"),
    "mobile": ("мобильные", "мобильный"),
    "desktop": ("компьютеры", "десктоп"),
    "tablet": ("планшет",),
    "смартфоны": ("мобильн", "mobile"),
    "компьютеры": ("десктоп", "desktop"),
    "женский": ("женщин", "female"),
    "мужской": ("мужчин", "male"),
    "telegram": ("телеграм",),
    "apple_search_ads": ("apple search ads", "apple"),
    "unity_ads": ("unity ads", "unity"),
    "vk реклама": ("вконтакте", "vk"),
    "2гис": ("gis2", "2gis"),
    "reddit ads": ("reddit",),
    "youtube ads": ("youtube",),
    "tiktok ads": ("tiktok",),
    "яндекс директ": ("yandex direct",),
    "meta ads": ("meta",),
}
"""What an answer may call a stored value."""


def same_name(label: str, cell: object, *, inside: bool = False) -> bool:
    """Whether a cell is, or with `inside` a text holds, what the label names.

    Labels: a stored value; `month:2024-05`, `day:2024-05-03`, `week:2024-05-06` (its Monday), `weekday:1` (Monday).
    """
    kind, _, value = label.partition(":")
    if value and kind in ("month", "day", "week", "weekday", "quarter"):
        return _same_time(kind, value, cell, inside=inside)
    text = str(cell).lower().replace("_", " ").strip()
    names = [label.lower().replace("_", " "), *ALSO.get(label.lower(), ())]
    if inside:
        return any(re.search(rf"(?<!\w){re.escape(name)}", text) for name in names)
    return not isinstance(cell, float) and any(
        text == name or (len(name) > 3 and text.startswith(name)) for name in names
    )


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
