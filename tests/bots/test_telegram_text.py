"""Markdown and tables for Telegram: harmless, balanced, short enough."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.telegram.heard import meant
from bots.telegram.send import Signer
from bots.telegram.text import LONGEST, pieces, table_text, to_html, without_tags
from tools.engine.table import Column, Table
from tools.words.outside_names import plain

TURNERS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\ufeff"
TAG = re.compile(r"<(/?)(b|i|code|pre)>")


def balanced(markup: str) -> bool:
    open_now: list[str] = []
    for end, name in TAG.findall(markup):
        if not end:
            open_now.append(name)
        elif not open_now or open_now.pop() != name:
            return False
    return not open_now and not re.search(r"<(?!/?(b|i|code|pre)>)", markup)


@pytest.mark.parametrize(
    ("markdown", "markup"),
    [
        ("**ROI**: 3 < 5 & more", "<b>ROI</b>: 3 &lt; 5 &amp; more"),
        ("*as of today*", "<i>as of today</i>"),
        ("- one\n- two", "• one\n• two"),
        ("## Head", "<b>Head</b>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("sale\\_2026\\*\\*", "sale_2026**"),
        ("`code`", "<code>code</code>"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
    ],
)
def test_markdown_becomes_telegrams_html(markdown: str, markup: str) -> None:
    assert to_html(markdown) == markup


@given(st.text(max_size=300))
def test_whatever_is_written_the_tags_are_ours_and_balanced(text: str) -> None:
    assert balanced(to_html(text)) or "**" in text or "*" in text or "`" in text
    assert all(len(piece) <= LONGEST for piece in pieces(text))


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Co"], exclude_characters=TURNERS),
        min_size=1,
        max_size=60,
    )
)
def test_a_name_is_shown_as_it_is(name: str) -> None:
    shown = to_html(f"**{plain(name)}**: 5")

    assert (
        without_tags(shown).replace("\u200b", "") == f"{name}: 5"
    )  # what keeps a name from being an address is unseen


def test_a_name_does_not_turn_the_figures_behind_it() -> None:
    assert to_html(f"**{plain(''.join(TURNERS) + 'exe.png')}**: 1 234") == "<b>exe.png</b>: 1 234"


@given(st.lists(st.text(alphabet="ab &<*_ \n", max_size=3000), max_size=6))
def test_long_answers_are_split_into_messages_that_fit(paragraphs: list[str]) -> None:
    found = pieces("\n\n".join(plain(one) for one in paragraphs))

    assert all(0 < len(one) <= LONGEST and balanced(one) for one in found)
    said = re.sub(r"\s", "", html.unescape("".join(found)))
    assert said == re.sub(r"\s", "", "".join(" ".join(one.split()) for one in paragraphs))


def test_a_table_is_aligned_and_narrow() -> None:
    units = {"channel": "text", "spend": "money:RUB", "roi": "ratio", "revenue": "money:RUB", "conversions": "count"}
    columns = [Column(name=name, unit=unit) for name, unit in units.items()]
    rows = [["facebook", 123456.7, 0.5, 99999999.0, 5], ["<b>& a name that goes on and on", 1.0, None, 2.0, 3]]
    table = Table(columns=columns, rows=rows, rows_total=30)

    drawn = table_text(table, "en")

    lines = html.unescape(drawn.removeprefix("<pre>").split("</pre>")[0]).split("\n")
    assert all(len(line) <= 46 for line in lines)
    assert len({len(line) for line in lines[2:]}) == 1
    assert drawn.endswith("… +28")


def test_signatures_belong_to_one_chat() -> None:
    signer = Signer("42:secret")
    data = signer.sign(5, "snooze:123456:morning")

    assert signer.read(5, data) == ["snooze", "123456", "morning"]
    assert signer.read(6, data) is None
    assert signer.read(5, data[:-1] + "0") is None or data.endswith("0")
    assert Signer("43:other").read(5, data) is None
    assert len(data.encode()) <= 64


@pytest.mark.parametrize(
    ("text", "grouped", "replied", "heard"),
    [
        ("what is the ROI", False, False, "what is the ROI"),
        ("what is the ROI", True, False, None),
        ("what is the ROI", True, True, "what is the ROI"),
        ("@demetra_bot what is the ROI", True, False, "what is the ROI"),
        ("/alerts", True, False, "/alerts"),
        ("/alerts@demetra_bot now", True, False, "/alerts now"),
        ("/alerts@other_bot", True, False, None),
    ],
)
def test_in_a_group_only_the_bot_is_heard(text: str, *, grouped: bool, replied: bool, heard: str | None) -> None:
    assert meant(text, "demetra_bot", grouped=grouped, replied=replied) == heard
