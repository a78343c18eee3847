# Оценка каналов.
score-title = Оценка каналов
score-head = { $n ->
    [one] { $n } канал:
    [few] { $n } канала, по расходу:
   *[many] { $n } каналов, по расходу:
}
score-keeps = Лучшее распределение не надёжнее нынешнего, поэтому деньги никуда не сдвигаем.
score-line = - **{ $channel } — { $verdict }**: { $reasons }
score-verdict-scale = наращивать
score-verdict-add = добавить
score-verdict-hold = держать
score-verdict-trim = немного убавить
score-verdict-cut = сокращать
score-verdict-unknown = мало истории
score-roi = ROI { $roi } при { $share } расхода
score-cpa = CPA { $cpa } при { $share } расхода
score-trend = ROI { $change } к прошлым дням
score-loses = следующий рубль не окупается ({ $marginal } против { $average } в среднем)
score-full = почти насыщен (следующий рубль { $marginal } против { $average } в среднем)
score-room = есть куда расти (следующий рубль { $marginal }, средний { $average })
score-next = следующий рубль { $marginal } против { $average } в среднем: у других каналов больше
score-unsteady = неровный: недели расходятся на { $share }
score-goal-reached = цель месяца выполнена
score-goal-missed = цель месяца не выполнена
score-goal-will = цель месяца будет
score-goal-likely = цель месяца, скорее всего, будет
score-goal-unlikely = цели месяца, скорее всего, не будет
score-goal-wont = цели месяца не будет
score-goal-unknown = о цели судить рано
score-how = Вердикт — что делает с каналом лучшее распределение нынешнего бюджета на 30 дней; «следующий рубль» — выручка на рубль сверх нынешних трат.
score-chart-marginal = Что приносит следующий рубль
score-chart-roi = ROI каналов
column-spend-share = Доля расхода
column-trend = ROI к прошлым дням
column-volatility = Разброс недель
column-outlook = Прогноз выручки, 30 дней
column-outlook-low = Прогноз, от
column-outlook-high = Прогноз, до
column-goal = Цель месяца
