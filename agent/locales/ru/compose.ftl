compose-days-label = { $days } ({ $label })
compose-against = { $days } против { $against }
compose-as-of = { $days }; данные по { $day }
compose-value = **{ $metric }**: { $value }
compose-value-change = { $line } — { $change }, было { $before }
compose-value-per-day = { $line } (в день { $value })
compose-other = { $title } { $value }
compose-count = Под условие подходит: **{ $n }**.
compose-focus = { $name }: { $metric } — { $value }{ $rest }.
compose-focus-place = { $line } Место { $place } из { $of }.
compose-heading = **{ $metric }**:
compose-best = Лучше всех { $metric }: { $name } — { $value }{ $rest }.
compose-worst = Хуже всех { $metric }: { $name } — { $value }{ $rest }.
compose-most = { $metric }, больше всего: { $name } — { $value }{ $rest }.
compose-least = { $metric }, меньше всего: { $name } — { $value }{ $rest }.
compose-first = Первый в списке: { $name } — { $metric } { $value }{ $rest }.
compose-next = Далее { $names }.
compose-best-tail = Лучше всех: { $name } — { $value }.
compose-worst-tail = Хуже всех: { $name } — { $value }.
compose-most-tail = Больше всего: { $name } — { $value }.
compose-least-tail = Меньше всего: { $name } — { $value }.
compose-whole = В целом: { $values }.
compose-course = { $metric }: максимум { $top }, минимум { $low }.
compose-mean = В среднем: { $value }.
compose-rose = Самый большой рост: { $name } — { $metric } { $change } ({ $before } → { $now }).
compose-fell = Самое большое падение: { $name } — { $metric } { $change } ({ $before } → { $now }).
compose-all-missing = { $metric } здесь не посчитать: в данных нет одной из его частей.
compose-no-base = { $metric }: сравнить не с чем, за прежний период данных нет.
compose-file = Файл готов к скачиванию.
compose-suffix-share = доля
compose-suffix-per-day = в день
compose-suffix-running = нарастающим итогом
compose-left-out = { $n ->
    [one] Опущено { $n } предложение
    [few] Опущено { $n } предложения
   *[other] Опущено { $n } предложений
} языковой модели: сказанного там не посчитал ни один инструмент.
compose-model-down = Языковая модель не ответила ({ $reason }), поэтому ответил встроенный планировщик.
compose-reason-timeout = слишком долго
compose-reason-quota = исчерпан лимит
compose-reason-auth = ключ не принят
compose-reason-unreachable = недоступна
compose-reason-broken = негодный ответ
compose-reason-untrue = числа, которых никто не считал
compose-reason-silent = ничего не посмотрела
compose-too-long = Вышло слишком много шагов; спросите, пожалуйста, о меньшем за раз.
receipt-formula = { $metric } = { $formula }
receipt-filter = { $dimension }: { $values }
receipt-filter-not = { $dimension }: кроме { $values }
receipt-days = { $days } ({ $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
})
receipt-currency = Валюта: { $currency }
receipt-as-of = Данные по { $day }
suggest-by-campaign = А по кампаниям?
suggest-by-channel = А по каналам?
suggest-previous = Сравни с прошлым периодом
suggest-trend = График по дням
suggest-worst = Только три худших
suggest-export = Выгрузи в Excel
suggest-yes = Да
suggest-no = Нет
