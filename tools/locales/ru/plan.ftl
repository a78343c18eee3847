# План и факт. Числа, имена и доли приходят уже словами.
plan-head = **{ $month }**: прошло { $elapsed } дней{ $left ->
    [0] , месяц закрыт.
    [one] , остался { $left } день.
    [few] , осталось { $left } дня.
   *[many] , осталось { $left } дней.
}
plan-everywhere = все каналы
plan-budget = бюджет
plan-budget-running = **{ $where }**, бюджет { $target }: потрачено { $fact } ({ $done }), к концу месяца таким темпом { $expected } (от { $low } до { $high }) — { $verdict }.
plan-budget-closed = **{ $where }**, бюджет { $target }: потрачено { $fact } ({ $done }, на { $off } { $side ->
    [over] больше
   *[left] меньше
}) — { $verdict }.
plan-goal-running = **{ $where }**, { $what }: цель { $target }, сейчас { $fact }, к концу месяца таким темпом { $expected } (от { $low } до { $high }) — { $verdict }.
plan-goal-closed = **{ $where }**, { $what }: цель { $target }, итог { $fact } — { $verdict }.
plan-gap = Нужно { $gap } в каждый оставшийся день.
plan-more = { $n ->
    [one] Ещё { $n } строка в таблице.
    [few] Ещё { $n } строки в таблице.
   *[many] Ещё { $n } строк в таблице.
}
plan-verdict-reached = достигнута
plan-verdict-missed = не достигнута
plan-verdict-will = будет достигнута
plan-verdict-likely = скорее будет достигнута
plan-verdict-unlikely = скорее не будет достигнута
plan-verdict-wont = таким темпом не будет достигнута
plan-verdict-over = выше бюджета
plan-verdict-under = деньги останутся
plan-verdict-even = по плану
plan-verdict-unknown = данных ещё нет
plan-title = { $what }, { $month }: план и факт
plan-none = На { $months } нет ни бюджета, ни целей: загрузите файл плана с колонками канал, месяц, бюджет или цель (demetra ingest plan.xlsx или перетащите его сюда).
plan-too-long = { $received } — это { $months } мес.; план показывается не больше чем за { $most } сразу.
plan-pace = Темп — последние четыре недели, день недели к дню недели; его диапазон оправдался в 80 % прежних попыток на таком же расстоянии.
column-plan = План
column-difference = Разница
column-done = Сделано
goal-line = - { $metric } { $target }, { $month } ({ $where })
goal-propose =
    Поставить цели?
    { $lines }
goal-done =
    Цели поставлены; их видят план и факт, сводка, алерты и сравнение каналов.
    { $lines }
goal-propose-remove =
    Убрать цели?
    { $lines }
goal-removed =
    Цели убраны.
    { $lines }
goal-list =
    Цели:
    { $lines }
goal-none = Таких целей нет. Поставить можно словами: «поставь цель CPA 900 на декабрь».
goal-bad-metric = Цель по «{ $received }» не поставить; возможны: { $possible }. Для расхода есть бюджеты — загрузите план.
goal-bad-target = «{ $received }» — не число больше нуля; назовите одно, например 900 или 150 %.
goal-whose = Цель ({ $received }) может поставить тот, кто видит канал целиком.
