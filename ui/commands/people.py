"""`user` and `audit`: who may sign in, as what, whose rows they see, and what was done."""

import sys
from typing import Annotated, Any

import typer

from agent.bootstrap import Demetra
from ingest.errors import InvalidInput
from ingest.scope import listed, written
from tools.access import DataScope, entries
from tools.access.people import Member, People
from ui.console import As, Json, acting_for, deliberate, emit, opened, spoken, tell

user = typer.Typer(help="Who may sign in, as what, and whose rows they see.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="As they sign in.")]
FromInput = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]
BY = "command line"
LISTED = "separated by commas (in quotes a name that has one), or the option again"


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
    role: Annotated[
        str | None, typer.Option(help="admin, analyst, marketer, manager or viewer; a new person is a viewer.")
    ] = None,
    channels: Annotated[list[str] | None, typer.Option(help=f"Only these channels, by key, {LISTED}.")] = None,
    accounts: Annotated[list[str] | None, typer.Option(help=f"Only these accounts, by id or name, {LISTED}.")] = None,
    all_data: Annotated[bool, typer.Option("--all-data", help="Take earlier bounds away.")] = False,
    password_stdin: FromInput = False,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Enter a person, who is asked for a password, or change what is named of one who is there; the rest stays."""
    people, running, by = _people(acting, "user add")
    scope = DataScope(channels=_listed(channels), accounts=_listed(accounts))
    secret = _asked(running, stdin=password_stdin) if people.find(name) is None else ""
    added = people.add(name, role, password=secret, scope=scope, all_data=all_data, by=by)
    if as_json:
        emit(_document(added))
        return
    bounds = _bounds(added) or spoken("access-all-data", running)
    tell(spoken("access-saved", running, user=name, role=added.person.role, bounds=bounds))


@deliberate
def show(acting: As = "", as_json: Json = False) -> None:
    """Everybody, with role and scope."""
    people, running, _ = _people(acting, "user list")
    everybody = people.all()
    if as_json:
        emit({"users": [_document(one) for one in everybody]})
        return
    if not everybody:
        tell(spoken("access-nobody", running))
    for member in everybody:
        one, state = member.person, spoken("access-disabled", running) if member.disabled else ""
        tell("  ".join(part for part in (one.name, one.role, _bounds(member), state) if part))


@deliberate
def disable(name: Name, acting: As = "", as_json: Json = False) -> None:
    """Keep a person out, at once, wherever they are signed in."""
    _switch(name, acting, disabled=True, as_json=as_json)


@deliberate
def enable(name: Name, acting: As = "", as_json: Json = False) -> None:
    """Let a person in again."""
    _switch(name, acting, disabled=False, as_json=as_json)


def _switch(name: str, acting: str, *, disabled: bool, as_json: bool) -> None:
    people, running, by = _people(acting, "user disable" if disabled else "user enable")
    people.disable(name, disabled=disabled, by=by)
    key = "access-now-disabled" if disabled else "access-now-enabled"
    emit({"user": name, "disabled": disabled}) if as_json else tell(spoken(key, running, user=name))


@deliberate
def password(name: Name, password_stdin: FromInput = False, acting: As = "", as_json: Json = False) -> None:
    """Set a person's password; their sessions end."""
    people, running, by = _people(acting, "user password")
    people.change_password(name, _asked(running, stdin=password_stdin), by=by)
    emit({"user": name, "changed": True}) if as_json else tell(spoken("access-password-changed", running, user=name))


@deliberate
def audit(
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="How many, the newest first.")] = 50,
    actor: Annotated[str, typer.Option(help="Only what this person did.")] = "",
    action: Annotated[str, typer.Option(help="Only this: signed-in, rule-added ...")] = "",
    acting: As = "",
    as_json: Json = False,
) -> None:
    """What was done, by whom and when."""
    _, running, _ = _people(acting, "audit")
    found = entries(running.engine, limit=limit, actor=actor, action=action)
    if as_json:
        emit({"entries": [{"at": e.at.isoformat(), "actor": e.actor, "action": e.action, **e.body} for e in found]})
        return
    for one in found:
        about = ", ".join(f"{name}={value}" for name, value in one.body.items())
        tell(f"{one.at.astimezone(running.clock.zone):%Y-%m-%d %H:%M:%S}  {one.actor}  {one.action}  {about}".rstrip())


def _people(acting: str, command: str) -> tuple[People, Demetra, str]:
    """The book, what is running, and who does it."""
    running = opened()
    person = acting_for(running, acting, command)
    return People(engine=running.engine, now=running.clock.now), running, person.name if acting else BY


def _listed(texts: list[str] | None) -> frozenset[str] | None:
    """What an option names; None when it was not given, which is not the same as naming nothing."""
    return listed(texts) if texts else None


def _bounds(one: Member) -> str:
    """What a person sees, where it is not everything."""
    scope = one.person.reach
    sides = (("channels", scope.channels), ("accounts", scope.accounts))
    return "; ".join(f"{kind}: {written(sorted(names))}" for kind, names in sides if names is not None)


def _asked(running: Demetra, *, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise InvalidInput("access-password-needed")
    return str(typer.prompt(spoken("access-password-prompt", running), hide_input=True, confirmation_prompt=True))


def _document(one: Member) -> dict[str, Any]:
    scope = one.person.reach
    return {
        "name": one.person.name,
        "role": one.person.role,
        "channels": sorted(scope.channels) if scope.channels is not None else [],
        "accounts": sorted(scope.accounts) if scope.accounts is not None else [],
        "client": one.person.client,
        "disabled": one.disabled,
        "password": one.has_password,
        "telegram": one.telegram,
    }
