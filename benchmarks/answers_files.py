"""Two files nobody else has, made from a seed: a shop's daily Russian export, and an agency's list of campaigns."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

LAST_DAY = date(2026, 11, 21)
DAYS = 428
PLACES = ("Москва", "Санкт-Петербург", "Казань", "Новосибирск", "Екатеринбург", "Краснодар", "Нижний Новгород")
DEVICES = ("Смартфоны", "Десктоп", "Планшеты")
CAMPAIGNS = (
    ("ВКонтакте", "Лид-форма Осень", 900),
    ("ВКонтакте", "Клипы Охват", 700),
    ("ВКонтакте", "Ретаргет Корзина", 500),
    ("Яндекс.Директ", "Бренд Поиск", 1400),
    ("Яндекс.Директ", "РСЯ Каталог", 1100),
    ("Яндекс.Директ", "Конкуренты", 800),
    ("Google Ads", "PMax Каталог", 1000),
    ("Google Ads", "Search Brand", 600),
    ("Telegram Ads", "Посевы Лайфстайл", 750),
    ("Telegram Ads", "Бот Скидки", 400),
    ("Авито", "Продвижение объявлений", 650),
    ("Авито", "Распродажа 11.11", 300),
    ("Дзен", "Статьи о ремонте", 350),
)
COMPANIES = ("Northwind Labs", "Bluebird Media", "Orion Retail", "Datawave", "Alpha Innovations")
TYPES = ("Email", "Influencer", "Display", "Search", "Social Media")
AUDIENCES = ("Men 18-24", "Men 25-34", "Women 25-34", "Women 35-44", "All Ages")
CHANNELS = ("Google Ads", "YouTube", "Instagram", "Website", "Facebook", "Email")
CITIES = ("Chicago", "Seattle", "Boston", "Denver", "Los Angeles")
LANGUAGES = ("English", "Spanish", "French", "German", "Mandarin")
SEGMENTS = ("Health & Wellness", "Fashionistas", "Outdoor Adventurers", "Foodies", "Tech Enthusiasts")


def shop(path: Path) -> None:
    """Semicolons, decimal commas, cp1251: thirteen campaigns in three cities each, 428 days."""
    random = np.random.default_rng(11)
    rows = []
    for place, (channel, campaign, scale) in enumerate(CAMPAIGNS):
        strength = random.uniform(0.5, 2.2)
        for city in random.choice(PLACES, 3, replace=False):
            for device in random.choice(DEVICES, 2, replace=False):
                for back in range(DAYS):
                    if random.random() < 0.75:
                        day = LAST_DAY - timedelta(days=back)
                        rows.append([day, channel, campaign, city, device, *_measures(random, scale, strength, place)])
    names = [
        "Дата",
        "Площадка",
        "Кампания",
        "Регион",
        "Устройство",
        "Показы",
        "Клики",
        "Расход",
        "Заявки",
        "Продажи",
        "Выручка",
    ]
    frame = pd.DataFrame(rows, columns=names).sort_values(["Дата", "Кампания", "Регион", "Устройство"])
    frame["Дата"] = pd.to_datetime(frame["Дата"]).dt.strftime("%d.%m.%Y")
    frame.to_csv(path, sep=";", decimal=",", encoding="cp1251", index=False)


def _measures(random: np.random.Generator, scale: int, strength: float, place: int) -> list[float | int]:
    shown = int(scale * random.uniform(5, 40))
    clicks = int(shown * random.uniform(0.005, 0.02 + 0.002 * place))
    leads = int(clicks * random.uniform(0.02, 0.2))
    sales = int(leads * random.uniform(0.1, 0.8))
    spend = round(scale * random.uniform(0.4, 1.7), 2)
    return [shown, clicks, spend, leads, sales, round(sales * strength * random.uniform(300, 900), 2)]


def agency(path: Path) -> None:
    """2,000 campaigns of 2021, each a row with its cost in dollars as text."""
    random = np.random.default_rng(23)
    n = 2000
    clicks = random.integers(100, 1000, n)
    columns = {
        "Campaign_ID": np.arange(50_001, 50_001 + n),
        "Company": random.choice(COMPANIES, n),
        "Campaign_Type": random.choice(TYPES, n),
        "Target_Audience": random.choice(AUDIENCES, n),
        "Duration": random.choice(["15 days", "30 days", "45 days", "60 days"], n),
        "Channel_Used": random.choice(CHANNELS, n, p=[0.2, 0.15, 0.2, 0.15, 0.2, 0.1]),
        "Conversion_Rate": random.uniform(0.01, 0.15, n).round(2),
        "Acquisition_Cost": [f"${cost:,.2f}" for cost in random.uniform(5_000, 20_000, n)],
        "ROI": random.uniform(-0.6, 8, n).round(2),
        "Location": random.choice(CITIES, n),
        "Language": random.choice(LANGUAGES, n),
        "Clicks": clicks,
        "Impressions": clicks * random.integers(3, 12, n),
        "Engagement_Score": random.integers(1, 11, n),
        "Customer_Segment": random.choice(SEGMENTS, n),
        "Date": [str(date(2021, 1, 1) + timedelta(days=int(day))) for day in random.integers(0, 365, n)],
    }
    pd.DataFrame(columns).to_csv(path, index=False)
