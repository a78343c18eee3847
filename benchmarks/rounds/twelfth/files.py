"""Exports of the twelfth round, made from the seeds of `worlds.toml`: a dental clinic, gyms by city, a B2B service, a toy shop."""

from pathlib import Path

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import in_waves, made


def files(folder: Path) -> dict[str, File]:
    """The exports, written into `folder`; that of the gyms is a workbook."""
    return made(Path(__file__).parent, folder, in_waves)
