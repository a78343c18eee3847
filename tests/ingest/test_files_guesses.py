"""What nobody has a word for gets a guess, and the refusal names every option that is needed and none that is not."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.errors import InvalidInput
from tests.ingest.files_bench import facts, loaded, write


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Wann?;Bis;Wo;Was\n01.11.2026;02.11.2026;vk;12,50 €\n", '--map day="Wann?" --map spend="Was"'),
        ("Wann?;Wo;Was\n01.11.2026;vk;12,50 €\n", '--map spend="Was"'),
        ("Wann?;Bis;Kanal;Kosten\n01.11.2026;02.11.2026;vk;12,50\n", '--map day="Wann?"'),
        ("Datum;Kanal;Foo;Bar\n01.11.2026;vk;x;12,50\n", '--map spend="Bar"'),
        ("Datum;Kanal;Revnue\n01.11.2026;vk;12,50\n", '--map revenue="Revnue"'),
    ],
)
def test_the_hint_names_all_options_that_are_needed(
    sqlite_engine: Engine, tmp_path: Path, text: str, wanted: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        loaded(sqlite_engine, write(tmp_path, text))

    for language in ("ru", "en"):
        said = refused.value.say(language)
        assert wanted in said
        assert said.count("--map") == wanted.count("--map")


def test_the_hint_as_it_stands_loads_the_file(sqlite_engine: Engine, tmp_path: Path) -> None:
    path = write(tmp_path, "Wann?;Wo;Was\n01.11.2026;vk;12,50 €\n")

    loaded(sqlite_engine, path, mapping={"day": "Wann?", "spend": "Was"})

    assert facts(sqlite_engine)["spend"].sum() == 12.5


def test_figures_that_nobody_has_a_word_for_are_kept(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Channel,Cost,Wishlists,Manager\n2026-11-01,vk,10,7,Ann\n2026-11-02,vk,10,9,Bob\n"

    notes = dict(loaded(sqlite_engine, write(tmp_path, text)).notes)

    assert notes["files-note-own"] == {"headers": "Wishlists", "example": "Wishlists"}
    assert notes["files-note-cut"] == {"headers": "Manager", "example": "Manager"}


def test_cells_that_name_channels_are_the_channel_whatever_the_header(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = "Date,Ad source,Comment,Spend\n2026-11-01,LinkedIn Ads,x,5\n2026-11-01,Google Ads,y,6\n"
    two = "Date,First,Last,Spend\n2026-11-02,vk,tiktok,7\n2026-11-03,tiktok,vk,1\n"

    report = loaded(sqlite_engine, write(tmp_path, text))
    loaded(sqlite_engine, write(tmp_path, two, name="two.csv"))

    assert report.channels == ["google_ads", "linkedin"]
    assert dict(facts(sqlite_engine).groupby("channel")["spend"].sum()) == {"linkedin": 5, "google_ads": 6, "file": 8}


def test_a_header_that_says_where_it_ran_needs_only_some_known_channels(sqlite_engine: Engine, tmp_path: Path) -> None:
    names = ("Google", "Meta", "Local Services", "Yelp")
    text = "Date,Ad network,Spend\n" + "".join(f"2026-11-01,{name},5\n" for name in names)

    assert set(loaded(sqlite_engine, write(tmp_path, text)).channels) == {
        "google_ads",
        "meta",
        "local_services",
        "yelp",
    }


def test_the_only_column_of_days_is_the_day_and_of_several_the_one_where_it_began(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    one = "Wann?;Kanal;Kosten\n01.11.2026;vk;12,50\n"
    two = "Order date,Delivered,Order no,Channel,Order total\n2026-11-02,2026-11-05,1,vk,9\n2026-11-03,,2,vk,1\n"

    first = loaded(sqlite_engine, write(tmp_path, one))
    later = loaded(sqlite_engine, write(tmp_path, two, name="orders_2026-11.csv"))

    assert facts(sqlite_engine)["day"].astype(str).tolist() == ["2026-11-01", "2026-11-02", "2026-11-03"]
    assert dict(first.notes)["files-note-assumed-day"]["header"] == "Wann?"
    assert dict(later.notes)["files-note-assumed-day"]["header"] == "Order date"
