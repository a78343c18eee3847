"""Who hears of alerts: everybody subscribed, each of what may be told of all their clients."""

from collections.abc import Sequence

from sqlalchemy import Connection

from tools.alerts.outbox import ALERTS, Recipients, Subscriber, subscribers
from tools.alerts.reactions import reacted
from tools.alerts.rows import StoredAlert
from tools.alerts.visible import visible
from tools.alerts.whose import whose
from tools.tool import ToolContext


def recipients(connection: Connection, desk: ToolContext) -> Recipients:
    """Those who want alerts at this moment.

    Args:
        connection: a transaction of what is told.
        desk: reads everything.
    """
    zone = str(desk.now.tzinfo)

    def hears(to: Subscriber, kept: StoredAlert) -> bool:
        return visible(kept.record.finding, desk.metrics.within(to.actor.reach).catalogue(), to.actor.name)

    def of(to: Subscriber, alerts: Sequence[StoredAlert]) -> str:
        places = [kept.record.finding.scope for kept in alerts]
        return whose(places, desk.metrics.within(to.actor.reach), to.language)

    return Recipients(
        everybody=subscribers(connection, ALERTS, language=desk.language, timezone=zone),
        now=desk.now,
        currency=desk.metrics.currency,
        hears=hears,
        whose=of,
        hushed=reacted(connection, "hush"),
    )
