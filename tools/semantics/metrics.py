"""METRICS: the catalogue of every number Demetra may say aloud. A new metric is one new entry.

A metric is a sum of base measures, or one such sum over another; ratios are divided last, never averaged.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from ingest.facts import MICRO_MEASURES
from ingest.texts import Language

Style = Literal["money", "count", "percent", "multiple", "score"]
"""How people read the value: 12 % or 0.12 times."""

Terms = tuple[tuple[str, int], ...]
"""Measures with their signs: revenue - spend is `(("revenue", 1), ("spend", -1))`."""


@dataclass(frozen=True, kw_only=True)
class Metric:
    """One number: what it is made of, how it reads, and the words people use for it."""

    key: str
    titles: dict[Language, str]
    numerator: Terms
    denominator: Terms = ()
    per: int = 1
    """Multiplies the quotient: 1000 for a price per thousand impressions."""
    style: Style
    better: Literal["up", "down", ""] = ""
    """Which direction is good news; empty where neither is."""
    words: dict[Language, tuple[str, ...]]
    """Dictionary forms; the planner meets them in any case, number and with typos."""
    formula: dict[Language, str]

    @property
    def unit(self) -> str:
        """`money`, `count` or `ratio`: the design's units, money without its currency."""
        return {"money": "money", "count": "count"}.get(self.style, "ratio")

    @property
    def additive(self) -> bool:
        """Whether parts add up to the whole."""
        return not self.denominator and self.key != "reach"

    @property
    def parts(self) -> tuple[str, ...]:
        """The base measures behind it, each once."""
        return tuple(dict.fromkeys(measure for measure, _ in (*self.numerator, *self.denominator)))

    @property
    def micro_shift(self) -> int:
        """Power of a million left over when stored millionths are divided by stored millionths or by plain counts."""
        above = self.numerator[0][0] in MICRO_MEASURES or self.numerator[0][0] == "score_sum"
        below = bool(self.denominator) and self.denominator[0][0] in MICRO_MEASURES
        return int(above) - int(below)


def _sum(
    key: str, ru: str, en: str, style: Style, better: Literal["up", "down", ""], words: dict[Language, tuple[str, ...]]
) -> Metric:
    formula: dict[Language, str] = {"ru": f"сумма: {ru.lower()}", "en": f"sum of {en.lower()}"}
    return Metric(
        key=key,
        titles={"ru": ru, "en": en},
        numerator=((key, 1),),
        style=style,
        better=better,
        words=words,
        formula=formula,
    )


_ENTRIES: Final = (
    _sum("spend", "Расход", "Spend", "money", "", {
        "ru": ("расход", "расходы", "затраты", "потратить", "тратить", "потрачено", "потраченный", "трата", "спенд", "косты", "слить бюджет", "слить", "слили", "сливать", "съесть", "съел", "съели", "сожрать", "сожрал", "жрать", "скушать", "вбухать", "вбухали", "отдать", "отдали", "ушло", "ушел", "уходит", "уходят",
               "влить", "влили", "просадить", "закинуть", "спустить", "спустили",
               "освоить", "стоимость рекламы", "вложить", "вложения", "израсходовать", "истратить", "истрачено", "стоить", "денег ушло", "сколько денег", "рекламный расход"),
        "en": ("spend", "spent", "spending", "cost", "costs", "ad spend", "expenses", "expenditure", "money spent", "invest",
               "investment", "burn", "amount spent", "how much money", "money went"),
    }),
    _sum("impressions", "Показы", "Impressions", "count", "up", {
        "ru": ("показ", "показы", "импрешн", "импрессии", "просмотр объявления", "сколько раз показали", "раз показали", "показано раз"),
        "en": ("impression", "impressions", "imps", "ad views", "times shown"),
    }),
    _sum("reach", "Охват", "Reach", "count", "up", {
        "ru": ("охват", "рич", "охватить"),
        "en": ("reach", "reached", "unique users", "people reached"),
    }),
    _sum("clicks", "Клики", "Clicks", "count", "up", {
        "ru": ("клик", "клики", "переход", "нажатие", "кликнуть", "перейти"),
        "en": ("click", "clicks", "clicked", "visits from ads"),
    }),
    _sum("engagements", "Вовлечения", "Engagements", "count", "up", {
        "ru": ("вовлечение", "вовлечения", "взаимодействие", "реакция", "количество вовлечений"),
        "en": ("engagement", "engagements", "interactions", "reactions"),
    }),
    _sum("video_views", "Просмотры видео", "Video views", "count", "up", {
        "ru": ("просмотр видео", "видеопросмотр", "просмотр ролика", "просмотр"),
        "en": ("video view", "video views", "video plays"),
    }),
    _sum("leads", "Заявки", "Leads", "count", "up", {
        "ru": ("заявка", "заявок", "лид", "лиды", "обращение", "анкета"),
        "en": ("lead", "leads", "inquiry", "inquiries", "form fills", "signups"),
    }),
    _sum("conversions", "Конверсии", "Conversions", "count", "up", {
        "ru": ("конверсия", "конверсии", "покупка", "покупок", "заказ", "сделка", "продажа", "целевое действие", "количество конверсий", "число конверсий", "=клиентов", "привлеченный клиент", "клиентов привели",
               "сконвертировать"),
        "en": ("conversion", "conversions", "purchase", "purchases", "order", "orders", "sales count", "acquisitions", "converted", "=customers", "customers acquired"),
    }),
    _sum("revenue", "Выручка", "Revenue", "money", "up", {
        "ru": ("выручка", "доход", "оборот", "заработать", "принести денег", "принести", "ревенью", "приход", "сумма продаж", "сколько вернулось", "вернулось денег", "сколько вернули",
               "=доходный", "=доходная", "=доходное", "=доходные", "=доходных", "=доходнее"),
        "en": ("revenue", "income", "sales", "turnover", "earn", "earned", "sell", "sold", "bring in", "made", "conversion value", "purchase value"),
    }),
    Metric(
        key="profit", titles={"ru": "Прибыль", "en": "Profit"}, numerator=(("revenue", 1), ("spend", -1)), style="money", better="up",
        words={"ru": ("прибыль", "прибыли", "профит", "профита", "навар", "чистый доход", "прибыльный", "заработок", "маржа", "убыток", "убытки", "убытка", "убытком", "убытку"),
               "en": ("profit", "net revenue", "margin", "gain", "loss", "net income", "profitable")},
        formula={"ru": "выручка − расход", "en": "revenue − spend"},
    ),
    Metric(
        key="ctr", titles={"ru": "CTR", "en": "CTR"}, numerator=(("clicks", 1),), denominator=(("impressions", 1),), style="percent",
        better="up",
        words={"ru": ("ctr", "цтр", "стр", "кликабельность", "кликрейт"), "en": ("ctr", "click-through rate", "click through rate", "click rate", "clickthrough")},
        formula={"ru": "клики / показы", "en": "clicks / impressions"},
    ),
    Metric(
        key="cpc", titles={"ru": "CPC", "en": "CPC"}, numerator=(("spend", 1),), denominator=(("clicks", 1),), style="money", better="down",
        words={"ru": ("cpc", "цпц", "срс", "цена клика", "стоимость клика", "цена за клик", "стоимость перехода", "клик стоить", "цена перехода"),
               "en": ("cpc", "cost per click", "price per click", "click cost", "pay per click", "click price")},
        formula={"ru": "расход / клики", "en": "spend / clicks"},
    ),
    Metric(
        key="cpm", titles={"ru": "CPM", "en": "CPM"}, numerator=(("spend", 1),), denominator=(("impressions", 1),), per=1000, style="money",
        better="down",
        words={"ru": ("cpm", "цпм", "срм", "цена за тысячу показов", "стоимость тысячи показов", "цена тысячи показов", "стоимость показов",
                      "цена показа"),
               "en": ("cpm", "cost per thousand", "cost per mille", "cost per 1000 impressions", "cost per thousand impressions")},
        formula={"ru": "1000 × расход / показы", "en": "1000 × spend / impressions"},
    ),
    Metric(
        key="cpl", titles={"ru": "Стоимость заявки (CPL)", "en": "CPL"}, numerator=(("spend", 1),), denominator=(("leads", 1),), style="money",
        better="down",
        words={"ru": ("cpl", "цпл", "стоимость заявки", "цена заявки", "стоимость лида", "цена лида", "цена за лид", "лид стоить", "заявка стоить",
                      "стоимость обращения", "цена за заявку"),
               "en": ("cpl", "cost per lead", "lead cost", "price per lead", "price of a lead")},
        formula={"ru": "расход / заявки", "en": "spend / leads"},
    ),
    Metric(
        key="cpa", titles={"ru": "CPA", "en": "CPA"}, numerator=(("spend", 1),), denominator=(("conversions", 1),), style="money", better="down",
        words={"ru": ("cpa", "цпа", "сра", "стоимость конверсии", "цена конверсии", "стоимость действия", "цена действия", "стоимость заказа",
                      "цена заказа", "стоимость покупки", "цена покупки", "конверсия стоить", "стоимость целевого действия", "цена за конверсию",
                      "заказ стоить", "покупка стоить", "дорогая конверсия", "дешевая конверсия"),
               "en": ("cpa", "cost per action", "cost per acquisition", "cost per conversion", "cost per order", "cost per purchase",
                      "acquisition price", "conversion cost", "cost per sale")},
        formula={"ru": "расход / конверсии", "en": "spend / conversions"},
    ),
    Metric(
        key="cac", titles={"ru": "CAC", "en": "CAC"}, numerator=(("spend", 1),), denominator=(("conversions", 1),), style="money", better="down",
        words={"ru": ("cac", "цак", "стоимость привлечения", "цена привлечения", "стоимость клиента", "стоимость привлечения клиента",
                      "цена клиента", "клиент стоить"),
               "en": ("cac", "customer acquisition cost", "acquisition cost", "cost per customer")},
        formula={"ru": "расход / конверсии", "en": "spend / conversions"},
    ),
    Metric(
        key="cvr", titles={"ru": "Конверсия (CVR)", "en": "CVR"}, numerator=(("conversions", 1),), denominator=(("clicks", 1),), style="percent",
        better="up",
        words={"ru": ("cvr", "cr", "коэффициент конверсии", "процент конверсии", "конверсия из клика", "конверсия в покупку", "конверсия в заказ",
                      "уровень конверсии", "конверсионность", "конвертироваться", "конвертировать", "конвертить", "конверт", "конвертируется", "конвертит", "конвертят", "конверсия сайта", "конверсия клика",
                      "конверсия из клика в покупку", "конверсия из клика в продажу", "конверсия из клика в заказ"),
               "en": ("cvr", "cr", "conversion rate", "conv rate", "convert", "converting", "click to conversion rate", "rate of conversion")},
        formula={"ru": "конверсии / клики", "en": "conversions / clicks"},
    ),
    Metric(
        key="lead_rate", titles={"ru": "Конверсия в заявку", "en": "Lead rate"}, numerator=(("leads", 1),), denominator=(("clicks", 1),),
        style="percent", better="up",
        words={"ru": ("конверсия в заявку", "конверсия в лид", "конверсия из клика в заявку", "конверсия из клика в лид",
                      "конверсия клика в заявку", "конверсия кликов в заявки", "конверсия кликов в лиды", "процент заявок"), "en": ("lead rate", "lead conversion rate", "click to lead rate")},
        formula={"ru": "заявки / клики", "en": "leads / clicks"},
    ),
    Metric(
        key="engagement_rate", titles={"ru": "Вовлечённость (ER)", "en": "Engagement rate"}, numerator=(("engagements", 1),),
        denominator=(("impressions", 1),), style="percent", better="up",
        words={"ru": ("вовлечённость", "вовлеченность", "уровень вовлечения", "er", "коэффициент вовлечения"),
               "en": ("engagement rate", "er", "rate of engagement")},
        formula={"ru": "вовлечения / показы", "en": "engagements / impressions"},
    ),
    Metric(
        key="engagement_score", titles={"ru": "Оценка вовлечённости", "en": "Engagement score"}, numerator=(("score_sum", 1),),
        denominator=(("score_weight", 1),), style="score", better="up",
        words={"ru": ("оценка вовлечённости", "балл вовлечённости", "скор вовлечённости", "оценка вовлечения", "engagement score"),
               "en": ("engagement score", "engagement points", "score")},
        formula={"ru": "среднее оценок 1–10, взвешенное по показам", "en": "mean of the 1-10 scores weighted by impressions"},
    ),
    Metric(
        key="frequency", titles={"ru": "Частота", "en": "Frequency"}, numerator=(("impressions", 1),), denominator=(("reach", 1),),
        style="multiple",
        words={"ru": ("частота", "частота показа", "фриквенси"), "en": ("frequency", "times per person")},
        formula={"ru": "показы / охват, только в пределах одного дня кампании", "en": "impressions / reach, within one campaign day only"},
    ),
    Metric(
        key="aov", titles={"ru": "Средний чек", "en": "AOV"}, numerator=(("revenue", 1),), denominator=(("conversions", 1),), style="money",
        better="up",
        words={"ru": ("aov", "средний чек", "чек", "средняя покупка", "выручка на заказ", "средняя сумма заказа"),
               "en": ("aov", "average order value", "average order", "order value", "average basket", "average check", "revenue per conversion")},
        formula={"ru": "выручка / конверсии", "en": "revenue / conversions"},
    ),
    Metric(
        key="roas", titles={"ru": "ROAS", "en": "ROAS"}, numerator=(("revenue", 1),), denominator=(("spend", 1),), style="multiple", better="up",
        words={"ru": ("roas", "роас", "окупаемость рекламных расходов", "возврат рекламных расходов", "на вложенный рубль", "на вложенный доллар",
                      "на каждый вложенный рубль", "на каждый вложенный доллар", "на рубль вложений", "на рубль расхода", "с вложенного рубля",
                      "на каждом вложенном рубле", "с каждого вложенного рубля"),
               "en": ("roas", "return on ad spend", "revenue per dollar", "per dollar spent", "for every dollar spent", "for every dollar")},
        formula={"ru": "выручка / расход", "en": "revenue / spend"},
    ),
    Metric(
        key="drr", titles={"ru": "ДРР", "en": "Cost-to-revenue (CRR)"}, numerator=(("spend", 1),), denominator=(("revenue", 1),),
        style="percent", better="down",
        words={"ru": ("дрр", "crr", "доля рекламных расходов", "доля расходов в выручке", "доля рекламы в выручке"),
               "en": ("drr", "crr", "acos", "cost-to-revenue", "cost to revenue", "cost revenue ratio", "cost-to-revenue ratio",
                      "ad cost share", "share of ad costs")},
        formula={"ru": "расход / выручка", "en": "spend / revenue"},
    ),
    Metric(
        key="roi", titles={"ru": "ROI", "en": "ROI"}, numerator=(("revenue", 1), ("spend", -1)), denominator=(("spend", 1),), style="percent",
        better="up",
        words={"ru": ("roi", "рои", "роай", "рой", "окупаемость", "выхлоп", "окупаться", "рентабельность", "возврат инвестиций", "отдача", "окупить",
                      "эффективность", "эффективный", "выгодный", "romi", "роми", "рентабельный", "доходность"),
               "en": ("roi", "return on investment", "romi", "=return", "=returns", "pay off", "payback", "profitability", "efficient",
                      "effectiveness", "efficiency", "bang for the buck", "bang for our buck", "bang for buck", "value for money", "pays back", "paying off", "cost efficient", "cost effective", "cost-effective", "cost-efficient", "performing", "effective")},
        formula={"ru": "(выручка − расход) / расход", "en": "(revenue − spend) / spend"},
    ),
)  # fmt: skip

METRICS: Final = MappingProxyType({entry.key: entry for entry in _ENTRIES})
