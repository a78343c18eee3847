"""The published sentences: no false one reaches the person, true ones pass unchanged."""

import pytest

from benchmarks.claims import LATER, run


@pytest.mark.slow
@pytest.mark.promise(1)
def test_no_false_sentence_reaches_the_person_and_true_ones_pass_unchanged() -> None:
    judged = run("both")
    false, true = ([row for row in judged if row["kind"] == kind] for kind in ("false", "true"))

    assert [row["text"] for row in false if row["reached"]] == []
    assert len(false) >= 300
    assert sum(row["passed"] for row in true) / len(true) >= 0.98


@pytest.mark.slow
@pytest.mark.promise(1)
@pytest.mark.parametrize("name", LATER)
def test_no_false_sentence_of_a_later_set_reaches_the_person(name: str) -> None:
    false = [row for row in run(name) if row["kind"] == "false"]

    assert [row["text"] for row in false if row["reached"]] == []
