"""Google Ads over REST: reports through `searchStream`, figures of whole campaigns so that Performance Max is in."""

from ingest.channels.google.adapter import CAPS, GoogleAdapter, GoogleSettings
from ingest.channels.google.mapping import EXAMPLES
from ingest.platform.channel import Channel

CHANNEL = Channel(
    source="google",
    channels=("google_ads",),
    settings=GoogleSettings,
    required=("developer_token", "client_id", "client_secret", "refresh_token"),
    caps=CAPS,
    open=GoogleAdapter,
    examples=EXAMPLES,
)
