"""The audit as a table of the chat; everything in it is a stranger's text and is put in as text."""

import re
from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from ingest.texts import Language, say
from tools.access import Entry
from ui.chat.render import Piece

AUDIT: Final = re.compile(
    r"\s*(?:"
    r"/?(?:audit|аудит|журнал)"
    r"|(?:(?:покажи|открой|выведи|дай)(?:те)?(?: мне)?|(?:show|open|give|see)(?: me)?)\s+(?:the\s+|our\s+|наш\s+)?"
    r"(?:audit(?:\s+(?:log|trail|table))?|аудит|журнал(?:\s+(?:аудита|действий|событий|изменений))?)"
    r"|(?:audit (?:log|trail)|журнал (?:аудита|действий|событий|изменений))"
    r"|who (?:did|has done|changed|has changed|loaded|asked) (?:what|anything|something)(?: (?:lately|recently|here))?"
    r"|what (?:was|has been) (?:done|changed) by (?:whom|who)"
    r"|кто (?:и )?(?:что|чего) (?:\w+ )?(?:делал|сделал|менял|изменил|изменял|загружал|загрузил|спрашивал)\w*"
    r"|кто (?:делал|сделал|менял|изменил|изменял|загружал|загрузил|спрашивал) (?:и )?что"
    r")\s*[.!?]*\s*",
    re.I,
)
"""What shows who did what, said in whole: a question of figures that only has such a word is none of it."""


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
