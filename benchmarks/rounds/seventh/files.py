"""Two exports of the seventh round, made from a seed: a Russian online school, and an English web shop."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import WITH_LEADS, export

SCHOOL = (
    ("Яндекс Директ", "Поиск Английский", "Английский", 9000, 3.1),
    ("Яндекс Директ", "РСЯ Программирование", "Программирование", 7000, 2.2),
    ("Яндекс Директ", "Бренд школа", "Бренд", 2500, 6.5),
    ("ВКонтакте", "Лид-форма ЕГЭ", "ЕГЭ", 6000, 1.4),
    ("ВКонтакте", "Ретаргетинг корзина", "Ретаргетинг", 2200, 3.8),
    ("ВКонтакте", "Клипы английский", "Английский", 3000, 0.8),
    ("Telegram", "Посевы родители", "ЕГЭ", 4500, 2.0),
    ("Telegram", "Канал IT", "Программирование", 2600, 1.1),
    ("Avito", "Репетиторы", "Английский", 1500, 1.9),
)
SHOP = (
    ("Meta", "Prospecting US", 420, 1.7),
    ("Meta", "Retargeting All", 160, 4.4),
    ("Meta", "Advantage Shopping", 380, 2.6),
    ("Google Ads", "Brand Search", 120, 7.9),
    ("Google Ads", "PMax Shoes", 450, 2.9),
    ("Google Ads", "Generic Search", 260, 1.5),
    ("TikTok", "Spark Ads Summer", 300, 1.1),
    ("TikTok", "Creators", 180, 0.8),
    ("Pinterest", "Catalog Pins", 140, 2.1),
    ("Microsoft Ads", "Brand Bing", 60, 5.0),
)


def school() -> pd.DataFrame:
    """Day, channel, campaign, direction, region: 540 days."""
    chance = np.random.default_rng(71)
    days = pd.date_range("2025-06-01", "2026-11-21")
    rows = []
    for channel, campaign, course, money, roas in SCHOOL:
        for region, part in (("Москва", 0.5), ("Санкт-Петербург", 0.3), ("Казань", 0.2)):
            for day in days:
                if (campaign == "Канал IT" and day < pd.Timestamp("2026-03-01")) or (
                    campaign == "Репетиторы" and day > pd.Timestamp("2026-08-31")
                ):
                    continue
                season = 1 + 0.35 * np.sin(2 * np.pi * (day.dayofyear - 200) / 365) - 0.25 * (day.weekday() >= 5)
                spend = round(float(money * part * season * chance.lognormal(0, 0.2)), 2)
                clicks = int(spend / (28 if channel == "Telegram" else 41) * chance.lognormal(0, 0.1))
                leads = int(chance.binomial(clicks, 0.06 if region == "Москва" else 0.05))
                sales = int(chance.binomial(leads, min(0.08 * roas, 0.9)))
                rows.append(
                    (
                        day,
                        channel,
                        campaign,
                        course,
                        region,
                        int(clicks * chance.uniform(40, 70)) + 1,
                        clicks,
                        spend,
                        leads,
                        sales,
                        round(sales * float(chance.uniform(9_000, 14_000)), 2),
                    )
                )
    return export(rows, "channel", "campaign", "segment", "region", figures=WITH_LEADS)


def shop() -> pd.DataFrame:
    """Day, platform, campaign, country, device: 530 days."""
    chance = np.random.default_rng(72)
    days = pd.date_range("2025-01-01", "2026-06-15")
    rows = []
    for channel, campaign, money, roas in SHOP:
        for country, device, part in (
            ("US", "mobile", 0.45),
            ("US", "desktop", 0.2),
            ("UK", "mobile", 0.25),
            ("Canada", "desktop", 0.1),
        ):
            for day in days:
                if campaign == "Spark Ads Summer" and day.month not in (5, 6, 7, 8):
                    continue
                peak = 2.2 if (day.month, day.day) in ((11, 28), (12, 1)) else 1.0
                spend = round(
                    float(money * part * peak * chance.lognormal(0, 0.25) * (0.85 if day.weekday() >= 5 else 1.05)), 2
                )
                clicks = int(spend / 1.1 * chance.lognormal(0, 0.12))
                bought = int(chance.binomial(clicks, min(0.012 * roas, 0.6)))
                rows.append(
                    (
                        day,
                        channel,
                        campaign,
                        country,
                        device,
                        int(clicks * chance.uniform(30, 90)) + 1,
                        clicks,
                        spend,
                        bought,
                        round(bought * float(chance.uniform(70, 110)), 2),
                    )
                )
    return export(rows, "channel", "campaign", "region", "device")


def files(folder: Path) -> Mapping[str, File]:
    """Written as people export them."""
    russian = {
        "date": "Дата",
        "channel": "Площадка",
        "campaign": "Кампания",
        "segment": "Сегмент",
        "region": "Регион",
        "impressions": "Показы",
        "clicks": "Клики",
        "spend": "Расход, ₽",
        "leads": "Лиды",
        "conversions": "Продажи",
        "revenue": "Выручка",
    }
    english = {
        "date": "Date",
        "channel": "Platform",
        "campaign": "Campaign",
        "region": "Country",
        "device": "Device",
        "impressions": "Impressions",
        "clicks": "Clicks",
        "spend": "Cost",
        "conversions": "Purchases",
        "revenue": "Revenue",
    }
    one, two = folder / "school.csv", folder / "shop.csv"
    school().assign(date=lambda frame: frame["date"].dt.strftime("%d.%m.%Y")).rename(columns=russian).to_csv(
        one, sep=";", index=False, decimal=","
    )
    shop().rename(columns=english).to_csv(two, index=False)
    return {
        "school": File(path=one, today=date(2026, 11, 22), currency="RUB"),
        "shop": File(path=two, today=date(2026, 6, 16), currency="USD"),
    }
