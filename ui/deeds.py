"""What each command takes of whoever it acts for: one table, read by the commands and by the page about security."""

from collections.abc import Mapping
from typing import Final

from tools.access.roles import Deed

COMMAND_DEEDS: Final[Mapping[str, Deed]] = {
    "ask": "ask",
    "query": "ask",
    "forecast": "ask",
    "backtest": "ask",
    "allocate": "ask",
    "recommend": "ask",
    "digest": "ask",
    "report": "export",
    "alerts list": "ask",
    "alerts check": "refresh",
    "alerts ack": "acknowledge",
    "alerts snooze": "acknowledge",
    "alerts mute": "acknowledge",
    "alerts unmute": "acknowledge",
    "alerts assign": "acknowledge",
    "alerts backtest": "ask",
    "alerts rules list": "ask",
    "alerts rules add": "subscribe",
    "alerts rules set": "subscribe",
    "alerts rules remove": "subscribe",
    "ingest": "load",
    "loads": "unload",
    "unload": "unload",
    "demo": "unload",
    "refresh": "refresh",
    "rates list": "ask",
    "rates add": "define",
    "rates load": "define",
    "rates remove": "define",
    "mcp": "ask",
    "doctor": "people",
    "backup": "people",
    "restore": "people",
    "audit": "people",
    "user add": "people",
    "user list": "people",
    "user disable": "people",
    "user enable": "people",
    "user password": "people",
    "client set": "people",
    "client free": "people",
    "client list": "people",
    "token create": "people",
    "token list": "people",
    "token revoke": "people",
    "telegram link": "people",
}
"""By the words of the command. Rules of one's own take `subscribe`; the team's take `rules` besides."""
PROCESSES: Final = ("up", "ui", "worker", "migrate")
"""Commands that act for nobody: they are Demetra itself."""
