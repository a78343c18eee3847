"""What follows fresh facts: exchange rates, forecasts, advice, alerts, dashboards; and the refresh as a service.

A step imports its libraries when it runs: who only may refresh, such as a conversation, does not wait for them.
"""

from collections.abc import Sequence

from agent.bootstrap import Demetra
from ingest.platform.channel import configured
from ingest.refresh.report import RefreshResult
from ingest.refresh.sync import RefreshOrder, RefreshStep, refresh
from ingest.scope import EVERYTHING, DataScope
from ingest.texts import say


def after_refresh(running: Demetra) -> Sequence[RefreshStep]:
    """The steps; each is logged by the refresh, and one that fails stops no other."""

    def forecasts(_facts: RefreshResult) -> int:
        from tools.outlook.refresh import refresh_forecasts

        return 0 if running.metrics.catalogue().last_day is None else refresh_forecasts(running.desk()).rows

    def advice(_facts: RefreshResult) -> int:
        from tools.advice.record.document import publish

        return 0 if running.metrics.catalogue().last_day is None else publish(running.desk())

    def dashboards(_facts: RefreshResult) -> int:
        from tools.digest.digest import make_digest

        return len(make_digest(running.desk(), "daily").charts)

    return (
        RefreshStep(name="rates", run=lambda _facts: _rates(running)),
        RefreshStep(name="forecasts", run=forecasts),  # with budget recommendations and predictions of campaigns
        _alerts(running),
        RefreshStep(name="advice", run=advice),  # after alerts: what is broken comes first
        RefreshStep(name="dashboards", run=dashboards),
    )


def _rates(running: Demetra) -> int:
    """Rates towards the reporting currency; nobody is asked when every account already counts in it."""
    from ingest.platform.transport import ApiConnection, Patience, Redactor
    from ingest.rates.banks import FxSettings, update

    base = running.settings.currency
    if {entry.currency for entry in running.metrics.catalogue().accounts} <= {base}:
        return 0
    line = ApiConnection(patience=Patience(scale=running.settings.wait_scale), redact=Redactor(), now=running.clock.now)
    return update(running.engine, FxSettings(), line, base=base, today=running.clock.today())


def _alerts(running: Demetra) -> RefreshStep:
    def alerts(_facts: RefreshResult) -> int:
        from tools.alerts.book import AlertBook

        return AlertBook(desk=running.desk()).check().changed

    return RefreshStep(name="alerts", run=alerts)


def refresh_now(running: Demetra, source: str = "") -> RefreshResult:
    """Pulls what is due and runs everything that follows."""
    return _refresh(running, source, after_refresh(running))


def refresh_for_someone(running: Demetra, source: str = "", within: DataScope = EVERYTHING) -> RefreshResult:
    """Pulls what is due while somebody waits: alerts follow at once, forecasts with the next hourly refresh."""
    return _refresh(running, source, [_alerts(running)], within)


def _refresh(
    running: Demetra, source: str, after: Sequence[RefreshStep], within: DataScope = EVERYTHING
) -> RefreshResult:
    order = RefreshOrder(
        today=running.clock.today(),
        now=running.clock.now,
        source=source or None,
        within=within,
        wait_scale=running.settings.wait_scale,
    )
    return refresh(running.store, configured(), order, after=after)


def refreshed(running: Demetra) -> str:
    """Refreshes now and says in a sentence how it went."""
    return tell_refresh(refresh_for_someone(running), running)


def tell_refresh(result: RefreshResult, running: Demetra) -> str:
    """A refresh in a sentence."""
    language = running.settings.language
    if result.busy:
        return say("bot-refresh-busy", language)
    asked = [one for one in result.sources if one.state != "skipped"]
    if not asked:
        return say("bot-refresh-nothing", language)
    failed = [one.source for one in asked if one.state not in ("done", "partial")]
    rows = sum(one.inserted + one.updated for one in asked)
    names = ", ".join(dict.fromkeys(one.source for one in asked))
    line = say("bot-refresh-done", language, names=names, rows=rows)
    return (
        line if not failed else f"{line} {say('bot-refresh-failed', language, names=', '.join(dict.fromkeys(failed)))}"
    )
