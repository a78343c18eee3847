"""The kinds of marks that claim."""

from typing import Final

HOT: Final = frozenset(
    "figure fraction up down up_hard down_hard gave cheaper dearer better_now worse_now same reach barely incomplete "
    "next halved doubled slight sharp far lost best worst most least second third_place fourth fifth sixth more less "
    "gap than_spent than_any faster slower range part middle cover gains_money loses_money all only none except "
    "majority some rate history certain per_ruble helped harmed "
    "cause advice future not since basis order first last whole close_behind equally".split()
)
"""Marks that claim: each must be borne out."""
