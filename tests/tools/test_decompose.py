"""The decomposition is exact: properties over random parts and factors, and the traps by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.change.decompose import FACTORS, decompose_factors, decompose_ratio, decompose_sum, shapley

amounts = st.floats(0, 1e6, allow_nan=False).map(lambda value: round(value, 3))
positive = st.floats(0.01, 1e6, allow_nan=False)
names = st.sampled_from("abcdefgh")
pairs = st.dictionaries(names, st.tuples(amounts, positive), min_size=1)
totals = st.fixed_dictionaries(
    dict.fromkeys(("spend", "impressions", "clicks", "conversions", "leads", "revenue"), positive)
)


def close(left: float, right: float, scale: float) -> bool:
    return abs(left - right) <= 1e-9 * max(1.0, abs(scale))


@given(pairs, pairs)
def test_parts_of_a_ratio_add_up_to_its_change(before, after) -> None:  # type: ignore[no-untyped-def]
    result = decompose_ratio("roas", before, after)

    assert result is not None
    scale = sum(abs(one.rate) + abs(one.mix) for one in result.contributions) + abs(result.before) + abs(result.after)
    assert close(result.residual, 0.0, scale)
    assert all(close(one.total, one.rate + one.mix, scale) for one in result.contributions)


@given(pairs, pairs, st.randoms())
def test_the_order_of_parts_changes_nothing(before, after, random) -> None:  # type: ignore[no-untyped-def]
    def shuffled(parts):  # type: ignore[no-untyped-def]
        listed = list(parts.items())
        random.shuffle(listed)
        return dict(listed)

    one, other = decompose_ratio("cpa", before, after), decompose_ratio("cpa", shuffled(before), shuffled(after))

    assert one is not None
    assert other is not None
    by_name = {part.name: part for part in other.contributions}
    for part in one.contributions:
        assert part.total == pytest.approx(
            by_name[part.name].total, rel=1e-6, abs=1e-6 * max(1.0, abs(one.before), abs(one.after))
        )


@given(totals, totals, st.sampled_from(sorted(FACTORS)))
def test_factors_add_up_to_the_change(before, after, metric) -> None:  # type: ignore[no-untyped-def]
    result = decompose_factors(metric, before, after)

    assert result is not None
    assert close(result.residual, 0.0, sum(abs(one.total) for one in result.contributions) + abs(result.after))


@given(st.lists(st.tuples(positive, positive), min_size=1, max_size=5), st.randoms())
def test_a_factors_share_does_not_depend_on_its_place(factors, random) -> None:  # type: ignore[no-untyped-def]
    order = list(range(len(factors)))
    random.shuffle(order)

    shares = shapley([a for a, _ in factors], [b for _, b in factors])
    moved = shapley([factors[i][0] for i in order], [factors[i][1] for i in order])

    scale = max(1.0, *map(abs, shares))
    assert all(
        moved[place] == pytest.approx(shares[index], rel=1e-7, abs=1e-9 * scale) for place, index in enumerate(order)
    )


@given(st.dictionaries(names, amounts), st.dictionaries(names, amounts))
def test_parts_of_a_sum_add_up(before, after) -> None:  # type: ignore[no-untyped-def]
    result = decompose_sum("spend", before, after)

    assert close(result.residual, 0.0, result.before + result.after)


def test_simpsons_paradox_is_told_as_mix() -> None:
    """Both channels convert better, the whole converts worse, because weight moved to the weak one.

    | channel | before | after |
    |---|---|---|
    | strong | 90 of 900 (10 %) | 11 of 100 (11 %) |
    | weak | 1 of 100 (1 %) | 18 of 900 (2 %) |
    """
    result = decompose_ratio("cvr", {"strong": (90, 900), "weak": (1, 100)}, {"strong": (11, 100), "weak": (18, 900)})

    assert result is not None
    assert result.change == pytest.approx(-0.062)
    assert all(part.rate > 0 for part in result.contributions)
    assert sum(part.mix for part in result.contributions) < -0.06


def test_a_channel_that_appears_is_all_mix() -> None:
    result = decompose_ratio("roas", {"old": (300, 100)}, {"old": (300, 100), "new": (50, 100)})

    assert result is not None
    assert [(one.name, one.rate) for one in result.contributions] == [("new", 0.0), ("old", 0.0)]
    assert result.residual == pytest.approx(0.0, abs=1e-12)


def test_conversions_that_stop_are_the_click_rates_fault() -> None:
    before = {"spend": 100.0, "clicks": 50.0, "conversions": 5.0, "revenue": 500.0}

    result = decompose_factors("revenue", before, {"spend": 100.0, "clicks": 50.0, "conversions": 0.0, "revenue": 0.0})

    assert result is not None
    assert result.main is not None
    assert (result.main.name, result.main.total) == ("cvr", -500.0)


def test_revenue_without_clicks_has_no_chain() -> None:
    assert (
        decompose_factors(
            "revenue",
            {"spend": 1, "clicks": 1, "conversions": 1, "revenue": 1},
            {"spend": 1, "clicks": 0, "revenue": 9},
        )
        is None
    )


def test_a_cost_factor_is_shown_the_way_people_know_it() -> None:
    before = {"spend": 100.0, "clicks": 100.0, "conversions": 10.0}

    result = decompose_factors("cpa", before, {"spend": 100.0, "clicks": 100.0, "conversions": 5.0})

    assert result is not None
    assert result.main is not None
    assert (result.main.name, result.main.before, result.main.after) == ("cvr", 0.1, 0.05)
    assert result.main.total == pytest.approx(10.0)
