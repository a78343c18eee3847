"""A database with the accounts of two clients, and one with those of one: what the one sees must be equal."""

import itertools
import random
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine, select

from agent.bootstrap import Demetra
from ingest.facts import Account, Campaign
from ingest.schema import account, budget, channel, goal
from ingest.settings import Settings
from ingest.store.store import Store
from tests.conftest import NOW, TODAY
from tests.worlds import loaded_once
from tools.access import Actor, DataScope

FIRST = TODAY - timedelta(days=120)
OWN = {"vk": ("Ромашка", "rom-1"), "google_ads": ("Ромашка", "rom-2")}
FOREIGN = {"vk": ("Ураган", "ura-1"), "google_ads": ("Ураган", "ura-2"), "tiktok": ("Ураган", "ura-3")}
CAMPAIGNS = {
    "Ромашка": ("Ромашки весной", "Ромашки летом"),
    "Ураган": ("Ураган продаж", "Ураган лидов", "Ураган бренд"),
}
NAMES_OUTSIDE = ("ураган", "uragan", "ura-1", "ura-2", "ura-3", "tiktok", "тикток", "tik tok")
MOST_OWN = 9_999_999
"""What Ромашка spends and earns stays below, each day of Ураган lies above: a larger figure has come from outside."""
ROMASHKA = Actor(name="rita", role="analyst", scope=DataScope(accounts=frozenset({"rom-1", "rom-2"})))

METRICS = ("расход", "выручка", "клики", "показы", "конверсии", "ROI", "ROAS", "CTR", "CPA", "средний чек")
CUTS = ("", "по каналам", "по кампаниям", "по месяцам", "по неделям", "по кабинетам", "by channel", "by campaign")
PERIODS = ("", "за прошлый месяц", "за последние 30 дней", "за всё время", "last week", "в октябре")
ABOUT = (
    "Какие есть каналы?",
    "Какие кампании есть?",
    "Что ты знаешь о данных?",
    "Почему упал ROI?",
    "Почему вырос расход?",
    "Топ-10 кампаний по расходу",
    "Какая кампания худшая?",
    "Расход по кампании Ураган продаж",
    "Расход Ураган",
    "Сколько потратил Ураган?",
    "Сравни Ромашка и Ураган",
    "Расход в TikTok",
    "ROI тиктока за всё время",
    "Прогноз расхода на 14 дней",
    "Прогноз выручки по каналам",
    "Что с данными?",
    "Есть ли предупреждения?",
    "Когда лучше запускать рекламу?",
    "Как распределить бюджет 100000 по каналам?",
    "Насколько точны прогнозы?",
    "Доля каждого канала в расходе",
    "Расход по компании ураган бренд",
    "Кто потратил больше всех?",
    "Итоги недели",
    "Построй график расхода по каналам",
    "Выгрузи расход по кампаниям в csv",
    "what can I ask?",
    "which accounts do we have",
)


def questions(number: int, seed: int = 9) -> list[str]:
    """Generated questions of every kind, those that name the other client among them."""
    mixed = [" ".join(part for part in parts if part) for parts in itertools.product(METRICS, CUTS, PERIODS)]
    chosen = random.Random(seed).sample(mixed, number - len(ABOUT)) if number > len(ABOUT) else []
    return [*ABOUT, *chosen][:number]


def demetra_with(folder: Path, url: str, *, foreign: bool) -> Demetra:
    """Demetra on the accounts of Ромашка, and with `foreign` on those of Ураган beside them."""
    running = Demetra(settings=Settings(database_url=url, data_dir=folder, today=TODAY, wait_scale=0))
    load(running.engine, foreign=foreign)
    return running


@loaded_once
def load(engine: Engine, *, foreign: bool) -> None:
    """The accounts of both, or of Ромашка alone."""
    with Store(engine, now=lambda: NOW).run(source="test", kind="file") as run:
        for clients, scale in ((OWN, 1), (FOREIGN, 1_000_000))[: 2 if foreign else 1]:
            for key, (name, external_id) in clients.items():
                number = run.account(Account(channel=key, external_id=external_id, name=name, currency="RUB"))
                campaigns = [
                    Campaign(external_id=f"{external_id}-{n}", name=title) for n, title in enumerate(CAMPAIGNS[name])
                ]
                ids = run.campaigns(number, campaigns)
                for place, campaign_id in enumerate(ids):
                    run.facts(_facts(campaign_id, scale * (place + 2), len(key)))
    if foreign:
        _plans(engine)


def _plans(engine: Engine) -> None:
    """A budget and a goal of a channel that both clients use: neither is the one client's alone."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        vk = connection.execute(select(channel.c.id).where(channel.c.key == "vk")).scalar_one()
        month = date(TODAY.year, TODAY.month, 1)
        plan = {"channel_id": vk, "campaign": "", "month": month}
        connection.execute(budget.insert().values(**plan, amount=77_777_777_000_000, currency="RUB"))
        connection.execute(goal.insert().values(**plan, metric="revenue", target=88_888_888_000_000))
        assert connection.execute(select(account.c.id)).all()


def _facts(campaign_id: int, scale: int, shift: int) -> pd.DataFrame:
    days = pd.date_range(FIRST, TODAY - timedelta(days=1))
    wave = [10 + (place * 7 + shift) % 5 for place in range(len(days))]
    clicks = pd.Series([one * scale for one in wave])
    return pd.DataFrame(
        {
            "campaign_id": campaign_id,
            "slice": "total",
            "day": days,
            "impressions": clicks * 40,
            "clicks": clicks,
            "spend": clicks * 3_000_000,
            "conversions": clicks * 100_000,
            "revenue": clicks * 5_000_000,
        }
    )
