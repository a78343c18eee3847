"""Exports of the thirteenth round, made from the seeds of `worlds.toml`: a language school, car repair, a service sold by trials, food delivery."""

from pathlib import Path

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import in_waves, made


def files(folder: Path) -> dict[str, File]:
    """The exports, written into `folder`; that of car repair is a workbook."""
    return made(Path(__file__).parent, folder, in_waves)
