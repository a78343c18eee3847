"""Tokens of programs: a part of what their person may, on the person's data, and worth nothing afterwards."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from ingest.errors import InvalidInput, NotAllowed
from tests.security.conftest import Clock
from tools.access import DEEDS, MAY, ROLES, Role, entries
from tools.access.people import People
from tools.access.tokens import TOKEN_SCOPES, TokenBook


@pytest.fixture
def tokens(people: People, clock: Clock) -> TokenBook:
    return TokenBook(engine=people.engine, now=clock)


def test_a_token_speaks_for_its_person_and_only_its_hash_is_kept(tokens: TokenBook) -> None:
    secret, made = tokens.create("anna", "grafana", ["read"], days=None, by="test")

    actor = tokens.actor(secret)
    assert actor is not None
    assert (actor.name, actor.role) == ("anna", "analyst")
    assert (made.hint, made.scopes) == (secret[:9], ("read",))
    with tokens.engine.connect() as connection:
        stored = " ".join(map(str, connection.execute(text("SELECT * FROM api_token")).one()))
    assert secret not in stored
    assert [one.action for one in entries(tokens.engine, limit=1)] == ["token-created"]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("scope", sorted(TOKEN_SCOPES))
def test_a_token_may_what_both_its_person_and_its_scope_may(
    tokens: TokenBook, people: People, role: Role, scope: str
) -> None:
    people.add("x", role, by="test")
    secret, _ = tokens.create("x", "test", [scope], days=None, by="test")
    actor = tokens.actor(secret)

    assert actor is not None
    assert {deed for deed in DEEDS if actor.may(deed)} == MAY[role] & TOKEN_SCOPES[scope]


def test_what_the_role_allows_and_the_token_does_not_is_said_so(tokens: TokenBook) -> None:
    actor = tokens.actor(tokens.create("anna", "test", ["read"], days=None, by="test")[0])

    assert actor is not None
    with pytest.raises(NotAllowed, match="wider scope"):
        actor.must("refresh")
    with pytest.raises(NotAllowed, match="administrator"):
        actor.must("people")


def test_it_ends_with_its_time_its_person_and_its_revoking(tokens: TokenBook, people: People, clock: Clock) -> None:
    short, _ = tokens.create("anna", "short", ["read"], days=1, by="test")
    long, made = tokens.create("anna", "long", ["read"], days=None, by="test")
    clock.moment += timedelta(days=1)

    assert tokens.actor(short) is None
    people.disable("anna", disabled=True, by="test")
    assert tokens.actor(long) is None
    people.disable("anna", disabled=False, by="test")
    assert tokens.actor(long) is not None
    tokens.revoke(made.id, by="test")
    assert tokens.actor(long) is None
    assert tokens.actor("dm_guess") is None
    assert tokens.all()[1].last_used_at == clock.moment


@pytest.mark.parametrize(
    ("user", "name", "scopes"),
    [("otto", "x", ["read"]), ("anna", " ", ["read"]), ("anna", "x", ["root"]), ("anna", "x", [])],
)
def test_what_can_not_be_used_is_refused(tokens: TokenBook, user: str, name: str, scopes: list[str]) -> None:
    with pytest.raises(InvalidInput):
        tokens.create(user, name, scopes, days=None, by="test")
