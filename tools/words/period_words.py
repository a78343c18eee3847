"""The words periods are made of, Russian and English, with every case form; tags are the letters of `periods.rules`."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

Word = tuple[str, object]
"""A tag and what the word means: a month's number, a unit, an offset in days."""


def listed(*lines: str) -> tuple[str, ...]:
    """The words of some lines; a list of words is easier to read and to add to without quotes and commas."""
    return tuple(word for line in lines for word in line.split())


_ADJECTIVE: Final = listed(
    "ый ий ой ая яя ья ое ее ье ого его ьего ей ьей ому ему ьему ую юю ью ым им ьим ом ем ьем",
    "ые ие ьи ых их ьих ыми ими",
)
_HARD: Final = ("", "а", "у", "ом", "е")
_SOFT: Final = ("ь", "я", "ю", "ем", "е")
_FEMININE: Final = ("а", "ы", "е", "у", "ой")


def _forms(stems: str, endings: Iterable[str]) -> list[str]:
    return [stem + ending for stem in stems.split() for ending in endings]


_OF_MONTHS: Final = (
    "январск февральск мартовск апрельск майск июньск июльск августовск сентябрьск октябрьск ноябрьск декабрьск"
).split()
RUSSIAN_MONTHS: Final[dict[int, list[str]]] = {
    1: [*_forms("январ", _SOFT), "янв"],
    2: [*_forms("феврал", _SOFT), "фев", "февр"],
    3: [*_forms("март", _HARD), "мар"],
    4: [*_forms("апрел", _SOFT), "апр"],
    5: ["май", "мая", "маю", "маем", "мае"],
    6: [*_forms("июн", _SOFT), "июн"],
    7: [*_forms("июл", _SOFT), "июл"],
    8: [*_forms("август", _HARD), "авг"],
    9: [*_forms("сентябр", _SOFT), "сен", "сент"],
    10: [*_forms("октябр", _SOFT), "окт"],
    11: [*_forms("ноябр", _SOFT), "ноя", "нояб"],
    12: [*_forms("декабр", _SOFT), "дек"],
}
for _number, _stem in enumerate(_OF_MONTHS, start=1):
    RUSSIAN_MONTHS[_number] += _forms(_stem, _ADJECTIVE)
ENGLISH_MONTHS: Final[dict[int, list[str]]] = {
    number: names.split()
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
}
CARDINALS: Final[dict[int, str]] = {
    1: "one один одна одно одну одного одной одному одним одном",
    2: "two couple два две двух двум двумя пара пару пары",
    3: "three три трех трем тремя",
    4: "four четыре четырех четырем четырьмя",
    5: "five пять пяти пятью",
    6: "six шесть шести шестью",
    7: "seven семь семи семью",
    8: "eight восемь восьми восемью",
    9: "nine девять девяти девятью",
    10: "ten десять десяти десятью",
    11: "eleven одиннадцать одиннадцати одиннадцатью",
    12: "twelve двенадцать двенадцати двенадцатью",
    13: "thirteen тринадцать тринадцати тринадцатью",
    14: "fourteen четырнадцать четырнадцати четырнадцатью",
    15: "fifteen пятнадцать пятнадцати пятнадцатью",
    16: "sixteen шестнадцать шестнадцати шестнадцатью",
    17: "seventeen семнадцать семнадцати семнадцатью",
    18: "eighteen восемнадцать восемнадцати восемнадцатью",
    19: "nineteen девятнадцать девятнадцати девятнадцатью",
    20: "twenty двадцать двадцати двадцатью",
    30: "thirty тридцать тридцати тридцатью",
    60: "sixty шестьдесят шестидесяти",
    90: "ninety девяносто девяноста",
}
_ORDINALS: Final[dict[int, tuple[str, str]]] = {
    1: ("first", "перв"),
    2: ("second", "втор"),
    3: ("third", "трет"),
    4: ("fourth", "четверт"),
    5: ("fifth", "пят"),
    6: ("sixth", "шест"),
    7: ("seventh", "седьм"),
    8: ("eighth", "восьм"),
    9: ("ninth", "девят"),
    10: ("tenth", "десят"),
    11: ("eleventh", "одиннадцат"),
    12: ("twelfth", "двенадцат"),
    13: ("thirteenth", "тринадцат"),
    14: ("fourteenth", "четырнадцат"),
    15: ("fifteenth", "пятнадцат"),
    16: ("sixteenth", "шестнадцат"),
    17: ("seventeenth", "семнадцат"),
    18: ("eighteenth", "восемнадцат"),
    19: ("nineteenth", "девятнадцат"),
    20: ("twentieth", "двадцат"),
    30: ("thirtieth", "тридцат"),
}
_WEEKDAYS: Final[dict[int, list[str]]] = {
    0: ["monday", "mon", "пн", *_forms("понедельник", _HARD)],
    1: ["tuesday", "tue", "tues", "вт", *_forms("вторник", _HARD)],
    2: ["wednesday", "wed", "ср", *_forms("сред", _FEMININE)],
    3: ["thursday", "thu", "thur", "thurs", "чт", *_forms("четверг", _HARD)],
    4: ["friday", "fri", "пт", *_forms("пятниц", ("а", "ы", "е", "у", "ей"))],
    5: ["saturday", "sat", "сб", *_forms("суббот", _FEMININE)],
    6: ["sunday", "sun", "вс", *_forms("воскресень", ("е", "я", "ю", "ем"))],
}
_MANY: Final = re.compile(r"s$|(?<=[а-я])(?:ы|и|ам|ами|ах|ям|ями|ях)$")
"""How names of weekdays end where they stand for each of them: "Fridays", "по средам"."""
_UNITS: Final[dict[str, tuple[str, str]]] = {
    "day": ("DAYS", "day days день дня дню днем дне дни дней дням днями днях сутки суток дн д d"),
    "week": (
        "WEEKS",
        "week weeks wk wks w неделя недели неделе неделю неделей недель неделям неделями неделях нед неделька недельку",
    ),
    "hour": ("HOURS", "hour hours час часа часов часы ч"),
    "fortnight": ("FORTNIGHTS", "fortnight fortnights"),
    "month": (
        "MONTHS",
        "month months месяц месяца месяцу месяцем месяце месяцы месяцев месяцам месяцами месяцах мес",
    ),
    "quarter": (
        "QUARTERS",
        "quarter quarters qtr квартал квартала кварталу кварталом квартале кварталы кварталов кварталам кв",
    ),
    "half": ("HALVES", "полугодие полугодия полугодию полугодием полугодии полугодий полгода полугода"),
    "year": ("YEARS", "year years yr yrs y год года году годом годе годы лет годам годами годах г гг"),
}
_PLAIN: Final[dict[str, str]] = {
    "THIS": "this тек current эти этих этот эта это этой этом эту этого этому этим",
    "LAST": "last прош",
    "PREV": "previous prev prior preceding",
    "THAT": "that those it them they него нее них ней ним ними",
    "ASMANY": "столько many number",
    "SAME": "same similar corresponding тот та том той тем ту того тех те теми такие таких таким такими",
    "PAST": "past trailing latest rolling посл",
    "BY": "by",
    "OFMONTH": "число числа числу числе",
    "NEXT": "next following coming upcoming след",
    "AGO": "ago earlier назад ранее раньше",
    "AHEAD": "ahead вперед",
    "LATER": "через",
    "IN": "in during within в во",
    "ON": "on",
    "NA": "на",
    "FOR": "for over",
    "ZA": "за",
    "FROM": "from с со c от",
    "SINCE": "since starting начиная",
    "TO": "to through thru по",
    "UNTIL": "until till до",
    "BEFORE": "before перед",
    "EVE": "eve накануне канун",
    "EARLIER": "earlier раньше ранее",
    "AFTER": "after после",
    "AND": "and и или or vs versus против with against к ко compared",
    "BETWEEN": "between между",
    "OF": "of",
    "A": "a an",
    "HALFWORD": "half половина половины половине половину половиной",
    "EVER": "ever lifetime",
    "ALL": "all entire whole все весь всей всю всего всем всех",
    "TIME": "time history period run lifespan время времени период периода периоду периодом периоде история истории "
    "историю срок данные данным данных data",
    "ANY": "any любой любое",
    "DATEWORD": "date",
    "REST": "rest remainder остаток остатка",
    "COMMA": ", (",
}
_ADJECTIVES: Final[dict[str, str]] = {
    "LAST": "прошл минувш прошедш",
    "PREV": "предыдущ предшествующ",
    "SAME": "аналогичн",
    "PAST": "последн крайн",
    "THIS": "текущ нынешн",
    "NEXT": "следующ будущ ближайш предстоящ",
    "BEFORELAST": "позапрошл",
}
_POINTS: Final[dict[int, list[str]]] = {
    -2: ["позавчера", *_forms("позавчерашн", _ADJECTIVE)],
    -1: ["вчера", "yesterday", "y'day", *_forms("вчерашн", _ADJECTIVE)],
    0: ["сегодня", "today", *_forms("сегодняшн", _ADJECTIVE)],
    1: ["завтра", "tomorrow", *_forms("завтрашн", _ADJECTIVE)],
    2: ["послезавтра"],
}
_PARTS: Final[dict[str, str]] = {
    "begin": "beginning start early launch launched inception начало начала начале началу началом запуска старта",
    "middle": "middle mid середина середины середине середину серединой",
    "end": "end late конец конца конце концу концом",
}
_SEASONS: Final[dict[str, tuple[str, str]]] = {
    "spring": ("весной", "spring весна весны весне весну"),
    "summer": ("летом", "summer лето лета лету лете"),
    "autumn": ("осенью", "autumn fall осень осени"),
    "winter": ("зимой", "winter зима зимы зиме зиму"),
}
WHOLE: Final = frozenset(
    listed("full complete calendar целый целая целую полный полную полные полных полного календарный")
)
"""Words that change nothing but "the past month": "the past full month" is the one that is over."""
NOISE: Final = WHOLE | frozenset(listed("the самого момента it же roughly"))
"""Words that change nothing: "the whole of March" is March."""

COUNTED: Final = frozenset(
    listed(
        "top топ топе топа best worst лучших лучшие худших худшие campaign campaigns id ids № # кампания кампании",
        "кампанию кампаний выше ниже above below than больше меньше > < ≥ ≤ = age возраст возрасте",
    )
)
"""A number right after one of these is a rank, a threshold or a name, never a day or a year."""

MEASURED: Final = listed(
    "eur usd rub dollar euro евро долл руб тенге kzt клик лид показ click lead impression тыс млн conversion конверс",
    "заяв people users человек пользоват продаж sales заказ orders просмотр views campaign кампани креатив ad объявлен",
)
"""A number right before a word that begins so is an amount, never a year."""

MAY_IS_A_VERB_BEFORE: Final = frozenset(
    listed("i we you he she it they be have not also well cause help need want lead")
)


def _entries() -> Iterator[tuple[Word, Iterable[str]]]:
    """Every meaning with the forms that carry it; of a form listed twice the later meaning holds."""
    yield from (((tag, tag), forms.split()) for tag, forms in _PLAIN.items())
    yield from (((tag, tag), _forms(stems, _ADJECTIVE)) for tag, stems in _ADJECTIVES.items())
    yield from (((tag, unit), forms.split()) for unit, (tag, forms) in _UNITS.items())
    yield from (
        (("ORDINAL", number), (english, *_forms(russian, _ADJECTIVE)))
        for number, (english, russian) in _ORDINALS.items()
    )
    yield from ((("CARDINAL", number), forms.split()) for number, forms in CARDINALS.items())
    yield from ((("SEASONNOUN", season), nouns.split()) for season, (_, nouns) in _SEASONS.items())
    yield from ((("SEASON", season), (adverb,)) for season, (adverb, _) in _SEASONS.items())
    yield from ((("PART", part), forms.split()) for part, forms in _PARTS.items())
    for tag, table in (
        ("RUMONTH", RUSSIAN_MONTHS),
        ("ENMONTH", ENGLISH_MONTHS),
        ("WEEKDAY", _WEEKDAYS),
        ("POINT", _POINTS),
    ):
        yield from (((tag, number), forms) for number, forms in table.items())
    yield ("WEEKEND", "one"), ("weekend", "уикенд")
    yield ("WEEKEND", None), _forms("выходн", ("ые", "ых"))
    yield from ((("TODATE", unit), (form,)) for form, unit in (("ytd", "year"), ("mtd", "month"), ("qtd", "quarter")))
    yield from ((("ROMAN", number), (numeral,)) for number, numeral in enumerate(("i", "ii", "iii", "iv"), start=1))


WORDS: Final[dict[str, Word]] = {form: word for word, forms in _entries() for form in forms}


def weekday_of(word: str) -> int | None:
    """The weekday that a word names, one or each of them; 0 is Monday as in `date.weekday`.

    >>> weekday_of("Fridays"), weekday_of("средам"), weekday_of("среднее")
    (4, 2, None)
    """
    one = word.casefold().replace("ё", "е")
    many = _MANY.sub("", one)
    return next(
        (day for day, names in _WEEKDAYS.items() if one in names or (many != one and _is_stem(many, names))), None
    )


def _is_stem(stem: str, names: Iterable[str]) -> bool:
    """Whether a plural without its ending is a name: "friday", "понедельник", or a stem of one: "сред", "пятниц"."""
    return len(stem) > 3 and any(name[: len(stem)] == stem and len(name) - len(stem) < 2 for name in names)
