"""Meta Marketing API: one ad account feeds the channels Facebook and Instagram.

Instagram is what `publisher_platform=instagram` delivered; every other surface of Meta (Audience Network, Messenger,
Threads) counts as Facebook, so that the two channels together equal the account.
"""

from ingest.channels.meta.adapter import CAPS, MetaAdapter, MetaSettings
from ingest.channels.meta.mapping import EXAMPLES
from ingest.platform.channel import Channel

CHANNEL = Channel(
    source="meta",
    channels=("facebook", "instagram"),
    settings=MetaSettings,
    required=("access_token",),
    caps=CAPS,
    open=MetaAdapter,
    examples=EXAMPLES,
)
