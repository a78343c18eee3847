"""Files of the fifteenth round: the public set of Cozy Corners, and exports made from `worlds.toml`: cosmetics, B2B software, pizza."""

from datetime import date
from pathlib import Path

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import in_waves, made


def files(folder: Path) -> dict[str, File]:
    """The public file as it lies, and the exports written into `folder`; that of pizza is a workbook."""
    cozy = File(path="smads_cozycorners.csv", today=date(2023, 1, 1), currency="USD")
    return {"cozy": cozy} | made(Path(__file__).parent, folder, in_waves)
