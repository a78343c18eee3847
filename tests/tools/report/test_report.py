"""A report says what the engine says, in both files, or does not leave."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import combinations
from typing import ClassVar

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from agent.bootstrap import Demetra
from ingest.errors import InvalidInput, NotAllowed
from ingest.scope import DataScope
from tools.access import Actor
from tools.charts.chart import scene
from tools.charts.palette import LOOKS
from tools.charts.pdf.canvas import Align, Canvas, Point
from tools.charts.pdf.draw import paint
from tools.charts.spec import ChartSpec
from tools.engine.table import Column, Table
from tools.report.content import Cards, FigureCard, Picture, Prose, ReportContent, ReportTable, Section
from tools.report.make import make_report
from tools.report.order import ReportOrder, before, ground_of
from tools.report.pdf.page import ReportPage
from tools.report.pdf.write import Written, write_pdf
from tools.report.proof import ReportHeld, internal, pdf_fault, xlsx_fault
from tools.report.workbook import number_format, write_xlsx
from tools.semantics.question import Question, Window
from tools.tool import find_tools

START = date(2026, 10, 1)
MONEY = "money:RUB"


def _table(spend: float = 5_172_870.89, *, rows: int = 2) -> Table:
    columns = [Column(name="channel", unit="text"), Column(name="spend", unit=MONEY), Column(name="roi", unit="ratio")]
    cells = [["tiktok", spend, -0.464], *([["telegram", 1_338_007.0, 2.245]] * (rows - 1))]
    return Table(columns=columns, rows=cells, rows_total=rows)


def _spec(*, empty: bool = False) -> ChartSpec:
    columns = [Column(name="day", unit="day"), Column(name="revenue", unit=MONEY)]
    rows = [[START + timedelta(days=at), None if empty else 900_000.0 + 1000 * at] for at in range(31)]
    return ChartSpec(
        kind="line",
        title="Выручка",
        table=Table(columns=columns, rows=rows, rows_total=31),
        x="day",
        y=("revenue",),
        language="ru",
    )


def _report(
    table: Table | None = None, *, words: str = "**Выручка** выросла на 13,5 %.", empty: bool = False
) -> ReportContent:
    card = FigureCard(metric="roi", title="ROI", value=1.149, before=1.171, unit="ratio")
    blocks = (
        Prose(text=words),
        Cards(cards=(card,)),
        Picture(title="Выручка", spec=_spec(empty=empty)),
        ReportTable(title="Каналы", table=table or _table()),
    )
    return ReportContent(
        language="ru",
        headline="Выручка: 27,9 млн ₽",
        days="1–31 октября 2026",
        compared="1–30 сентября 2026",
        about="",
        as_of=date(2026, 11, 21),
        made="22 ноября 2026, 09:00",
        currency="RUB",
        demo=True,
        sections=(Section(key="summary", title="Главное", blocks=blocks),),
    )


def _text(written: Written) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(written.data)).pages).split())


@pytest.mark.parametrize(
    ("now", "earlier"),
    [
        ("2026-10-01..2026-10-31", "2026-09-01..2026-09-30"),
        ("2026-07-01..2026-09-30", "2026-04-01..2026-06-30"),
        ("2026-11-01..2026-11-21", "2026-10-01..2026-10-21"),
        ("2026-03-01..2026-03-30", "2026-02-01..2026-02-28"),
        ("2026-11-15..2026-11-21", "2026-11-08..2026-11-14"),
    ],
)
def test_whole_months_stand_against_whole_months_and_other_days_against_as_many(now: str, earlier: str) -> None:
    assert str(before(Window.of(now))) == earlier


def test_a_pdf_holds_words_figures_and_pictures_as_text() -> None:
    written = write_pdf(_report())

    read = _text(written)

    for piece in ("Выручка: 27,9 млн", "выросла на 13,5 %", "114,9 %", "TikTok", "5 172 871", "−46,4 %", "Демо-данные"):
        assert piece in read.replace("\N{NO-BREAK SPACE}", " "), piece
    assert written.inks == [("Выручка", 31)]
    assert pdf_fault(written, write_pdf(_report()), _report(), ()) is None


@pytest.mark.promise(2)
def test_a_planted_figure_is_found_in_either_file() -> None:
    spoiled = _report(_table(5_172_970.89))

    on_paper = pdf_fault(write_pdf(spoiled), write_pdf(_report()), _report(), ())
    in_cells = xlsx_fault(write_xlsx(spoiled), write_xlsx(_report()), _report(), ())

    assert on_paper is not None
    assert on_paper.key == "differs"
    assert "172\N{NO-BREAK SPACE}971" in on_paper.here
    assert "172\N{NO-BREAK SPACE}871" in on_paper.there
    assert in_cells is not None
    assert (in_cells.key, in_cells.here, in_cells.there) == ("differs", "5172970.89", "5172870.89")


def test_an_empty_picture_a_cut_table_and_an_internal_name_hold_a_report_back() -> None:
    empty = _report(empty=True)
    longer = _report(_table(rows=4))
    raw = _report(words="Вырос cost по google_ads и spend_per_day.")
    unnamed = _report(
        _table().model_copy(update={"columns": [Column(name="nameless", unit="text"), *_table().columns[1:]]})
    )

    assert _fault_of(empty) == "empty-picture"
    assert pdf_fault(write_pdf(_report()), write_pdf(_report()), longer, ()).key == "cut"  # type: ignore[union-attr]
    assert _fault_of(raw) == "raw"
    assert _fault_of(unnamed) == "raw"


def _fault_of(report: ReportContent) -> str:
    found = pdf_fault(write_pdf(report), write_pdf(report), report, ())
    return found.key if found else ""


def test_a_name_from_the_data_may_look_like_ours() -> None:
    assert internal("Кампания google_ads растёт", ("google_ads",)) is None
    assert internal("Кампания google_ads растёт", ()) is not None
    assert internal("ROI None", ()) is not None


class _Noted(Canvas):
    """Remembers where words were put, in points: left, middle, width, height."""

    boxes: ClassVar[list[tuple[float, float, float, float]]] = []

    def write(
        self, at: Point, text: str, *, size: float = 8.5, colour: str = "", bold: bool = False, align: Align = "left"
    ) -> None:
        wide = self.measure(text, size, bold=bold)
        self.boxes.append((at[0] - {"left": 0, "center": wide / 2, "right": wide}[align], at[1], wide, 0.7 * size))


@pytest.mark.parametrize(
    "names", [("Yandex.Direct", "Google Ads"), ("Очень длинный канал продаж", "Второй из каналов")]
)
def test_names_and_figures_of_bars_do_not_touch(names: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Noted, "boxes", [])
    columns = [Column(name="channel", unit="text"), Column(name="roi", unit="ratio")]
    rows = [[f"{name} {at}", -0.436 if at == 1 else 1.5] for at in range(3) for name in names]
    kept = Table(columns=columns, rows=rows, rows_total=len(rows))
    spec = ChartSpec(kind="bar", title="ROI", table=kept, x="channel", y=("roi",), language="en")
    page = ReportPage(head="", foot="")
    page.add_page()

    paint(_Noted(pdf=page, look=LOOKS["light"], left=15, top=30, scale=0.318, width=270, height=200), scene(spec))
    page.output()  # closes the fonts

    assert len(_Noted.boxes) >= 12
    for one, other in combinations(_Noted.boxes, 2):
        apart = abs(one[1] - other[1]) >= (one[3] + other[3]) / 2
        beside = one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
        assert apart or beside, (one, other)


def test_a_long_table_breaks_with_its_headings() -> None:
    written = write_pdf(_report(_table(rows=120)))

    pages = [page.extract_text() for page in PdfReader(BytesIO(written.data)).pages]

    assert sum("Расход" in page for page in pages) >= 3
    assert _text(written).count("Telegram") == 119


def test_a_workbook_has_real_numbers_charts_and_headings_that_stay() -> None:
    book = load_workbook(BytesIO(write_xlsx(_report())))

    sheet = book["Главное"]
    found = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}

    assert found[5_172_870.89].number_format == '#,##0.00 "₽"'
    assert found[-0.464].number_format == "0.0%"
    assert sheet.freeze_panes is not None
    assert len(sheet._charts) == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("roi", "0.0%"),
        ("ctr", "0.0%"),
        ("roas", "0.00"),
        ("frequency", "0.00"),
        ("engagement_score", "0.00"),
        ("clicks_per_leads", "0.00"),
        ("roas_change", "0.0%"),
    ],
)
def test_only_what_is_in_per_cent_is_shown_so_by_a_spreadsheet(name: str, shown: str) -> None:
    assert number_format(Column(name=name, unit="ratio"), "en") == shown


def test_a_name_that_a_spreadsheet_would_run_is_plain_text() -> None:
    rows = [["=HYPERLINK(1)", 1.0, 0.1]]
    book = load_workbook(BytesIO(write_xlsx(_report(_table().model_copy(update={"rows": rows})))))

    values = [cell.value for row in book["Главное"].iter_rows() for cell in row]

    assert "'=HYPERLINK(1)" in values


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_month_of_the_demo_is_proved_and_equals_the_engine(demetra_on: Demetra, language: str) -> None:
    desk = demetra_on().desk(language)  # type: ignore[operator]

    made = make_report(ReportOrder(period="2026-10-01..2026-10-31"), desk)

    read = " ".join(" ".join(page.extract_text() for page in PdfReader(made.path).pages).split())
    total = desk.metrics.run(Question(metrics=("spend",), periods=("2026-10-01..2026-10-31",)), today=desk.today)
    spend = round(float(str(total.table.rows[0][0])))
    assert f"{spend:,}".replace(",", " " if language == "ru" else ",") in read.replace("\N{NO-BREAK SPACE}", " ")
    assert made.pages >= 10
    assert len(made.report.sections) == 11


@pytest.mark.slow
def test_a_spoiled_report_never_becomes_a_file(demetra_on: Demetra) -> None:
    desk = demetra_on().desk("ru")  # type: ignore[operator]

    def spoil(report: ReportContent) -> ReportContent:
        first = report.sections[0]
        grid = next(block for block in first.blocks if isinstance(block, ReportTable))
        rows = [[*grid.table.rows[0][:1], 1.0, *grid.table.rows[0][2:]], *grid.table.rows[1:]]
        wrong = replace(grid, table=grid.table.model_copy(update={"rows": rows}))
        blocks = tuple(wrong if block is grid else block for block in first.blocks)
        return replace(report, sections=(replace(first, blocks=blocks), *report.sections[1:]))

    with pytest.raises(ReportHeld) as held:
        make_report(ReportOrder(period="2026-10-01..2026-10-31", format="xlsx"), desk, spoil=spoil)

    assert "не отправлен" in held.value.say("ru")
    assert not list((desk.data_dir / "exports").rglob("*.xlsx"))


def test_a_report_never_reaches_beyond_its_reader(demetra_on: Demetra) -> None:
    desk = demetra_on().desk("ru")  # type: ignore[operator]
    reader = desk.acting_for(Actor(name="t", scope=DataScope(channels=frozenset({"tiktok"}))))

    ground = ground_of(ReportOrder(period="last month"), reader)

    assert list(ground.desk.metrics.catalogue().channels) == ["tiktok"]
    with pytest.raises(InvalidInput):
        ground_of(ReportOrder(channels=["facebook"]), reader)
    with pytest.raises(InvalidInput):
        ground_of(ReportOrder(accounts=["nobody"]), desk)


def test_without_a_period_the_last_whole_month_is_reported(demetra_on: Demetra) -> None:
    desk = demetra_on().desk("ru")  # type: ignore[operator]

    ground = ground_of(ReportOrder(), desk)

    assert (str(ground.now), ground.closed) == ("2026-10-01..2026-10-31", True)
    assert ground_of(ReportOrder(period="2026-11-01..2026-11-21"), desk).closed is False


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", ["Выручка 1 234 567 ₽", "▲ +1,5 п.п. → ≈ Σ", "AV To fi ffl «Поиск»", ""])
def test_a_line_is_as_wide_as_its_letters(text: str, *, bold: bool) -> None:
    page = ReportPage(head="", foot="")

    page.set_font("inter", style="B" if bold else "", size=9.5)
    assert page.get_string_width(text) == pytest.approx(page.wide(text, 9.5, bold=bold))
    page.output()  # closes the fonts


@pytest.mark.slow
def test_the_first_report_of_a_store_is_its_second(demetra_on: Demetra) -> None:
    desk = demetra_on().desk("ru")  # type: ignore[operator]

    first, second = (make_report(ReportOrder(format="xlsx"), desk) for _ in range(2))

    assert first.report.sections == second.report.sections


def test_who_may_not_export_gets_no_report(demetra_on: Demetra) -> None:
    desk = demetra_on().desk("ru")  # type: ignore[operator]
    tool = find_tools()["make_report"]

    with pytest.raises(NotAllowed):
        tool.call(tool.arguments(), desk.acting_for(Actor(name="n", role="viewer")))
