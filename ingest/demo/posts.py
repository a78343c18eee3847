"""Organic posts of the shop, whose reach depends on the hour and the weekday they are published at."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from ingest.demo.daily import Array
from ingest.facts import Post

ZONE: Final = ZoneInfo("Europe/Moscow")


@dataclass(frozen=True, kw_only=True)
class Page:
    """An organic page: how often it posts, whom it reaches, and when its readers are there."""

    per_day: float
    followers: int
    yearly_growth: float
    reach: float
    """Share of followers that an average post reaches."""
    reaction: float
    """Reactions per person reached."""
    peaks: tuple[tuple[float, float], ...]
    """Hours at which readers are there, each with its lift of reach."""
    weekdays: tuple[float, ...]


PAGES: Final[Mapping[str, Page]] = {
    "instagram": Page(
        per_day=0.9,
        followers=84_000,
        yearly_growth=0.28,
        reach=0.16,
        reaction=0.052,
        peaks=((12.5, 0.35), (20.5, 0.95)),
        weekdays=(0.93, 0.95, 1.02, 1.08, 0.97, 0.94, 1.11),
    ),
    "telegram": Page(
        per_day=1.5,
        followers=31_000,
        yearly_growth=0.45,
        reach=0.31,
        reaction=0.021,
        peaks=((9.0, 0.80), (18.5, 0.45)),
        weekdays=(1.06, 1.10, 1.08, 1.04, 0.99, 0.84, 0.88),
    ),
    "facebook": Page(
        per_day=0.45,
        followers=26_000,
        yearly_growth=-0.06,
        reach=0.07,
        reaction=0.018,
        peaks=((10.5, 0.30), (14.0, 0.55)),
        weekdays=(1.02, 1.08, 1.10, 1.05, 0.97, 0.86, 0.92),
    ),
}

TITLES: Final = (
    "Пять идей для маленькой спальни",
    "Как выбрать постельное бельё",
    "Новая коллекция уже на сайте",
    "До и после: гостиная за выходные",
    "Советы дизайнера: свет в прихожей",
    "Скидка 20 % на пледы до воскресенья",
    "Разбираем ошибки в ремонте кухни",
    "Отзыв недели",
    "Five rules of a cosy bedroom",
    "Розыгрыш комплекта белья",
    "Что в тренде этой осенью и зимой",
    "Как ухаживать за льном",
    "Behind the scenes: our workshop",
    "Опрос: шторы или жалюзи?",
)

HABIT: Final = np.array([0.0] * 8 + [2, 3, 3, 3, 4, 3, 2, 2, 3, 3, 4, 3, 3, 2, 1, 0])
"""How often editors post at each hour."""


def appeal(channel: str) -> Array:
    """The truth behind the best time to post: relative reach, weekdays x hours, mean 1."""
    page = PAGES[channel]
    hours = np.arange(24)
    lifts = [lift * np.exp(-((hours - hour) ** 2) / (2 * 1.6**2)) for hour, lift in page.peaks]
    curve = (0.55 + np.sum(lifts, axis=0)) * np.where((hours < 7) | (hours > 22), 0.6, 1.0)
    table = np.outer(page.weekdays, curve)
    return np.asarray(table / table.mean())


def publish(channel: str, days: pd.DatetimeIndex, today: date, seed: int) -> tuple[Post, ...]:
    """The posts of one page, oldest first; those of a day do not depend on the other days.

    Editors post all day, a little more often near noon and in the evening.
    """
    page, pull, number = PAGES[channel], appeal(channel), tuple(PAGES).index(channel)
    posts: list[Post] = []
    for day in days.date:
        rng = np.random.default_rng((seed, number, day.toordinal()))
        moments = sorted(_moments(page, day, rng))
        titles = rng.integers(0, len(TITLES), len(moments))
        for nth, (moment, title) in enumerate(zip(moments, titles, strict=True), start=1):
            reach = _reached(page, pull[moment.weekday(), moment.hour], (today - day).days, rng)
            key = f"{channel}-{day:%Y%m%d}-{nth}"
            posts.append(
                _counted(
                    Post(external_id=key, published_at=moment.astimezone(UTC), title=TITLES[title], reach=reach),
                    page,
                    rng,
                )
            )
    return tuple(posts)


def _moments(page: Page, day: date, rng: np.random.Generator) -> list[datetime]:
    count = rng.poisson(page.per_day)
    hours = rng.choice(24, size=count, p=HABIT / HABIT.sum())
    minutes = rng.integers(0, 60, count)
    return [
        datetime.combine(day, time(int(hour), int(minute)), tzinfo=ZONE)
        for hour, minute in zip(hours, minutes, strict=True)
    ]


def _reached(page: Page, pull: float, age: int, rng: np.random.Generator) -> int:
    usual = page.followers * np.exp(-page.yearly_growth * age / 365) * page.reach
    return round(float(usual * pull * rng.lognormal(-0.04, 0.28)))


def _counted(post: Post, page: Page, rng: np.random.Generator) -> Post:
    """The post with what its readers did."""
    reach = post.reach or 0
    reactions = int(rng.poisson(reach * page.reaction))
    return replace(
        post,
        views=reach + int(rng.poisson(reach * 0.22)),
        reactions=reactions,
        comments=int(rng.poisson(reactions * 0.07)),
        shares=int(rng.poisson(reactions * 0.12)),
    )
