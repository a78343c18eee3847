"""How something is done with Demetra herself is told by a guide; what asks of figures or of advertising is not."""

import pytest

from agent.understanding.dialogue.guiding import GUIDES, guide_for
from ingest.texts import LANGUAGES, knows


@pytest.mark.parametrize(
    ("text", "guide"),
    [
        ("Как подключить Яндекс Директ?", "connect"),
        ("подключи вк", "connect"),
        ("how do I connect my ad accounts", "connect"),
        ("можно ли загрузить файл из Excel?", "upload"),
        ("where do I upload a spreadsheet?", "upload"),
        ("удали демо", "demo"),
        ("how can I get rid of the sample data?", "demo"),
        ("как пригласить коллегу", "people"),
        ("подскажите, как получать сводки", "telegram"),
        ("how do I set up an alert?", "rule"),
        ("где скачать отчёт", "report"),
        ("как подключить GPT", "model"),
        ("how do I change the language?", "settings"),
        ("как изменился расход?", None),
        ("как получить больше лидов", None),
        ("можно ли добавить бюджет в VK?", None),
        ("where do I get the most leads?", None),
        ("how can I get more conversions from my team", None),
        ("can you get the report for October", None),
        ("add Facebook to the chart", None),
        ("удали правило 3", None),
        ("remove Facebook", None),
        ("как отключить кампанию в Директе", None),
    ],
)
def test_a_guide_answers_how_something_is_done_here_and_nothing_else(text: str, guide: str | None) -> None:
    assert guide_for(text) == guide


def test_every_guide_has_words_in_each_language() -> None:
    assert [one.name for one in GUIDES for _ in LANGUAGES if not knows(f"guide-{one.name}")] == []
