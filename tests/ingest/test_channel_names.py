"""Spellings of channels."""

from collections.abc import Iterator

import pytest

from ingest.channel_names import (
    CHANNEL_NAMES,
    WRITTEN_NAMES,
    canonical,
    key_for,
    plain,
    titled,
    written_names,
)


@pytest.fixture(autouse=True)
def _of_this_test() -> Iterator[None]:
    """What files write here stays here."""
    yield
    WRITTEN_NAMES.adopt({})


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("facebook ads", "facebook"),
        ("FB", "facebook"),
        ("Фейсбук", "facebook"),
        ("фб", "facebook"),
        ("инста", "instagram"),
        ("IG", "instagram"),
        ("гугл", "google_ads"),
        ("Google Ads", "google_ads"),
        ("adwords", "google_ads"),
        ("яндекс", "yandex_direct"),
        ("Яндекс.Директ", "yandex_direct"),
        ("директ", "yandex_direct"),
        ("тикток", "tiktok"),
        ("TikTok Ads", "tiktok"),
        ("tg", "telegram"),
        ("телеграм", "telegram"),
        ("ютуб", "youtube"),
        ("пинтерест", "pinterest"),
        ("E-mail", "email"),
        ("Website", "website"),
        ("VK Реклама", "vk"),
        ("Meta Ads", "meta"),
        ("X (Twitter)", "twitter"),
        ("  FACEBOOK_ads ", "facebook"),
    ],
)
def test_spellings_of_one_channel_become_one_channel(spelling: str, key: str) -> None:
    assert key_for(spelling) == key


def test_an_unknown_channel_gets_a_key_of_its_own() -> None:
    assert canonical("Радио Маяк") is None
    assert key_for("Радио  Маяк") == key_for("радио-маяк") == "радио_маяк"


def test_no_spelling_belongs_to_two_channels() -> None:
    owners: dict[str, set[str]] = {}
    for channel in CHANNEL_NAMES:
        for spelling in (channel.key, channel.en, channel.ru, *channel.spellings):
            owners.setdefault(plain(spelling), set()).add(channel.key)

    assert {spelling: keys for spelling, keys in owners.items() if len(keys) > 1} == {}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Авто.ру", "Авто.ру"),
        ("Радио «Город»", "Радио «Город»"),
        ("Drom.ru", "Drom\u200b.ru"),
        ("сайт.рф", "сайт\u200b.рф"),
        ("[here](https://evil.example)", "Here https evil example"),
        ("https://evil.example", "Https evil example"),
        ("@someone", "Someone"),
        ("=HYPERLINK(1)", "Hyperlink 1"),
        ("<b>Bold</b>", "B bold b"),
        ("*Star*", "Star"),
    ],
)
def test_a_channel_of_nobodys_catalogue_is_shown_as_written_and_never_as_markup_or_link(
    written: str, shown: str
) -> None:
    WRITTEN_NAMES.adopt(written_names({key_for(written): written}))

    assert titled(key_for(written), "ru") == titled(key_for(written), "en") == shown


def test_a_title_that_is_no_spelling_of_its_key_is_not_shown() -> None:
    assert written_names({"acme_media": "Facebook"}) == {}
    assert titled("acme_media", "en") == "Acme media"


def test_names_of_other_data_are_not_shown() -> None:
    WRITTEN_NAMES.adopt(written_names({"авто_ру": "Авто.ру"}))
    WRITTEN_NAMES.adopt({})

    assert titled("авто_ру", "ru") == "Авто ру"
