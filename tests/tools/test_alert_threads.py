"""A thread speaks for what belongs to it, as long as it goes on and its echoes last, and no longer."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from tests.tools.alert_histories import day, history
from tests.tools.test_alert_book import MOSCOW
from tools.alerts.evaluate import LOOK_BACK
from tools.alerts.following import follow
from tools.alerts.rows import open_or_recent, save, writing
from tools.alerts.rules.lifecycle import Record
from tools.alerts.rules.model import AlertScope, Trouble
from tools.alerts.rules.panel import build_panel
from tools.alerts.rules.threads import ECHO
from tools.alerts.watch import Seen

NOW = datetime.combine(day(40), datetime.min.time(), tzinfo=MOSCOW) + timedelta(hours=10)
BEGAN = NOW - timedelta(days=9)


def trouble(rule: str, metric: str) -> Trouble:
    return Trouble(
        rule=rule,
        kind=rule,
        severity="medium",
        scope=AlertScope(channel="instagram"),
        metric=metric,
        value=1.0,
        threshold=1.5,
        expected=2.0,
        since=day(31),
        last_seen=day(39),
        money_at_stake=100.0,
        direction=-1,
    )


@pytest.mark.parametrize(("days_over", "told"), [(1.0, []), (3.5, ["opened"]), (20.0, ["opened"])])
def test_what_outlives_its_thread_is_told_by_itself(engine: Engine, days_over: float, told: list[str]) -> None:
    going_on = trouble("roi_drop", "roi")
    panel = build_panel(history(40, campaigns=1), day(39), most_days=LOOK_BACK)
    seen = Seen(said=[going_on], raw=[going_on], rules=frozenset({"roi_drop", "unexpected_change"}), days=panel)
    ended = NOW - timedelta(days=days_over)
    with writing(engine) as connection:
        first = trouble("unexpected_change", "spend")
        over = Record(finding=first, state="resolved", raised_at=BEGAN, resolved_at=ended, told=True)
        root = save(connection, over, None)
        silent = save(connection, Record(finding=going_on, state="firing", raised_at=BEGAN, root=root), None)

        followed = follow(connection, open_or_recent(connection, NOW, ECHO), seen, NOW)

        assert [one.event for one in followed.news] == told
        assert [kept.id for one in followed.news for kept in one.alerts] == [silent] * len(told)
        assert all(kept.record.root == root for one in followed.news for kept in one.alerts), "in the same thread"
        again = follow(connection, open_or_recent(connection, NOW, ECHO), seen, NOW + timedelta(hours=1))
        assert again.news == []
