from agent.understanding.reader import Before, Reading, ReadToken


def reading(text, *tokens, **heads):
    given = {
        "acts": {"query": 0.9, "explain": 0.1},
        "metrics": {},
        "cuts": {},
        "flags": {},
        "edits": {},
        "requests": (0.2, 0.7, 0.1, 0.0),
    }
    return Reading(text=text, tokens=tokens, confidence=0.5, **(given | heads))


def test_neighbours_of_one_kind_are_one_span_until_a_new_one_begins():
    tokens = (
        ReadToken(start=0, end=5, tags={"METRIC": 0.9, "CUT": 0.1}, begins=0.9),
        ReadToken(start=6, end=8, tags={"METRIC": 0.7}, begins=0.1),
        ReadToken(start=9, end=12, tags={"METRIC": 0.8}, begins=0.8),
        ReadToken(start=13, end=14, tags={"CUT": 0.2}, begins=0.1),
    )
    spans = reading("spend so roi x", *tokens).spans
    assert [(span.start, span.end, span.kind, round(span.probability, 2)) for span in spans] == [
        (0, 8, "METRIC", 0.8),
        (9, 12, "METRIC", 0.8),
    ]


def test_labels_at_the_line_come_likeliest_first():
    read = reading("roi and spend", metrics={"spend": 0.6, "roi": 0.9, "cpc": 0.4})
    assert (read.act, read.count, read.said(read.metrics)) == ("query", 2, ("roi", "spend"))


def test_the_question_before_is_one_line_of_keys_and_values():
    before = Before(metrics=["spend"], cuts=["channel"], filters=[("region", "Канада")], period="октябрь", ranked=True)
    assert before.line() == "query spend by channel for region Канада in октябрь ranked"
