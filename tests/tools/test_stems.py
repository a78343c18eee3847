"""Stems are the same however many people ask at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ingest.texts import Language
from tools.words.stems import stem_in

WORDS: dict[Language, list[str]] = {
    "ru": "каналами кампаниях расходов показывается сравнивали октябрьские эффективнее окупаемость продажами".split(),
    "en": "channels campaigns spending comparisons effectively conversions impressions audiences yesterday".split(),
}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_threads_do_not_disturb_each_others_words(language: Language) -> None:
    alone = [stem_in(language, word) for word in WORDS[language]] * 200

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda word: stem_in(language, word), WORDS[language] * 200))
    assert together == alone
