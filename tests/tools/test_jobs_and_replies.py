"""Work that goes on elsewhere, and repeated requests: each told the truth, on both databases."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from ingest.database import writing
from ingest.errors import NotFound
from tests.conftest import NOW
from tools.access import LOCAL, Actor, DataScope
from tools.delivery.jobs import ALIVE, KEPT, Jobs, forget_jobs
from tools.delivery.replies import PATIENCE, KeptReply, Replies, forget_replies

OTTO = Actor(name="otto", role="analyst")


@dataclass
class Clock:
    moment: datetime = field(default=NOW)

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def jobs(engine: Engine, clock: Clock) -> Jobs:
    return Jobs(engine=engine, now=clock)


@pytest.fixture
def replies(engine: Engine, clock: Clock) -> Replies:
    return Replies(engine=engine, now=clock)


def test_work_is_running_until_it_is_done(jobs: Jobs) -> None:
    begun = jobs.begin(LOCAL, "sync", {"source": "vk"})
    assert (begun.state, begun.arguments) == ("running", {"source": "vk"})
    assert jobs.newest(LOCAL, "sync") is None

    jobs.end(begun.id, result={"rows": 3})
    ended = jobs.newest(LOCAL, "sync")
    assert ended is not None
    assert (ended.id, ended.state, ended.result, ended.finished_at) == (begun.id, "done", {"rows": 3}, NOW)


def test_work_whose_worker_is_silent_has_failed(jobs: Jobs, clock: Clock) -> None:
    begun = jobs.begin(LOCAL, "sync", {})
    clock.moment += ALIVE - timedelta(seconds=1)
    jobs.alive(begun.id)
    clock.moment += timedelta(seconds=2)
    assert jobs.get(LOCAL, begun.id).state == "running"

    clock.moment += ALIVE
    assert jobs.get(LOCAL, begun.id).state == "failed"


def test_work_is_its_askers_and_of_the_data_they_see(jobs: Jobs) -> None:
    begun = jobs.begin(OTTO, "advice", {})
    jobs.end(begun.id, result="secret of all channels")

    for other in (LOCAL, Actor(name="otto", role="analyst", scope=DataScope(channels=frozenset({"vk"})))):
        assert jobs.newest(other, "advice") is None
        with pytest.raises(NotFound):
            jobs.get(other, begun.id)


def test_a_proposal_is_taken_once(jobs: Jobs, clock: Clock) -> None:
    key = jobs.begin(OTTO, "proposal", {"name": "refresh_now"}).id
    late = jobs.begin(OTTO, "proposal", {}).id

    assert jobs.take(OTTO, key).arguments == {"name": "refresh_now"}
    with pytest.raises(NotFound):
        jobs.take(OTTO, key)
    clock.moment += ALIVE
    with pytest.raises(NotFound):
        jobs.take(OTTO, late)


def test_a_repeated_request_is_told_the_same(replies: Replies) -> None:
    reply = KeptReply(status=201, headers={"location": "/x"}, body='{"id": 1}')

    assert replies.reserve("anna", "k", "a") == "new"
    assert replies.reserve("anna", "k", "a") == "busy"
    replies.keep("anna", "k", reply)
    assert replies.reserve("anna", "k", "a") == reply
    assert replies.reserve("anna", "k", "b") == "other"
    assert replies.reserve("otto", "k", "b") == "new"
    replies.release("otto", "k")
    assert replies.reserve("otto", "k", "b") == "new"


def test_a_request_that_was_never_answered_may_be_tried_again(replies: Replies, clock: Clock) -> None:
    assert replies.reserve("anna", "k", "a") == "new"
    clock.moment += PATIENCE + timedelta(seconds=1)

    assert replies.reserve("anna", "k", "a") == "new"


def test_both_are_forgotten_in_time(jobs: Jobs, replies: Replies, clock: Clock) -> None:
    jobs.begin(LOCAL, "sync", {})
    replies.reserve("anna", "k", "a")
    clock.moment += KEPT + timedelta(days=1)

    with writing(jobs.engine) as connection:
        assert (forget_jobs(connection, clock()), forget_replies(connection, clock())) == (1, 1)
