"""Two exports of the ninth round, made from a seed: Russian food delivery by the hour, and an English software maker by the week."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import WITH_LEADS, export

FOOD = (
    ("Яндекс Директ", "Суши | Поиск", 5200, 3.2, "2026-01-01"),
    ("Яндекс Директ", "Пицца | РСЯ", 3100, 1.7, "2026-01-01"),
    ("Яндекс Директ", "Бренд | Поиск", 1300, 8.5, "2026-01-01"),
    ("VK Реклама", "Ланчи до 15:00", 2400, 2.1, "2026-01-01"),
    ("VK Реклама", "Похожие на клиентов", 1900, 1.2, "2026-01-01"),
    ("Telegram Ads", "Вечерняя акция", 1500, 2.6, "2026-03-02"),
    ("Блогеры", "Обзоры сетов", 2700, 0.7, "2026-01-01"),
    ("Рассылка", "Возврат клиентов", 260, 14.0, "2026-01-01"),
)
HOURS = dict(zip(range(10, 24), (0.3, 0.5, 1.3, 1.5, 1.0, 0.6, 0.5, 0.8, 1.4, 1.9, 1.8, 1.2, 0.7, 0.4), strict=True))
SOFTWARE = (
    ("LinkedIn Ads", "LI_ABM_Enterprise", "Enterprise", 6200, 1.9),
    ("LinkedIn Ads", "LI_LeadGen_Mid", "Mid-market", 3800, 1.2),
    ("Google Ads", "GA_Brand", "All", 900, 9.0),
    ("Google Ads", "GA_Competitors", "SMB", 2600, 1.6),
    ("Google Ads", "GA_NonBrand", "SMB", 4100, 2.3),
    ("Capterra", "Capterra_PPC", "SMB", 1700, 3.3),
    ("Reddit Ads", "Reddit_DevOps", "SMB", 1100, 0.6),
    ("Microsoft Ads", "MS_NonBrand", "Mid-market", 800, 2.7),
    ("Newsletters", "NL_Sponsorships", "Mid-market", 1400, 1.0),
)
REGIONS = (("DACH", 0.45, 1.1), ("Nordics", 0.25, 1.3), ("Benelux", 0.3, 0.8))


def delivery() -> pd.DataFrame:
    """Day, hour, channel, campaign: 252 days of 14 open hours; bloggers were silent for a week in July."""
    chance = np.random.default_rng(91)
    rows = []
    for channel, campaign, money, roas, since in FOOD:
        for day in pd.date_range(since, "2026-09-09"):
            if channel == "Блогеры" and pd.Timestamp("2026-07-13") <= day <= pd.Timestamp("2026-07-19"):
                continue
            week = 1.35 if day.weekday() in (4, 5) else 0.9
            for hour, wish in HOURS.items():
                if campaign == "Ланчи до 15:00" and hour >= 15:
                    continue
                spend = round(float(money / 14 * (0.6 + 0.4 * wish) * week * chance.lognormal(0, 0.25)), 2)
                clicks = int(spend / 14 * chance.lognormal(0, 0.12))
                orders = int(chance.binomial(clicks, min(0.009 * roas * wish, 0.6)))
                rows.append(
                    (
                        day,
                        hour,
                        channel,
                        campaign,
                        int(clicks * chance.uniform(30, 70)) + 1,
                        clicks,
                        spend,
                        orders,
                        round(orders * float(chance.uniform(1_100, 1_900)), 2),
                    )
                )
    return export(rows, "hour", "channel", "campaign")


def software() -> pd.DataFrame:
    """Monday of the week, source, campaign, audience, region: 74 weeks; Reddit paused for March 2026."""
    chance = np.random.default_rng(92)
    rows = []
    for channel, campaign, audience, money, roas in SOFTWARE:
        for region, part, lift in REGIONS:
            for week in pd.date_range("2024-12-30", "2026-05-25", freq="7D"):
                if channel == "Reddit Ads" and (week.year, week.month) == (2026, 3):
                    continue
                season = 0.7 if week.month in (7, 8, 12) else 1.1
                spend = round(float(money * part * season * chance.lognormal(0, 0.18)), 2)
                clicks = int(spend / (9.5 if channel == "LinkedIn Ads" else 4.2) * chance.lognormal(0, 0.1))
                leads = int(chance.binomial(clicks, min(0.035 * lift, 0.5)))
                deals = int(chance.binomial(leads, min(0.11 * roas, 0.8)))
                rows.append(
                    (
                        week,
                        channel,
                        campaign,
                        audience,
                        region,
                        int(clicks * chance.uniform(60, 120)) + 1,
                        clicks,
                        spend,
                        leads,
                        deals,
                        round(deals * float(chance.uniform(900, 2_600)), 2),
                    )
                )
    return export(rows, "channel", "campaign", "segment", "region", figures=WITH_LEADS)


def files(folder: Path) -> Mapping[str, File]:
    """Written as people export them."""
    russian = {
        "date": "Дата",
        "hour": "Час",
        "channel": "Канал",
        "campaign": "Название кампании",
        "impressions": "Показы",
        "clicks": "Клики",
        "spend": "Расход",
        "conversions": "Заказы",
        "revenue": "Выручка",
    }
    english = {
        "date": "Week",
        "channel": "Source",
        "campaign": "Campaign",
        "segment": "Audience",
        "region": "Region",
        "impressions": "Impressions",
        "clicks": "Clicks",
        "spend": "Spend",
        "leads": "Leads",
        "conversions": "Deals",
        "revenue": "Revenue",
    }
    one, two = folder / "delivery.csv", folder / "software.csv"
    delivery().rename(columns=russian).to_csv(one, sep=";", index=False, decimal=",", date_format="%d.%m.%Y")
    software().rename(columns=english).to_csv(two, index=False, date_format="%Y-%m-%d")
    return {
        "delivery": File(path=one, today=date(2026, 9, 10), currency="RUB"),
        "software": File(
            path=two,
            today=date(2026, 6, 1),
            currency="EUR",
            options={"mapping": {"conversions": "Deals"}},
        ),
    }
