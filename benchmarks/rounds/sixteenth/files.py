"""Files of the sixteenth round: a public export of Facebook ads, and exports made from `worlds.toml`: clinics, courses, furniture."""

from datetime import date
from pathlib import Path

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import in_waves, made


def files(folder: Path) -> dict[str, File]:
    """The public file as it lies, and the exports written into `folder`; that of courses is a workbook."""
    facebook = File(path="mcdm_facebook.csv.gz", today=date(2023, 2, 8), currency="USD")
    return {"facebook": facebook} | made(Path(__file__).parent, folder, in_waves)
