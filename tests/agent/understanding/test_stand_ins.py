"""What files call their measures is put to the learned reader in words that it knows."""

from collections.abc import Iterator

import pytest

from agent.understanding.reader import Reading
from agent.understanding.reader.reading import ReadToken
from agent.understanding.spans.phrase_book import build
from agent.understanding.spans.stand_ins import StandIn, in_familiar_words, in_own_words, stand_ins
from agent.understanding.text.tokens import tokens_of
from tests.agent.understanding.asked import SHOP, catalogue
from tools.semantics.catalogue import Catalogue
from tools.semantics.metrics import METRICS
from tools.semantics.own import OwnMeasure, metrics_of

FITNESS = catalogue(
    words=frozenset({("абонементы", "conversions"), ("выручка", "revenue")}),
    own=(
        OwnMeasure(place="own_count_1", word="пробные занятия", title="Пробные занятия", key="probnye"),
        OwnMeasure(place="own_count_2", word="calls", title="Calls", key="calls"),
        OwnMeasure(place="own_money_1", word="deposits", title="Deposits", key="deposits"),
    ),
    measures=SHOP.measures | {"own_count_1", "own_count_2", "own_money_1"},
)


@pytest.fixture(autouse=True)
def columns() -> Iterator[None]:
    METRICS.adopt(metrics_of(FITNESS.own))
    yield
    METRICS.adopt({})


def _chosen(text: str, about: Catalogue = FITNESS) -> tuple[StandIn, ...]:
    phrases = build(about)
    tokens = tokens_of(text)
    words = list(phrases.find(text, tokens, [token.stem for token in tokens]))
    return stand_ins(words, list(phrases.nouns_in(words)))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("сколько абонементов в мае", "сколько заказов в мае"),
        ("почём пробное занятие", "почём лид"),
        ("пробных занятий и абонементов по каналам", "лидов и заказов по каналам"),
        ("cost per call by channel", "cost per lead by channel"),
        ("calls, deposits", "leads, revenue"),
        ("выручка по каналам", "выручка по каналам"),  # the reader knows that word
        ("сколько кликов в мае", "сколько кликов в мае"),
    ],
)
def test_a_word_of_the_files_is_read_as_one_that_is_known(text: str, read: str) -> None:
    assert in_familiar_words(text, _chosen(text)) == read


def test_a_measure_that_the_message_names_stands_for_no_other() -> None:
    chosen = _chosen("calls, leads and orders")

    assert [one.familiar.key for one in chosen if one.metric == "calls"] == []


def test_what_is_heard_of_the_stand_in_is_heard_of_the_column() -> None:
    text = "cost per call in may"
    chosen = _chosen(text)
    asked = in_familiar_words(text, chosen)
    words = [(found.start, found.end) for found in tokens_of(asked)]
    heard = Reading(
        text=asked,
        acts={"query": 1.0},
        metrics={"cpl": 0.9, "leads": 0.2, "spend": 0.1},
        cuts={},
        flags={},
        edits={},
        requests=(1.0, 0.0, 0.0, 0.0),
        tokens=tuple(ReadToken(start=start, end=end, tags={"METRIC": 1.0}, begins=0.0) for start, end in words),
        confidence=0.9,
    )

    told = in_own_words(text, heard, chosen, {one.key: one for one in FITNESS.own})

    assert told.metrics == {"cost_per_calls": 0.9, "calls": 0.2, "spend": 0.1}
    assert [text[token.start : token.end] for token in told.tokens] == text.split()


def test_words_of_a_column_end_with_it() -> None:
    build(FITNESS)
    METRICS.adopt({})

    assert ("metric", "calls") not in {
        (one.kind, one.value) for found in build(SHOP).meanings.values() for one in found
    }
