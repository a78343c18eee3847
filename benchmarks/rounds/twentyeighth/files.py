"""Files of the twenty-eighth round: fitness clubs' export, a tyre shop's workbook, solar installers' facts with a plan, pet insurance."""

from pathlib import Path

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import in_waves, made


def files(folder: Path) -> dict[str, File]:
    """The four exports of `worlds.toml`, all in `folder`; the solar installers' budgets beside their facts."""
    return made(Path(__file__).parent, folder, in_waves)
