"""An answer of the analyst as messages: text, table in monospace, chart as a picture, files."""

import uuid
from pathlib import Path

from agent.answer import Answer
from bots.outgoing import Button, Outgoing
from bots.telegram.text import LONGEST, pieces, table_text
from ingest.errors import InvalidInput
from tools.charts.chart import ChartSpec, draw, spec_for
from tools.engine.table import Table

NOTES = 3


def answer_message(answer: Answer, folder: Path) -> Outgoing:
    """Everything of an answer that a phone shows well.

    Args:
        answer: of the analyst.
        folder: where a picture is kept that the answer itself lacks.
    """
    notes = "\n".join(f"· *{note}*" for note in answer.notes[:NOTES])
    texts = pieces("\n\n".join(part for part in (answer.answer, notes) if part))
    tables = [table_text(table, answer.language) for table in answer.tables[:2] if len(table.rows) > 1]
    for drawn in tables:
        if texts and len(texts[-1]) + len(drawn) < LONGEST:
            texts[-1] = f"{texts[-1]}\n\n{drawn}"
        else:
            texts.append(drawn)
    photos = [Path(chart.path) for chart in answer.charts]
    if not photos and answer.status == "answered" and answer.tables:
        photos = picture(answer.tables[0], answer, folder)
    buttons = tuple((Button(label=option.label, action=f"option:{n}"),) for n, option in enumerate(answer.options))
    files = tuple(Path(file.path) for file in answer.files)
    return Outgoing(texts=tuple(texts), photos=tuple(photos), files=files, buttons=buttons)


def picture(table: Table, answer: Answer, folder: Path) -> list[Path]:
    """The chart that suits a table of two rows or more."""
    if len(table.rows) < 2:
        return []
    try:
        spec = spec_for(table, language=answer.language)
    except InvalidInput:
        return []
    return [picture_of(spec, folder)]


def picture_of(spec: ChartSpec, folder: Path) -> Path:
    """The chart as a file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{uuid.uuid4().hex}.png"
    path.write_bytes(draw(spec))
    return path
