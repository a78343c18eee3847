# Сводки и объяснения изменений. Числа, даты и названия приходят уже словами.
label-contribution = { $metric }, вклад
label-rate = { $metric }, вклад самого показателя
label-mix = { $metric }, вклад доли
explain-contrary = { $went ->
    [up] Показатель «{ $metric }» за эти дни не снизился, а вырос.
   *[down] Показатель «{ $metric }» за эти дни не вырос, а снизился.
}
explain-headline = **{ $metric }**: { $before } → **{ $after }** ({ $change }).
explain-headline-expected = **{ $metric }**: ожидалось { $before }, вышло **{ $after }** ({ $change }).
explain-same = **{ $metric }** не изменился: { $after }.
explain-unknown = **{ $metric }**: сравнить не с чем (было { $before }, стало { $after }).
explain-factors = Из чего сложилось изменение:
    { $parts }
explain-factor = - { $name }: { $before } → { $after }, вклад **{ $part }**
explain-parts = { $cut ->
    [channel] По каналам:
   *[campaign] По кампаниям:
}
    { $parts }
explain-part = - { $name }: **{ $part }**
explain-parts-title = { $cut ->
    [channel] Вклад каналов
   *[campaign] Вклад кампаний
}
explain-factors-title = Вклад факторов
explain-movers = Сильнее всего выделяется ({ $looked } и их сочетания):
    { $parts }
explain-no-movers = Ни одна часть не выделяется ({ $looked } и их сочетания): изменение общее.
explain-mover = - **{ $name }**: { $before } → { $after }, вклад **{ $part }** ({ $share } изменения)
explain-mover-plain = - **{ $name }**: { $before } → { $after }, вклад **{ $part }**
explain-without = без { $values }
explain-quoted = «{ $value }»
explain-movers-title = Что выделяется
explain-new = Новые кампании: { $names }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
} — вклад { $part }
explain-gone = Больше не идут: { $names }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
} — вклад { $part }
explain-events = Известно об этих днях:
    { $parts }
explain-caution = Вклад — это арифметика изменения, а не его причина.
explain-drill = Подробнее: { $name }
explain-plan-days = план на прошедшие дни
explain-forecast-days = прогноз по дням до периода
explain-plan-ratio = «{ $metric }» по каналам не складывается: отставание от плана по нему показывает «план-факт».
explain-no-plan = На этот месяц нет плана по показателю «{ $metric }».
explain-no-forecast = Дней до этого периода мало, чтобы сказать, какой прогноз был бы у показателя «{ $metric }».
explain-chart = { $metric }: из чего сложилось изменение

digest-title = { $period ->
    [daily] Сводка за день
    [weekly] Сводка за неделю
   *[monthly] Сводка за месяц
} · { $days }
digest-cards = Главное · { $days }
digest-against = { $period ->
    [daily] к тому же дню неделей раньше
    [weekly] к предыдущей неделе
   *[monthly] к предыдущему месяцу
}
digest-quiet = Ничего важного: { $headline } — в обычных пределах.
digest-headline = { $metric } { $value } ({ $change } { $against })
digest-no-data = Данных пока нет: загрузите файл или подключите рекламный кабинет.
digest-table = Каналы за период
digest-why-factor = Главное — { $factor }: было { $before }, стало { $after }.
digest-why-part = { $side ->
    [up] Больше всех прибавил канал { $name }: { $what } { $part }.
   *[down] Сильнее всех просел канал { $name }: { $what } { $part }.
}
digest-best = 👍 Лучше всех { $name }: { $metric } { $value }{ $change }.
digest-worst = 👎 Хуже всех { $name }: { $metric } { $value }{ $change }.
digest-was = { " " }(было { $value })
digest-goals = { $over ->
    [yes] 🎯 { $month } закрыт: выполнено { $good } из { $n } целей.
   *[no] 🎯 Цели, { $month }: по прогнозу выполним { $good } из { $n }.
}
digest-goal = - { $where }, { $metric }: { $bar ->
    [none] { "" }
   *[other] { $bar } { $share },{ " " }
}{ $value } при цели { $target } — { $good ->
    [met] выполнена
    [missed] не выполнена
    [yes] успеваем
   *[no] не хватает
}
digest-new = { $period ->
    [daily] 🔔 Что нового:
    [weekly] 🔔 Что было за неделю:
   *[monthly] 🔔 Что было за месяц:
}
digest-old = { $n ->
    [one] Ещё { $n } предупреждение открыто и не изменилось.
    [few] Ещё { $n } предупреждения открыты и не изменились.
   *[many] Ещё { $n } предупреждений открыто, без изменений.
}
digest-old-critical = 🔴 Не решено уже { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}: { $what } ({ $where }).{ $n ->
    [0] { "" }
    [one] { " " }Кроме того, открыто ещё { $n } предупреждение.
    [few] { " " }Кроме того, открыто ещё { $n } предупреждения.
   *[many] { " " }Кроме того, открыто ещё { $n } предупреждений.
}
digest-more = и ещё { $n }
digest-no-alerts = 🔔 Открытых предупреждений нет.
digest-advice = 💡 Перенесите { $amount } в месяц: { $giver } → { $taker }. Вместе с остальными сдвигами это даст выручки на { $gain } больше (от { $low } до { $high }); целиком — «как распределить бюджет?».
digest-fresh = 🕒 Данные по { $day } включительно.
digest-stale = 🕒 Данные по { $day }; отстают: { $names }.
digest-outdated = **Последние данные — за { $day }** (новых нет { $age ->
    [one] { $age } день
    [few] { $age } дня
   *[many] { $age } дней
}), поэтому { $period ->
    [daily] сводки за день
    [weekly] сводки за неделю
   *[monthly] сводки за месяц
} сегодня не будет: старые цифры только запутают. Проверьте загрузку и доступы к кабинетам — «насколько свежи данные?».
