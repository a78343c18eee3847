"""The process: how it starts, answers and ends."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from ingest.lease import living
from ingest.refresh.lock import only_one
from tests.conftest import TODAY
from tests.servers.held import Held
from tests.servers.http import serve
from tests.servers.meta import Meta
from tests.servers.world import make_world
from tests.ui.conftest import Running, start, stop
from tools.access import LOCAL
from tools.delivery.jobs import Jobs
from ui.first_data import load_demo

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    running = start(tmp_path)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()


def test_it_starts_on_an_empty_folder_with_demo_data_and_ends_on_a_signal_with_code_0(own: Running) -> None:
    assert httpx.get(f"{own.address}/healthz").json() == {"status": "ok"}
    assert load_demo(own.inside())["inserted"] == 0
    with own.inside().engine.connect() as connection:
        assert any(name.startswith("server@") for name in living(connection, own.inside().clock.now()))

    assert stop(own) == 0
    with own.inside().engine.connect() as connection:
        assert living(connection, own.inside().clock.now()) == []
    assert "Traceback" not in (own.data_dir / "server.log").read_text(encoding="utf-8")


def test_where_others_come_in_nothing_is_made_up_and_the_address_is_theirs(tmp_path: Path) -> None:
    theirs = {"DEMETRA_PUBLIC_URL": "https://ads.example", "DEMETRA_ADMIN_PASSWORD": "correct horse battery"}
    running = start(tmp_path, command="ui", language="en", **theirs)

    assert running.inside().metrics.catalogue().last_day is None
    assert stop(running) == 0
    said = (tmp_path / "server.log").read_text(encoding="utf-8")
    assert "There are no data yet" in said
    assert "https://ads.example" in said


def test_work_that_waits_for_a_silent_platform_does_not_hold_the_end_up(
    demo_url: str,
    tmp_path: Path,
) -> None:
    """A refresh sits in a thread, in a request that is not answered for minutes; a Meta that is only slow does so."""
    shutil.copyfile(demo_url.removeprefix("sqlite:///"), tmp_path / "demetra.db")
    platform = Held(Meta(make_world(first=TODAY, last=TODAY, prefix="12")))
    with serve(platform) as meta:
        hold = platform.hold(lambda _: True)
        given = {"META_ACCESS_TOKEN": "planted", "META_ACCOUNT_IDS": "1234567890", "META_BASE_URL": meta.base_url}
        running = start(tmp_path, command="ui", **given)
        place = httpx.post(f"{running.address}/api/sync/run-now").headers["location"]
        hold.reached()

        assert stop(running) == 0
        hold.let_go()

    log = (tmp_path / "server.log").read_text(encoding="utf-8")
    assert "Traceback" not in log
    inside = running.inside()
    jobs = Jobs(engine=inside.engine, now=inside.clock.now)
    left = jobs.get(LOCAL, place.rpartition("/")[2])
    assert (left.state, bool(left.problem)) == ("failed", True)
    with only_one(inside.engine, inside.clock.now) as lease:
        assert lease.mine  # the next refresh need not wait


def test_forecasts_that_are_being_fitted_do_not_hold_the_end_up(demo_url: str, tmp_path: Path) -> None:
    """Once its processes are told to stop, joblib never ends by itself what it has begun."""
    shutil.copyfile(demo_url.removeprefix("sqlite:///"), tmp_path / "demetra.db")
    running = start(tmp_path, command="ui")
    httpx.post(f"{running.address}/api/predictions/generate").raise_for_status()
    fitting = _fitting(running.process.pid)

    assert stop(running) == 0
    assert not any(_lives(number) for number in fitting)


def _lives(number: int) -> bool:
    """Whether a process of that number does anything; one that only waits to be buried does not."""
    said = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False)
    return bool(said.stdout.strip()) and not said.stdout.startswith("Z")


@retry(stop=stop_after_delay(60), wait=wait_fixed(0.05), retry=retry_if_exception_type(AssertionError), reraise=True)
def _fitting(parent: int) -> list[int]:
    """Numbers of the processes that fit for it, once there are any."""
    said = subprocess.run(
        ["pgrep", "-f", "-P", str(parent), "loky.*popen"], capture_output=True, text=True, check=False
    )
    found = [int(number) for number in said.stdout.split()]
    assert found
    return found


def test_unknown_addresses_of_the_interface_are_not_answered_with_the_page(server: Running) -> None:
    assert httpx.get(f"{server.address}/api/nothing").status_code == 404
    assert httpx.post(f"{server.address}/api/v1/nothing").status_code == 404


def test_every_answer_carries_the_policy(server: Running) -> None:
    for path in ("/", "/healthz", "/public/demetra.css", "/api/nothing"):
        headers = httpx.get(f"{server.address}{path}").headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_the_page_names_no_other_host(server: Running) -> None:
    page = httpx.get(server.address).text

    assert "https://" not in page
    assert TODAY.isoformat() not in page


def test_another_sites_page_is_turned_away(server: Running) -> None:
    foreign = httpx.get(f"{server.address}/ws/socket.io/?EIO=4", headers={"origin": "http://evil.example"})
    rebound = httpx.get(server.address, headers={"host": "evil.example"})

    assert (foreign.status_code, rebound.status_code) == (403, 403)


def test_a_download_that_does_not_exist_is_not_found(server: Running) -> None:
    assert httpx.get(f"{server.address}/files/{'0' * 32}.csv").status_code == 404
    assert httpx.get(f"{server.address}/files/..%2f..%2fdemetra.csv").status_code == 404
    assert httpx.get(f"{server.address}/files/{'0' * 32}.exe").status_code == 404
