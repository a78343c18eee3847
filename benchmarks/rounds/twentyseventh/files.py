"""Files of the twenty-seventh round: a hotel chain's agency sheet, a door maker's CRM workbook, a university's export, meal kits' facts."""

from pathlib import Path

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import in_waves, made


def files(folder: Path) -> dict[str, File]:
    """The four exports of `worlds.toml`, all in `folder`; the meal kits' budgets beside their facts."""
    return made(Path(__file__).parent, folder, in_waves)
