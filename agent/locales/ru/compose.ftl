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
read-carried = { $text } (из прошлого вопроса)
read-guessed = { $text } (предположено)
read-default = { $text } (по умолчанию)
read-with-and-without = вместе с { $values }, без и отдельно
read-part = с «{ $part }» в названии ({ $count })
read-part-unasked = с «{ $part }» в названии ({ $dimension })
read-except = кроме { $values }
read-more = ещё { $count }
read-of-previous = { $metric } за { $days }
read-of-change = изменение { $metric }
read-of-change-abs = изменение { $metric } в числах
read-of-share = доля { $metric }
read-step = { $days }, { $unit ->
    [day] каждый день к предыдущему
    [week] каждая неделя к предыдущей
    [quarter] каждый квартал к предыдущему
   *[month] каждый месяц к предыдущему
}
read-times-average = среднего
read-times-row = { $name }
read-times-period = { $name }
read-share-rows = с долей от суммы строк
read-share-whole = с долей от целого без фильтров
read-share-period = с долей внутри периода
read-share-within = с долей внутри: { $name }
read-average-day = в среднем за день
read-average-week = в среднем за неделю
read-average-month = в среднем за месяц
read-average-quarter = в среднем за квартал
read-average-year = в среднем за год
read-running = нарастающим итогом
read-total = сумма по отобранным
read-count = сколько строк
read-pace-auto = темп до конца периода
read-pace-day = темп до конца дня
read-pace-week = темп до конца недели
read-pace-month = темп до конца месяца
read-pace-quarter = темп до конца квартала
read-pace-year = темп до конца года
read-order-down = { $name } по убыванию
read-order-up = { $name } по возрастанию
read-limit = первые { $count }: { $order }
read-limit-per = { $line }, в каждом: { $name }
compose-kept-total = Всего по отобранным: { $values }.
compose-value-share = { $line } ({ $value } от целого)
compose-value-pace = { $line }; при таком темпе будет { $value }
compose-value-per-week = { $line } (в неделю { $value })
compose-value-per-month = { $line } (в месяц { $value })
compose-value-per-quarter = { $line } (в квартал { $value })
compose-value-per-year = { $line } (в год { $value })
compose-suffix-per-week = в неделю
compose-suffix-per-month = в месяц
compose-suffix-per-quarter = в квартал
compose-suffix-per-year = в год
compose-suffix-pace = при таком темпе
compose-suffix-change-abs = изменение
compose-suffix-change = изменение
compose-focus-change = { $line } Изменение { $change }, было { $before }.
compose-too-many = Вопросов больше { $most } в минуту. Подождите минуту и спросите снова.
compose-question-too-long = В сообщении { $received } знаков, читается до { $most }. Спросите короче или приложите таблицу файлом.
compose-too-slow = Ответ считался дольше { $seconds } секунд, и я остановилась. Спросите за меньший период или о меньшем сразу.
stage-reading = Разбираю вопрос…
stage-counting = Считаю { $what }…
stage-tool = { $title }…
stage-tool-of = { $title }: { $what }…
stage-adding = Факты найдены, проверяю, что можно добавить…
errand-alert = предупреди, если { $metric } { $dimension ->
    [campaign] кампании
   *[other] канала
 } «{ $name }» { $side ->
    [below] ниже
   *[other] выше
 } { $level }
compose-other-reading = Вопрос можно прочесть и так:
