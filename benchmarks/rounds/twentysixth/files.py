"""Files of the twenty-sixth round: dental clinics, a shop of sports shoes, a mobile game's workbook, furniture with budgets beside it."""

from pathlib import Path

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import in_waves, made


def files(folder: Path) -> dict[str, File]:
    """The four exports of `worlds.toml`, all in `folder`; the furniture maker's budgets beside its facts."""
    return made(Path(__file__).parent, folder, in_waves)
