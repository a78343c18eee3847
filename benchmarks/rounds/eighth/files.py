"""Two exports of the eighth round, made from a seed: Russian dental clinics with days missing, and an English hotel group."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.ask_rounds import File
from benchmarks.rounds.exports import WITH_LEADS, export

CLINIC = (
    ("Яндекс Директ", "yd_search_implant", "Импланты", 8200, 3.4),
    ("Яндекс Директ", "yd_search_brand", "Бренд", 1700, 8.0),
    ("Яндекс Директ", "yd_rsya_vinir", "Виниры", 4100, 1.3),
    ("VK Реклама", "vk_lf_brekety", "Брекеты", 3600, 1.9),
    ("VK Реклама", "vk_retarget_all", "Ретаргет", 1400, 3.7),
    ("2ГИС", "2gis_kartochka", "Карточка", 1900, 4.6),
    ("Telegram Ads", "tg_gigiena_akcia", "Гигиена", 2300, 0.8),
    ("Авито", "avito_lechenie", "Лечение", 900, 1.5),
    ("ПроДокторов", "prodoctorov_profil", "Карточка", 1200, 2.7),
)
HOTEL = (
    ("Google Ads", "GGL_SRCH_Brand", 310, 9.5),
    ("Google Ads", "GGL_SRCH_City-Breaks", 540, 3.1),
    ("Google Ads", "GGL_PMAX_Spa", 380, 2.4),
    ("Meta", "FB_PROS_Summer", 460, 1.6),
    ("Meta", "FB_RTG_Abandoned", 150, 5.8),
    ("Bing", "BING_SRCH_Brand", 70, 7.2),
    ("Tripadvisor", "TA_CPC_Listings", 290, 2.8),
    ("Trivago", "TRV_CPC_Rates", 350, 0.9),
    ("Criteo", "CRT_RTG_Dynamic", 120, 3.9),
    ("TikTok", "TT_VID_Wellness", 200, 0.7),
)
CITIES = (("Москва", 0.55, 1.0), ("Тула", 0.2, 1.25), ("Рязань", 0.25, 0.85))
MARKETS = (
    ("UK", "mobile", 0.34, 1.0),
    ("UK", "desktop", 0.22, 1.5),
    ("Germany", "mobile", 0.16, 0.9),
    ("Germany", "desktop", 0.12, 1.3),
    ("France", "mobile", 0.1, 0.8),
    ("Ireland", "tablet", 0.06, 1.1),
)


def _is_missing(channel: str, day: pd.Timestamp) -> bool:
    """VK's export lost five days of September 2026; Avito was given up in summer; Telegram began in May."""
    return (
        (channel == "VK Реклама" and pd.Timestamp("2026-09-05") <= day <= pd.Timestamp("2026-09-09"))
        or (channel == "Авито" and day > pd.Timestamp("2026-06-30"))
        or (channel == "Telegram Ads" and day < pd.Timestamp("2026-05-12"))
    )


def clinic() -> pd.DataFrame:
    """Day, channel, campaign, segment, region: 597 days."""
    chance = np.random.default_rng(81)
    rows = []
    for channel, campaign, service, money, roas in CLINIC:
        for city, part, lift in CITIES:
            for day in pd.date_range("2025-03-01", "2026-10-18"):
                if _is_missing(channel, day):
                    continue
                season = 1 + 0.2 * np.cos(2 * np.pi * (day.dayofyear - 290) / 365) - 0.3 * (day.weekday() == 6)
                spend = round(float(money * part * season * chance.lognormal(0, 0.22)), 2)
                clicks = int(spend / (55 if channel == "Яндекс Директ" else 33) * chance.lognormal(0, 0.1))
                leads = int(chance.binomial(clicks, 0.07 * lift))
                paid = int(chance.binomial(leads, min(0.09 * roas, 0.85)))
                rows.append(
                    (
                        day,
                        channel,
                        campaign,
                        service,
                        city,
                        int(clicks * chance.uniform(25, 60)) + 1,
                        clicks,
                        spend,
                        leads,
                        paid,
                        round(paid * float(chance.uniform(6_500, 9_500)), 2),
                    )
                )
    return export(rows, "channel", "campaign", "segment", "region", figures=WITH_LEADS)


def hotel() -> pd.DataFrame:
    """Day, network, campaign, market, device: 602 days; the summer campaign runs from April to September only."""
    chance = np.random.default_rng(82)
    rows = []
    for channel, campaign, money, roas in HOTEL:
        for market, device, part, lift in MARKETS:
            for day in pd.date_range("2025-01-01", "2026-08-25"):
                if campaign == "FB_PROS_Summer" and not 4 <= day.month <= 9:
                    continue
                growth = 1.12 if day.year == 2026 else 1.0
                sale = 1.9 if (day.month == 1 and day.day <= 7) or (day.month, day.day) == (2, 14) else 1.0
                spend = round(float(money * part * growth * sale * chance.lognormal(0, 0.24)), 2)
                clicks = int(spend / (0.7 if device == "mobile" else 0.95) * chance.lognormal(0, 0.1))
                booked = int(chance.binomial(clicks, min(0.0042 * roas * lift, 0.5)))
                rows.append(
                    (
                        day,
                        channel,
                        campaign,
                        market,
                        device,
                        int(clicks * chance.uniform(20, 75)) + 1,
                        clicks,
                        spend,
                        booked,
                        round(booked * float(chance.uniform(150, 260)), 2),
                    )
                )
    return export(rows, "channel", "campaign", "region", "device")


def files(folder: Path) -> Mapping[str, File]:
    """Written as people export them."""
    russian = {
        "date": "День",
        "channel": "Источник",
        "campaign": "Рекламная кампания",
        "segment": "Сегмент",
        "region": "Город",
        "impressions": "Показы",
        "clicks": "Клики",
        "spend": "Затраты",
        "leads": "Заявки",
        "conversions": "Оплаты",
        "revenue": "Доход",
    }
    english = {
        "date": "Day",
        "channel": "Network",
        "campaign": "Campaign name",
        "region": "Country",
        "device": "Device",
        "impressions": "Impr.",
        "clicks": "Clicks",
        "spend": "Amount spent",
        "conversions": "Bookings",
        "revenue": "Booking value",
    }
    one, two = folder / "clinic.csv", folder / "hotel.csv"
    clinic().assign(date=lambda frame: frame["date"].dt.strftime("%d.%m.%Y")).rename(columns=russian).to_csv(
        one, sep=";", index=False, decimal=",", encoding="cp1251"
    )
    hotel().assign(date=lambda frame: frame["date"].dt.strftime("%d %b %Y")).rename(columns=english).to_csv(
        two, index=False
    )
    return {
        "clinic": File(
            path=one,
            today=date(2026, 10, 19),
            currency="RUB",
            options={"mapping": {"conversions": "Оплаты"}},
        ),
        "hotel": File(
            path=two,
            today=date(2026, 8, 26),
            currency="GBP",
            options={"mapping": {"conversions": "Bookings", "revenue": "Booking value"}},
        ),
    }
