"""What money can be spread for; apart from the mathematics, so that who only names it does not load it."""

from typing import Literal

Target = Literal["revenue", "profit", "conversions", "leads", "clicks"]
"""A measure that budgets are weighed by."""
