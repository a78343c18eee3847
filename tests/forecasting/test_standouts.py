"""Which groups differ: luck alone is told rarely, what is planted is found."""

import numpy as np

from forecasting.standouts import efficiency, flipped, shrunk, shuffled


def test_luck_alone_is_rarely_called_a_difference() -> None:
    chance = np.random.default_rng(7)

    told = [flipped(chance.normal(size=(26, 12)))[0].chance <= 0.05 for _ in range(120)]

    assert sum(told) <= 13  # 6 expected; 13 would be one in a thousand


def test_a_group_with_more_than_its_share_comes_first_with_its_sign() -> None:
    deviations = np.random.default_rng(1).normal(size=(40, 9))
    deviations[:, 4] += 1.2
    deviations[:, 7] -= 1.2

    first, second, *rest = flipped(deviations)

    assert {first.group, second.group} == {4, 7}
    assert first.z * second.z < 0
    assert max(first.chance, second.chance) < 0.001
    assert all(one.chance > second.chance for one in rest)


def test_groups_without_anything_and_too_few_blocks_say_nothing() -> None:
    deviations = np.ones((20, 3)) * np.array([0.0, 1.0, -1.0])

    assert {one.group for one in flipped(deviations)} == {1, 2}
    assert flipped(deviations[:5]) == ()


def test_shuffling_finds_the_observations_that_are_higher_and_keeps_chances_in_order() -> None:
    values = np.random.default_rng(2).normal(size=90)
    inside = np.random.default_rng(3).random((90, 6)) < 0.3
    values[inside[:, 2]] += 1.5

    found = shuffled(values, inside)

    assert found[0].group == 2
    assert found[0].z > 0
    assert found[0].chance <= 0.001
    assert [one.chance for one in found] == sorted(one.chance for one in found)


def test_an_effect_shrinks_by_how_unsure_it_is() -> None:
    sure, unsure = shrunk(0.3, 0.01, 0.25), shrunk(0.3, 1.0, 0.25)

    assert 0.29 < sure[0] < 0.3
    assert 0 < unsure[0] < 0.02
    assert sure[1] < 0.01 + 1e-9
    assert unsure[1] < 0.25


def test_efficiency_on_noise_is_rarely_a_finding_and_overlapping_groups_are_fine() -> None:
    chance = np.random.default_rng(21)
    told = 0
    for _ in range(60):
        spend = chance.uniform(50, 150, (26, 6))
        results = chance.poisson(spend / 5).astype(float)
        whole = spend.sum(axis=1), results.sum(axis=1)
        told += efficiency(spend, results, whole, least_share=0.01, usual=0.3)[0].chance <= 0.03

    assert told <= 7  # 1.8 expected; 7 would be one in five hundred


def test_efficiency_says_the_size_of_what_was_planted() -> None:
    chance = np.random.default_rng(5)
    spend = chance.uniform(100, 200, (30, 5))
    results = chance.poisson(spend / 4 * np.array([1, 1, 1.5, 1, 1])).astype(float)

    best, *_ = efficiency(spend, results, (spend.sum(axis=1), results.sum(axis=1)), least_share=0.01, usual=0.3)

    assert best.group == 2
    assert abs(best.lift - (1.5 / 1.1 - 1)) < 3 * best.error + 0.02
    assert best.result_share > best.spend_share
