"""Figures as platforms write them, and what is divided between two channels: exact, whatever they are written in."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.channels.meta.division import split
from ingest.platform.figures import exact, whole
from ingest.store.rows import micros


@pytest.mark.parametrize(
    ("value", "figure"),
    [
        ("61.37", Decimal("61.37")),
        (61.37, Decimal("61.37")),
        (61, Decimal(61)),
        (Decimal("61.370"), Decimal("61.370")),
        (" 7 ", Decimal(7)),
        ("--", None),
        (None, None),
    ],
)
def test_a_figure_is_exact(value: object, figure: Decimal | None) -> None:
    assert exact(value) == figure


@pytest.mark.parametrize("value", ["seven", "NaN", "inf", float("nan"), Decimal("NaN"), True, [1]])
def test_what_is_no_figure_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="is not a"):
        exact(value)


@pytest.mark.parametrize(("value", "count"), [("12", 12), (12, 12), ("12.0", 12), (Decimal(12), 12), ("-", None)])
def test_a_count_is_whole(value: object, count: int | None) -> None:
    assert whole(value) == count


@pytest.mark.parametrize("value", ["12.5", 12.5, Decimal("12.5"), True])
def test_what_is_no_count_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="is not a"):
        whole(value)


@given(
    st.decimals(min_value=0, max_value=10**9, places=2) | st.integers(0, 10**9).map(Decimal),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=4),
)
def test_parts_add_up_and_none_is_a_unit_off_its_share(amount: Decimal, weights: list[int]) -> None:
    parts = split(amount, weights)
    unit, total = Decimal(1).scaleb(int(amount.as_tuple().exponent)), sum(weights)
    shares = [Decimal(weight) / total if total else Decimal(1) / len(weights) for weight in weights]

    assert sum(parts) == amount
    assert all(abs(part - amount * share) <= unit for part, share in zip(parts, shares, strict=True))
    assert {part.as_tuple().exponent for part in parts} == {amount.as_tuple().exponent}


@pytest.mark.parametrize(("amount", "whole_millionths"), [("61.37", 61_370_000), ("0.0000005", 0), ("0.0000015", 2)])
def test_money_is_kept_in_whole_millionths(amount: str, whole_millionths: int) -> None:
    assert micros(Decimal(amount)) == whole_millionths
