# План и факт. Числа, имена и доли приходят уже словами.
plan-everywhere = все каналы
plan-budget = бюджет
plan-lead-none = **План, { $when }**:
plan-budget-lead-ahead = **{ $head }**: { $target }.
plan-budget-lead-begun = **{ $head }**: { $target }, из них пока потрачено { $fact } ({ $done }).
plan-budget-lead-running = **{ $head }**: потрачено { $fact } из { $target } ({ $done }), { $days ->
    [one] остался { $days } день
    [few] осталось { $days } дня
   *[many] осталось { $days } дней
}; таким темпом к концу { $expected } (от { $low } до { $high }) — { $verdict }.
plan-budget-lead-closed = **{ $head }**: потрачено { $fact } при плане { $target } ({ $done }), { $side ->
    [over] на { $off } больше плана
    [left] на { $off } меньше плана
   *[even] ровно по плану
}.
plan-budget-until-now = За месяцы, которые закончились ({ $head }): потрачено { $fact } при плане { $target } ({ $done }), { $side ->
    [over] на { $off } больше плана
    [left] на { $off } меньше плана
   *[even] ровно по плану
}.
plan-budget-left-open = **{ $head }**: осталось { $off } из { $target } (потрачено { $done }), по { $gap } в день на { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}; таким темпом к концу { $expected } — { $verdict }.
plan-budget-left-done = **{ $head }**: от { $target } ничего не осталось: потрачено { $fact }, на { $off } больше.
plan-budget-per-day-open = **{ $head }**: по { $gap } в день на { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}, чтобы выбрать все { $target } (осталось { $off }); до сих пор было { $pace } в день.
plan-budget-per-day-done = **{ $head }**: все { $target } уже выбраны: потрачено { $fact }.
plan-budget-row-ahead = **{ $head }**: { $target }
plan-budget-row-begun = **{ $head }**: { $target }, пока потрачено { $fact } ({ $done })
plan-budget-row-running = **{ $head }**: { $fact } из { $target } ({ $done }), таким темпом { $expected } — { $verdict }
plan-budget-row-closed = **{ $head }**: { $fact } из { $target } ({ $done }), { $side ->
    [over] на { $off } больше
    [left] на { $off } меньше
   *[even] ровно по плану
}
plan-budget-row-left = **{ $head }**: осталось { $off } из { $target }, по { $gap } в день
plan-goal-lead-ahead = **{ $head }**: цель { $target }.
plan-goal-lead-begun = **{ $head }**: цель { $target }, пока { $fact } ({ $done }).
plan-goal-lead-running = **{ $head }**: цель { $target }, сейчас { $fact }{ $parts ->
    [no] { "" }
   *[other] { " " }({ $done })
}, { $days ->
    [one] остался { $days } день
    [few] осталось { $days } дня
   *[many] осталось { $days } дней
}; таким темпом к концу { $expected } (от { $low } до { $high }) — { $verdict }.
plan-goal-lead-closed = **{ $head }**: цель { $target }, итог { $fact }{ $parts ->
    [no] { "" }
   *[other] { " " }({ $done })
} — { $verdict }.
plan-goal-until-now = За месяцы, которые закончились ({ $head }): цель { $target }, итог { $fact } ({ $done }) — { $verdict }.
plan-goal-left-open = **{ $head }**: до цели { $target } не хватает { $off } (сейчас { $fact }, { $done }), по { $gap } в день на { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}; таким темпом к концу { $expected } — { $verdict }.
plan-goal-left-done = **{ $head }**: цель { $target } уже есть: { $fact }.
plan-goal-per-day-open = **{ $head }**: по { $gap } в день на { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
} до цели { $target } (не хватает { $off }); до сих пор было { $pace } в день.
plan-goal-per-day-done = **{ $head }**: цель { $target } уже есть: { $fact }.
plan-goal-row-ahead = **{ $head }**: цель { $target }
plan-goal-row-begun = **{ $head }**: цель { $target }, пока { $fact } ({ $done })
plan-goal-row-running = **{ $head }**: цель { $target }, сейчас { $fact }, таким темпом { $expected } — { $verdict }
plan-goal-row-closed = **{ $head }**: цель { $target }, итог { $fact } — { $verdict }
plan-goal-row-left = **{ $head }**: не хватает { $off } до { $target }, по { $gap } в день
plan-by = **{ $where }** на { $off } ({ $part })
plan-over-some = { $state ->
    [closed] Вышли за план ({ $what }, { $when }): { $there }.
   *[running] { $only ->
        [there] Уже вышли за план ({ $what }, { $when }): { $there }.
        [both] Уже вышли за план ({ $what }, { $when }): { $there }; таким темпом выйдут ещё { $coming }.
       *[coming] За план ({ $what }, { $when }) пока никто не вышел; таким темпом выйдут: { $coming }.
    }
}
plan-over-none = { $state ->
    [closed] За план ({ $what }, { $when }) никто не вышел.
    [ahead] { $when } ещё впереди: сравнивать с планом ({ $what }) нечего.
   *[running] За план ({ $what }, { $when }) никто не вышел и таким темпом не выйдет.
}
plan-under-some = { $state ->
    [closed] Меньше плана ({ $what }, { $when }): { $there }.
   *[running] Таким темпом будет меньше плана ({ $what }, { $when }): { $there }.
}
plan-under-none = { $state ->
    [closed] Меньше плана ({ $what }, { $when }) нет ни у кого.
    [ahead] { $when } ещё впереди: сравнивать с планом ({ $what }) нечего.
   *[running] Меньше плана ({ $what }, { $when }) таким темпом не будет ни у кого.
}
plan-nearest = Ближе всех к плану ({ $what }, { $when }): **{ $head }**, { $part } ({ $expected } из { $target }, разница { $missing }).
plan-farthest = Дальше всех от плана ({ $what }, { $when }): **{ $head }**, { $part } ({ $expected } из { $target }, разница { $missing }).
plan-nearest-none = { $when }: сравнивать с планом ({ $what }) пока нечего.
plan-farthest-none = { $when }: сравнивать с планом ({ $what }) пока нечего.
plan-none = { $placed ->
    [no] На
   *[other] { $where }: на
} { $when } нет { $what }. { $has ->
    [channels] Есть у: { $others }.
    [nothing] Загрузите файл плана с колонками канал, месяц, бюджет или цель (demetra ingest plan.xlsx или перетащите его сюда).
   *[other] Есть на: { $known }.
}
plan-none-any = ни бюджета, ни целей
plan-none-budget = бюджета
plan-under-goals = Отстают от целей:
plan-none-goal = цели по показателю «{ $metric }»
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
plan-verdict-unspent = деньги остались
plan-verdict-ahead = впереди
plan-verdict-even = по плану
plan-verdict-unknown = данных ещё нет
plan-title = { $what }, { $month }: план и факт
plan-title-by-month = { $what }, { $month }: план и факт по месяцам
plan-too-long = { $received } — это { $months } мес.; план показывается не больше чем за { $most } сразу.
plan-pace = Темп — последние четыре недели, день недели к дню недели; его диапазон оправдался в 80 % прежних попыток на таком же расстоянии.
column-plan = План
column-difference = Разница
column-done = Сделано
goal-line-whole = - **{ $metric } { $target }**, { $month } (все каналы вместе), в том числе:
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
