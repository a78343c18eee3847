"""Stored values that people call otherwise: cities and countries in the other language, genders, devices, goals, segments."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from agent.planner.tokens import stems_of

_GROUPS: Final = """
new york, нью-йорк, ny, nyc, new york city
los angeles, лос-анджелес, la, лос анжелес, l.a.
las vegas, лас-вегас, vegas, вегас
miami, майами
austin, остин
houston, хьюстон, хюстон
chicago, чикаго
san francisco, сан-франциско, sf
seattle, сиэтл
boston, бостон
dallas, даллас
denver, денвер
atlanta, атланта
phoenix, финикс
philadelphia, филадельфия
san diego, сан-диего
washington, вашингтон
london, лондон
paris, париж
berlin, берлин
tokyo, токио
dubai, дубай
toronto, торонто
sydney, сидней
moscow, москва, msk, мск
saint petersburg, st petersburg, санкт-петербург, питер, спб, петербург, spb, st. petersburg
kazan, казань
yekaterinburg, ekaterinburg, екатеринбург, екб
novosibirsk, новосибирск, нск
krasnodar, краснодар
nizhny novgorod, нижний новгород
samara, самара
rostov-on-don, rostov, ростов-на-дону, ростов
sochi, сочи
minsk, минск
almaty, алматы, алма-ата
kyiv, kiev, киев
krasnodar krai, краснодарский край
moscow region, moscow oblast, московская область, подмосковье
tatarstan, республика татарстан, татарстан
usa, us, united states, united states of america, сша, америка, штаты, соединенные штаты, america, u.s., the states
uk, united kingdom, great britain, britain, великобритания, англия, британия, соединенное королевство, england
uae, united arab emirates, оаэ, эмираты, арабские эмираты, emirates
germany, германия, deutschland
france, франция
spain, испания
italy, италия
india, индия
canada, канада
australia, австралия
brazil, бразилия
mexico, мексика
china, китай
japan, япония
south korea, южная корея, корея
russia, россия, рф, russian federation
kazakhstan, казахстан
belarus, беларусь, белоруссия
turkey, турция
netherlands, нидерланды, голландия
poland, польша
sweden, швеция
singapore, сингапур
indonesia, индонезия
saudi arabia, саудовская аравия
male, males, man, men, мужчина, мужчины, мужской, мужики, парни, guys, мужская аудитория, мужской пол
female, females, woman, women, женщина, женщины, женский, девушки, ladies, женская аудитория, дамы, женский пол, бабы
both, оба пола, both genders, both sexes, любой пол, смешанный
unknown, неизвестно, не определен
all ages, все возрасты, любой возраст, без ограничения возраста, every age
men 18-24, мужчины 18-24
men 25-34, мужчины 25-34
men 35-44, мужчины 35-44
women 18-24, женщины 18-24
women 25-34, женщины 25-34
women 35-44, женщины 35-44
mobile, мобильный, мобильные, мобайл, смартфон, смартфоны, телефон, phone, phones, мобилки, smartphones, mobile devices, мобильные устройства, мобила, мобильник, smartphone, телефоны
desktop, десктоп, компьютер, компьютеры, пк, computers, pc, desktops, ноутбук, laptops, комп, декстоп, computer
tablet, планшет, планшеты, tablets
product launch, запуск продукта, продуктовый запуск, запуск товара, вывод продукта, запуск нового продукта, product launches
brand awareness, узнаваемость бренда, узнаваемость, awareness, осведомленность о бренде, повышение узнаваемости, имиджевый
increase sales, увеличение продаж, рост продаж, повышение продаж, sales increase, increasing sales, sales growth goal, увеличить продажи
market expansion, расширение рынка, выход на новые рынки, экспансия, рыночная экспансия, завоевание рынка, market expansions
lead generation, лидогенерация, генерация лидов, сбор заявок, leadgen, lead gen
customer retention, удержание клиентов
conversion, конверсионная цель
traffic, трафик, traffic campaigns
sales, продажи
leads, заявки
awareness, узнаваемость
search, поиск, поисковая, поисковые, поисковый, поисковая реклама, search campaigns
display, медийная, медийные, дисплейная, дисплей, баннерная, медийка, медийная реклама, display campaigns, кмс
video, видео, видеореклама, ролики, video campaigns
shopping, шопинг, товарные, товарная, торговые, покупочная, shopping campaigns, шоппинг
social media, социальные сети, соцсети, соцмедиа, social
influencer, инфлюенсер, инфлюенсеры, блогеры, influencers, лидеры мнений
email, имейл, почта, рассылка, емейл, e-mail, email campaigns
performance max, pmax, перформанс макс
retargeting, ретаргетинг, ремаркетинг, remarketing
health & wellness, health and wellness, health wellness, здоровье, здоровье и красота, зож, wellness, здоровье и благополучие, здоровый образ жизни
fashionistas, модники, модницы, fashion, fashionista, любители моды, мода
foodies, гурманы, foodie, еда, фуди, любители еды
tech enthusiasts, технофанаты, гики, любители технологий, tech enthusiast, технари, техноэнтузиасты, любители техники, tech fans
outdoor adventurers, путешественники, любители приключений, outdoor, любители активного отдыха, outdoor adventurer, туристы, походники
e-commerce, ecommerce, электронная коммерция, екоммерс, интернет-магазины, онлайн-торговля, e commerce, екомерс, и-коммерс
fintech, финтех
edtech, эдтех, образовательные технологии
healthcare, здравоохранение, медицина, хелскер, health care, хелскэр
saas, саас
real estate, недвижимость
automotive, авто, автомобили
travel, путешествия
retail, ритейл, розница
gaming, игры
english, английский, англоязычный
spanish, испанский, испаноязычный
german, немецкий, немецкоязычный
french, французский, франкоязычный
mandarin, мандарин, китайский, мандаринский, chinese
russian, русский, русскоязычный
portuguese, португальский
feed, лента
stories, story, сторис, истории
reels, рилс, рилсы
new customers, новые клиенты
premium, премиум
youth, молодежь
loyal, лояльные
"""


@cache
def synonyms() -> dict[tuple[str, ...], tuple[str, ...]]:
    """From the stems of each spelling to all the spellings that mean the same."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in _GROUPS.strip().splitlines():
        spellings = tuple(word.strip() for word in line.split(",") if word.strip())
        for spelling in spellings:
            key = stems_of(spelling)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *spellings)))
    return found


def are_countries(values: Iterable[str]) -> bool:
    """Whether the stored values are countries rather than cities."""
    return any(_COUNTRIES & set(synonyms().get(stems_of(value), ())) for value in values)


_COUNTRIES: Final = frozenset(
    "usa uk uae germany france spain italy india canada australia brazil mexico china japan russia kazakhstan belarus turkey "
    "netherlands poland sweden indonesia".split()
)


def spellings_of(value: str) -> tuple[str, ...]:
    """How people may write a stored value, the value itself first.

    >>> "хьюстон" in spellings_of("Houston")
    True
    """
    return tuple(dict.fromkeys((value, *synonyms().get(stems_of(value), ()))))
