"""Of which kind the results are that a header names in brackets: `Conversions (Lead)`, `Достижения цели «Заявка»`."""

import re
from typing import Final

_NAMED: Final = re.compile(r"^(?P<results>.+?)\s*[(«\"](?P<kind>[^()«»\"]+)[)»\"]\s*$")
_LEADS: Final = re.compile(r"\bleads?\b|\bлид|\bзаявк|отправка формы|form submi")


_GOAL: Final = re.compile(r"^цел[ьи]\s*[«\"](?P<kind>[^«»\"]+)[»\"]\s*[-–—:]\s*(?P<results>достиж\w+)$", re.IGNORECASE)


def goal_last(header: str) -> str:
    """A header with its goal behind what is counted of it: `Цель «Заявка» — достижения` as platforms write it else.

    >>> goal_last("Цель «Заявка» — достижения")
    'Достижения цели (Заявка)'
    """
    found = _GOAL.match(header.strip())
    return f"Достижения цели ({found['kind']})" if found else header


def of_leads(header: str) -> str:
    """The header without its brackets where they say that its results are leads; empty where they say nothing of it.

    >>> of_leads("Total conversions (Lead)"), of_leads("Conversions (Page Visit)")
    ('Total conversions', '')
    >>> of_leads("Достижения цели «Отправка формы»")
    'Достижения цели'
    """
    found = _NAMED.match(header.strip())
    return found["results"] if found and _LEADS.search(found["kind"].casefold()) else ""
