"""Fills the holes of a phrase: names, periods, metrics, cuts and amounts, far more than any of our files hold."""

import random
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

HOME = Path(__file__).parent / "phrases" / "slots"
HELD_SHARE = 5
"""Every fifth name and phrase of a slot is kept for the writers that are held out."""

MONTHS_RU = [
    month.split()
    for month in (
        "январь января январе январю январём январский|февраль февраля феврале февралю февралём февральский|март марта марте марту мартом мартовский|"
        "апрель апреля апреле апрелю апрелем апрельский|май мая мае маю маем майский|июнь июня июне июню июнем июньский|"
        "июль июля июле июлю июлем июльский|август августа августе августу августом августовский|"
        "сентябрь сентября сентябре сентябрю сентябрём сентябрьский|октябрь октября октябре октябрю октябрём октябрьский|"
        "ноябрь ноября ноябре ноябрю ноябрём ноябрьский|декабрь декабря декабре декабрю декабрём декабрьский"
    ).split("|")
]
MONTHS_EN = "January February March April May June July August September October November December".split()
QUARTERS = [
    ("первый", "первом", "первого", "первому", "первым"),
    ("второй", "втором", "второго", "второму", "вторым"),
    ("третий", "третьем", "третьего", "третьему", "третьим"),
    ("четвёртый", "четвёртом", "четвёртого", "четвёртому", "четвёртым"),
    ("1", "1", "1", "1", "1"),
    ("3-й", "3-м", "3-го", "3-му", "3-м"),
]
RATIOS = (
    "ctr",
    "cpc",
    "cpm",
    "cpl",
    "cpa",
    "cac",
    "cvr",
    "roas",
    "roi",
    "aov",
    "drr",
    "engagement_rate",
    "lead_rate",
    "frequency",
    "engagement_score",
)
SUMS = (
    "spend",
    "impressions",
    "clicks",
    "leads",
    "conversions",
    "revenue",
    "profit",
    "reach",
    "engagements",
    "video_views",
)
WEIGHTS = {
    "spend": 5,
    "revenue": 5,
    "roi": 4,
    "roas": 4,
    "clicks": 4,
    "conversions": 4,
    "leads": 4,
    "cpa": 3,
    "cpc": 3,
    "ctr": 3,
    "cpl": 3,
    "profit": 3,
}
PLACES = {
    "channel": 6,
    "campaign": 5,
    "location": 4,
    "region": 4,
    "account": 2,
    "device": 2,
    "segment": 3,
    "gender": 2,
    "age": 2,
    "objective": 3,
    "language": 1,
    "placement": 1,
}
TIMES = ("day", "week", "month", "quarter", "weekday", "hour", "year")


@dataclass
class Filled:
    """What stands in the hole: text with its tag, and what it adds to the frame."""

    text: str
    tag: str | None = None
    metrics: set[str] = field(default_factory=set)
    cuts: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    filters: list[tuple[str, str]] = field(default_factory=list)


@cache
def entries(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (HOME / f"{name}.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            key, _, rest = line.partition(":")
            found[key.strip()] = [item.strip() for item in rest.split("|")]
    return found


def kept(item: str, *, held: bool) -> bool:
    return (zlib.crc32(item.encode()) % HELD_SHARE == 0) == held


def chosen(items: list[str], chance: random.Random, *, held: bool, all_of: bool = False) -> str:
    own = [item for item in items if all_of or kept(item, held=held)]
    return chance.choice(own or items)


@dataclass
class Slots:
    """Fills holes for one language; names of writers that are held out are never seen in training."""

    language: str
    chance: random.Random
    held: bool = False

    def fill(self, name: str) -> Filled:
        """`{m}`, `{c}`, `{p}` and the rest; the list is in `phrases/README.md`."""
        if name in NUMBERS:
            return Filled(NUMBERS[name](self), "NUMBER")
        if name in PERIODS:
            return self._period(name)
        if name[0] == "m":
            return self._metric(name)
        if name[0] in "ct" and name in CUTS:
            return self._cut(*CUTS[name])
        return self._named(name)

    def _period(self, name: str) -> Filled:
        rows = entries(f"periods_{self.language}")
        form = name if name in rows else ("cn" if name[0] == "c" else "pn")
        text = chosen(rows[form], self.chance, held=self.held, all_of=True)
        filled = re.sub(r"\{(\w+)\}", lambda hole: self._date(hole[1]), text)
        return Filled(filled, "COMPARED" if name[0] == "c" else "PERIOD")

    def _date(self, part: str) -> str:
        chance, month = self.chance, self.chance.randrange(12)
        quarter = chance.choice(QUARTERS)
        given: dict[str, Callable[[], str]] = {
            "Y": lambda: str(chance.choice([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])),
            "q": lambda: chance.choice(
                ["Q{}", "q{}", "{} кв", "{}q"] if self.language == "ru" else ["Q{}", "q{}", "Q{}"]
            ).format(chance.randint(1, 4)),
            "N": lambda: str(chance.choice([3, 5, 7, 10, 14, 20, 30, 45, 60, 90])),
            "D": lambda: str(chance.randint(1, 14)),
            "D2": lambda: str(chance.randint(15, 31)),
            "MM": lambda: f"{month + 1:02d}",
            "Wn": lambda: str(chance.randint(1, 52)),
            "M": lambda: MONTHS_EN[month],
            "M2": lambda: MONTHS_EN[(month + 2) % 12],
            "Mabbr": lambda: MONTHS_EN[month][:3],
            "M2nom": lambda: MONTHS_RU[(month + 2) % 12][0],
            "M2loc": lambda: MONTHS_RU[(month + 1) % 12][2],
            **{
                f"M{case}": lambda at=at: MONTHS_RU[month][at]
                for at, case in enumerate(("nom", "gen", "loc", "dat", "ins", "adj"))
            },
            **{f"Q{case}": lambda at=at: quarter[at] for at, case in enumerate(("ord", "loc", "gen", "dat", "ins"))},
        }
        return given[part]()

    def _metric(self, name: str) -> Filled:
        head, _, case = name.partition("_")
        keys = {
            "mr": RATIOS,
            "mc": SUMS,
            "mu": ("unsupported",),
            "mcost": ("cpc", "cpm", "cpl", "cpa", "cac", "drr"),
        }.get(head)
        rows = entries(f"metrics_{self.language}")
        pool = [key for key in (keys or rows) if keys or key != "unsupported"]
        key = self.chance.choices(pool, [WEIGHTS.get(one, 1) for one in pool])[0]
        text = chosen(rows[key], self.chance, held=self.held, all_of=not self.held).split(";")
        at = {"": 0, "g": 1, "d": 2}[case]
        return Filled(text[min(at, len(text) - 1)], "METRIC", metrics={key})

    def _cut(self, at_ru: int, at_en: int, kind: str) -> Filled:
        rows = entries(f"cuts_{self.language}")
        pool = list(TIMES) if kind == "time" else list(PLACES)
        key = self.chance.choices(pool, [PLACES.get(one, 2) for one in pool])[0]
        text = chosen(rows[key], self.chance, held=self.held, all_of=True).split(";")
        return Filled(text[at_ru if self.language == "ru" else at_en], "CUT", cuts={key})

    def _named(self, name: str) -> Filled:
        head, _, case = name.partition("_")
        kind = KINDS.get(head)
        if kind is None:
            pool = [*PLACES]
            kind = self.chance.choices(pool, list(PLACES.values()))[0]
        nominative, genitive, within = self.name(kind)
        text = {"": nominative, "g": genitive, "l": within}[case]
        if head == "f":
            text = within
        return Filled(text, "VALUE", filters=[(kind, nominative)])

    def name(self, kind: str) -> tuple[str, str, str]:
        """Nominative, genitive, and with a preposition."""
        if kind in ("campaign", "account"):
            return self._invented(kind)
        item = chosen(entries(f"names_{self.language}")[kind], self.chance, held=self.held)
        if self.language == "ru":
            nominative, genitive, within = item.split(";")
            return nominative, genitive, within
        before = {
            "location": ("in", "for", "from"),
            "region": ("in", "for", "from"),
            "gender": ("for", "among"),
            "age": ("for", "among"),
        }
        return item, item, f"{self.chance.choice(before.get(kind, ('on', 'for', 'from')))} {item}"

    def _invented(self, kind: str) -> tuple[str, str, str]:
        chance, parts = self.chance, entries("invented")
        if kind == "account":
            text = f"{chance.choice(parts['account'])} {chance.choice(parts['account_tail'])}"
            wrap = (
                ["у клиента {}", "по клиенту {}", "у {}"]
                if self.language == "ru"
                else ["for {}", "of {}", "for client {}"]
            )
            return text, text, chance.choice(wrap).format(text)
        words = chance.sample(parts[f"campaign_{chance.choice([self.language, 'en'])}"], chance.randint(1, 3))
        join = chance.choice([" ", " ", "_", "-", " | ", " / "])
        text = join.join(word.title() if chance.random() < 0.4 else word for word in words)
        text = chance.choice(
            [
                text,
                text,
                f"{text}{join}{chance.choice(['2024', '25', 'v3', 'q4', '01', 'rus', 'b2b'])}",
                str(chance.randint(100, 9999)),
            ]
        )
        quoted = chance.choice(["«{}»", '"{}"', "{}", "{}"]).format(text)
        if self.language == "ru":
            return (
                quoted,
                quoted,
                chance.choice(["по кампании {}", "у кампании {}", "в кампании {}", "по {}", "у {}"]).format(quoted),
            )
        return (
            quoted,
            quoted,
            chance.choice(["for campaign {}", "in {}", "on campaign {}", "for {}", "from the {} campaign"]).format(
                quoted
            ),
        )

    def amount(self) -> str:
        chance = self.chance
        number = chance.choice(
            [1, 2, 3, 5, 10, 20, 25, 40, 50, 80, 100, 150, 200, 300, 500, 1000, 1500, 2500, 10000, 19500, 50000]
        )
        if self.language == "ru":
            return chance.choice(
                [
                    f"{number}",
                    f"{number} рублей",
                    f"{number} р",
                    f"{number}к",
                    f"{number} тысяч",
                    f"{number} тыс",
                    f"{number}₽",
                    f"{number} долларов",
                    f"{number},5",
                    f"{number} штук",
                    "полумиллиона",
                    "миллиона",
                    "сотни",
                    "тысячи рублей",
                    "двух тысяч",
                    f"{number} баксов",
                    f"{number} тыщ",
                    f"{number} 000",
                    f"{number}%",
                    f"{number} процентов",
                    "ста тысяч",
                    f"{number} млн",
                    "пятидесяти",
                ]
            )
        return chance.choice(
            [
                f"{number}",
                f"${number}",
                f"{number}k",
                f"{number} dollars",
                f"${number},000",
                f"{number}%",
                f"{number} percent",
                f"{number}.5",
                f"€{number}",
                f"{number} bucks",
                "a thousand",
                "a million",
                "half a million",
                f"{number} grand",
                f"£{number}",
                "ten thousand",
                f"{number}x",
                f"{number}m",
            ]
        )


def _small(slots: Slots) -> str:
    words = (
        ["три", "пять", "десять", "две", "тройку"]
        if slots.language == "ru"
        else ["three", "five", "ten", "two", "four"]
    )
    return slots.chance.choice([*"2345678", "3", "5", "10", "10", "15", "20", *words])


def _times(slots: Slots) -> str:
    if slots.language == "ru":
        return slots.chance.choice(
            [
                "в 2 раза",
                "вдвое",
                "втрое",
                "в полтора раза",
                "в 3 раза",
                "в два раза",
                "на 20%",
                "на 30 процентов",
                "на треть",
                "на 10%",
            ]
        )
    return slots.chance.choice(
        ["twice", "2x", "three times", "1.5 times", "double", "20%", "30 percent", "two times", "a third", "10%"]
    )


NUMBERS: dict[str, Callable[[Slots], str]] = {
    "n": _small,
    "x": lambda slots: slots.amount(),
    "k": _times,
    "pct": lambda slots: slots.chance.choice(
        ["{}%", "{} %", "{} процентов" if slots.language == "ru" else "{} percent"]
    ).format(slots.chance.choice([5, 10, 15, 20, 25, 30, 40, 50])),
}
PERIODS = ("p", "pn", "pg", "pa", "ci", "cd", "cg", "cn", "fut")
CUTS = {
    "c": (0, 0, "place"),
    "cw": (1, 1, "place"),
    "cu": (2, 1, "place"),
    "cin": (3, 2, "place"),
    "cpl": (4, 3, "place"),
    "cgp": (5, 3, "place"),
    "ce": (6, 4, "place"),
    "t": (0, 0, "time"),
    "tw": (1, 1, "time"),
    "tin": (3, 2, "time"),
    "tpl": (4, 3, "time"),
    "tgp": (5, 3, "time"),
    "te": (6, 4, "time"),
}
KINDS = {
    "ch": "channel",
    "city": "location",
    "geo": "region",
    "dev": "device",
    "who": "gender",
    "age": "age",
    "obj": "objective",
    "seg": "segment",
    "camp": "campaign",
    "acc": "account",
    "lang": "language",
    "place": "placement",
}
