"""Gender and number of a Russian title, by its first word: what a verb beside it agrees with."""

import re
from typing import Final, Literal

Gender = Literal["m", "f", "n", "pl"]
ENDINGS: Final[tuple[tuple[str, Gender], ...]] = (
    (r"тель", "m"),
    (r"к[ао]мпания", "f"),
    (r"(?:ени|ани|[аиеыя]ти)я|[иы]", "pl"),
    (r"[аяь]", "f"),
    (r"[оеё]", "n"),
)
"""Endings of nominatives with what they tell, the first that fits; anything else, and a foreign word, is masculine."""


def gender(title: str) -> Gender:
    """Of a title such as "Конверсия (CVR)".

    >>> gender("Конверсия (CVR)"), gender("Показы"), gender("Вовлечения"), gender("CTR"), gender("Число заказов")
    ('f', 'pl', 'pl', 'm', 'n')
    """
    word = re.split(r"[\s(,]", title.strip().lower(), maxsplit=1)[0]
    return next((told for ending, told in ENDINGS if re.search(f"(?:{ending})$", word)), "m")
