"""Whose row it is: channel, account, currency and campaign of every row of a chunk."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from ingest.facts import Campaign
from ingest.files.amounts import Mask
from ingest.files.currencies import code_of, sign_of
from ingest.files.field_names import plain_header
from ingest.files.mediums import UNPAID
from ingest.files.shape import Shape
from ingest.files.words import Codes, Words, combined, constant, is_blank, words
from ingest.lengths import LONGEST_VALUE, bounded

TRAITS: Final = ("objective", "audience", "segment", "location", "language")
UNTAGGED: Final = "untagged"
"""The channel of sales that no tag leads to advertising: they are sales all the same."""
WHOLE_CHANNEL: Final = "(channel)"
"""External id of the campaign that stands for a channel whose rows name no campaign."""

_POWER: Final = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_EXACT_DIGITS: Final = 15
"""What a spreadsheet keeps of a number."""


@dataclass(frozen=True, kw_only=True)
class NewCampaign:
    """One campaign of a chunk, not yet in the database."""

    channel: str
    """As spelled in the file."""
    account: str
    currency: str
    campaign: Campaign


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The key columns of a chunk."""

    channel: Words
    account: Words
    currency: Words
    """ISO code, or what stood in the cell when it is no currency."""
    external: Words
    name: Words
    traits: tuple[Words, ...]

    @property
    def without_channel(self) -> Mask:
        """Rows whose channel cell is blank."""
        return self.channel.where(lambda text: not text)

    @property
    def without_campaign(self) -> Mask:
        """Rows which name neither id nor name of the campaign although the file has a column for it."""
        return self.external.where(lambda text: not text)

    def only(self, rows: Mask) -> "Identity":
        """The same for some of the rows."""
        kept = [Words(codes=column.codes[rows], values=column.values) for column in self._all]
        channel, account, currency, external, name, *traits = kept
        return Identity(
            channel=channel, account=account, currency=currency, external=external, name=name, traits=tuple(traits)
        )

    def owners(self) -> tuple[Codes, list[NewCampaign]]:
        """For every row the number of its owner, and the owners; of several names of a campaign the last one stays."""
        codes, last = combined([column for column in self._all if column is not self.name])
        channel, account, currency, external, name, *traits = (
            [column.values[code] for code in column.codes[last]] for column in self._all
        )
        campaigns = [
            Campaign(
                external_id=external[place],
                name=name[place],
                **{k: v[place] for k, v in zip(TRAITS, traits, strict=True)},
            )
            for place in range(len(last))
        ]
        return codes, [
            NewCampaign(channel=c, account=a, currency=m, campaign=w)
            for c, a, m, w in zip(channel, account, currency, campaigns, strict=True)
        ]

    @property
    def _all(self) -> tuple[Words, ...]:
        return (self.channel, self.account, self.currency, self.external, self.name, *self.traits)


Spelled = Callable[[str, Counter[str]], dict[str, str]]
"""Values of a dimension, with how often they come, to how each is spelled."""


def respelled(column: Words, dimension: str, spelled: Spelled | None) -> Words:
    """The column with each value in its usual spelling."""
    if spelled is None or not any(column.values):
        return column
    times = np.bincount(column.codes, minlength=len(column.values))
    shown = spelled(dimension, Counter(dict(zip(column.values, times.tolist(), strict=True))))
    return column.mapped(lambda text: shown[text])


def identities(chunk: pd.DataFrame, shape: Shape, spelled: Spelled | None = None) -> Identity:
    """Reads the key columns."""
    traits = tuple(respelled(_text(chunk, shape, name), name, spelled) for name in TRAITS)
    if shape.half:
        ad = constant(shape.half, len(chunk))
        return Identity(
            channel=_channel(chunk, shape),
            account=ad,
            currency=_currency(chunk, shape),
            external=ad,
            name=ad,
            traits=traits,
        )
    name = _text(chunk, shape, "campaign")
    external = _text(chunk, shape, "campaign_id")
    if shape.position("campaign_id") is None and shape.position("campaign") is None:
        external = name = _named_by_traits(traits)
    else:
        external = _either(external.mapped(trusted_id) if any(name.values) else external, name)
        if not {"spend", "impressions", "clicks"} & shape.measures.keys():
            external = _either(external, constant(WHOLE_CHANNEL, len(chunk)))
        elif shape.position("channel") is not None:
            external = _of_channels(_channel(chunk, shape), external)
        name = _either(name, external)
    return Identity(
        channel=_channel(chunk, shape),
        account=_text(chunk, shape, "account"),
        currency=_currency(chunk, shape),
        external=external,
        name=name,
        traits=traits,
    )


def trusted_id(text: str) -> str:
    """An id, or an empty text when a spreadsheet has mangled it: `1.2021E+17`, or zeros after fifteen digits.

    >>> trusted_id("120210000000000001"), trusted_id("1,2021E+17"), trusted_id("120210000000000000")
    ('120210000000000001', '', '')
    """
    rounded = text.isdigit() and len(text) > _EXACT_DIGITS and not text[_EXACT_DIGITS:].strip("0")
    return "" if rounded or _POWER.fullmatch(text) else text


def _text(chunk: pd.DataFrame, shape: Shape, name: str) -> Words:
    position = shape.position(name)
    if position is None:
        return constant("", len(chunk))
    return words(chunk[position].to_numpy(dtype=object)).mapped(lambda text: "" if is_blank(text) else bounded(text))


def _channel(chunk: pd.DataFrame, shape: Shape) -> Words:
    if shape.channel:
        return constant(shape.channel_title, len(chunk))
    if shape.position("channel") is None:
        return _text(chunk, shape, "source_medium").mapped(traffic_channel)
    blank = UNTAGGED if shape.is_sales else ""
    channel = _text(chunk, shape, "channel").mapped(
        lambda text: shape.surfaces.get(plain_header(text), bounded(text, LONGEST_VALUE)) or blank
    )
    if shape.position("utm_medium") is None:
        return channel
    medium = _text(chunk, shape, "utm_medium")
    codes, last = combined([channel, medium])
    pairs = [(channel.values[channel.codes[row]], medium.values[medium.codes[row]]) for row in last]
    return words(np.array([traffic_channel(" / ".join(pair)) for pair in pairs], dtype=object)[codes])


def traffic_channel(text: str) -> str:
    """The channel of an analytics source and medium.

    >>> traffic_channel("google / cpc"), traffic_channel("google / organic"), traffic_channel("(direct) / (none)")
    ('google', 'organic', 'direct')
    """
    source, _, medium = (part.strip() for part in text.partition("/"))
    return UNPAID.get(medium.casefold(), "direct" if source.casefold() == "(direct)" else source)


def _currency(chunk: pd.DataFrame, shape: Shape) -> Words:
    if shape.position("currency") is None:
        if shape.currency_cells is None:
            return constant(shape.currency, len(chunk))
        return words(chunk[shape.currency_cells].to_numpy(dtype=object)).mapped(lambda t: sign_of(t) or shape.currency)
    return _text(chunk, shape, "currency").mapped(lambda text: (code_of(text) or text) if text else shape.currency)


def _of_channels(channel: Words, campaign: Words) -> Words:
    """The campaigns, where a channel that has none at all stands as a whole: "Organic, -".

    A row without a campaign beside others of its channel may as well be their total.
    """
    named = np.bincount(channel.codes, weights=campaign.where(bool), minlength=len(channel.values)) > 0
    whole = ~named[channel.codes] & channel.where(bool)
    return words(np.where(whole, WHOLE_CHANNEL, campaign.cells())) if whole.any() else campaign


def _either(first: Words, second: Words) -> Words:
    """The first column, and where it is blank the second."""
    if all(first.values):
        return first
    if not any(first.values):
        return second
    return words(np.where(first.where(bool), first.cells(), second.cells()))


def _named_by_traits(traits: tuple[Words, ...]) -> Words:
    codes, last = combined(traits)
    values = [
        bounded(" · ".join(filter(None, (trait.values[trait.codes[row]] for trait in traits)))) or WHOLE_CHANNEL
        for row in last
    ]
    return Words(codes=codes, values=values)
