"""Divides rows that Meta can't cut by publisher between Facebook and Instagram, exactly to the last minor unit.

Meta refuses `publisher_platform` together with age, country, device or hour. A campaign that ran on one channel that
day keeps its rows whole; otherwise each figure is divided in the proportion of the channels' totals of that figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from sys import intern
from typing import Any, Final

from ingest.channels.meta.mapping import COUNTED, channel_of, counted
from ingest.platform.figures import UNREADABLE_ROW, exact

FIGURES: Final = ("spend", "impressions", "reach", "clicks", "inline_link_clicks")
LISTS: Final = ("actions", "action_values", "video_play_actions")

DayWeights = dict[tuple[str, str], dict[str, dict[str, Decimal]]]
"""By campaign and day, then by publisher, then by figure: `spend`, or `actions/omni_purchase`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Proportion:
    """In what proportion the channels share the figures of one campaign day; worked out once for all its rows."""

    channels: tuple[str, ...]
    """In the order of their names."""
    figures: Mapping[str, tuple[int, ...]]
    """By figure one weight a channel, in whole units of the figure's own."""

    def of(self, figure: str) -> Sequence[int]:
        """The proportion of one figure: that of the impressions where the channels have none of it."""
        own = self.figures.get(figure)
        return own if own is not None and any(own) else self.figures.get("impressions", (1,) * len(self.channels))


@dataclass(frozen=True, kw_only=True, slots=True)
class ChannelPart:
    """What of a row belongs to one channel."""

    channel: str
    body: Mapping[str, Any]
    derived: bool = False


def weigh(weights: DayWeights, body: Mapping[str, Any]) -> None:
    """Notes the figures of one row cut by publisher, if it can be read; the same row again replaces them."""
    try:
        figures = _flat(body)
    except UNREADABLE_ROW:
        return
    key = (intern(str(body.get("campaign_id"))), intern(str(body.get("date_start"))))
    weights.setdefault(key, {})[intern(str(body.get("publisher_platform")))] = figures


def by_channel(publishers: Mapping[str, Mapping[str, Decimal]]) -> Proportion:
    """What the publishers of each channel have together."""
    sums: dict[str, dict[str, Decimal]] = {}
    for publisher, figures in publishers.items():
        channel = sums.setdefault(channel_of({"publisher_platform": publisher}), {})
        for name, figure in figures.items():
            channel[name] = channel.get(name, Decimal(0)) + figure
    channels = tuple(sorted(sums))
    names = {name for figures in sums.values() for name in figures}
    return Proportion(
        channels=channels,
        figures={name: _in_units([sums[channel].get(name, Decimal(0)) for channel in channels]) for name in names},
    )


def _in_units(amounts: Sequence[Decimal]) -> tuple[int, ...]:
    places = max(map(_places, amounts))
    return tuple(int(amount.scaleb(places)) for amount in amounts)


def _places(amount: Decimal) -> int:
    """How many decimals it is written with; its text tells them at half the price of its digits."""
    text = str(amount)
    return max(0, -int(amount.as_tuple().exponent)) if "E" in text else len(text.partition(".")[2])


def divided(body: Mapping[str, Any], weights: Proportion | None) -> Sequence[ChannelPart]:
    """The row whole for its one channel, or a part for each; whole too when it can't be read."""
    channels = weights.channels if weights else ()
    whole = ChannelPart(channel=channels[0] if channels else "facebook", body=body)
    if weights is None or len(channels) < 2:
        return [whole]
    try:
        return _parts(body, weights)
    except UNREADABLE_ROW:
        return [whole]


def _parts(body: Mapping[str, Any], weights: Proportion) -> list[ChannelPart]:
    bodies = [dict(body) for _ in weights.channels]
    for figure in FIGURES:
        amount = exact(body.get(figure))
        if amount is not None:
            for own, part in zip(bodies, split(amount, weights.of(figure)), strict=True):
                own[figure] = part
    for field in LISTS:
        if field in body:
            for own, entries in zip(bodies, _lists(body, field, weights), strict=True):
                own[field] = entries
    return [
        ChannelPart(channel=channel, body=own, derived=True)
        for channel, own in zip(weights.channels, bodies, strict=True)
    ]


def _lists(body: Mapping[str, Any], field: str, weights: Proportion) -> list[list[dict[str, Any]]]:
    """The entries of one list by channel."""
    lists: list[list[dict[str, Any]]] = [[] for _ in weights.channels]
    for action, amount in _measured(body, field).items():
        for own, part in zip(lists, split(amount, weights.of(f"{field}/{action}")), strict=True):
            own.append({"action_type": action, "value": part})
    return lists


def split(amount: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """Parts that add up to exactly `amount`, in the amount's own smallest unit (largest remainder method).

    >>> split(Decimal("0.05"), [1, 1])
    [Decimal('0.03'), Decimal('0.02')]
    """
    places = _places(amount)
    units, total = int(amount.scaleb(places) if places else amount), sum(weights)
    if not total:
        weights, total = [1] * len(weights), len(weights)
    shares = [divmod(units * weight, total) for weight in weights]
    parts = [share for share, _ in shares]
    left = units - sum(parts)
    if left:
        for index in sorted(range(len(parts)), key=lambda index: -shares[index][1] * total)[:left]:
            parts[index] += 1
    return [Decimal(part).scaleb(-places) if places else Decimal(part) for part in parts]


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
