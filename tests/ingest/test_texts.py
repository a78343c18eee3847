"""Texts with whatever is put into them."""

import pytest

from ingest.texts import LANGUAGES, Language, say


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["n" * 131_072, "{ $file }" * 1_000, "\u202e\x00\n" * 5_000])
def test_a_name_without_end_is_cut_and_never_takes_the_sentence_away(language: Language, name: str) -> None:
    said = say("files-missing", language, file=name)

    assert name[:500] in said
    assert len(said) < 3_000
