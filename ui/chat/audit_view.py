"""The audit as a table of the chat; everything in it is a stranger's text and is put in as text."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from ingest.texts import Language, say
from tools.access import Entry
from ui.chat.render import Piece


def audit_piece(found: Sequence[Entry], language: Language, zone: ZoneInfo) -> Piece:
    """When, who, what and about what, as they were noted."""
    rows = [
        [
            f"{one.at.astimezone(zone):%Y-%m-%d %H:%M:%S}",
            one.actor,
            one.action,
            "; ".join(f"{name}: {value}" for name, value in one.body.items() if value not in ("", None)),
        ]
        for one in found
    ]
    heads = [say(f"chat-audit-{name}", language) for name in ("when", "who", "what", "about")]
    words = {name: say(f"chat-table-{name}", language) for name in ("sort", "more", "find")}
    columns = [{"title": head, "numeric": False} for head in heads]
    props = {"columns": columns, "rows": rows, "keys": rows, "shown": "", "title": "", "files": [], "words": words}
    return Piece(name="DemetraTable", props=props)
