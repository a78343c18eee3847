"""A small database with known habits: three channels, 200 days, saturating revenue, weekly rhythm."""

import csv
import math
import random
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from ingest import files
from ingest.store.store import Store
from ingest.texts import Language
from tests.conftest import NOW, TODAY
from tests.worlds import loaded_once
from tools.engine.engine import MetricEngine
from tools.tool import Services, ToolContext

CHANNELS = {
    "google_ads": (30_000, 90_000, 40_000),
    "tiktok": (40_000, 45_000, 60_000),
    "telegram": (10_000, 80_000, 15_000),
}
"""Usual daily spend, most revenue a day, spend at which half of it comes."""
DAYS = 200


def write_facts(
    path: Path, *, today: date = TODAY, days: int = DAYS, channels: tuple[str, ...] = tuple(CHANNELS)
) -> Path:
    """One campaign a channel; spend wanders, revenue saturates, weekends are quieter."""
    chance = random.Random(7)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(
            ["date", "channel", "campaign", "spend", "impressions", "reach", "clicks", "conversions", "revenue"]
        )
        for name in channels:
            usual, most, knee = CHANNELS[name]
            level = 0.0
            for at in range(days, 0, -1):
                day = today - timedelta(days=at)
                level = 0.9 * level + chance.gauss(0, 0.15)
                spend = usual * math.exp(level) * (0.8 if day.weekday() > 4 else 1.0)
                revenue = most * spend / (spend + knee) * 2 * math.exp(chance.gauss(0, 0.1))
                clicks = round(spend / 20)
                rows.writerow(
                    [
                        day,
                        name,
                        f"{name} always",
                        round(spend, 2),
                        clicks * 40,
                        clicks * 25,
                        clicks,
                        round(revenue / 1500),
                        round(revenue, 2),
                    ]
                )
    return path


def desk_on(
    engine: Engine, folder: Path, *, language: Language = "en", today: date = TODAY, currency: str = "RUB"
) -> ToolContext:
    """What tools work with, on this database."""
    return ToolContext(
        metrics=MetricEngine(engine, currency=currency),
        today=today,
        now=NOW,
        language=language,
        data_dir=folder / "data",
        services=Services(forecast_backend="sequential"),
    )


def store_of(desk: ToolContext) -> Store:
    """Writes to the database of this desk."""
    return Store(desk.engine, now=lambda: desk.now)


def loaded(
    engine: Engine,
    folder: Path,
    *,
    language: Language = "en",
    days: int = DAYS,
    channels: tuple[str, ...] = tuple(CHANNELS),
) -> ToolContext:
    """The small database with its facts."""
    desk = desk_on(engine, folder, language=language)
    _store(engine, days, channels)
    return desk


@loaded_once
def _store(engine: Engine, days: int, channels: tuple[str, ...]) -> None:
    with TemporaryDirectory() as folder:
        path = write_facts(Path(folder) / "facts.csv", days=days, channels=channels)
        files.load(Store(engine, now=lambda: NOW), [path], currency="RUB", today=TODAY)
