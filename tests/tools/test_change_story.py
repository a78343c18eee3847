"""A change in words and tables: what is said of it, which parts are named, and figures that add up on the page."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.texts import say
from tools.change.decompose import (
    Contribution,
    Decomposition,
    decompose_factors,
    decompose_ratio,
    decompose_sum,
    shapley,
)
from tools.change.story import (
    Change,
    change_tables,
    how_much,
    signed,
    tell_change,
    tell_factors,
    tell_parts,
    worth_telling,
)

amounts = st.floats(1, 1e6, allow_nan=False)


def change(metric: str, before: float | None, after: float | None, **parts: Decomposition | None) -> Change:
    return Change(
        metric=metric,
        before=before,
        after=after,
        factors=parts.get("factors"),
        parts=parts.get("parts"),
        cut="channel",
        currency="USD",
    )


def contributions(*totals: float) -> Decomposition:
    parts = tuple(
        Contribution(name=f"part {place}", before=0.0, after=total, total=total) for place, total in enumerate(totals)
    )
    return Decomposition(metric="revenue", before=0.0, after=sum(totals), contributions=parts)


def test_the_relative_change_is_a_share_of_before_and_unknown_without_one() -> None:
    assert change("revenue", 200.0, 150.0).relative == -0.25
    assert change("revenue", 0.0, 150.0).relative is None
    assert change("revenue", None, 150.0).relative is None
    assert change("roi", -0.5, 0.5).relative is None


def test_money_moves_in_percent_and_percentages_in_points() -> None:
    assert how_much(change("revenue", 200.0, 150.0), "en") == "−25.0%"
    assert how_much(change("roi", 0.5, 0.75), "en") == "+25.0\u00a0pp"
    assert how_much(change("revenue", 0.0, 150.0), "en").startswith("+")


def test_a_contribution_has_its_sign_and_its_unit() -> None:
    assert signed("revenue", 1200.0, "USD", "en") == "+$1,200"
    assert signed("revenue", -1200.0, "USD", "en") == "−$1,200"
    assert signed("ctr", 0.031, "USD", "en") == "+3.1\u00a0pp"


def test_what_did_not_move_is_said_to_be_the_same_and_gets_no_reasons() -> None:
    parts = decompose_sum("revenue", {"a": 1.0, "b": 2.0}, {"a": 2.0, "b": 1.0})

    told = tell_change(change("revenue", 3.0, 3.0, parts=parts), "en")

    same = {"metric": "Revenue", "before": "$3.00", "after": "$3.00"}
    assert told == say("explain-same", "en", **same)


def test_an_unknown_side_is_said_to_be_unknown() -> None:
    assert tell_change(change("revenue", None, 3.0), "en") != tell_change(change("revenue", 3.0, 3.0), "en")
    assert change("revenue", None, 3.0).moved is None


def test_only_the_largest_contributions_that_matter_are_named_whichever_way_they_point() -> None:
    found = worth_telling(contributions(100.0, -60.0, 20.0, 0.001, 0.0))

    assert [one.total for one in found][:2] == [100.0, -60.0]
    assert 0.0 not in [one.total for one in found]
    assert 0.001 not in [one.total for one in found]


def test_one_part_alone_explains_nothing() -> None:
    assert tell_parts(change("revenue", 0.0, 5.0, parts=contributions(5.0)), "en") == ""
    assert "part 0" in tell_parts(change("revenue", 0.0, 8.0, parts=contributions(5.0, 3.0)), "en")


def test_rate_and_mix_stand_only_beside_ratios() -> None:
    ratio = decompose_ratio("roas", {"a": (10.0, 5.0), "b": (6.0, 5.0)}, {"a": (12.0, 5.0), "b": (6.0, 5.0)})
    whole = decompose_sum("revenue", {"a": 10.0, "b": 6.0}, {"a": 12.0, "b": 6.0})

    of_ratio = change_tables(change("roas", 1.6, 1.8, parts=ratio), "en")[0]
    of_sum = change_tables(change("revenue", 16.0, 18.0, parts=whole), "en")[0]

    assert [column.name for column in of_ratio.columns][-2:] == ["roas_rate", "roas_mix"]
    assert [column.name for column in of_sum.columns][-1] == "revenue_contribution"
    assert all(len(row) == len(of_sum.columns) for row in of_sum.rows)
    assert of_sum.columns[1].unit == "money:USD"


@given(st.dictionaries(st.sampled_from("abcdef"), st.tuples(amounts, amounts), min_size=2))
def test_the_table_of_parts_adds_up_to_the_change(cells: dict[str, tuple[float, float]]) -> None:
    before, after = ({name: pair[side] for name, pair in cells.items()} for side in (0, 1))
    whole = decompose_sum("revenue", before, after)

    table = change_tables(change("revenue", whole.before, whole.after, parts=whole), "en")[0]

    said = sum(float(str(row[table.index("revenue_contribution")])) for row in table.rows)
    assert abs(said - whole.change) <= 1e-6 * max(1.0, abs(whole.before), abs(whole.after))
    assert table.rows_total == len(cells)


def test_shares_of_a_product_in_figures() -> None:
    assert shapley([2.0, 5.0], [3.0, 5.0]) == [5.0, 0.0]
    assert shapley([2.0, 5.0], [4.0, 10.0]) == [15.0, 15.0]
    assert shapley([1.0, 1.0, 1.0], [2.0, 2.0, 2.0]) == pytest.approx([7 / 3] * 3)


def test_dearer_clicks_alone_are_told_as_dearer_clicks() -> None:
    before = {"spend": 100.0, "clicks": 100.0, "conversions": 10.0, "revenue": 1000.0}
    after = {"spend": 100.0, "clicks": 50.0, "conversions": 5.0, "revenue": 500.0}

    found = decompose_factors("roas", before, after)

    assert found is not None
    assert {one.name: round(one.total, 9) for one in found.contributions} == {"cpc": -5.0, "cvr": 0.0, "aov": 0.0}
    assert found.main is not None
    assert found.main.name == "cpc"
    assert (found.main.before, found.main.after) == (1.0, 2.0)


def test_roi_is_roas_less_one_and_its_contributions_are_those_of_roas() -> None:
    before = {"spend": 100.0, "clicks": 100.0, "conversions": 10.0, "revenue": 150.0}
    after = {"spend": 100.0, "clicks": 100.0, "conversions": 20.0, "revenue": 300.0}

    roi, roas = decompose_factors("roi", before, after), decompose_factors("roas", before, after)

    assert roi is not None
    assert roas is not None
    assert (roi.before, roi.after) == pytest.approx((0.5, 2.0))
    assert (roas.before, roas.after) == pytest.approx((1.5, 3.0))
    assert [one.total for one in roi.contributions] == pytest.approx([one.total for one in roas.contributions])
    assert roi.main is not None
    assert roi.main.name == "cvr"


def test_rate_and_mix_of_a_part_in_figures() -> None:
    found = decompose_ratio("roas", {"a": (10.0, 2.0), "b": (8.0, 8.0)}, {"a": (24.0, 6.0), "b": (4.0, 4.0)})

    assert found is not None
    assert (found.before, found.after) == pytest.approx((1.8, 2.8))
    parts = {one.name: one for one in found.contributions}
    assert parts["a"].rate == pytest.approx((0.2 + 0.6) / 2 * (4.0 - 5.0))
    assert parts["a"].mix == pytest.approx((0.6 - 0.2) * ((5.0 + 4.0) / 2 - (1.8 + 2.8) / 2))
    assert parts["b"].rate == 0.0
    assert parts["b"].mix == pytest.approx((0.4 - 0.8) * (1.0 - 2.3))


def test_what_was_expected_is_not_told_as_what_was_before() -> None:
    before = change("revenue", 200.0, 150.0)

    assert "expected" not in tell_change(before, "en")
    assert "expected $200.00, came out **$150.00**" in tell_change(replace(before, expected=True), "en")


def test_factors_are_told_where_there_are_any() -> None:
    before = {"spend": 100.0, "clicks": 50.0, "conversions": 5.0, "revenue": 500.0}
    factors = decompose_factors("roas", before, {**before, "clicks": 100.0})

    assert factors is not None
    assert factors.contributions
    assert tell_factors(change("roas", 5.0, 5.0, factors=factors), "en")
    assert tell_factors(change("roas", 5.0, 5.0), "en") == ""
