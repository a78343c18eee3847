"""The scorer of rounds takes nothing for right that does not say what was asked."""

from typing import Any

from benchmarks.ask_rounds import fits, in_text, verdict


def answer(text: str, *tables: list[list[Any]], **more: Any) -> dict[str, Any]:
    shown = [{"rows": rows} for rows in tables]
    return {"status": "answered", "answer": text, "tables": shown, "tool_calls": [], "ungrounded": [], **more}


def test_rows_without_values_must_be_named() -> None:
    option = {"rows": {"tiktok": [], "vk": []}}

    assert not fits(option, answer("Nothing to say."))
    assert not fits(option, answer("TikTok only."))
    assert fits(option, answer("TikTok and VK."))
    assert not fits(option, answer("Losing: TikTok, VK.", [["tiktok"], ["vk"], ["meta"]]))


def test_values_are_those_of_the_named_row() -> None:
    option = {"rows": {"tiktok": [100.0]}, "exact": False}

    assert not fits(option, answer("", [["tiktok", 7.0], ["vk", 100.0]]))
    assert fits(option, answer("", [["tiktok", 100.0], ["vk", 7.0]]))


def test_digits_of_dates_are_no_figures() -> None:
    assert not in_text(1.007, "from 1 May 2026")
    assert not in_text(1.007, "с 1 мая по 3 июня")
    assert not in_text(2026.0, "May 2026")
    assert in_text(1.007, "ROAS 1.01 on 7 May")


def test_a_tool_must_be_asked_for_the_right_thing() -> None:
    task = {"kind": "tool", "tools": ["forecast_metric"], "args": {"metric": ["leads"]}, "says": [r"\*\*7\d\d\*\*"]}

    def judged(metric: str, text: str) -> str:
        return verdict(task, answer(text, tool_calls=[{"name": "forecast_metric", "args": {"metric": metric}}]))

    assert judged("leads", "**712** expected") == "right"
    assert judged("spend", "**712** expected") == "silent"
    assert judged("leads", "**4,862** expected, 712 before") == "silent"
