"""What stored names are called in questions: channels, campaigns and values, with the ones known but not stored."""

from collections.abc import Iterator
from typing import Final

from agent.planner.synonyms import spellings_of, synonyms
from agent.planner.tokens import plains_of, stems_of
from ingest.channel_names import CHANNEL_NAMES, plain
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS

Named = tuple[str, str, str, str]
"""Phrase, kind of meaning, stored value, dimension."""

WEAK_SPELLINGS: Final = frozenset(
    "x ok ок web site сайт direct прямой mail почта push пуш тв tv organic органика apple asa pin snap sms радио radio "
    "website landing referral referrals рефералы реферал podcast podcasts tt yt ig tg яд вб wb zen "
    "mail microsoft amazon meta мета search bing outdoor affiliate affiliates influencer influencers блогеры рассылка "
    "newsletter".split()
)
"""Spellings that are everyday words too: they only name a channel that is stored."""
_SEVERAL: Final = frozenset(("and", "&", "+"))
_CURRENCY_LIKE: Final = frozenset(("usd", "eur", "rub", "gbp"))
LABELS_READ: Final = 20_000
"""Campaigns whose names are learned by heart; of more, only ids and quoted names are looked up."""


def named_values(catalogue: Catalogue) -> Iterator[Named]:
    """Every phrase that names something stored, then what is known but not stored."""
    yield from _channels(catalogue)
    yield from _values(catalogue)
    yield from _campaigns(catalogue)
    yield from _absent(catalogue)


def _channels(catalogue: Catalogue) -> Iterator[Named]:
    known = {entry.key: entry for entry in CHANNEL_NAMES}
    for key, title in catalogue.channels.items():
        entry = known.get(key)
        spellings = {key.replace("_", " "), title, *((entry.en, entry.ru, *entry.spellings) if entry else ())}
        for spelling in spellings:
            if METRICS.keys() & set(plain(spelling).split()):  # "google cpc" names a medium in files, a price in talk
                continue
            yield spelling, "channel", key, "channel"
            if entry and "ads" not in plain(spelling).split():
                yield f"{spelling} ads", "channel", key, "channel"
                yield f"{spelling} реклама", "channel", key, "channel"


def _values(catalogue: Catalogue) -> Iterator[Named]:
    for dimension, values in catalogue.values.items():
        for value in values:
            if plain(value) in _CURRENCY_LIKE or (dimension == "account" and value in catalogue.channels.values()):
                continue
            for spelling in spellings_of(value):
                yield spelling, "value", value, dimension


def _campaigns(catalogue: Catalogue) -> Iterator[Named]:
    for entry in catalogue.campaigns[:LABELS_READ]:
        words = plains_of(entry.label)
        if entry.label.isdigit() or not words:
            continue
        yield (f"={entry.label}" if len(words) == 1 else entry.label), "campaign", entry.label, "campaign"


def _absent(catalogue: Catalogue) -> Iterator[Named]:
    for channel in CHANNEL_NAMES:
        if channel.key not in catalogue.channels:
            for spelling in (channel.en, channel.ru, *channel.spellings):
                if (
                    plain(spelling) not in WEAK_SPELLINGS
                    and len(plain(spelling)) > 1
                    and not _SEVERAL & set(plain(spelling).split())
                ):
                    yield spelling, "absent_channel", channel.en, "channel"
    stored = {
        stems_of(spelling)
        for values in catalogue.values.values()
        for value in values
        for spelling in spellings_of(value)
    }
    for key, spellings in synonyms().items():
        if key not in stored and all(len(word) > 2 for word in key):
            yield next(word for word in spellings if stems_of(word) == key), "absent_value", spellings[0], ""
