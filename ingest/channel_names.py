"""Channels as people write them: canonical keys, titles in both languages, and the spellings of each."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True, kw_only=True)
class ChannelName:
    """One channel, however it is spelled in files and questions."""

    key: str
    """What is stored and what `--by channel` prints: `facebook`, `google_ads` ..."""
    en: str
    ru: str
    spellings: tuple[str, ...] = ()
    """Other names, in any case; `ads`, `реклама` and punctuation around them need not be repeated."""

    def title(self, language: str) -> str:
        """The name as people of that language write it."""
        return self.ru if language == "ru" else self.en


def _channel(key: str, en: str, ru: str = "", spellings: str = "") -> ChannelName:
    listed = tuple(part.strip() for part in spellings.split(",") if part.strip())
    return ChannelName(key=key, en=en, ru=ru or en, spellings=listed)


CHANNEL_NAMES: Final = (
    _channel(
        "facebook",
        "Facebook",
        "Facebook",
        "fb, фейсбук, фэйсбук, фб, facebook feed, facebook.com, face book, фесбук, facebook paid",
    ),
    _channel(
        "instagram",
        "Instagram",
        "Instagram",
        "ig, insta, инстаграм, инстаграмм, инста, инсте, инсту, insta gram, instagram feed, instagramm",
    ),
    _channel(
        "meta",
        "Meta Ads",
        "Meta Ads",
        "meta, мета, meta platforms, facebook & instagram, facebook + instagram, facebook and instagram, fb/ig, fb+ig",
    ),
    _channel(
        "tiktok",
        "TikTok",
        "TikTok",
        "tt, tiktokglobal, bytedanceglobal, tik tok, тикток, тик ток, тик-ток, tik-tok, тик токе",
    ),
    _channel(
        "google_ads",
        "Google Ads",
        "Google Ads",
        "google, googleadwords, гугл, адвордс, эдвордс, adwords, google adwords, gads, гугл адс, гугл эдс, "
        "google search, google.com, google реклама, гугл реклама, ga ads, google ppc, google cpc",
    ),
    _channel("youtube", "YouTube", "YouTube", "yt, you tube, ютуб, ютьюб, ютюб, youtube.com, ютубе, ютуба"),
    _channel(
        "yandex_direct",
        "Yandex.Direct",
        "Яндекс Директ",
        "yandex, яндекс, директ, direct yandex, yandex direct, яндекс директ, яндекс.директ, yandex.direct, "
        "ya direct, яд, я.директ, yandexdirect, яндексдирект, яндекс реклама, yandex ads, рся, "
        "yandex advertising network",
    ),
    _channel(
        "telegram",
        "Telegram",
        "Telegram",
        "tg, телеграм, телеграмм, тг, телега, telegram channels, tgads, телеграме, telegramm",
    ),
    _channel(
        "vk", "VK", "ВКонтакте", "vkontakte, вк, вконтакте, vk.com, vk реклама, вк реклама, vk ads, вэка, vk ad network"
    ),
    _channel("mytarget", "myTarget", "myTarget", "my target, майтаргет, май таргет, таргет mail, мэйл таргет"),
    _channel("mailru", "Mail.ru", "Mail.ru", "mail.ru, мэйл, мэйл ру, мейл ру, майл ру, mailru, майлру"),
    _channel("ok", "Odnoklassniki", "Одноклассники", "ok.ru, одноклассники, ок, odnoklassniki"),
    _channel("dzen", "Dzen", "Дзен", "zen, дзен, яндекс дзен, яндекс.дзен, yandex zen, dzen.ru"),
    _channel("avito", "Avito", "Авито", "авито"),
    _channel("rutube", "Rutube", "Rutube", "рутуб"),
    _channel("gis2", "2GIS", "2ГИС", "2гис, два гис, дубль гис, 2 gis"),
    _channel("ozon", "Ozon", "Ozon", "озон"),
    _channel("wildberries", "Wildberries", "Wildberries", "wb, вб, вайлдберриз, wild berries"),
    _channel(
        "twitter",
        "Twitter",
        "Twitter",
        "x, твиттер, x (twitter), twitter/x, x/twitter, x.com, x twitter, твитер, twitter x",
    ),
    _channel("pinterest", "Pinterest", "Pinterest", "пинтерест, pin, пинтрест, pinterst"),
    _channel("linkedin", "LinkedIn", "LinkedIn", "linked in, линкедин, линкедын, линкдин"),
    _channel("snapchat", "Snapchat", "Snapchat", "snap, снэпчат, снапчат, snap chat"),
    _channel("reddit", "Reddit", "Reddit", "реддит"),
    _channel("twitch", "Twitch", "Twitch", "твич"),
    _channel("whatsapp", "WhatsApp", "WhatsApp", "вотсап, ватсап, whats app, вацап"),
    _channel("viber", "Viber", "Viber", "вайбер"),
    _channel(
        "microsoft_ads", "Microsoft Ads", "Microsoft Ads", "bing, bing ads, microsoft, microsoft advertising, бинг, msn"
    ),
    _channel("amazon_ads", "Amazon Ads", "Amazon Ads", "amazon, амазон, amazon advertising"),
    _channel("applovin", "AppLovin"),
    _channel("unity_ads", "Unity Ads", "Unity Ads", "unity, unityads"),
    _channel("ironsource", "ironSource", "ironSource", "iron source"),
    _channel("mintegral", "Mintegral"),
    _channel("taboola", "Taboola", "Taboola", "табула"),
    _channel("outbrain", "Outbrain"),
    _channel("criteo", "Criteo", "Criteo", "критео"),
    _channel("quora", "Quora"),
    _channel("dv360", "Display & Video 360", "Display & Video 360", "dv 360, display and video 360"),
    _channel("cm360", "Campaign Manager 360", "Campaign Manager 360", "cm 360, dcm"),
    _channel("the_trade_desk", "The Trade Desk", "The Trade Desk", "trade desk, ttd"),
    _channel("yandex_market", "Yandex Market", "Яндекс Маркет", "yandex market, яндекс.маркет, ямаркет"),
    _channel("apple_search_ads", "Apple Search Ads", "Apple Search Ads", "asa, apple, apple search"),
    _channel(
        "email",
        "Email",
        "Email",
        "e-mail, mail, имейл, емейл, имэйл, почта, рассылка, email рассылка, e mail, newsletter, эл. почта, "
        "email marketing",
    ),
    _channel("sms", "SMS", "СМС", "смс, sms рассылка"),
    _channel("push", "Push", "Push", "пуш, push notifications, пуш-уведомления, web push"),
    _channel("website", "Website", "Сайт", "site, web site, web, сайт, вебсайт, веб-сайт, веб сайт, landing"),
    _channel(
        "organic", "Organic search", "Органика", "organic, органика, seo, сео, organic traffic, органический поиск"
    ),
    _channel("direct", "Direct traffic", "Прямые заходы", "direct, прямые заходы, прямой трафик, direct traffic"),
    _channel("referral", "Referral", "Рефералы", "referrals, реферальный трафик, рефералы, реферал"),
    _channel(
        "affiliate",
        "Affiliates",
        "Партнёры",
        "affiliates, affiliate marketing, партнеры, партнерка, cpa network, cpa сеть",
    ),
    _channel(
        "influencer",
        "Influencers",
        "Блогеры",
        "influencers, influencer marketing, блогеры, блоггеры, посевы, инфлюенсеры",
    ),
    _channel("tv", "TV", "ТВ", "television, тв, телевидение, телек"),
    _channel("radio", "Radio", "Радио", "радио"),
    _channel(
        "ooh", "Outdoor", "Наружная реклама", "out of home, outdoor, ooh, dooh, наружка, наружная реклама, билборды"
    ),
    _channel("untagged", "No UTM tag", "Без меток", "no utm, без utm, без метки"),
    _channel("podcast", "Podcasts", "Подкасты", "podcast, podcasts, подкаст, подкасты"),
)

FAMILIES: Final = (
    frozenset({"meta", "facebook", "instagram"}),
    frozenset({"google_ads", "youtube"}),
    frozenset({"vk", "ok", "mailru"}),
)
"""Channels of one cabinet: a sale tagged with one may have been brought by a campaign that stands under another."""
EVERYDAY: Final = frozenset(
    "x ok ок web site сайт direct прямой mail почта push пуш тв tv organic органика apple asa pin snap sms радио radio "
    "website landing referral referrals рефералы реферал podcast podcasts tt yt ig tg яд вб wb zen "
    "mail microsoft amazon meta мета search bing outdoor affiliate affiliates influencer influencers блогеры рассылка "
    "newsletter".split()
)
"""Spellings that are everyday words too: they only name a channel that is stored."""


def kin(key: str) -> frozenset[str]:
    """The other channels of its family."""
    return frozenset().union(*(family for family in FAMILIES if key in family)) - {key}


_NOISE: Final = frozenset({"int", "ads", "ad", "advertising", "реклама", "ads manager", "com", "paid", "рекламы"})
_KINDS: Final = frozenset({"таргет", "таргетинг", "таргетированная", "контекст", "cpc", "ppc", "cpm"})
"""Kinds of advertising that stand behind a channel's name; one that is an everyday word too is another with them."""


_ASIDE: Final = re.compile(r"\s*([^()]*\w[^()]*)\(([^()]*\w[^()]*)\)\s*")


def plain(spelling: str) -> str:
    """A spelling without case, accents of typography and punctuation: `Яндекс.Директ` becomes `яндекс директ`.

    >>> plain("  Facebook_Ads ")
    'facebook ads'
    """
    text = unicodedata.normalize("NFKC", spelling).casefold().replace("ё", "е")
    return " ".join(re.findall(r"[\w&+]+", text.replace("_", " ")))


def canonical(spelling: str) -> ChannelName | None:
    """The catalogue's channel for a spelling, or None for a channel nobody has told us about.

    >>> canonical("FB").key, canonical("гугл реклама").key
    ('facebook', 'google_ads')
    >>> canonical("Microsoft Advertising (Bing)").key, canonical("ВКонтакте таргет").key, canonical("mail таргет")
    ('microsoft_ads', 'vk', None)
    """
    known = _spellings()
    words = plain(spelling)
    while words:
        if words in known:
            return known[words]
        head, _, tail = words.rpartition(" ")
        first, _, rest = words.partition(" ")
        if tail in _NOISE or (tail in _KINDS and head not in EVERYDAY):
            words = head
        elif first in _KINDS and rest not in EVERYDAY:
            words = rest
        else:
            break
    aside = _ASIDE.fullmatch(spelling)
    names = {canonical(part) for part in aside.groups()} if aside else set()
    return names.pop() if len(names) == 1 else None  # `Microsoft Advertising (Bing)`: both name one channel


def key_for(spelling: str) -> str:
    """The key under which a channel of that spelling is stored; an unknown one gets its own.

    >>> key_for("Радио Маяк"), key_for("insta")
    ('радио_маяк', 'instagram')
    """
    known = canonical(spelling)
    if known is not None:
        return known.key
    return plain(spelling).replace(" ", "_") or spelling.strip()


def titles(language: str, keys: Iterable[str]) -> dict[str, str]:
    """Titles of those of `keys` that the catalogue knows."""
    by_key = {channel.key: channel for channel in CHANNEL_NAMES}
    return {key: by_key[key].title(language) for key in keys if key in by_key}


def titled(key: str, language: str) -> str:
    """The name of one channel for people; one of nobody's catalogue is called as it is written, else by its key.

    >>> titled("tiktok", "ru"), titled("радио_маяк", "ru"), titled("acme", "en")
    ('TikTok', 'Радио маяк', 'Acme')
    """
    return titles(language, [key]).get(key) or WRITTEN_NAMES.get(key) or _from_key(key)


def _from_key(key: str) -> str:
    return key.replace("_", " ")[:1].upper() + key.replace("_", " ")[1:]


class WrittenNames:
    """How files write channels of nobody's catalogue, as the workspace has stored it: for the eye, never an identity.

    A reader sees the names as they were or as they are, never half of them.
    """

    def __init__(self) -> None:
        self._by_key: Mapping[str, str] = {}

    def adopt(self, names: Mapping[str, str]) -> None:
        """Puts the names of the workspace in place of those that were there."""
        self._by_key = names

    def get(self, key: str) -> str:
        """The name of a channel; empty where files write none that can be shown."""
        return self._by_key.get(key, "")


WRITTEN_NAMES: Final = WrittenNames()


def written_names(stored: Mapping[str, str]) -> dict[str, str]:
    """Titles of stored channels, by key, as far as they spell their keys and can be nothing but names.

    A title with marks of markup, formulas or addresses is not shown; a site's name is, parted so that it is no link.

    >>> written_names({"авто_ру": "Авто.ру", "evil_com": "[evil](http://evil.com)"})
    {'авто_ру': 'Авто.ру'}
    """
    return {
        key: _SITE.sub("\u200b.", title)
        for key, title in stored.items()
        if _NAME.fullmatch(title) and plain(title).replace(" ", "_") == key and canonical(title) is None
    }


_NAME: Final = re.compile(r"[«\"]?[^\W_](?:[^\W_]|[ .,&+«»\"'’()!?№:%–—-])*")
_SITE: Final = re.compile(r"(?<=[^\W_])\.(?=[a-z]{2,}|рф|xn--)", re.IGNORECASE)
"""The dot of an address that programs make a link of."""


@cache
def _spellings() -> dict[str, ChannelName]:
    known: dict[str, ChannelName] = {}
    for channel in CHANNEL_NAMES:
        for spelling in (channel.key, channel.en, channel.ru, *channel.spellings):
            known.setdefault(plain(spelling), channel)
    return known
