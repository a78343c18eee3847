"""VK Ads: statistics of ad plans by day."""

from ingest.channels.vk.adapter import CAPS, VkAdapter, VkSettings
from ingest.channels.vk.mapping import EXAMPLES
from ingest.platform.channel import Channel

CHANNEL = Channel(
    source="vk",
    channels=("vk",),
    settings=VkSettings,
    required=("access_token|client_secret",),
    caps=CAPS,
    open=VkAdapter,
    examples=EXAMPLES,
)
