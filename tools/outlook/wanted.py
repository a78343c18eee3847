"""What is wanted of what lies ahead: how far, what money is spread for, where it moves; without the mathematics."""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

LONGEST: Final = {"D": 180, "W": 364}
"""Days that a forecast reaches, of days and of weeks."""
Target = Literal["revenue", "profit", "conversions", "leads", "clicks"]
"""A measure that budgets are weighed by."""


class Move(BaseModel):
    """Money moved from one channel to another, or from one campaign to another."""

    model_config = ConfigDict(extra="forbid")

    source: str = Field("", description="Channel or campaign that gives; empty: new money.")
    target: str = Field("", description="Channel or campaign that gets; empty: the money is saved.")
    amount: Annotated[str, BeforeValidator(str)] = Field(
        description='"100000", or "20%" of what the giver spends today (of the getter, when nobody gives).'
    )
