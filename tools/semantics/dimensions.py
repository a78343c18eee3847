"""DIMENSIONS: what may be grouped or filtered by. A new dimension is one new entry.

Beside the catalogue's own stand those of the workspace: text columns of its files in its trade's words (`own.py`).
"""

from dataclasses import dataclass
from typing import Final, Literal

from ingest.files.header_words import FIELDS
from ingest.texts import Language
from tools.semantics.registry import Registry

ALONG: Final = ("day", "week", "month", "quarter", "year")
"""Cuts whose rows follow each other: each stands beside the one that has its place in the days compared with."""
Home = Literal["account", "campaign", "slice", "time", "hour"]
"""Where the value lives: the account (channel, account), the campaign row, a slice column, the day, the hourly facts."""


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """One way of cutting the data, with the words people use for it."""

    key: str
    titles: dict[Language, str]
    home: Home
    words: dict[Language, tuple[str, ...]]
    by: dict[Language, str]
    """"by channel", as titles say it."""
    column: str = ""
    """The stored column it reads; empty: the one of its own name."""

    @property
    def stored(self) -> str:
        """The column whose values it has."""
        return self.column or self.key

    @property
    def unit(self) -> str:
        """`day` for the dimensions whose values are days, else `text` or `count`."""
        return "day" if self.key in ALONG else "count" if self.key in ("weekday", "hour") else "text"


@dataclass(frozen=True)
class Cuts:
    """Dimensions as a sentence names them: "by device, by region"."""

    keys: tuple[str, ...]

    def say(self, language: Language) -> str:
        """Their words, joined."""
        return ", ".join(DIMENSIONS[key].by[language] for key in self.keys) or "-"


_BY: Final[dict[str, dict[Language, str]]] = {
    "channel": {"ru": "по каналам", "en": "by channel"},
    "account": {"ru": "по кабинетам", "en": "by account"},
    "campaign": {"ru": "по кампаниям", "en": "by campaign"},
    "objective": {"ru": "по целям", "en": "by objective"},
    "audience": {"ru": "по аудиториям", "en": "by audience"},
    "segment": {"ru": "по сегментам", "en": "by segment"},
    "location": {"ru": "по городам", "en": "by location"},
    "region": {"ru": "по регионам", "en": "by region"},
    "language": {"ru": "по языкам", "en": "by language"},
    "device": {"ru": "по устройствам", "en": "by device"},
    "age": {"ru": "по возрасту", "en": "by age"},
    "gender": {"ru": "по полу", "en": "by gender"},
    "placement": {"ru": "по местам размещения", "en": "by placement"},
    "day": {"ru": "по дням", "en": "by day"},
    "week": {"ru": "по неделям", "en": "by week"},
    "month": {"ru": "по месяцам", "en": "by month"},
    "quarter": {"ru": "по кварталам", "en": "by quarter"},
    "year": {"ru": "по годам", "en": "by year"},
    "weekday": {"ru": "по дням недели", "en": "by weekday"},
    "day_type": {"ru": "по будням и выходным", "en": "by working days and weekends"},
    "hour": {"ru": "по часам", "en": "by hour"},
}


def _entry(key: str, home: Home, ru: tuple[str, ...], en: tuple[str, ...]) -> Dimension:
    """The first word of each language is also the title."""
    titles: dict[Language, str] = {"ru": ru[0].capitalize(), "en": en[0].capitalize()}
    return Dimension(key=key, home=home, titles=titles, words={"ru": ru, "en": en}, by=_BY[key])


_SLIPS: Final = tuple(f"=компани{ending}" for ending in ("й", "ям", "ях", "ями"))
"""How campaigns are often written in Russian: of several companies nobody speaks in one workspace."""
_ENTRIES: Final = (
    _entry(
        "channel",
        "account",
        (
            "канал",
            "каналы",
            "площадка",
            "маркетплейс",
            "площадок",
            "источник",
            "рекламный канал",
            "платформа",
            "соцсеть",
            "сеть",
            "рекламная система",
        ),
        ("channel", "platform", "source", "network", "medium", "ad network", "media", "marketplace"),
    ),
    _entry(
        "account",
        "account",
        ("аккаунт", "кабинет", "рекламный кабинет", "компания", "бренд", "клиент"),
        ("account", "company", "brand", "ad account", "client", "advertiser"),
    ),
    _entry(
        "campaign",
        "campaign",
        ("кампания", "рк", "рекламная кампания", "пост", "публикация", *_SLIPS),
        ("campaign", "campaign name", "ad campaign", "post"),
    ),
    _entry(
        "objective",
        "campaign",
        ("цель", "тип кампании", "задача", "цель кампании", "вид кампании"),
        ("objective", "goal", "campaign type", "campaign goal", "campaign objective", "type of campaign"),
    ),
    _entry(
        "audience",
        "campaign",
        ("аудитория", "целевая аудитория", "ца", "таргет", "таргетинг"),
        ("audience", "target audience", "target group", "targeting"),
    ),
    _entry(
        "segment",
        "campaign",
        ("сегмент", "сегмент клиентов", "отрасль", "индустрия", "категория", "ниша"),
        ("segment", "customer segment", "industry", "vertical", "category", "niche"),
    ),
    _entry(
        "location",
        "campaign",
        ("город", "локация", "место", "местоположение", "гео"),
        ("location", "city", "place", "geo", "market"),
    ),
    _entry("region", "slice", ("регион", "страна", "область", "штат"), ("region", "country", "state", "area")),
    _entry("language", "campaign", ("язык",), ("language",)),
    _entry("device", "slice", ("устройство", "девайс", "тип устройства"), ("device", "device type", "gadget")),
    _entry(
        "age",
        "slice",
        ("возраст", "возрастная группа", "все возрастные группы", "всех возрастных групп", "возрастной"),
        ("age", "age group", "age range", "all age groups", "age bracket"),
    ),
    _entry("gender", "slice", ("пол", "гендер"), ("gender", "sex")),
    _entry(
        "placement", "slice", ("место размещения", "плейсмент", "размещение"), ("placement", "ad placement", "position")
    ),
    _entry(
        "day",
        "time",
        (
            "день",
            "дата",
            "ежедневный",
            "сутки",
            "дней",
            "дням",
            "днях",
            "дни",
            "дневной",
            "ежедневно",
            "подневный",
            "посуточно",
        ),
        ("day", "date", "daily"),
    ),
    _entry("week", "time", ("неделя", "еженедельный", "недельный", "понедельно", "еженедельно"), ("week", "weekly")),
    _entry("month", "time", ("месяц", "ежемесячный", "помесячный", "помесячно", "ежемесячно"), ("month", "monthly")),
    _entry(
        "quarter",
        "time",
        (
            "квартал",
            "ежеквартальный",
            "поквартальный",
            "поквартально",
            "квартала",
            "кварталам",
            "кварталов",
            "кварталах",
            "квартальный",
        ),
        ("quarter", "quarterly"),
    ),
    _entry("year", "time", ("год", "ежегодно", "погодовой", "по годам"), ("year", "yearly", "annually")),
    _entry(
        "weekday",
        "time",
        ("день недели", "дни недели", "дням недели", "дней недели", "днях недели", "дня недели", "будний день"),
        ("weekday", "day of the week", "day of week", "days of the week"),
    ),
    _entry(
        "day_type",
        "time",
        ("тип дня", "будни и выходные", "будни или выходные"),
        ("kind of day", "weekdays and weekends", "working days and weekends"),
    ),
    _entry(
        "hour",
        "hour",
        ("час", "время суток", "время дня", "в какое время суток", "в какие часы", "в какой час", "часам", "часов"),
        ("hour", "time of day", "hour of day", "hourly"),
    ),
)


class Dimensions(Registry[Dimension]):
    """Dimensions by key."""


DIMENSIONS: Final = Dimensions({entry.key: entry for entry in _ENTRIES})
"""One process serves one workspace, so its own dimensions stand here too while its data have them."""


def headers_of(key: str) -> tuple[str, ...]:
    """How files head a column of a dimension."""
    return next((field.words for field in FIELDS if field.name == key and field.role in ("trait", "slice")), ())


def of_home(*homes: Home) -> frozenset[str]:
    """The dimensions whose values live there."""
    return frozenset(key for key, entry in DIMENSIONS.items() if entry.home in homes)
