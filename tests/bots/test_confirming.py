"""In conversation: a rule in words is shown first, and only a yes switches it on."""

from collections.abc import Callable

from agent.bootstrap import Demetra
from ingest.scope import DataScope
from tools.alerts.book import AlertBook
from tools.tool import Services

PHRASE = "предупреди, если CPA Instagram выше 2500 два дня подряд"


async def test_a_rule_is_proposed_and_switched_on_by_a_yes(running: Demetra) -> None:
    async with running.analyst(remember=False) as analyst:
        shown = await analyst.ask(PHRASE, thread="t")
        before = {one.name for one in AlertBook(desk=running.desk()).rules()}
        done = await analyst.ask("да", thread="t")
    after = {one.name for one in AlertBook(desk=running.desk()).rules()}

    assert "За последние 60 дней" in shown.answer
    assert shown.ungrounded == []
    assert [call.args.get("confirm") for call in done.tool_calls] == [True]
    assert after - before == {"cpa-above-2500-instagram"}


async def test_a_no_changes_nothing(running: Demetra) -> None:
    async with running.analyst(remember=False) as analyst:
        await analyst.ask(PHRASE, thread="t")
        refused = await analyst.ask("нет, спасибо", thread="t")

    assert refused.tool_calls == []
    assert "cpa-above-2500-instagram" not in {one.name for one in AlertBook(desk=running.desk()).rules()}


async def test_a_refresh_is_asked_for_before_it_is_done(demetra_with_bot: Callable[..., Demetra]) -> None:
    running = demetra_with_bot()
    pulled: list[str] = []

    def refresh(source: str, _within: DataScope) -> object:
        from ingest.refresh.report import RefreshResult

        pulled.append(source)
        return RefreshResult(sources=[], seconds=0.0)

    async with running.analyst(remember=False, services=Services(refresh=refresh)) as analyst:
        asked = await analyst.ask("refresh the data", thread="t")
        assert pulled == []
        done = await analyst.ask("yes", thread="t")

    assert "yes" in asked.answer
    assert pulled == [""]
    assert "nothing to refresh" in done.answer
