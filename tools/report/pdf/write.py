"""The report as a PDF: cover with contents, then every section."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ingest.texts import Language, say
from tools.charts.chart import scene
from tools.charts.palette import LOOKS
from tools.charts.pdf.canvas import Canvas
from tools.charts.pdf.draw import paint
from tools.charts.scene import ChartScene
from tools.report.changes import change_of
from tools.report.content import Block, Cards, FigureCard, Picture, Prose, ReportContent, ReportTable, Section
from tools.report.pdf.grid import write_grid
from tools.report.pdf.page import LEFT, TOP, WIDTH, ReportPage, lines_of, mark
from tools.report.pdf.words import write_words
from tools.words import wording
from tools.words.labels import figure

SCENE_MM: Final = 0.318
"""Millimetres for a point of a scene: letters of 9 points become 8."""
_GUTTER: Final = 8.0
_HEIGHTS: Final = {"full": 1.0, "low": 0.78, "half": 0.78}
_PER_ROW: Final = 5
_CARD_ROOM: Final = WIDTH / _PER_ROW - 3.5
"""Millimetres for a card's words."""
_LEAST_HEIGHT: Final = 0.7
"""Part of its height to which a picture shrinks rather than leave the end of a page empty."""


@dataclass(kw_only=True)
class Written:
    """A finished PDF and what was drawn in it."""

    data: bytes
    pages: int
    inks: list[tuple[str, int]] = field(default_factory=list)
    """Every picture's title and how many marks it shows."""


def write_pdf(report: ReportContent) -> Written:
    """Sets the whole report."""
    page = ReportPage(head=_head(report), foot=_foot(report))
    page.set_title(say("report-title", report.language))
    page.set_creator("Demetra")
    page.add_page()
    _cover(page, report)
    inks: list[tuple[str, int]] = []
    places = []
    page.add_page()
    page.set_y(TOP)
    for number, section in enumerate(report.sections):
        if number and page.room < 60:
            page.add_page()
            page.set_y(TOP)
        places.append((section, page.page_no()))
        _heading(page, section, report)
        _blocks(page, section.blocks, report, inks)
        page.set_y(page.get_y() + 4)
    last = page.page_no()
    page.page = 1
    _contents(page, report.language, places)
    page.page = last
    return Written(data=bytes(page.output()), pages=last, inks=inks)


def _head(report: ReportContent) -> str:
    return say("report-running-head", report.language, days=report.days, compared=report.compared)


def _foot(report: ReportContent) -> str:
    day = wording.day(report.as_of, report.language) if report.as_of else ""
    said = say("report-foot", report.language, day=day)
    return f"{said} {say('report-demo', report.language)}" if report.demo else said


def _heading(page: ReportPage, section: Section, report: ReportContent) -> None:
    if section.key != "summary":
        page.fit(40)
        page.put(LEFT, page.get_y() + 3, section.title, size=16, bold=True)
        page.set_y(page.get_y() + 7.5)
        return
    for line in lines_of(page, report.headline, 19, WIDTH, bold=True):
        page.put(LEFT, page.get_y() + 4, line, size=19, bold=True)
        page.set_y(page.get_y() + 5.2)
    page.set_y(page.get_y() + 3)


def _blocks(page: ReportPage, blocks: Sequence[Block], report: ReportContent, inks: list[tuple[str, int]]) -> None:
    halves: list[Picture] = []
    for block in blocks:
        if isinstance(block, Picture) and block.size == "half":
            halves.append(block)
            if len(halves) == 2:
                _pictures(page, halves, inks)
                halves = []
        elif isinstance(block, Picture):
            _pictures(page, [block], inks)
        else:
            _block(page, block, report)


def _block(page: ReportPage, block: Prose | Cards | ReportTable, report: ReportContent) -> None:
    if isinstance(block, Prose):
        write_words(page, block.text)
    elif isinstance(block, ReportTable):
        write_grid(page, block, report.language)
    else:
        _cards(page, block, report)


def _pictures(page: ReportPage, pictures: Sequence[Picture], inks: list[tuple[str, int]]) -> None:
    """Charts side by side, each under its title."""
    width = (WIDTH - _GUTTER * (len(pictures) - 1)) / len(pictures)
    scenes = [scene(picture.spec) for picture in pictures]
    high = max(_height(one, picture) for one, picture in zip(scenes, pictures, strict=True))
    titles = [lines_of(page, picture.title, 10.5, width, bold=True) for picture in pictures]
    head = 4.6 * max(len(lines) for lines in titles) + 2
    spare = page.room - head - 5
    if _LEAST_HEIGHT * high <= spare < high:
        high = spare
    page.fit(high + head + 4)
    top = page.get_y()
    for place, (picture, one, lines) in enumerate(zip(pictures, scenes, titles, strict=True)):
        left = LEFT + place * (width + _GUTTER)
        for row, line in enumerate(lines):
            page.put(left, top + 2.6 + 4.6 * row, line, size=10.5, bold=True)
        canvas = Canvas(
            pdf=page,
            look=LOOKS["light"],
            left=left,
            top=top + head,
            scale=SCENE_MM,
            width=width / SCENE_MM,
            height=high / SCENE_MM,
        )
        paint(canvas, one)
        inks.append((picture.title, canvas.drawn))
    page.set_y(top + head + high + 5)


def _height(one: ChartScene, picture: Picture) -> float:
    return (one.height * 72 - 40) * SCENE_MM * _HEIGHTS[picture.size]


def _cards(page: ReportPage, block: Cards, report: ReportContent) -> None:
    for start in range(0, len(block.cards), _PER_ROW):
        row = block.cards[start : start + _PER_ROW]
        page.fit(26)
        top, width = page.get_y(), WIDTH / _PER_ROW
        page.rule(top, page.look.grid)
        for place, card in enumerate(row):
            _card(page, card, report, LEFT + place * width, top, first=place == 0)
        page.set_y(top + 23)
    page.rule(page.get_y(), page.look.grid)
    page.set_y(page.get_y() + 5)


def _card(page: ReportPage, card: FigureCard, report: ReportContent, left: float, top: float, *, first: bool) -> None:
    if not first:
        page.set_draw_color(page.look.grid)
        page.set_line_width(0.2)
        page.line(left - 1.5, top + 3, left - 1.5, top + 20)
    left += 0.0 if first else 1.5
    page.put(
        left, top + 5, card.title, size=min(8.6, 8.6 * _CARD_ROOM / page.wide(card.title, 8.6)), colour=page.look.quiet
    )
    page.put(left, top + 10.4, card_value(card, card.value, report), size=14.5, bold=True)
    change = change_of(card, report.language)
    tone = {"good": page.look.good, "bad": page.look.bad}.get(change.tone, page.look.quiet)
    page.put(left, top + 15.4, change.text, size=8, bold=True, colour=tone)
    if card.before is not None:
        was = say("report-was", report.language, value=card_value(card, card.before, report))
        page.put(left, top + 19.4, was, size=8, colour=page.look.quiet)


def card_value(card: FigureCard, value: float, report: ReportContent) -> str:
    """A card's figure, shortened from a million."""
    if card.unit.startswith("money:") and abs(value) >= 1e6:
        return wording.short_money(value, report.currency, report.language)
    if card.unit == "count" and abs(value) >= 1e6:
        return wording.short(value, report.language)
    return figure(card.metric, value, report.currency, report.language)


def _cover(page: ReportPage, report: ReportContent) -> None:
    deep, light = page.look.accent, "#FFFFFF"
    page.set_fill_color(deep)
    page.rect(0, 0, 210, 118, style="F")
    mark(page, LEFT, 18, 11, ground=light, ink=deep)
    page.put(LEFT + 15, 23.6, "Demetra", size=16, bold=True, colour=light)
    page.put(LEFT, 50, say("report-title", report.language), size=13, colour="#DDEBD3")
    y = 61.0
    for line in lines_of(page, report.headline, 24, WIDTH, bold=True):
        page.put(LEFT, y, line, size=24, bold=True, colour=light)
        y += 11.5
    y = max(y + 1, 96.0)
    page.put(LEFT, y, _head(report), size=10.5, colour="#DDEBD3")
    if report.about:
        page.put(LEFT, y + 6.5, say("report-about", report.language, names=report.about), size=10.5, colour="#DDEBD3")
    page.put(LEFT, 258, say("report-made", report.language, at=report.made), size=8.6, colour=page.look.quiet)
    page.put(LEFT, 264, say("report-proved", report.language), size=8.6, colour=page.look.quiet)


def _contents(page: ReportPage, language: Language, places: Sequence[tuple[Section, int]]) -> None:
    page.put(LEFT, 133, say("report-contents", language), size=13, bold=True)
    y = 144.0
    for section, number in places:
        link = page.add_link(page=number)
        page.put(LEFT, y, section.title, size=10.5)
        page.put_right(LEFT + WIDTH, y, str(number), size=10.5, colour=page.look.quiet)
        page.link(LEFT, y - 3, WIDTH, 6, link)
        page.rule(y + 4.4, page.look.grid)
        y += 9.2
