"""The catalogue of column headers: what people and ad platforms call each field, in Russian and English.

Within a field the order of the words is their rank: of two columns that mean the same field, the one with the earlier
word is used. Words are written as `headers.plain_header` leaves them: lower case, no punctuation, no currency.
"""

from dataclasses import dataclass
from typing import Final, Literal

Role = Literal["day", "identity", "trait", "slice", "finer", "measure", "ratio", "plan", "known"]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing a column may hold."""

    name: str
    role: Role
    """`finer`: makes rows finer than a campaign's day, so that they are summed; `known`: understood and not stored."""
    words: tuple[str, ...]


def _field(role: Role, name: str, words: str) -> Field:
    spoken = name.replace("_", " ")
    listed = tuple(word.strip() for word in words.split(",") if word.strip())
    return Field(name=name, role=role, words=listed if spoken in listed else (*listed, spoken))


FIELDS: Final = (
    _field("day", "day", "date, day, dates, report date, stat date, stat time day, by day, дата, день, "
           "дата отчета, дни, по дням, по датам, "
           "reporting starts, reporting start, начало отчетности, дата начала отчетности, начало отчетного периода, "
           "date start, event date, дата показа, datetime, timestamp, date time, time, дата и время, "
           "stat datetime, ds, "
           "day date, week, week start, week starting, неделя, fecha, datum, data"),
    _field("known", "result_kind", "result indicator, result type, results type, индикатор результата, "
           "индикатор результатов, тип результата, тип результатов"),
    _field("known", "period_end", "reporting ends, reporting end, date stop, date end, окончание отчетности, "
           "дата окончания отчетности, окончание отчетного периода, конец отчетного периода"),
    _field("day", "starts", "start date, campaign start date, campaign start, starts, дата начала, дата старта, старт, "
           "начало"),
    _field("known", "ends", "end date, campaign end date, campaign end, ends, дата окончания, окончание, duration, "
           "длительность, продолжительность"),
    _field("plan", "month", "month, месяц, plan month, месяц плана, period, период, отчетный месяц"),
    _field("identity", "channel", "channel, channel used, marketing channel, ad channel, advertising channel, канал, "
           "рекламный канал, канал продвижения, каналы, publisher platform, ad platform, platform, платформа, "
           "площадка, "
           "рекламная площадка, рекламная система, social network, соцсеть, социальная сеть, media source, "
           "traffic source, "
           "источник трафика, utm source, источник, source, network, сеть, media, channel name, "
           "название канала, provider"),
    _field("identity", "campaign_id", "campaign id, id campaign, campaignid, id кампании, ид кампании, номер кампании, "
           "код кампании, № кампании, no кампании, campaign no, campaign number, campaign key, campaign code, "
           "идентификатор кампании, кампания id, id рекламной кампании"),
    _field("identity", "campaign", "campaign name, campaign, campaign title, ad campaign, campaigns, кампания, "
           "название кампании, имя кампании, рекламная кампания, кампании, наименование кампании, utm campaign, "
           "rk, рк, название, наименование, name"),
    _field("identity", "account", "account, account name, company, company name, advertiser, advertiser name, client, "
           "client name, customer, brand, account id, advertiser id, login, client login, аккаунт, кабинет, "
           "рекламный кабинет, рекламодатель, клиент, компания, бренд, логин, логин клиента, организация, "
           "название аккаунта, имя аккаунта"),
    _field("identity", "currency", "currency, currency code, account currency, валюта, код валюты, валюта аккаунта"),
    _field("trait", "objective", "objective, campaign objective, campaign goal, goal, цель кампании, цель, цели, "
           "campaign type, тип кампании, ad type, type, тип"),
    _field("trait", "audience", "target audience, audience, audience name, целевая аудитория, аудитория, ца, "
           "targeting, "
           "таргетинг"),
    _field("trait", "segment", "customer segment, segment, audience segment, сегмент, сегмент клиентов, industry, "
           "отрасль, индустрия, vertical, вертикаль, ниша, category, категория, product category, категория товара, "
           "product, продукт, товар"),
    _field("trait", "location", "location, target location, city, town, локация, город, местоположение, геолокация, "
           "населенный пункт"),
    _field("trait", "language", "language, languages, язык, языки, campaign language"),
    _field("slice", "region", "region, state, province, регион, область, край, регион показа, region name, geo, гео, "
           "dma region, targeting location name, регион таргетинга"),
    _field("slice", "country", "country, country name, country code, country territory, страна, market, рынок"),
    _field("slice", "device", "device, device type, device category, impression device, устройство, тип устройства, "
           "устройства, device platform, категория устройства, os, операционная система"),
    _field("slice", "age", "age, age range, age group, age bracket, возраст, возрастная группа, возрастной диапазон"),
    _field("slice", "gender", "gender, sex, пол"),
    _field("slice", "placement", "placement, ad placement, placements, плейсмент, место размещения, размещение, "
           "место показа, позиция, position, ad network type, тип площадки, network with search partners"),
    _field("known", "aside", "row number, row id"),
    _field("identity", "source_medium", "source medium, источник канал"),
    _field("known", "remark", "remark, remarks, примечание, "
           "примечания, заметка, заметки, пометка"),
    _field("known", "version", "airbyte extracted at, airbyte emitted at, airbyte normalized at, fivetran synced, "
           "sdc batched at, sdc extracted at, updated at, last updated, updated, modified at, last modified, "
           "обновлено, дата обновления, изменено"),
    _field("finer", "conversion_action", "conversion action, conversion action name, conversion name, conversion type, "
           "conversion event, action type, event name, key event name, тип конверсии, название конверсии, "
           "действие конверсии, действие-конверсия, событие"),
    _field("finer", "order_id", "order id, order no, order number, order name, transaction id, deal id, invoice id, "
           "invoice, receipt, purchase id, id заказа, номер заказа, № заказа, no заказа, сделка, id сделки, "
           "номер сделки, id транзакции, номер чека, чек"),
    _field("finer", "item", "sku, product id, item id, product name, item name, артикул, id товара, "
           "название товара, наименование товара"),
    _field("finer", "utm_medium", "utm medium, medium, session medium, тип трафика"),
    _field("finer", "utm_content", "utm content, session manual ad content"),
    _field("finer", "utm_term", "utm term, session manual term"),
    _field("finer", "landing_page", "landing page, final url, landing page url, посадочная страница, "
           "страница входа, url"),
    _field("finer", "match_type", "match type, search term match type, keyword match type, тип соответствия"),
    _field("finer", "adset_id", "adset id, ad set id, adgroup id, ad group id, id группы, id группы объявлений, "
           "№ группы, номер группы"),
    _field("finer", "adset", "ad set name, ad set, adset name, adset, ad group name, ad group, adgroup name, adgroup, "
           "группа объявлений, группа, название группы, название группы объявлений, имя группы объявлений"),
    _field("finer", "ad_id", "ad id, id объявления, номер объявления, № объявления, banner id, creative id"),
    _field("finer", "ad", "ad name, ad, объявление, название объявления, имя объявления, banner, баннер, заголовок"),
    _field("finer", "creative", "creative, creative name, creative title, креатив, название креатива, ad title"),
    _field("finer", "keyword", "keyword, keyword text, search keyword, search term, query, criterion, criteria, "
           "ключевое слово, ключевая фраза, фраза, поисковый запрос, условие показа"),
    _field("finer", "hour", "hour, hour of day, hour of the day, time of day, час, час дня, время суток"),
    _field("measure", "spend", "spend, amount spent, ad spend, cost, costs, spent, total spend, total cost, ad cost, "
           "media cost, media spend, marketing spend, marketing cost, расход, расходы, затраты, потрачено, "
           "израсходовано, "
           "сумма затрат, стоимость, траты, spent budget, budget spent, advertising cost, campaign cost, "
           "затраты на рекламу, "
           "расход всего, расход с ндс, расход без ндс, сумма списаний, списания, списано, потрачено всего, "
           "бюджет потрачен, потраченный бюджет, "
           "потраченная сумма, сумма расхода, рекламные расходы, расходы на рекламу, investment, amount, сумма, "
           "acquisition cost, "
           "стоимость привлечения, cost all, spend amount, money spent"),
    _field("measure", "impressions", "impressions, impr, impression, shows, показы, показов, количество показов, "
           "просмотры рекламы, ad impressions, ad views, imps, кол во показов"),
    _field("measure", "views", "views, просмотры, просмотров, view"),
    _field("measure", "reach", "reach, unique reach, охват, уникальный охват, accounts reached, охваты"),
    _field("measure", "clicks", "clicks, click, clicks all, клики, кликов, клики все, количество кликов, переходы, "
           "ad clicks, link clicks, inline link clicks, клики по ссылке, clicks destination, outbound clicks, "
           "переходов, кол во кликов"),
    _field("measure", "engagements", "engagements, engagement, interactions, post engagement, post engagements, "
           "total engagements, вовлечения, взаимодействия, вовлечение, page engagement, вовлеченность с публикацией"),
    _field("measure", "engagement_score", "engagement score, engagement rating, оценка вовлеченности, "
           "балл вовлеченности, индекс вовлеченности, баллы вовлеченности"),
    _field("measure", "video_views", "video views, video plays, video view, просмотры видео, видеопросмотры, "
           "воспроизведения видео, thruplays, 3 second video plays, trueview views"),
    _field("measure", "leads", "leads, lead, лиды, лидов, заявки, заявок, лид, form leads, website leads, "
           "количество заявок, количество лидов, обращения"),
    _field("measure", "conversions", "conversions, conversion, total conversions, conv, all conv, конверсии, "
           "конверсий, "
           "количество конверсий, целевые действия, достижения целей, достижения цели, достижений цели, "
           "purchases, purchase, website purchases, покупки, покупок, покупки на сайте, results, result, "
           "результаты, результат, orders, order, заказы, заказов, transactions, "
           "транзакции, sales count, количество продаж, approved conversion, joined, подписались, подписчики, "
           "started bot, запустили бота, complete payment"),
    _field("measure", "revenue", "revenue, total revenue, conversion value, conv value, conversions value, "
           "total conversion value, all conv value, purchase value, purchases conversion value, "
           "website purchases value, "
           "purchase conversion value, выручка, доход, доходы, ценность конверсии, ценность конверсий, ценность конв, "
           "income, gmv, sales, sales amount, сумма продаж, продажи, оборот, ценность покупок, "
           "сумма покупок, ценность конверсии покупки, ценность конверсий покупок, ценность покупки, "
           "total purchase value, complete payment value"),
    _field("ratio", "profit", "profit, прибыль, margin, net profit, чистая прибыль"),
    _field("ratio", "roi", "roi, romi, рентабельность, return on investment, окупаемость инвестиций, окупаемость"),
    _field("ratio", "roas", "roas, purchase roas, return on ad spend, purchase roas return on ad spend, "
           "рентабельность рекламы, рентабельность затрат на рекламу, окупаемость рекламы, conv value cost"),
    _field("ratio", "conversion_rate", "conversion rate, conv rate, cvr, cr, конверсия, коэффициент конверсии, "
           "коэф конверсии, процент конверсии"),
    _field("ratio", "ctr", "ctr, click through rate, clickthrough rate, ctr all, link ctr, кликабельность, "
           "ctr destination, ctr link click through rate"),
    _field("ratio", "cpc", "cpc, avg cpc, average cpc, cost per click, cpc all, цена клика, стоимость клика, "
           "цена за клик, ср цена клика, средняя цена клика, cpc cost per link click, cpc destination, "
           "avg cost per click"),
    _field("ratio", "cpm", "cpm, avg cpm, cost per mille, cpm cost per 1000 impressions, цена за тысячу показов, "
           "цена тысячи показов, ср цена тысячи показов, cost per 1000 impressions, средний cpm"),
    _field("ratio", "cpa", "cpa, cac, cost per acquisition, cost per action, cost per conversion, cost conv, "
           "cost per result, cost per results, цена конверсии, стоимость конверсии, цена за конверсию, "
           "цена за результат, "
           "cost per purchase, стоимость конв, цена целевого действия, цена цели, customer acquisition cost"),
    _field("ratio", "cpl", "cpl, cost per lead, стоимость заявки, цена заявки, стоимость лида, цена лида, цена за лид"),
    _field("ratio", "aov", "aov, average order value, средний чек"),
    _field("ratio", "lead_rate", "lead rate, конверсия в лид, конверсия в заявку"),
    _field("ratio", "engagement_rate", "engagement rate, er, interaction rate, уровень вовлеченности, вовлеченность"),
    _field("ratio", "frequency", "frequency, avg frequency, частота, средняя частота"),
    _field("ratio", "drr", "drr, acos, дрр, доля рекламных расходов"),
    _field("plan", "budget", "budget, planned budget, plan budget, budget amount, monthly budget, budget plan, "
           "plan, бюджет, "
           "плановый бюджет, план бюджета, бюджет план, бюджет на месяц, месячный бюджет, план, сумма бюджета, "
           "planned spend, плановый расход, план расход, план расходов"),
    _field("plan", "metric", "metric, target metric, goal metric, kpi, показатель, метрика, целевой показатель, "
           "целевая метрика, goal name"),
    _field("plan", "target", "target, target value, value, goal value, kpi value, metric value, целевое значение, "
           "план по показателю, значение цели, значение показателя, значение, таргет, цель значение"),
    _field("known", "daily_budget", "daily budget, campaign daily budget, дневной бюджет, ad set budget, "
           "campaign budget, бюджет группы объявлений, бюджет кампании"),
    _field("known", "status", "status, campaign status, campaign delivery, ad set delivery, delivery, ad delivery, "
           "статус, статус кампании, состояние, состояние кампании, показ, показ кампании, статус показа кампании, "
           "primary status, основной статус"),
)  # fmt: skip

ROLE: Final = {field.name: field.role for field in FIELDS}

SECOND_MEANINGS: Final = {"продажи": "conversions", "sales": "conversions"}
"""What a header means when another column already holds its first meaning."""
