"""A Demetra whose catalogues have an entry of a trial's own, asked in the chat; imported once the entry is there."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from agent.bootstrap import Demetra
from ingest.settings import Settings


async def asked(url: str, folder: str, today: str, texts: Iterable[tuple[str, str]]) -> tuple[Demetra, dict[str, Any]]:
    """What is running, and what it answers to each text, by the text's name."""
    day = date.fromisoformat(today)
    settings = Settings(_env_file=None, database_url=url, data_dir=Path(folder), today=day, openai_base_url="")  # type: ignore[call-arg]
    running, told = Demetra(settings=settings), {}
    async with running.analyst(remember=False) as analyst:
        for name, text in texts:
            told[name] = (await analyst.ask(text, thread=name)).as_json()
    return running, told
