"""TikTok Business API."""

from ingest.channels.tiktok.adapter import CAPS, TikTokAdapter, TikTokSettings
from ingest.channels.tiktok.mapping import EXAMPLES
from ingest.platform.channel import Channel

CHANNEL = Channel(
    source="tiktok",
    channels=("tiktok",),
    settings=TikTokSettings,
    required=("access_token",),
    caps=CAPS,
    open=TikTokAdapter,
    examples=EXAMPLES,
)
