"""The platforms' own exports, as people download them: what they mix, sum up, split and call otherwise."""

from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine

from ingest.files import LoadReport
from tests.ingest.files_bench import facts, loaded, write


def _notes(report: LoadReport) -> set[str]:
    return {key for key, _values in report.notes}


ENGLISH = (
    '"Campaign name","Day","Campaign delivery","Results","Result indicator","Reach","Cost per results",'
    '"Amount spent (EUR)","Impressions","Link clicks","Clicks (all)","Reporting starts","Reporting ends"\n'
    '"","","","","","1900","","60.00","3000","","","2026-11-01","2026-11-20"\n'
    '"Sales","2026-11-01","active","3","actions:offsite_conversion.fb_pixel_purchase","900","6.67","20.00","1000","8",'
    '"10","2026-11-01","2026-11-01"\n'
    '"Leads","2026-11-01","active","4","actions:onsite_conversion.lead_grouped","900","5.00","20.00","1000","8","10",'
    '"2026-11-01","2026-11-01"\n'
    '"Traffic","2026-11-01","active","8","actions:link_click","900","2.50","20.00","1000","8","10","2026-11-01",'
    '"2026-11-01"\n'
)
RUSSIAN = (
    '"Название кампании","День","Показ кампании","Результаты","Индикатор результата","Охват","Цена за результат",'
    '"Сумма затрат (EUR)","Показы","Клики по ссылке","Клики (все)","Дата начала отчетности",'
    '"Дата окончания отчетности"\n' + ENGLISH.partition("\n")[2]
)


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN], ids=["en", "ru"])
def test_results_are_sorted_by_their_kind_and_the_line_of_totals_is_no_data(
    sqlite_engine: Engine, tmp_path: Path, text: str
) -> None:
    report = loaded(sqlite_engine, write(tmp_path, text))

    rows = facts(sqlite_engine)
    assert (report.channels, report.currency, report.read, report.rejected) == (["meta"], "EUR", 3, 0)
    assert (rows["spend"].sum(), rows["conversions"].sum(), rows["leads"].sum()) == (60, 3, 4)
    assert rows.loc[rows["campaign"] == "Traffic", ["conversions", "leads"]].isna().all(axis=None)
    assert {"files-note-results-leads", "files-note-results-aside", "files-note-totals"} <= _notes(report)


def test_named_purchases_go_before_results_of_any_kind(sqlite_engine: Engine, tmp_path: Path) -> None:
    text = (
        "Reporting starts,Reporting ends,Campaign name,Results,Result Type,Amount spent (USD),Impressions,Purchases\n"
        "2026-11-01,2026-11-01,Sales,80,Link clicks,20,1000,3\n"
    )

    loaded(sqlite_engine, write(tmp_path, text))

    assert facts(sqlite_engine)["conversions"].tolist() == [3]


def test_surfaces_beside_instagram_are_added_to_facebook(sqlite_engine: Engine, tmp_path: Path) -> None:
    platforms = ("facebook", "instagram", "audience_network", "messenger", "threads")
    text = "Campaign name,Day,Platform,Amount spent (USD),Impressions,Reporting starts,Reporting ends\n" + "".join(
        f"Autumn,2026-11-01,{platform},10.50,100,2026-11-01,2026-11-01\n" for platform in platforms
    )

    report = loaded(sqlite_engine, write(tmp_path, text))

    assert facts(sqlite_engine).set_index("channel")["spend"].to_dict() == {"facebook": 42, "instagram": 10.5}
    assert "Facebook" in next(line for line in report.said("en") if "audience_network" in line)


def test_threads_in_a_table_of_someone_elses_stay_a_channel(sqlite_engine: Engine, tmp_path: Path) -> None:
    report = loaded(sqlite_engine, write(tmp_path, "Date,Channel,Campaign,Spend\n2026-11-01,Threads,A,1\n"))

    assert report.channels == ["threads"]


@pytest.mark.parametrize(
    "text",
    [
        "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR)\n2026-11-01,2026-11-20,Autumn,100\n",
        "Месяц;Кампания;№ Кампании;Показы;Расход (руб.)\nноябрь 2026;Осень;7;10;100,00\n",
        "Неделя;Кампания;№ Кампании;Показы;Расход (руб.)\n02.11.2026 - 08.11.2026;Осень;7;10;100,00\n",
    ],
)
def test_sums_of_many_days_are_loaded_and_said_to_be_such(sqlite_engine: Engine, tmp_path: Path, text: str) -> None:
    report = loaded(sqlite_engine, write(tmp_path, text))

    assert facts(sqlite_engine)["spend"].sum() == 100
    assert "files-note-longer" in _notes(report)


def test_rows_of_single_days_need_no_such_word(sqlite_engine: Engine, tmp_path: Path) -> None:
    assert "files-note-longer" not in _notes(loaded(sqlite_engine, write(tmp_path, ENGLISH)))


@pytest.mark.parametrize(
    ("channel", "text"),
    [
        (
            "yandex_direct",
            "Дата;Кампания;№ Кампании;Показы;Клики;Расход (руб.);Конверсии (все цели);Доход (руб.)\n"
            "01.11.2026;Осень;7;1000;10;1234,50;3;-\nВсего с 01.11.2026 по 20.11.2026;;;1000;10;1234,50;3;-\n",
        ),
        (
            "tiktok",
            "Название кампании,По дням,Стоимость,Показы,Клики (место назначения),Конверсии,Валюта\n"
            "Осень,2026-11-01,1234.50,1000,10,3,RUB\nВсего результатов: 1,-,1234.50,1000,10,3,RUB\n",
        ),
        (
            "vk",
            "Название;ID кампании;Дата;Потрачено всего, ₽;Показы;Клики (переходы);eCPC, ₽;Целевые действия\n"
            "Осень;7;01.11.2026;1 234,50;1000;10;123,45;3\n",
        ),
        (
            "google_ads",
            "Отчет по кампаниям\n1 ноября 2026 г. - 20 ноября 2026 г.\n"
            "День,Состояние кампании,Кампания,Код валюты,Расходы,Показы,Клики,Конверсии\n"
            '01.11.2026,Включено,Осень,RUB,"1 234,50","1 000",10,"3,00"\n'
            ' --,Всего: аккаунт, --,RUB,"1 234,50","1 000",10,"3,00"\n',
        ),
    ],
)
def test_a_russian_export_is_recognised_by_itself(
    sqlite_engine: Engine, tmp_path: Path, channel: str, text: str
) -> None:
    report = loaded(sqlite_engine, write(tmp_path, text))

    [row] = facts(sqlite_engine).to_dict("records")
    assert (report.channels, report.currency, report.rejected) == ([channel], "RUB", 0)
    assert (row["campaign"], str(row["day"]), row["spend"]) == ("Осень", "2026-11-01", 1234.5)
    assert (row["impressions"], row["clicks"], row["conversions"]) == (1000, 10, 3)
    assert row["derived"] == 0


def test_the_russian_halves_of_a_telegram_ad_complete_each_other(sqlite_engine: Engine, tmp_path: Path) -> None:
    views = write(tmp_path, "Дата\tПросмотры\tКлики\tПодписались\n01.11.2026\t1000\t10\t3\n", "ads_stats_ad_8.csv")
    money = write(tmp_path, "Дата\tПотраченный бюджет, TON\n01.11.2026\t1,5\n", "ads_budget_ad_8.csv")

    report = loaded(sqlite_engine, views, money)

    [row] = facts(sqlite_engine).to_dict("records")
    assert (row["channel"], row["currency"], row["spend"], row["impressions"]) == ("telegram", "TON", 1.5, 1000)
    assert "files-note-other-currency" not in _notes(report)


@pytest.mark.parametrize(
    ("headers", "conversions"), [("Started bot\tClicks", 3), ("Joined\tStarted bot", 3), ("Clicks\tЗапустили бота", 5)]
)
def test_who_started_the_bot_is_what_an_ad_for_a_bot_has_won(
    sqlite_engine: Engine, tmp_path: Path, headers: str, conversions: int
) -> None:
    text = f"date\tViews\t{headers}\n20 Nov 2026\t1000\t3\t5\n"
    loaded(sqlite_engine, write(tmp_path, text, "ads_stats_ad_9.csv"))

    assert facts(sqlite_engine)["conversions"].tolist() == [conversions]


def test_a_file_that_does_not_tell_its_channel_says_how_to_name_it(sqlite_engine: Engine, tmp_path: Path) -> None:
    report = loaded(sqlite_engine, write(tmp_path, "Date,Campaign,Spend\n2026-11-01,A,1\n", name="x.csv"))

    assert "--source vk" in " ".join(report.said("ru"))
    assert pd.notna(facts(sqlite_engine)["spend"]).all()
