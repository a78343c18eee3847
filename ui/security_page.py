"""`docs/security.md`, from the same tables that the program holds to: roles, tools, limits, addresses."""

from pathlib import Path
from typing import Final

from agent.analyst import LONGEST_WAIT_S
from ingest.files import limits
from ingest.settings import Settings
from tools.access.people import LONGEST_WAIT, SHORTEST, TRIES, WAIT
from tools.access.roles import DEEDS, MAY, ROLES, Role
from tools.access.tokens import TOKEN_SCOPES
from tools.tool import Tool, find_tools
from ui.chat.uploads import LOOKING_S
from ui.deeds import COMMAND_DEEDS, PROCESSES
from ui.door.addresses import LARGEST_BODY, OPEN
from ui.door.guard import POLICY, SIGN_INS_A_MINUTE, WRONG_SIGN_INS_A_MINUTE
from ui.door.receiving import MOST_KEPT, SPARE_BYTES
from ui.door.socket import MOST_CHARACTERS, MOST_FILES
from ui.mcp.offer import WITHIN

PAGE: Final = Path(__file__).parents[1] / "docs" / "security.md"
_MB: Final = 1 << 20
SURFACES: Final = ("chat", "Telegram", "CLI `--as`", "REST", "MCP")
"""Where a person or a program can call tools."""

_HEAD: Final = """# Security

Made by `make docs` from the tables that the program itself holds to.

## Who comes in

On loopback without people, whoever sits at the machine is the administrator and the server says so. As soon as it listens beyond loopback, or a
public name is configured, it refuses to start until somebody can sign in: `demetra user add NAME --role admin`, `DEMETRA_ADMIN_PASSWORD`, a trusted
proxy's header (`DEMETRA_SIGN_IN_HEADER` with `DEMETRA_TRUSTED_PROXIES`) or an identity provider (`DEMETRA_SIGN_IN_OAUTH`). Passwords are Argon2id
hashes. A session ends with its time, with the password, and at once when the person is disabled. What was done, by whom and when: `demetra audit`.

Requests for names that are not the server's (DNS rebinding) and from other sites' pages are refused; bare IP addresses can't be rebound.
"""
_SCOPE: Final = """
## Whose data

`demetra user add NAME --channels vk,google_ads --accounts 123,456` bounds what a person sees. What is not named stays as it is; only `--all-data` widens. The bound is a filter in the metric engine: totals,
shares, names in suggestions and questions back, notes, forecasts, alerts, digests, reports and exports are computed as if the rest were not there.
What was stored about a whole channel (budgets, goals, its alerts, the record of its forecasts) is told only to who sees all of the channel. Nobody above
the engine can lift the bound, and whoever sees a part neither takes loads back, nor says what words mean for all, nor manages people.

A conversation is its owner's alone until they share it by its link. Then whoever is signed in reads it, without its files and buttons: not at all if
they see less of the data than its owner saw at any moment of it, and without the answers that their own role is not given. A link that is shared no
more, and one that never was, look alike.

## Several clients in one database

`demetra client set NAME --accounts ID,ID` says whose the accounts are. From then on people look at **one client at a time**: they choose it on the
dashboard, in the settings beside the input, or in words, here and in Telegram: «расход по клиенту Ромашка», "switch to client Romashka". The choice is
kept with the person and narrows the bound above, in the engine: every question after it, cards, alerts, advice, digests, reports, files, commands
`--as` and interfaces are of that client alone, and answers name it. Whoever is bound to accounts of several clients begins with the first of them.
«Все клиенты» / "all clients" is a choice too; whoever sees all data begins with it. Totals over several clients are never silent: the answer, the
digest and the report name whose they are. A program names its client itself, `?client=NAME` (`*`: all), so that nobody's choice moves its figures.
Alerts do not wait to be looked at: Telegram tells of all clients that are a person's, each alert with its client's name, and its buttons act.
What a person may *do* does not shrink with what they look at. A client that is not theirs is no client, and is told like one that does not exist.
Whose accounts an id is, is the id's: give two clients no accounts of one id on two platforms.
"""
_TRIED: Final = """
## How it is tried

`task security`: ids, paths, threads, bombs, guessing, other sites' pages, rebound names, made-up sessions and tokens, names that are orders, 300 questions
of a person who sees a part, every role at every tool of every surface, and nonsense for a while at each place that takes something from outside.
`task faults`: processes killed, a full disk, a folder that can't be written, a database stopped, locked, damaged or newer, a clock that jumps or
skips an hour, the 29th of February, a model that is slow, empty, broken or lying, Telegram away.
"""


def page() -> str:
    """The whole page."""
    return "\n".join(
        [_HEAD, *_roles(), *_tools(), *_commands(), *_tokens(), _SCOPE, *_limits(), _TRIED, *_addresses(), ""]
    )


def _roles() -> list[str]:
    rows = [f"| {deed} | {' | '.join('yes' if deed in MAY[role] else '' for role in ROLES)} |" for deed in DEEDS]
    return ["## Roles", "", f"| may | {' | '.join(ROLES)} |", "|---" * (len(ROLES) + 1) + "|", *rows]


def reaches(tool: Tool, role: Role, surface: str) -> bool:
    """Whether the role calls the tool there; assistants are not offered what another tool of theirs says."""
    return tool.deed in MAY[role] and not (surface == "MCP" and tool.name in WITHIN)


def _tools() -> list[str]:
    known = find_tools()
    rows = [
        f"| `{name}` | {_needed(known[name])} | {' | '.join(_open_to(known[name], one) for one in SURFACES)} |"
        for name in sorted(known)
    ]
    told = (
        "Held where tools are called: the same for digests and reports. Each cell is measured on a running server, by "
        "people of each role and a model that calls what it is told to."
    )
    head = f"| tool | needs | {' | '.join(SURFACES)} |"
    return ["", "## Tools", "", told, "", head, "|---" * (len(SURFACES) + 2) + "|", *rows]


def _needed(tool: Tool) -> str:
    """What a call needs; what changes something for everybody needs more."""
    more = [f"`{deed}` ({', '.join(role for role in ROLES if deed in MAY[role])})" for deed in tool.changing]
    return f"{tool.deed}; to change: {', '.join(more)}" if more else tool.deed


def _open_to(tool: Tool, surface: str) -> str:
    roles = [role for role in ROLES if reaches(tool, role, surface)]
    if not roles:
        return f"in `{WITHIN[tool.name]}`"
    return "all" if len(roles) == len(ROLES) else ", ".join(roles)


def _commands() -> list[str]:
    by_deed = {deed: [name for name, needs in COMMAND_DEEDS.items() if needs == deed] for deed in DEEDS}
    rows = [
        f"| {deed} | {', '.join(role for role in ROLES if deed in MAY[role])} | {', '.join(f'`{one}`' for one in named)} |"
        for deed, named in by_deed.items()
        if named
    ]
    told = (
        "`demetra ... --as NAME` acts for a person: with their rights, of their data, under their name in the audit. Without "
        "it whoever sits at the machine is the administrator: they own the database file anyway. "
        f"{', '.join(f'`{one}`' for one in PROCESSES)} are Demetra itself and act for nobody."
    )
    return ["", "## Commands", "", told, "", "| needs | roles | commands |", "|---|---|---|", *rows]


def _tokens() -> list[str]:
    rows = [
        f"| {scope} | {', '.join(deed for deed in DEEDS if deed in lent)} |" for scope, lent in TOKEN_SCOPES.items()
    ]
    told = (
        "Programs come with a token of a person (`demetra token create NAME --scope read`): it may what both the person "
        "and the scope may, and sees what the person sees. Only its hash is stored; it ends with its time, when it is "
        "revoked and when the person is disabled."
    )
    return ["", "## Tokens", "", told, "", "| scope | lends |", "|---|---|", *rows]


def _limits() -> list[str]:
    fields = Settings.model_fields
    rows = {
        "a question": f"{fields['question_characters'].default} characters (`DEMETRA_QUESTION_CHARACTERS`), {LONGEST_WAIT_S} s; "
        f"{fields['questions_a_minute'].default} a minute of one person (`DEMETRA_QUESTIONS_A_MINUTE`)",
        "work of seconds (forecasts, budgets, advice)": "one at a time in a line of its own, one of each person in it",
        "a message on the socket": f"{MOST_CHARACTERS} characters, {MOST_FILES} files",
        "a request that is no file": f"{LARGEST_BODY // _MB} MB",
        "an attached file": f"{fields['upload_mb'].default} MB (`DEMETRA_UPLOAD_MB`), {MOST_KEPT} a conversation, "
        f"{SPARE_BYTES // _MB} MB of the disk left free",
        "reading it, attached or by `demetra ingest`": f"a process of its own, {fields['reading_mb'].default} MB (`DEMETRA_READING_MB`), {LOOKING_S} s to "
        f"recognise, {fields['reading_seconds'].default} s to load (`DEMETRA_READING_SECONDS`), two at a time",
        "what it unfolds to": f"{limits.MOST_RATIO} times its size beyond {limits.UNSUSPECTED // _MB} MB; a text "
        f"{limits.MOST_UNPACKED // _MB} MB, a workbook {limits.MOST_BOOK // _MB} MB and {limits.MOST_ENTRIES} parts",
        "a sheet": f"{limits.MOST_ROWS} rows, {limits.MOST_CELLS} cells",
        "JSON": f"{limits.DEEPEST} levels",
        "requests to the interfaces": f"{fields['requests_a_minute'].default} a minute of one person or token "
        "(`DEMETRA_REQUESTS_A_MINUTE`)",
        "signing in": f"{WRONG_SIGN_INS_A_MINUTE} wrong tries a minute from one address, {SIGN_INS_A_MINUTE} with those that succeed; "
        f"after {TRIES} wrong passwords a name waits "
        f"{WAIT.seconds} s, doubling to {LONGEST_WAIT.seconds // 60} min; passwords of {SHORTEST} characters and more",
        "pictures, downloads, attached files": f"{fields['files_days'].default} days (`DEMETRA_FILES_DAYS`)",
        "a conversation, after its last word": f"{fields['conversations_days'].default} days "
        "(`DEMETRA_CONVERSATIONS_DAYS`)",
        "the audit": f"{fields['audit_days'].default} days (`DEMETRA_AUDIT_DAYS`)",
        "the log of unexpected errors": f"{fields['log_mb'].default} MB and two before it (`DEMETRA_LOG_MB`)",
        "a session": f"{fields['session_hours'].default} hours (`DEMETRA_SESSION_HOURS`)",
    }
    return [
        "## Limits",
        "",
        "| what | how much |",
        "|---|---|",
        *(f"| {name} | {text} |" for name, text in rows.items()),
    ]


def _addresses() -> list[str]:
    methods = [f"* `{method}` `{pattern.pattern}`" for method, pattern in OPEN.items()]
    return ["", "## Addresses that are served", "", *methods, "", "Every page carries", "", f"> {POLICY}"]


def main() -> None:
    """Writes the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
