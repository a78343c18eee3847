import itertools

import pytest

from tools.charts.palette import BRANDS, LOOKS, RESERVE, Theme, blend, brand, channels, colours, ink_on

DEMO = ["instagram", "facebook", "tiktok", "google_ads", "yandex_direct", "telegram"]
SIGHTS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB."""


def linear(colour: str) -> list[float]:
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels(colour)]


def times(matrix: tuple[tuple[float, ...], ...], vector: list[float]) -> list[float]:
    return [min(1.0, max(0.0, sum(a * b for a, b in zip(row, vector, strict=True)))) for row in matrix]


def oklab(rgb: list[float]) -> list[float]:
    """Ottosson 2020."""
    red, green, blue = rgb
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return [
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    ]


def distance(one: str, other: str, sight: str) -> float:
    first, second = (oklab(times(SIGHTS[sight], linear(colour))) for colour in (one, other))
    return 100 * sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_the_demo_channels_are_told_apart_by_every_eye(sight: str, theme: Theme) -> None:
    paints = colours(DEMO, theme)

    assert min(distance(paints[a], paints[b], sight) for a, b in itertools.combinations(DEMO, 2)) > 8


def test_a_channel_has_one_colour_whatever_it_is_called_and_whoever_stands_beside_it() -> None:
    alone = colours(["yandex_direct"], "light")["yandex_direct"]

    assert colours([*DEMO, "email"], "light")["yandex_direct"] == alone
    assert colours(["Яндекс.Директ"], "light") == {"Яндекс.Директ": alone}
    assert brand("FB") == BRANDS["facebook"]


def test_an_unknown_name_keeps_its_colour_and_gets_another_one_only_when_it_is_taken() -> None:
    names = [f"campaign {number}" for number in range(len(RESERVE))]

    assert len(set(colours(names, "light").values())) == len(RESERVE)
    assert colours(["campaign 3"], "dark") == {"campaign 3": colours(["campaign 3", "facebook"], "dark")["campaign 3"]}


def test_more_names_than_colours_still_get_one_each() -> None:
    assert len(colours([f"c{number}" for number in range(90)], "dark")) == 90


def test_two_spellings_of_one_brand_in_one_picture_differ() -> None:
    assert len(set(colours(["google", "google_ads"], "light").values())) == 2


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_read_well_on_paper(theme: Theme) -> None:
    look = LOOKS[theme]
    luminance = [
        0.2126 * r + 0.7152 * g + 0.0722 * b
        for r, g, b in (linear(colour) for colour in (look.paper, look.quiet, look.ink))
    ]
    contrast = [(max(luminance[0], one) + 0.05) / (min(luminance[0], one) + 0.05) for one in luminance[1:]]

    assert min(contrast) > 4.5


def test_blending_ends_at_both_colours() -> None:
    assert blend("#000000", "#FFFFFF", 0) == "#000000"
    assert blend("#000000", "#FFFFFF", 1) == "#FFFFFF"
    assert ink_on("#FFFFFF") == "#101410"
    assert ink_on("#102010") == "#FFFFFF"
