"""Every file in `ingest/channels` passes these; a new channel appears here by being there."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from ingest.channel_names import canonical
from ingest.facts import Rejected
from ingest.platform.channel import Breakdown, Channel, Example, channels
from ingest.platform.transport import ApiConnection, Patience, Redactor
from ingest.texts import knows

EXAMPLES = [pytest.param(one, example, id=one.source) for one in channels() for example in one.examples]


def every_channel(channel: Channel) -> str:
    return channel.source


def opened(channel: Channel) -> object:
    patience = Patience(sleep=lambda _seconds: None)
    line = ApiConnection(patience=patience, redact=Redactor(), now=lambda: datetime(2026, 11, 22, tzinfo=UTC))
    return channel.open(channel.settings(_env_file=None), line)  # type: ignore[call-arg]


def test_the_six_sources_are_found() -> None:
    assert {channel.source for channel in channels()} >= {"meta", "google", "tiktok", "yandex", "vk", "telegram"}


def test_source_names_and_channel_keys_are_used_once() -> None:
    sources = [channel.source for channel in channels()]
    keys = [key for channel in channels() for key in channel.channels]

    assert len(sources) == len(set(sources))
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("channel", channels(), ids=every_channel)
def test_people_can_name_its_channels(channel: Channel) -> None:
    for key in channel.channels:
        known = canonical(key)
        assert known is None or known.key == key


@pytest.mark.parametrize("channel", channels(), ids=every_channel)
def test_settings_have_a_prefix_and_explain_every_field(channel: Channel) -> None:
    assert str(channel.settings.model_config.get("env_prefix")).endswith("_")
    assert all(one.description for one in channel.settings.model_fields.values())
    assert all(name in channel.settings.model_fields for names in channel.required for name in names.split("|"))


@pytest.mark.parametrize("channel", channels(), ids=every_channel)
def test_it_declares_what_it_offers(channel: Channel) -> None:
    caps = channel.caps

    assert set(caps.breakdowns) <= set(get_args(Breakdown))
    assert caps.breakdowns or caps.posts
    assert 0 < caps.restatement_days <= caps.history_days
    assert caps.max_span_days > 0


@pytest.mark.parametrize("channel", channels(), ids=every_channel)
def test_an_unreadable_row_is_refused_with_a_reason(channel: Channel) -> None:
    adapter = opened(channel)
    for example in channel.examples:
        broken = Example(raw=_with_body(example, {"nonsense": "1"}), fact=example.fact)
        answer = adapter.normalise(broken.raw)  # type: ignore[attr-defined]
        assert isinstance(answer, Rejected)
        assert answer.reason
    adapter.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("channel", "example"), EXAMPLES)
def test_it_translates_its_own_example_exactly(channel: Channel, example: Example) -> None:
    adapter = opened(channel)

    assert adapter.normalise(example.raw) == example.fact  # type: ignore[attr-defined]
    assert adapter.normalise(example.raw) == adapter.normalise(example.raw)  # type: ignore[attr-defined]
    adapter.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("channel", "example"), EXAMPLES)
def test_its_figures_are_sane(channel: Channel, example: Example) -> None:
    daily = example.fact.daily
    assert daily is not None
    assert daily.spend is None or daily.spend >= 0
    assert daily.day < datetime(2030, 1, 1, tzinfo=UTC).date() + timedelta(days=1)
    assert isinstance(example.fact.campaign, str)


def test_every_text_of_the_engine_exists_in_both_languages() -> None:
    keys = ("auth", "permission", "rate-limit", "request", "transient", "busy", "drift", "mismatch", "too-much")
    assert all(knows(f"channels-{key}") for key in keys)


def _with_body(example: Example, body: dict[str, str]) -> object:
    from dataclasses import replace

    return replace(example.raw, body=body)


@pytest.mark.parametrize("channel", [one for one in channels() if "account" in one.caps.levels], ids=every_channel)
def test_a_channel_with_account_totals_reads_their_spend_itself(channel: Channel) -> None:
    assert channel.examples, channel.source
    adapter = opened(channel)

    for example in channel.examples:
        stated = example.fact.daily or example.fact.hourly
        if stated is not None and stated.spend is not None:
            assert adapter.account_spend(example.raw) == stated.spend  # type: ignore[attr-defined]
