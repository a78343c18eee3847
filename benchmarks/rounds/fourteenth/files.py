"""Files of the fourteenth round: public daily rows of 2024, and exports made from the seeds of `worlds.toml`: furniture, an app, hotels."""

from datetime import date
from pathlib import Path

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import in_waves, made


def files(folder: Path) -> dict[str, File]:
    """The exports, written into `folder`, beside the public file; hotels have a plan."""
    public = File(path="global_ads_daily.csv", today=date(2024, 12, 31), currency="USD")
    return {"global": public, **made(Path(__file__).parent, folder, in_waves)}
