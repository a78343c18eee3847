"""Knows the platforms' own exports by columns or title lines: the channel of a file without a channel column."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Final

from ingest.channel_names import ChannelName, canonical
from ingest.files.catalogues import catalogues
from ingest.files.currencies import without_currency
from ingest.files.field_names import plain_header, unwrapped


@dataclass(frozen=True, kw_only=True)
class PlatformExport:
    """What gives a platform's export away."""

    channel: str
    headers: frozenset[str]
    """Plain headers of which at least `enough` must be there."""
    enough: int
    raw: re.Pattern[str] | None = None
    """A header that only this platform writes."""
    title: re.Pattern[str] | None = None
    """A title line above the header."""
    needs: frozenset[str] = field(default_factory=frozenset)
    surfaces: Mapping[str, str] = field(default_factory=dict)
    """What its channel column holds beside channels, to the channel that it counts for."""


EXPORTS: Final = (
    PlatformExport(
        channel="meta",
        enough=2,
        headers=frozenset(
            map(
                plain_header,
                (
                    "amount spent",
                    "reporting starts",
                    "reporting ends",
                    "link clicks",
                    "cost per results",
                    "result indicator",
                    "attribution setting",
                    "campaign delivery",
                    "ad set name",
                    "сумма затрат",
                    "дата начала отчетности",
                    "дата окончания отчетности",
                    "потраченная сумма",
                    "начало отчетности",
                    "окончание отчетности",
                    "настройка атрибуции",
                    "показ кампании",
                    "начало отчетного периода",
                    "окончание отчетного периода",
                    "индикатор результата",
                    "cpc (цена за клик по ссылке)",
                    "статус показа кампании",
                ),
            )
        ),
        surfaces=dict.fromkeys(("audience network", "messenger", "threads", "oculus", "unknown"), "facebook"),
    ),
    PlatformExport(
        channel="yandex_direct",
        enough=3,
        raw=re.compile(r"^(?:Conversions|Revenue)_\d+_|^(?:CampaignId|CampaignName)$|^№ [Кк]ампании$"),
        headers=frozenset(
            map(
                plain_header,
                (
                    "№ кампании",
                    "расход с ндс",
                    "отказы",
                    "глубина стр",
                    "ср цена клика",
                    "условие показа",
                    "взвешенные показы",
                    "глубина стр.",
                    "цена цели",
                    "weighted impressions",
                    "bounces (%)",
                    "depth (pages)",
                    "cost per goal",
                ),
            )
        ),
    ),
    PlatformExport(
        channel="tiktok",
        enough=2,
        raw=re.compile(r"^\w+ \((?:destination|место назначения)\)|^\d-second video views", re.IGNORECASE),
        headers=frozenset(
            map(
                plain_header,
                (
                    "cpc (destination)",
                    "clicks (destination)",
                    "ctr (destination)",
                    "video views at 25%",
                    "2-second video views",
                    "6-second video views",
                    "average play time per video view",
                    "complete payment",
                    "cost per conversion",
                    "paid likes",
                    "adgroup id",
                    "ad group id",
                    "skan conversion",
                    "skan app install",
                ),
            )
        ),
    ),
    PlatformExport(
        channel="google_ads",
        enough=2,
        title=re.compile(r"report|отч[её]т", re.IGNORECASE),
        needs=frozenset({"campaign", "spend", "impressions"}),
        headers=frozenset(
            map(
                plain_header,
                (
                    "impr.",
                    "currency code",
                    "cost / conv.",
                    "conv. value",
                    "conv. rate",
                    "avg. cpc",
                    "avg. cost",
                    "interactions",
                    "код валюты",
                    "ценность конв.",
                    "взаимодействия",
                    "стоимость/конв.",
                    "ср. цена за клик",
                    "search impr. share",
                ),
            )
        ),
    ),
    PlatformExport(
        channel="telegram",
        enough=2,
        headers=frozenset(map(plain_header, ("joined", "started bot", "views", "spent budget"))),
    ),
    PlatformExport(
        channel="vk",
        enough=2,
        headers=frozenset(
            map(
                plain_header,
                (
                    "ad_plan_id",
                    "ad_plan",
                    "spent",
                    "shows",
                    "потрачено всего",
                    "id рекламной кампании",
                    "потрачено",
                    "списано",
                    "eCPC",
                    "eCPM",
                ),
            )
        ),
    ),
)


@cache
def exports() -> tuple[PlatformExport, ...]:
    """Those above, then those of the catalogues; evidence of one channel that weighs the same is one."""
    listed = [
        PlatformExport(
            channel=one.channel,
            headers=frozenset(map(plain_header, one.telling)),
            enough=one.enough,
            title=re.compile(one.title, re.IGNORECASE) if one.title else None,
        )
        for one in catalogues()
        if one.channel
    ]
    more = {(one.channel, one.enough): one.headers for one in listed}
    own = [replace(one, headers=one.headers | more.get((one.channel, one.enough), frozenset())) for one in EXPORTS]
    return (*own, *listed)


_TELLING: Final = frozenset(
    {
        "facebook",
        "instagram",
        "meta",
        "tiktok",
        "google_ads",
        "youtube",
        "yandex_direct",
        "telegram",
        "vk",
        "mytarget",
        "twitter",
        "pinterest",
        "linkedin",
        "snapchat",
        "reddit",
        "microsoft_ads",
        "amazon_ads",
        "avito",
        "ozon",
        "wildberries",
        "yandex_market",
        "apple_search_ads",
        "taboola",
        "outbrain",
        "criteo",
        "quora",
        "dv360",
        "the_trade_desk",
    }
)
_SHORTEST_NAME: Final = 4


def export_of(header: Sequence[str], titles: Sequence[str], fields: Collection[str]) -> PlatformExport | None:
    """Whose export this is, or None when nothing gives it away."""
    plain = {plain_header(said) for cell in header for said in (cell, unwrapped(cell), without_currency(cell))}
    possible = [export for export in exports() if export.needs <= set(fields)]
    told = []
    for export in possible:
        titled = export.title is not None and any(export.title.search(line) for line in titles)
        known = len(export.headers & plain)
        if known >= export.enough or (titled and known):
            told.append((known, export))
    if told:
        return max(told, key=lambda pair: pair[0])[1]
    return next((one for one in possible if one.raw and any(one.raw.match(cell) for cell in header)), None)


def named_by(title: str) -> ChannelName | None:
    """The advertising platform that a sheet is called after, alone or among other words."""
    found = canonical(title) if title else None
    return found if found and found.key in _TELLING else named_in(title)


def named_in(*names: str) -> ChannelName | None:
    """The advertising platform that the name of a file, or of the archive around it, mentions: `tiktok_june.csv`."""
    words = [word for name in names for word in re.findall(r"[^\W\d_]+", name.split(".")[0])]
    pairs = [f"{first} {second}" for first, second in pairwise(words)]
    for word in (*pairs, *words):
        found = canonical(word) if len(word) >= _SHORTEST_NAME else None
        if found and found.key in _TELLING:
            return found
    return None
