"""Constructs of the grammar, one file each, applied in this order: what comes later may stand on what came before."""

from typing import Final

from agent.understanding.grammar.construct import Construct
from agent.understanding.grammar.constructs import (
    average,
    comparison,
    counting,
    cut,
    metric,
    own_days,
    period,
    ranking,
    share,
    threshold,
    value,
    view,
    weekday,
)

ORDER: Final[tuple[Construct, ...]] = tuple(
    module.CONSTRUCT
    for module in (
        metric,
        weekday,
        value,
        cut,
        period,
        average,
        threshold,
        share,
        comparison,
        own_days,
        ranking,
        counting,
        view,
    )
)
