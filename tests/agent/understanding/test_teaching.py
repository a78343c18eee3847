"""What the team teaches is told from questions; its words are found in any form and replaced by what they stand for."""

from types import SimpleNamespace
from typing import Any

import pytest

from agent.understanding.dialogue.teaching import taught
from agent.understanding.team_words import worded
from tests.conftest import TODAY
from tools.notes.terms import Term

CATALOGUE: Any = SimpleNamespace(channels={"instagram": "Instagram", "vk": "ВКонтакте"})
ACTIVE = {"action": "remember", "kind": "word", "term": "активные", "meaning": "с расходом за 7 дней"}
TAUGHT: dict[str, dict[str, Any]] = {
    "запомни: активные = с расходом за 7 дней": ACTIVE,
    "Запомни, что активные — это с расходом за 7 дней.": ACTIVE,
    "под активные мы понимаем с расходом за 7 дней": ACTIVE,
    "«активные» = с расходом за 7 дней": ACTIVE,
    "remember that sign-ups are leads": {**ACTIVE, "term": "sign-ups", "meaning": "leads"},
    "by active we mean campaigns with spend": {**ACTIVE, "term": "active", "meaning": "campaigns with spend"},
    "запомни: 12 ноября запустили лендинг": {
        "action": "remember",
        "kind": "note",
        "text": "запустили лендинг",
        "period": "12 ноября",
    },
    "note: Instagram was blocked from 1 to 5 November": {
        "action": "remember",
        "kind": "note",
        "text": "Instagram was blocked",
        "period": "from 1 to 5 November",
        "channel": "instagram",
    },
    "что ты запомнила?": {"action": "list"},
    "покажи наши заметки за октябрь": {"action": "list", "kind": "note", "period": "за октябрь"},
    "what are our definitions?": {"action": "list", "kind": "word"},
    "забудь активные": {"action": "forget", "kind": "word", "term": "активные"},
    "delete note 3": {"action": "forget", "kind": "note", "number": 3},
}
QUESTIONS = (
    "сколько заявок за неделю",
    "почему упал ROI",
    "drop Facebook",
    "forget it",
    "CPA = ?",
    "запиши расход в excel",
)
TERMS = (Term(term="Заявка", meaning="лиды"), Term(term="горячая заявка", meaning="конверсии"))


@pytest.mark.parametrize("text", TAUGHT)
def test_teaching_is_read_with_its_word_days_and_channel(text: str) -> None:
    call = taught(text, CATALOGUE, TODAY, "ru")

    assert call is not None
    assert call.args == TAUGHT[text]


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_teaches_nothing(text: str) -> None:
    assert taught(text, CATALOGUE, TODAY, "ru") is None


def test_a_word_is_found_in_any_form_and_the_longest_first() -> None:
    read = worded("Сколько заявок и горячих заявок?", TERMS)

    assert read.text == "Сколько лиды и конверсии?"
    assert dict(read.read) == {"заявок": "лиды", "горячих заявок": "конверсии"}
    assert worded("Сколько кликов?", TERMS).text == "Сколько кликов?"
