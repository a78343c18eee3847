# Сводки и объяснения изменений. Числа, даты и названия приходят уже словами.
label-contribution = { $metric }, вклад
label-rate = { $metric }, вклад самого показателя
label-mix = { $metric }, вклад доли
explain-headline = **{ $metric }**: { $before } → **{ $after }** ({ $change }).
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
digest-why-factor = Главная причина — { $factor }: { $before } → { $after }.
digest-why-part = Больше всего дал канал { $name }: { $part }.
digest-best = 👍 Лучше всех: { $name } — { $metric } { $value }{ $change }.
digest-worst = 👎 Хуже всех: { $name } — { $metric } { $value }{ $change }.
digest-goals = 🎯 { $over ->
    [yes] Итог и цель
   *[no] Прогноз и цель
} на { $month }:
digest-goal = - { $where }: { $metric } { $value } при цели { $target } — { $good ->
    [yes] успеваем
   *[no] не хватает
}{ $share }
digest-goal-share = { " " }({ $share } цели)
digest-alerts = { $n ->
    [one] 🔔 Открыто { $n } предупреждение:
    [few] 🔔 Открыто { $n } предупреждения:
   *[many] 🔔 Открыто { $n } предупреждений:
}
digest-alert = - { $message }
digest-more = и ещё { $n }
digest-no-alerts = 🔔 Открытых предупреждений нет.
digest-ended = ✅ Закончилось за период: { $n }.
digest-advice = 💡 Совет по бюджету: { $advice }
digest-fresh = 🕒 Данные по { $day } включительно.
digest-stale = 🕒 Данные по { $day }; отстают: { $names }.
digest-no-data = Данных пока нет: загрузите файл или подключите рекламный кабинет.
digest-table = Каналы за период
