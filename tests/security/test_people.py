"""The book of people, on both databases: passwords, waits after guessing, sessions that end, roles."""

import json
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import Engine, text
from typer.testing import CliRunner

from ingest.errors import InvalidInput, NotAllowed
from ingest.facts import Account
from ingest.store.store import Store
from tests.conftest import REAL_HASHER
from tests.security.conftest import GOOD, Clock
from tools.access import LOCAL, MAY, ROLES, Actor, DataScope, Role, entries
from tools.access.people import LONGEST_WAIT, TRIES, WAIT, People
from tools.access.sessions import EndedSessions
from ui.cli import app


def test_a_password_is_kept_as_argon2_and_nowhere_in_the_clear(people: People, engine: Engine) -> None:
    with engine.connect() as connection:
        stored = connection.execute(text("SELECT password_hash FROM app_user")).scalar_one()
        whole = str(connection.execute(text("SELECT * FROM audit_entry")).all())

    assert stored.startswith("$argon2id$")
    assert GOOD not in stored + whole


def test_guessing_a_stolen_hash_takes_the_work_that_the_standard_asks_for() -> None:
    """RFC 9106: with 64 MiB three passes over four lanes."""
    hasher = REAL_HASHER()

    assert (hasher.time_cost, hasher.parallelism) >= (3, 4)
    assert hasher.memory_cost >= 64 * 1024


def test_the_right_password_lets_in_and_another_does_not(people: People) -> None:
    found = people.sign_in("anna", GOOD)

    assert found is not None
    assert (found.person.name, found.person.role) == ("anna", "analyst")
    assert people.sign_in("anna", GOOD + " ") is None
    assert people.sign_in("nobody", GOOD) is None
    assert people.sign_in("", "") is None
    assert people.sign_in("a" * 10_000, "b" * 1_000_000) is None


def test_guessing_has_to_wait_longer_and_longer_and_the_right_password_too(people: People, clock: Clock) -> None:
    for _ in range(TRIES):
        assert people.sign_in("anna", "wrong") is None
    assert people.sign_in("anna", GOOD) is None

    clock.moment += WAIT
    assert people.sign_in("anna", "wrong") is None
    clock.moment += WAIT
    assert people.sign_in("anna", GOOD) is None
    clock.moment += LONGEST_WAIT
    assert people.sign_in("anna", GOOD) is not None
    assert people.sign_in("anna", "wrong") is None
    assert people.sign_in("anna", GOOD) is not None


def test_a_session_ends_with_the_password_and_with_the_person(people: People) -> None:
    def epoch() -> str:
        found = people.find("anna")
        assert found is not None
        return found.epoch

    for ending in (
        lambda: people.change_password("anna", "another good one", by="test"),
        lambda: people.disable("anna", disabled=True, by="test"),
        lambda: people.disable("anna", disabled=False, by="test"),
    ):
        before = epoch()
        ending()
        assert people.living("anna", before) is None
    assert people.living("anna", epoch()) is not None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("", "admin"), "name"),
        (("a\nb", "admin"), "name"),
        (("bob", "king"), "admin, analyst, marketer, manager, viewer"),
    ],
)
def test_what_can_not_be_entered_is_a_sentence(people: People, arguments: tuple[str, str], said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        people.add(*arguments, password=GOOD, by="test")


def test_short_passwords_unknown_channels_and_unknown_people_are_sentences(people: People) -> None:
    with pytest.raises(InvalidInput, match="10"):
        people.add("bob", "viewer", password="short", by="test")
    with pytest.raises(InvalidInput, match="nosuch"):
        people.add("bob", "viewer", scope=DataScope(channels=frozenset({"nosuch"})), by="test")
    with pytest.raises(InvalidInput, match="anna"):
        people.disable("bob", disabled=True, by="test")
    assert people.find("bob") is None


@pytest.fixture
def rita(people: People, store: Store) -> People:
    """The book with a person who sees one account of two."""
    with store.run(source="test", kind="file") as run:
        for name in (HOOFS, "ura-1"):
            run.account(Account(channel="vk", external_id=name, name=name, currency="RUB"))
    people.add("rita", "marketer", password=GOOD, scope=DataScope(accounts=frozenset({HOOFS})), by="test")
    return people


HOOFS = "Horns, Hoofs · RUB"


def _rights(people: People) -> tuple[str, DataScope]:
    found = people.find("rita")
    assert found is not None
    return found.person.role, found.person.scope


def test_what_is_not_named_stays_as_it_is(rita: People) -> None:
    own = DataScope(accounts=frozenset({HOOFS}))
    for role, scope, expected in (
        ("analyst", None, ("analyst", own)),
        ("analyst", DataScope(), ("analyst", own)),
        (None, DataScope(channels=frozenset({"vk"})), ("analyst", own.narrowed({"vk"}, None))),
    ):
        rita.add("rita", role, scope=scope, by="test")
        assert _rights(rita) == expected
    rita.add("anna", scope=DataScope(channels=frozenset({"vk"})), by="test")
    changed = rita.find("anna")
    assert changed is not None
    assert changed.person.role == "analyst"
    assert rita.sign_in("anna", GOOD) is not None


def test_only_its_own_word_widens_what_a_person_sees(rita: People) -> None:
    for scope in (DataScope(accounts=frozenset()), DataScope(channels=frozenset())):
        with pytest.raises(InvalidInput, match="at least one"):
            rita.add("rita", scope=scope, by="test")
    assert _rights(rita)[1] == DataScope(accounts=frozenset({HOOFS}))

    rita.add("rita", all_data=True, by="test")
    assert _rights(rita) == ("marketer", DataScope())


def test_the_book_says_the_rights_before_and_after(rita: People, engine: Engine) -> None:
    rita.add("rita", "analyst", all_data=True, by="boss")

    [changed, entered] = [one for one in entries(engine, limit=10) if one.body["user"] == "rita"]
    marketer = {"role": "marketer", "channels": None, "accounts": [HOOFS]}
    assert (entered.body["before"], entered.body["after"]) == (None, marketer)
    assert changed.body["before"] == marketer
    assert changed.body["after"] == {"role": "analyst", "channels": None, "accounts": None}


def test_a_name_with_a_comma_is_one_name_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = 'Date,Channel,Account,Campaign,Spend\n2026-11-20,vk,"Horns, Hoofs",A,1\n2026-11-20,vk,ura,B,1\n'
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> Result:
        named = {"DEMETRA_DATA_DIR": str(tmp_path), "DEMETRA_LANGUAGE": "en"}
        return CliRunner().invoke(app, words, input=f"{GOOD}\n", env=named)

    assert command("ingest", "a.csv", "--currency", "RUB").exit_code == 0
    for options, expected in (
        (("--accounts", f'"{HOOFS}",ura · RUB'), [HOOFS, "ura · RUB"]),
        (("--accounts", f'"{HOOFS}"', "--accounts", "ura · RUB"), [HOOFS, "ura · RUB"]),
        (("--role", "analyst"), [HOOFS, "ura · RUB"]),
        (("--accounts", f'"{HOOFS}"'), [HOOFS]),
        (("--all-data",), None),
    ):
        said = command("user", "add", "rita", *options, "--password-stdin", "--json")
        assert said.exit_code == 0, said.stderr
        assert json.loads(said.stdout)["accounts"] == (expected or [])
    refused = command("user", "add", "rita", "--accounts", ",")
    assert (refused.exit_code, '"Horns, Hoofs' in refused.stderr) == (2, True)


def test_an_ended_session_is_known_to_every_process_until_its_time_is_over(engine: Engine, clock: Clock) -> None:
    here, elsewhere = (EndedSessions(engine=engine, now=clock) for _ in range(2))
    here.end("a", clock.moment + timedelta(hours=1), by="anna")
    here.end("a", clock.moment + timedelta(hours=1), by="anna")

    assert elsewhere.has("a")
    assert not elsewhere.has("b")
    clock.moment += timedelta(hours=2)
    elsewhere.end("b", clock.moment + timedelta(hours=1), by="olga")
    assert (here.has("a"), here.has("b")) == (False, True)
    assert [one.actor for one in entries(engine, limit=9, action="signed-out")] == ["olga", "anna"]


def test_everything_is_noted(people: People, engine: Engine) -> None:
    people.sign_in("anna", "wrong")
    people.sign_in("anna", GOOD)
    people.disable("anna", disabled=True, by="boss")

    noted = [(one.actor, one.action) for one in entries(engine, limit=10)]
    assert noted[:3] == [("boss", "user-disabled"), ("anna", "signed-in"), ("anna", "sign-in-refused")]


def test_roles_grow_and_the_viewer_changes_nothing() -> None:
    order: list[Role] = ["viewer", "manager", "marketer", "analyst", "admin"]

    assert set(order) == set(ROLES)
    assert all(MAY[lower] < MAY[higher] for lower, higher in pairwise(order))
    assert MAY["viewer"] == {"ask"}


def test_whoever_sees_a_part_does_not_act_on_the_whole() -> None:
    bounded = Actor(name="x", role="admin", scope=DataScope(channels=frozenset({"vk"})))

    assert not bounded.may("unload")
    assert bounded.may("export")
    assert LOCAL.may("people")
    with pytest.raises(NotAllowed):
        bounded.must("people")
