"""Divides rows that Meta can't cut by publisher between Facebook and Instagram, exactly to the last minor unit.

Meta refuses `publisher_platform` together with age, country, device or hour. A campaign that ran on one channel that
day keeps its rows whole; otherwise each figure is divided in the proportion of the channels' totals of that figure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from sys import intern
from typing import Any, Final

from ingest.channels.meta.mapping import COUNTED, channel_of, counted
from ingest.platform.channel import RawRow
from ingest.platform.figures import UNREADABLE_ROW, exact

FIGURES: Final = ("spend", "impressions", "reach", "clicks", "inline_link_clicks")
LISTS: Final = ("actions", "action_values", "video_play_actions")

Weights = Mapping[str, Mapping[str, Decimal]]
"""By channel, then by figure: `spend`, or `actions/omni_purchase`."""


DayWeights = dict[tuple[str, str], dict[str, dict[str, Decimal]]]
"""By campaign and day, then by publisher, then by figure."""


def weigh(weights: DayWeights, body: Mapping[str, Any]) -> None:
    """Notes the figures of one row cut by publisher, if it can be read; the same row again replaces them."""
    try:
        figures = _flat(body)
    except UNREADABLE_ROW:
        return
    key = (intern(str(body.get("campaign_id"))), intern(str(body.get("date_start"))))
    weights.setdefault(key, {})[intern(str(body.get("publisher_platform")))] = figures


def by_channel(publishers: Mapping[str, Mapping[str, Decimal]]) -> Weights:
    """What the publishers of each channel have together."""
    sums: dict[str, dict[str, Decimal]] = {}
    for publisher, figures in publishers.items():
        channel = sums.setdefault(channel_of({"publisher_platform": publisher}), {})
        for name, figure in figures.items():
            channel[name] = channel.get(name, Decimal(0)) + figure
    return sums


def divided(raw: RawRow, weights: Weights) -> Iterator[RawRow]:
    """The row whole for its one channel, or a part for each; whole too when it can't be read."""
    whole = replace(raw, channel=next(iter(weights), "facebook"))
    if len(weights) < 2:
        yield whole
        return
    try:
        figures = _divided_figures(raw.body, weights)
        lists = {field: _divided_list(raw.body, field, weights) for field in LISTS if field in raw.body}
    except UNREADABLE_ROW:
        yield whole
        return
    for name in sorted(weights):
        body = {**raw.body, **figures[name], **{field: parts[name] for field, parts in lists.items()}}
        yield replace(raw, body=body, channel=name, derived=True, identity=(*raw.identity, name))


def _divided_figures(body: Mapping[str, Any], weights: Weights) -> dict[str, dict[str, str]]:
    parts: dict[str, dict[str, str]] = {name: {} for name in weights}
    for figure in FIGURES:
        amount = exact(body.get(figure))
        if amount is not None:
            for name, part in zip(sorted(weights), _shares(amount, figure, weights), strict=True):
                parts[name][figure] = str(part)
    return parts


def _divided_list(body: Mapping[str, Any], field: str, weights: Weights) -> dict[str, list[dict[str, str]]]:
    lists: dict[str, list[dict[str, str]]] = {name: [] for name in weights}
    for action, amount in _measured(body, field).items():
        for name, part in zip(sorted(weights), _shares(amount, f"{field}/{action}", weights), strict=True):
            lists[name].append({"action_type": action, "value": str(part)})
    return lists


def _shares(amount: Decimal, figure: str, weights: Weights) -> list[Decimal]:
    named = [weights[name].get(figure, Decimal(0)) for name in sorted(weights)]
    shown = [weights[name].get("impressions", Decimal(0)) for name in sorted(weights)]
    return split(amount, named if any(named) else shown)


def split(amount: Decimal, weights: list[Decimal]) -> list[Decimal]:
    """Parts that add up to exactly `amount`, in the amount's own smallest unit (largest remainder method).

    >>> split(Decimal("0.05"), [Decimal(1), Decimal(1)])
    [Decimal('0.03'), Decimal('0.02')]
    """
    exponent = min(0, int(amount.as_tuple().exponent))
    units = int(amount.scaleb(-exponent))
    total = sum(weights) or Decimal(len(weights))
    known = weights if any(weights) else [Decimal(1)] * len(weights)
    ideal = [units * weight / total for weight in known]
    parts = [int(value) for value in ideal]
    order = sorted(range(len(parts)), key=lambda index: (parts[index] - ideal[index], index))
    for index in order[: units - sum(parts)]:
        parts[index] += 1
    return [Decimal(part).scaleb(exponent) for part in parts]


def _flat(body: Mapping[str, Any]) -> dict[str, Decimal]:
    figures = {name: exact(body.get(name)) for name in FIGURES}
    flat = {name: figure for name, figure in figures.items() if figure is not None}
    for field in LISTS:
        flat |= {intern(f"{field}/{action}"): figure for action, figure in _measured(body, field).items()}
    return flat


def _measured(body: Mapping[str, Any], field: str) -> dict[str, Decimal]:
    """Only what ends in a measure: the other action types are kept with the undivided rows."""
    if not body.get(field):
        return {}
    return {action: figure for action, figure in counted(body, field).items() if action in COUNTED}
