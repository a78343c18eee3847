"""Yandex.Direct: reports come through a queue, as tab separated text without VAT."""

from ingest.channels.yandex.adapter import CAPS, YandexAdapter, YandexSettings
from ingest.channels.yandex.report import EXAMPLES
from ingest.platform.channel import Channel

CHANNEL = Channel(
    source="yandex",
    channels=("yandex_direct",),
    settings=YandexSettings,
    required=("token",),
    caps=CAPS,
    open=YandexAdapter,
    examples=EXAMPLES,
)
