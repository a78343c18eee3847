"""Which channel a spelling means: the catalogue's, one that the database holds already, or a new one."""

from sqlalchemy import Connection, select

from ingest.channel_names import canonical, key_for, plain
from ingest.files.column_notes import Note
from ingest.schema import channel as channel_table


class ChannelKeys:
    """Spelling to channel key: by the catalogue, then by what the database already holds, else a new channel."""

    def __init__(self, connection: Connection | None) -> None:
        self.stored: dict[str, str] = {}
        self.new: dict[str, str] = {}
        """Keys that nobody knew before this load, with the spelling that made them."""
        self._known: set[str] = set()
        for key, title, aliases in connection.execute(_STORED) if connection else ():
            self._known.add(key)
            self.stored |= {plain(spelling): key for spelling in (key, title, *aliases)}

    def key(self, spelling: str) -> str:
        """The key for a spelling."""
        known = canonical(spelling)
        if known and (known.key in self._known or plain(spelling) not in self.stored):
            return known.key  # what was stored before the catalogue knew it keeps its key
        key = self.stored.get(plain(spelling)) or key_for(spelling)
        if key not in self._known:
            self.new.setdefault(key, spelling)
        return key

    def title(self, key: str, spelling: str) -> str:
        """The name under which a new channel is shown."""
        known = canonical(key)
        return known.en if known and known.key == key else spelling

    def notes(self) -> list[Note]:
        """Which channels are new."""
        return [("files-note-new-channel", {"channel": spelling, "code": key}) for key, spelling in self.new.items()]


_STORED = select(channel_table.c.key, channel_table.c.title, channel_table.c.aliases)
