"""Telegram: posts and statistics of own channels through a user session.

Telegram Ads itself has no interface; its two export files come in through `demetra ingest`.
"""

from ingest.channels.telegram.adapter import CAPS, TelegramAdapter, TelegramSettings
from ingest.platform.channel import Channel

CHANNEL = Channel(
    source="telegram",
    channels=("telegram",),
    settings=TelegramSettings,
    required=("api_id", "api_hash", "session"),
    caps=CAPS,
    open=TelegramAdapter,
)
