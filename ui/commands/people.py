"""`user` and `audit`: who may sign in, as what, whose rows they see, and what was done."""

import sys
from typing import Annotated, Any

import typer

from ingest.errors import InvalidInput
from tools.access import DataScope, entries
from tools.access.people import Member, People
from ui.console import Json, deliberate, emit, opened, spoken, tell

user = typer.Typer(help="Who may sign in, as what, and whose rows they see.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="As they sign in.")]
FromInput = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]
BY = "command line"


def add_to(app: typer.Typer) -> None:
    """Registers the commands."""
    user.command("add")(add)
    user.command("list")(show)
    user.command("disable")(disable)
    user.command("enable")(enable)
    user.command("password")(password)
    app.add_typer(user, name="user")
    app.command("audit")(audit)


@deliberate
def add(
    name: Name,
    role: Annotated[str, typer.Option(help="admin, analyst, marketer, manager or viewer.")] = "viewer",
    channels: Annotated[str, typer.Option(help="Only these channels, by key, separated by commas.")] = "",
    accounts: Annotated[str, typer.Option(help="Only these accounts, by the platform's id, separated by commas.")] = "",
    password_stdin: FromInput = False,
    as_json: Json = False,
) -> None:
    """Enter a person, or change their role and scope; asks for a password."""
    people, running = _people()
    scope = DataScope(channels=_listed(channels), accounts=_listed(accounts))
    secret = _asked(running, stdin=password_stdin) if people.find(name) is None else ""
    added = people.add(name, role, password=secret, scope=scope, by=BY)
    emit(_document(added)) if as_json else tell(spoken("access-saved", running, user=name, role=role))


@deliberate
def show(as_json: Json = False) -> None:
    """Everybody, with role and scope."""
    people, running = _people()
    everybody = [_document(one) for one in people.all()]
    if as_json:
        emit({"users": everybody})
        return
    if not everybody:
        tell(spoken("access-nobody", running))
    for one in everybody:
        state = spoken("access-disabled", running) if one["disabled"] else ""
        scope = "; ".join(f"{kind}: {', '.join(one[kind])}" for kind in ("channels", "accounts") if one[kind])
        tell("  ".join(part for part in (one["name"], one["role"], scope, state) if part))


@deliberate
def disable(name: Name, as_json: Json = False) -> None:
    """Keep a person out, at once, wherever they are signed in."""
    _switch(name, disabled=True, as_json=as_json)


@deliberate
def enable(name: Name, as_json: Json = False) -> None:
    """Let a person in again."""
    _switch(name, disabled=False, as_json=as_json)


def _switch(name: str, *, disabled: bool, as_json: bool) -> None:
    people, running = _people()
    people.disable(name, disabled=disabled, by=BY)
    key = "access-now-disabled" if disabled else "access-now-enabled"
    emit({"user": name, "disabled": disabled}) if as_json else tell(spoken(key, running, user=name))


@deliberate
def password(name: Name, password_stdin: FromInput = False, as_json: Json = False) -> None:
    """Set a person's password; their sessions end."""
    people, running = _people()
    people.change_password(name, _asked(running, stdin=password_stdin), by=BY)
    emit({"user": name, "changed": True}) if as_json else tell(spoken("access-password-changed", running, user=name))


@deliberate
def audit(
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="How many, the newest first.")] = 50,
    actor: Annotated[str, typer.Option(help="Only what this person did.")] = "",
    action: Annotated[str, typer.Option(help="Only this: signed-in, rule-added ...")] = "",
    as_json: Json = False,
) -> None:
    """What was done, by whom and when."""
    _, running = _people()
    found = entries(running.engine, limit=limit, actor=actor, action=action)
    if as_json:
        emit({"entries": [{"at": e.at.isoformat(), "actor": e.actor, "action": e.action, **e.body} for e in found]})
        return
    for one in found:
        about = ", ".join(f"{name}={value}" for name, value in one.body.items())
        tell(f"{one.at.astimezone(running.clock.zone):%Y-%m-%d %H:%M:%S}  {one.actor}  {one.action}  {about}".rstrip())


def _people() -> tuple[People, Any]:
    running = opened()
    return People(engine=running.engine, now=running.clock.now), running


def _listed(text: str) -> frozenset[str] | None:
    return frozenset(part.strip() for part in text.split(",") if part.strip()) or None


def _asked(running: Any, *, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise InvalidInput("access-password-needed")
    return str(typer.prompt(spoken("access-password-prompt", running), hide_input=True, confirmation_prompt=True))


def _document(one: Member) -> dict[str, Any]:
    scope = one.person.scope
    return {
        "name": one.person.name,
        "role": one.person.role,
        "channels": sorted(scope.channels) if scope.channels is not None else [],
        "accounts": sorted(scope.accounts) if scope.accounts is not None else [],
        "disabled": one.disabled,
        "password": one.has_password,
        "telegram": one.telegram,
    }
