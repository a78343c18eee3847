"""What the schema says holds for whatever is sent: a running server is asked things that nobody would think of."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import CHECKS

from tests.ui.conftest import Running, start, stop
from tools.access import DataScope
from tools.access.people import People
from tools.access.tokens import TokenBook

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("schema")]
CASES: Final = int(os.getenv("SCHEMA_CASES", "1000"))  # noqa: TID251 - more of them by hand
"""In all, over the operations."""
HELD: Final = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
BOUNDED: Final = DataScope(channels=frozenset({"tiktok"}))


@pytest.fixture(params=["whole", "bounded"])
def asked(request: pytest.FixtureRequest, demo_url: str, tmp_path: Path) -> Iterator[tuple[Running, dict[str, str]]]:
    """A server, and the headers of whoever asks it: who sits at the machine, or a person who sees one channel."""
    shutil.copyfile(demo_url.removeprefix("sqlite:///"), tmp_path / "demetra.db")
    quick = {"DEMETRA_REQUESTS_A_MINUTE": "1000000", "DEMETRA_QUESTIONS_A_MINUTE": "1000000"}
    server = start(tmp_path, language="en", command="ui", **quick)
    headers = {}
    if request.param == "bounded":
        inside = server.inside()
        engine, now = inside.engine, inside.clock.now
        People(engine=engine, now=now).add(
            "tina", "analyst", password="correct horse battery", scope=BOUNDED, by="test"
        )
        secret, _ = TokenBook(engine=engine, now=now).create("tina", "test", ["write"], days=None, by="test")
        stop(server)
        server = start(tmp_path, language="en", command="ui", **quick)
        headers = {"authorization": f"Bearer {secret}"}
    yield server, headers
    stop(server)


def test_no_server_error_and_no_answer_that_the_schema_does_not_know(asked: tuple[Running, dict[str, str]]) -> None:
    server, headers = asked
    schema = schemathesis.openapi.from_url(f"{server.address}/api/openapi.json", headers=headers)
    operations = [found.ok() for found in schema.get_all_operations()]
    checks = [check for check in CHECKS.get_all() if check.__name__ in HELD]
    assert len(checks) == len(HELD)
    broken: dict[str, str] = {}
    for operation in operations:
        try:
            _tried(operation, headers, checks, CASES // len(operations) + 1)
        except (AssertionError, schemathesis.errors.SchemathesisError, BaseExceptionGroup) as failure:
            broken[operation.label] = str(failure)[:1500]
    assert not broken, "\n\n".join(f"{label}: {why}" for label, why in broken.items())


def _tried(operation: Any, headers: dict[str, str], checks: list[Any], cases: int) -> None:
    @seed(17)
    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def one(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=checks, timeout=60)

    one()
