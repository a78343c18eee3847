"""The weights that are shipped: they load, fit the labels, and read what is said plainly in both languages."""

import pytest

from agent.understanding.reader import Before, Reader
from agent.understanding.reader.artefact import HOME


@pytest.fixture(scope="module")
def reader():
    return Reader.load()


@pytest.mark.parametrize(
    ("text", "act", "metrics", "cuts", "flags"),
    [
        ("сколько потратили на фейсбук в октябре", "query", {"spend"}, set(), set()),
        ("revenue by city last month", "query", {"revenue"}, {"location"}, set()),
        ("топ 5 кампаний по ROI за прошлый квартал", "query", {"roi"}, {"campaign"}, {"rank_best"}),
        ("countries with CPA above $40 in March", "query", {"cpa"}, {"region"}, {"threshold"}),
        ("почему упала выручка в мае", "explain", {"revenue"}, set(), {"change_down"}),
        ("split 50k between the channels next month", "allocate", set(), set(), set()),
        ("спасибо большое!", "smalltalk", set(), set(), set()),
    ],
)
def test_plain_messages_are_read_whole(reader, text, act, metrics, cuts, flags):
    read = reader.read(text)
    idle = {"courtesy", "yes_no", "vague"}
    assert (read.act, {*read.said(read.metrics)}, {*read.said(read.cuts)}, {*read.said(read.flags)} - idle) == (
        act,
        metrics,
        cuts,
        flags,
    )
    assert read.count == 1


def test_a_follow_up_is_an_edit_of_the_question_before(reader):
    before = Before(metrics=["spend"], cuts=["channel"], period="октябрь").line()
    read = reader.read("а за сентябрь?", before)
    assert read.said(read.edits) == ("replace_period",)
    assert "elliptic" in read.said(read.flags)


def test_spans_are_where_the_words_are(reader):
    text = "clicks by city in October without TikTok"
    spans = {span.kind: text[span.start : span.end] for span in reader.read(text).spans}
    assert (spans["METRIC"], spans["CUT"], spans["VALUE"]) == ("clicks", "by city", "TikTok")


def test_the_artefact_stays_small():
    assert HOME.stat().st_size < 31_000_000
