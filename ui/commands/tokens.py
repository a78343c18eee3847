"""`token`: the tokens by which programs act for a person."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from agent.bootstrap import Demetra
from tools.access.tokens import TOKEN_SCOPES, ApiToken, TokenBook
from ui.commands.querying import names
from ui.console import As, Json, acting_for, deliberate, emit, opened, spoken, tell

token = typer.Typer(help="Tokens by which programs act for a person.", no_args_is_help=True)
BY = "command line"


def add_to(app: typer.Typer) -> None:
    """Registers the commands."""
    token.command("create")(create)
    token.command("list")(show)
    token.command("revoke")(revoke)
    app.add_typer(token, name="token")


@deliberate
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person for whom it acts.")],
    scope: Annotated[str, typer.Option(help=f"Comma-separated: {', '.join(TOKEN_SCOPES)}.")] = "read",
    label: Annotated[str, typer.Option(help="What it is for.")] = "token",
    days: Annotated[
        int | None, typer.Option(min=1, max=3650, help="Days after which it ends; never by itself.")
    ] = None,
    acting: As = "",
    as_json: Json = False,
) -> None:
    """Make a token; it is shown this once."""
    tokens, running, by = _tokens(acting, "create")
    secret, made = tokens.create(name, label, names(scope), days=days, by=by)
    if as_json:
        emit({"token": secret, **_document(made)})
        return
    tell(spoken("access-token-made", running, user=made.user, scopes=", ".join(made.scopes)))
    tell(secret)


@deliberate
def show(acting: As = "", as_json: Json = False) -> None:
    """All tokens, without their secrets."""
    tokens, running, _ = _tokens(acting, "list")
    known = tokens.all()
    if as_json:
        emit({"tokens": [_document(one) for one in known]})
        return
    for one in known:
        state = spoken("access-token-revoked", running) if one.revoked else ""
        ends = "" if one.expires_at is None else f"< {one.expires_at.astimezone(running.clock.zone):%Y-%m-%d}"
        parts = (str(one.id), one.user, f"{one.hint}…", ",".join(one.scopes), one.name, ends, state)
        tell("  ".join(part for part in parts if part))
    if not known:
        tell(spoken("access-no-tokens", running))


@deliberate
def revoke(
    number: Annotated[int, typer.Argument(metavar="ID", help="Its number, as `demetra token list` shows it.")],
    acting: As = "",
    as_json: Json = False,
) -> None:
    """End a token at once."""
    tokens, running, by = _tokens(acting, "revoke")
    ended = tokens.revoke(number, by=by)
    emit(_document(ended)) if as_json else tell(spoken("access-token-ended", running, id=number, user=ended.user))


def _tokens(acting: str, command: str) -> tuple[TokenBook, Demetra, str]:
    """The book, what is running, and who does it."""
    running = opened()
    person = acting_for(running, acting, f"token {command}")
    return TokenBook(engine=running.engine, now=running.clock.now), running, person.name if acting else BY


def _document(one: ApiToken) -> dict[str, Any]:
    moments = ("created_at", "expires_at", "last_used_at")
    written = {name: None if (moment := getattr(one, name)) is None else moment.isoformat() for name in moments}
    return {**asdict(one), "scopes": list(one.scopes), **written}
