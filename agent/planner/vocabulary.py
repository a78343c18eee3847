"""The words around names and metrics: how a question says "by", "worst", "without", "as a chart". A new word is an entry here.

Words are written in any form; they are compared by stem. A leading "=" demands the exact form.
"""

from types import MappingProxyType
from typing import Final

_WORDS: Final[dict[str, dict[str, str]]] = {
    "by": {
        "each": "каждый, для каждого, по каждому, у каждого, each, every, for each, by each, for every, across, by all, среди, among, amongst, "
        "помесячно по, отдельно по, в каждом, на каждый, separately for, individual",
        "": "по, by, per, в разрезе, в разбивке по, разбивка по, разбить по, разбей по, с разбивкой по, разложи по, broken down by, "
        "breakdown by, break down by, break it down by, breakdown of, split by, grouped by, group by, сгруппируй по, группировка по, "
        "сегментация по, segmented by, slice by, sliced by, depending on, в зависимости от, along",
    },
    "which": {"": "какой, которая, which, what, чей, whose, which of, какой из, какой именно, which one, какой же"},
    "who": {"people": "кому, who, whom, для кого, на кого, на ком", "": "кто, у кого, у которого"},
    "when": {"": "когда, when, в какой момент, время для, time to, time for, в какое время, what time, время показа"},
    "best": {
        "": "лучший, лучше всего, лучше, лучше всех, best, top, топ, лидер, лидеры, лидировать, успешный, самый успешный, победитель, winner, "
        "winning, leader, leading, outperform, strongest, better, хорошо, самый хороший, good, топовый, сильный, отличиться, перформить лучше, "
        "best performing, best-performing, top performing, top-performing, top performer, рулить, зайти лучше, =выгоднее, =эффективнее"
    },
    "worst": {
        "": "худший, хуже всего, хуже, хуже всех, плохой, самый плохой, слабый, worst, worse, bottom, weakest, poorest, least effective, "
        "least efficient, least profitable, аутсайдер, антитоп, underperform, underperforming, проседать, провальный, poor, bad, badly, плохо, "
        "worst performing, worst-performing, наименее эффективный, наименее выгодный, наименее прибыльный, наименее успешный, "
        "менее эффективный, провал, отключить, отключать, остановить, turn off, stop, pause, switch off, антилидер, антилидеры, lowest performing, least successful, laggard, хромать, отставать, не зайти"
    },
    "most": {
        "": "больше всего, больше всех, наибольший, самый большой, самый высокий, высокий, выше всех, выше всего, максимальный, максимум, "
        "most, highest, largest, biggest, greatest, maximum, max, peak, пик, рекорд, record, рекордный, expensive, most expensive, дорогой, "
        "дороже всех, дороже всего, самый дорогой, дороже, priciest, costliest, наиболее, наивысший, lion share, самый, чаще всего, most often, крупный, "
        "the most, tops, fastest, быстрее всего, сильнее всего, dominant, подороже"
    },
    "least": {
        "": "меньше всего, меньше всех, наименьший, самый маленький, самый низкий, низкий, ниже всех, ниже всего, минимальный, минимум, least, "
        "lowest, smallest, fewest, minimum, min, cheapest, cheap, дешевый, дешевле всех, дешевле всего, самый дешевый, дешевле, реже всего, low, "
        "most affordable, the least, slowest, cheaper, подешевле, недорогой, bottommost"
    },
    "exclude": {
        "": "без, кроме, за исключением, исключая, исключить, исключи, не считая, не учитывая, не включая, помимо, убери, убрать, минус, except, except for, "
        "excluding, exclude, without, not counting, not including, other than, but not, leave out, leaving out, apart from, aside from, minus, drop the, "
        "besides, ex, ignoring, with the exception of, вычесть, выкинь, отбрось, omit, omitting, remove, outside of, outside"
    },
    "negated": {"": "не, not, non, isn't, n't"},
    "only": {"": "только, лишь, исключительно, только для, only, just, solely, only for, оставь, оставь только, limit to, ограничь, filter, отфильтруй, фильтр"},
    "share": {
        "": "доля, доли, доля от, share, shares, share of, percentage of, percentage, percent of, percent of the, percent of total, portion, proportion, fraction, what percent, "
        "какой процент, процент, процент от, в процентах, в процентах от общего, удельный вес, вклад, contribution, contribute, структура, composition, "
        "part of, какая часть, доли расходов, распределиться, распределяться, как распределен, mix, split of, "
        "distribution of, distribution, распределение, разбивка в процентах, as a percentage, in percent, as percent, as percentages, as shares"
    },
    "running": {
        "": "нарастающим итогом, нарастающий итог, нарастающий, накопительно, накопительный, накопленный, накопленным итогом, накопительным итогом, "
        "кумулятивный, кумулятивно, cumulative, cumulatively, running total, running sum, accumulated, cumulated, с накоплением, накопилось"
    },
    "per_day": {
        "": "в среднем в день, в день в среднем, в среднем за день, в день, в сутки, за день в среднем, среднедневной, среднесуточный, среднедневной, per day, a day, "
        "daily average, average daily, on average per day, per day on average, mean daily, each day on average, avg daily, daily avg, average per day, "
        "в среднем каждый день, в среднем ежедневно, средний за день, средний в день, средний дневной, на день в среднем, average a day, daily mean, "
        "ежедневно в среднем, per calendar day, за сутки, в среднем за сутки, средний ежедневный, a typical day, on a typical day"
    },
    "average": {"": "средний, в среднем, усредненный, average, avg, mean, on average, typical, typically, обычно"},
    "compare": {
        "": "сравни, сравнить, сравнение, сравнивать, по сравнению, compare, compared, comparison, comparing, vs, versus, против, относительно, relative to, against, "
        "compared to, compared with, in comparison, по отношению к, vs., v"
    },
    "change": {
        "": "расти, растет, растут, падает, падают, снижается, увеличивается, improving, growing, falling, dropping, rising, declining, измениться, изменение, поменяться, вырасти, рост, упасть, падение, снизиться, снижение, прирост, просесть, подрасти, увеличиться, уменьшиться, "
        "увеличение, уменьшение, разница, сократиться, подняться, прибавить, change, changed, grow, grew, grown, growth, rise, rose, drop, dropped, fall, fell, "
        "increase, increased, decrease, decreased, decline, declined, difference, differ, shift, delta, дельта, go up, went up, go down, went down, gone up, improved, "
        "improve, worsen, улучшиться, ухудшиться, выросший, упавший, отличаться, отличие, better or worse, стало больше, стало меньше, сдвинуться, "
        "потерять, jump, jumped, подорожать, подешеветь"
    },
    "previous": {
        "": "предыдущий период, прошлый период, предшествующий период, период до этого, к предыдущему, previous period, prior period, preceding period, "
        "last period, period before, period before that, the period before, период раньше, предыдущий, previous one, тот же период до этого, "
        "тот период до этого, аналогичный период до этого, equal period before, тот же срок до этого, прошлый такой же"
    },
    "last_year": {
        "": "год к году, год от года, г/г, year over year, yoy, year on year, year-on-year, y/y, аналогичный период прошлого года, same period last year, "
        "same period a year ago, тот же период прошлого года, такой же период прошлого года, тот же период год назад, same time last year, "
        "same period of last year, same period the year before, that time last year, a year earlier, годом ранее, годом раньше, a year before, previous year's period"
    },
    "step": {
        "month": "месяц к месяцу, м/м, month over month, mom, month on month, month-over-month, к прошлому месяцу, от месяца к месяцу, month to month",
        "week": "неделя к неделе, н/н, week over week, wow, week on week, week-over-week, от недели к неделе",
        "quarter": "квартал к кварталу, кв/кв, quarter over quarter, qoq, quarter on quarter, от квартала к кварталу",
        "day": "день к дню, day over day, dod, day on day",
    },
    "trend": {
        "": "динамика, тренд, тенденция, во времени, по времени, с течением времени, со временем, меняться, менялся, изменяться, trend, trends, "
        "trending, over time, timeline, time series, evolution, evolve, evolved, dynamics, across time, временной ряд, ход, развиваться, "
        "as time went on, вести себя, progress, progressed, history of, через время, progression"
    },
    "chart": {
        "": "график, диаграмма, чарт, нарисуй, нарисовать, построй, построить, изобрази, визуализируй, визуализация, картинка, chart, charts, plot, graph, "
        "draw, visualize, visualise, visualization, picture, diagram, as a chart, as a graph, in a chart, графиком, графически, plotted, sketch, картинкой, рисунок, "
        "наглядно, visually, show a chart, show a graph, график по, чертеж, render",
        "line": "линейный график, линейная диаграмма, линией, линия, line chart, line graph, line plot, lines, линиями, кривая, as a line, line",
        "bar": "столбчатая диаграмма, столбчатый, столбик, столбец, столбиковый, гистограмма, столбцами, bar chart, bar graph, bar plot, bars, column chart, histogram, barchart, bar, as bars, "
        "барчарт, столбиками, столбиковая диаграмма, полосами, horizontal bar chart, columns chart",
        "stacked_bar": "накопительная столбчатая диаграмма, столбцы с накоплением, столбчатая с накоплением, стек, stacked bar, stacked bar chart, stacked bars, stacked, stacked chart, stacked column, stacked column chart, "
        "диаграмма с накоплением, столбчатая диаграмма с накоплением, накопленные столбцы, составные столбцы, стопкой",
        "area": "диаграмма с областями, с областями, областями, area chart, area graph, area plot, stacked area, area diagram, закрашенный график, as an area",
        "pie": "круговая диаграмма, круговая, пирог, пирожок, круг, кругом, pie chart, pie, donut, doughnut, donut chart, секторная диаграмма, кольцевая диаграмма, кольцо, пай чарт, pie graph",
        "scatter": "точечная диаграмма, точечный график, диаграмма рассеяния, рассеяние, scatter, scatter plot, scatterplot, scatter chart, облако точек, "
        "=точками, bubble, bubble chart, пузырьковая диаграмма",
        "heatmap": "тепловая карта, теплокарта, тепловую карту, хитмап, heatmap, heat map, heat-map, хит мап",
    },
    "export": {
        "xlsx": "эксель, эксел, excel, xlsx, xls, spreadsheet, выгрузи, выгрузка, выгрузить, скачать, скачай, экспорт, экспортируй, экспортировать, download, "
        "export, файл, файлом, file, в файл, as a file, в экселе, workbook, сохрани, сохранить, save, save as",
        "csv": "csv, цсв, в csv, as csv, csv file, csv файл, export csv",
    },
    "table": {"": "таблица, табличка, таблицей, таблично, table, as a table, tabular, в виде таблицы, numbers only, цифрами, without a chart, без графика"},
    "count": {"": "сколько, количество, число, how many, number of, count, count of, кол-во, как много, the count"},
    "how_much": {"": "how much, на сколько процентов, на какой процент, by what percent, by what percentage, by how many percent, what percent change, насколько, на сколько, by how much, how far, во сколько раз, во сколько, how strongly, величина"},
    "define": {
        "": "что такое, explain, объясни, поясни, что значит, что означает, означать, определение, формула, как считается, как считать, как рассчитывается, как рассчитать, "
        "как посчитать, как вычисляется, как определяется, по какой формуле, расшифруй, расшифровка, define, definition, what does mean, meaning of, how is calculated, calculated, formula, "
        "how do you calculate, how calculate, calculate, how computed, computed, stand for, stands for, смысл, что за метрика, how do you define, defined, "
        "how do you compute, compute, рассчитывается, считается, вычисляется, считать, считаете, объясни что такое, понимается под, what is meant by, explain what"
    },
    "have": {
        "": "есть, какие есть, имеются, имеется, доступны, доступный, список, перечисли, перечень, перечислить, available, list, do we have, do you have, we have, "
        "there, are there, exist, existing, have, holds, contain, содержится, хранится, загружено, loaded, подключено, connected, представлены, в базе, в данных, "
        "in the data, in the database, in the dataset, dataset, датасет, данные, data, база, used, using, используем, используются, run on"
    },
    "span": {"": "за какой период, за какие даты, за какие дни, what period, what date range, date range, which dates, what dates, which period, диапазон дат, с какого по какое, "
             "what time period, what time range, по какую дату, с какой даты, за какое время, что за период, when does the data start, data start, data end, start and end, when does data, data begin, data from when, time span, how far back, first date, last date, "
             "какой период, период данных, how fresh, насколько свежие, актуальность, свежесть, time frame, what timeframe, до какого числа, last updated, when updated, "
             "обновлялись, когда обновлялись"},
    "vague": {
        "": "как дела, как идут дела, дела, обстоят дела, результат, результаты, показатель, показатели, статистика, стата, отчет, отчетность, сводка, обзор, итог, итоги, "
        "картина, перформанс, отработать, работать, сработать, отработал, показать себя, цифры, метрики, основные метрики, ключевые метрики, ключевые показатели, "
        "общая картина, кпэ, "
        "performance, perform, performed, performing, results, result, statistics, stats, stat, report, summary, overview, doing, how is doing, kpi, kpis, metrics, "
        "key metrics, main metrics, numbers, figures, recap, snapshot, did, picture of, вкратце, в общем, инфа, информация, information, info, breakdown, health of, "
        "how are things, fare, fared, how good, отдача в целом, разбивка, расклад, дела с, чего там, что там, happening, going, going on"
    },
    "all": {
        "": "все, всего, весь, всех, всем, итого, общий, суммарный, суммарно, в сумме, совокупный, в целом, вместе, целиком, сумма, all, total, overall, altogether, "
        "in total, whole, entire, sum, sum of, combined, together, aggregate, totals, grand total, across all, по всем, для всех, of all, "
        "everything, everywhere, across the board, везде, вместе взятые, вообще"
    },
    "and": {"": "и, да, плюс, and, plus, а также, as well as, along with, вместе с, также, &, together with"},
    "or": {"": "или, либо, or"},
    "also": {"": "также, еще, ещё и, добавь, дополнительно, also, add, as well, too, additionally, тоже, плюс к этому, in addition, include, добавить, прибавь, впридачу"},
    "instead": {"": "вместо, вместо этого, instead, instead of, rather than, а не, rather"},
    "now": {"": "теперь, а теперь, now, тогда, then, next, далее, ок, окей, ok, okay, хорошо тогда, ладно"},
    "same": {
        "": "то же, то же самое, тоже самое, так же, аналогично, такой же, повтори, the same, same, same thing, same for, likewise, ditto, repeat, again, снова, "
        "такое же, тот же запрос, same question, same but, тот же, та же, те же, такие же, то же только"
    },
    "what_about": {"": "а что, а как, что насчет, а что насчет, как насчет, а что с, что по, а что по, что с, what about, how about, and what about, а как же, as for, а как насчет, what if we look at"},
    "it": {"": "это, этот, эта, эти, него, нее, них, нему, ней, ним, ними, его, ее, it, that, this, those, these, them, they, its, their, that one, this one, тот, ту, those ones, туда"},
    "sort": {"": "отсортируй, сортировка, сортировать, отсортированный, упорядочи, sort, sorted, order by, ordered by, sort by, sorted by, ordered, ranked by, ранжируй, ранжируй по, "
             "ранжировать, rank by, rank, ranking, ranked, рейтинг, рейтинг по, отсортируй по, упорядочи по, упорядочить, ranking of, rating"},
    "ascending": {"": "по возрастанию, возрастание, ascending, asc, from low to high, от меньшего к большему, lowest first, smallest first, от худшего к лучшему, increasing order, low to high"},
    "descending": {"": "по убыванию, убывание, descending, desc, from high to low, от большего к меньшему, highest first, largest first, от лучшего к худшему, decreasing order, high to low"},
    "reverse": {"": "наоборот, в обратном порядке, reverse, reversed, the other way round, flip, opposite, обратно"},
    "details": {"": "подробнее, подробности, подробно, детальнее, детально, детали, детализация, details, detail, more details, detailed, drill down, in detail, deeper, развернуто, глубже, more detail, "
                "go deeper, elaborate, more info, more information, расскажи больше, раскрой"},
    "loss": {"": "убыточный, в минусе, в минус, в убыток, отрицательный, минусовой, unprofitable, loss making, loss-making, losing money, lose money, lost money, negative, in the red, "
             "не окупаться, не окупиться, неокупаемый, невыгодный, нерентабельный, нерентабелен, not profitable, not paying off, not pay off, didn't pay off, don't pay off, doesn't pay off, "
             "below zero, under zero, ниже нуля, меньше нуля, did not pay off, do not pay off, теряем, теряют, теряет, терять деньги, потеряли деньги, loses money, loosing money, not pay back, ушли в минус, не отбились, не отбиться, в убытке"},
    "gain": {"": "=окупились, =окупилась, =окупился, =окупаются, в плюсе, в плюс, positive, положительный, in the black, above zero, выше нуля, больше нуля, paid off, =pays off, отбились, отбиться, "
             "paid for themselves, paid for itself, прибыльные, прибыльна, прибылен, рентабельные, are profitable, were profitable, is profitable, was profitable, make money, made money, making money"},
    "more": {">": "больше, более, выше, свыше, превышает, превысить, превышать, дороже, above, over, more than, greater than, higher than, exceed, exceeds, exceeding, bigger than, larger than, greater, higher, "
             "больше чем, выше чем, более чем, дороже чем, north of, beyond, from over, выше отметки, в районе выше, сверх, upwards of, better than, лучше чем, больше или около, costlier than",
             ">=": "не менее, не меньше, не ниже, от, как минимум, at least, no less than, not less than, minimum of, from at least, не хуже, or more, и больше, и выше, and above, and more, начиная с, no lower than, хотя бы",
             "<": "меньше, менее, ниже, дешевле, below, under, less than, lower than, fewer than, smaller than, lower, less, fewer, меньше чем, ниже чем, менее чем, cheaper than, beneath, worse than, хуже чем, не дотягивает до, не дотянуть до, "
             "не достигает, недобрать",
             "<=": "не более, не больше, не выше, не дороже, до, максимум, at most, no more than, not more than, up to, maximum of, не превышает, or less, и меньше, и ниже, no higher than, within"},
    "between": {"": "между, в диапазоне, в пределах, between, in the range, ranging from"},
    "zero": {"": "zero, ноль, нулевой, ни одной, ни одного, нет ни одной, no, нет, не было, не получить ни одной, without any, совсем без, with no, with zero, had no, have no, без единой, ни единой"},
    "first_n": {"": "первый, первые, first, ближайший"},
    "last_n": {"": "последний, последние, last, снизу, с конца, from the bottom"},
    "each_n": {"": "внутри каждого, within each, in each, per each, по одному на каждый"},
    "weekdays": {"1": "=понедельникам, =mondays, on mondays", "2": "=вторникам, =tuesdays, on tuesdays", "3": "=средам, =wednesdays, on wednesdays", "4": "=четвергам, =thursdays, on thursdays", "5": "=пятницам, =fridays, on fridays", "6": "=субботам, =saturdays, on saturdays", "7": "=воскресеньям, =sundays, on sundays",
        "": "выходной, weekend, weekends, выходные, по выходным, в выходные, on weekends, будни, weekdays, рабочие дни, рабочий день, workdays, business days, будний, будням"},
}  # fmt: skip

VOCABULARY: Final = MappingProxyType(_WORDS)
