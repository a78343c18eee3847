# Насколько свежи и целы данные.
health-none = Данных пока нет: загрузите файл или подключите рекламный кабинет.
health-fine = Данные свежие: все источники дошли до { $day }.
health-late = Данные по { $day }; отстают { $names }.
health-line = - { $channel }: по { $day }{ $lag ->
    [0] { "" }
    [one] { ", отстаёт на " }{ $lag } день
    [few] { ", отстаёт на " }{ $lag } дня
   *[many] { ", отстаёт на " }{ $lag } дней
}{ $error }
health-error = { ", последняя загрузка: " }{ $message }
health-empty = - { $channel }: данных нет
health-quarantine = { $n ->
    [one] { $n } строка
    [few] { $n } строки
   *[many] { $n } строк
} в карантине: они не вошли в расчёты.
health-title = Свежесть данных
health-refresh-preview = Обновлю данные из подключённых кабинетов{ $source }. Это займёт от секунд до минут. Выполнить? Ответьте «да».
health-refresh-off = Здесь обновление запускает рабочий процесс; выполните demetra refresh.
health-refresh-done = Готово: { $names } — новых и изменённых строк { $rows }.
health-refresh-failed = Не получилось обновить: { $names }.
health-refresh-busy = Данные уже обновляются, подождите минуту.
health-refresh-nothing = Рекламные кабинеты не подключены: обновлять нечего.
alerting-none = Открытых предупреждений нет.
alerting-open = { $n ->
    [one] Открыто { $n } предупреждение:
    [few] Открыто { $n } предупреждения:
   *[many] Открыто { $n } предупреждений:
}
alerting-line = - **{ $severity }** · { $message } { $reason }
alerting-title = Предупреждения
alerting-severity-low = неважно
alerting-severity-medium = важно
alerting-severity-high = очень важно
alerting-severity-critical = критично
alerting-fired = За последние { $days } дней правило сработало бы { $n ->
    [one] { $n } раз
    [few] { $n } раза
   *[many] { $n } раз
} — { $weekly } сообщения в неделю.
alerting-holds = Сейчас условие выполнено: { $names }.
alerting-confirm = Включить? Ответьте «да».
alerting-remove = Выключу правило { $rule }. Выполнить? Ответьте «да».
alerting-change = Изменю правило { $rule }: { $settings }. Выполнить? Ответьте «да».
alerting-done-add = Правило { $rule } включено.
alerting-done-remove = Правило { $rule } выключено.
alerting-done-change = Правило { $rule } изменено.
alerting-needs-phrase = Скажите правило словами, например: «предупреди, если CPA Instagram выше 600 два дня подряд».
alerting-needs-rule = Какое правило? Есть: { $possible }.
alerting-backtest-title = Срабатывания правила { $rule }
alerting-rules-title = Правила
alerting-rules = Правил { $n }, включено { $on }.
