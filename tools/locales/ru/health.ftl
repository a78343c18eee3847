# Насколько свежи и целы данные.
health-none = Данных пока нет: загрузите файл или подключите рекламный кабинет.
health-nothing = Данных ещё нет ни за один день.
health-fine = Данные свежие: все каналы загружены по { $day }, то есть по вчера.
health-behind = Вчерашнего дня ещё нет: данные по { $day }.
health-ripening = Ещё дозревают дни с { $since }: { $channel } — за { $day } пришло { $share } итоговых конверсий.
health-ripe-unknown = Как дозревают конверсии, здесь ещё не измерено ({ $channels }): для этого один и тот же день надо загрузить несколько раз. Обычно площадки дополняют последние { $n } дня — с { $since } считайте их предварительными.
health-late = Самые свежие данные — по { $day }; не доходят до вчера: { $names }.
health-broken = Не обновляются: { $names }.
health-line = - **{ $channel }**: { $said }.
health-reach = по { $day }{ $lag ->
    [0] { "" }
    [one] { ", отстаёт на " }{ $lag } день
    [few] { ", отстаёт на " }{ $lag } дня
   *[many] { ", отстаёт на " }{ $lag } дней
}
health-empty = данных нет
health-never = ни одного успешного обновления
health-refreshed = обновлено { $when }
health-loaded = загружено из файла { $when }
health-next = следующее обновление { $when }
health-due = следующее обновление — как только заработает рабочий процесс
health-today = сегодня в { $clock }
health-moment = { $day } в { $clock }
health-reconciled = сумма кампаний сходится с кабинетом за { $days } ({ $total })
health-mismatch = за { $days } в кабинете { $total }, и это { $more ->
    [true] больше
   *[false] меньше
} суммы кампаний на { $difference }
health-error-auth = **Площадка не принимает доступ: подключите кабинет заново и обновите токен.**
health-error-permission = **Нет прав на этот кабинет: попросите у владельца доступ на чтение.**
health-error-rate-limit = Площадка попросила подождать: обновление само продолжится с того же места.
health-error-request = **Площадка отвергла запрос: повтор не поможет, сообщите разработчикам.**
health-error-transient = На площадке временный сбой: следующее обновление попробует снова.
health-error-schema = **Площадка ответила не так, как раньше: ничего из этого ответа не сохранено, сообщите разработчикам.**
health-drift = Площадка больше не знает поля { $fields }: остальное загружено без них.
health-quarantine = { $n ->
    [one] { $n } строка из { $source } в карантине и не вошла
    [few] { $n } строки из { $source } в карантине и не вошли
   *[many] { $n } строк из { $source } в карантине и не вошли
} в расчёты: { $reasons }.
health-reason = { $reason } — { $n }
health-basis = Кабинеты считают по-разному:
health-basis-line = - { $channel }: { $said }
health-basis-currency = валюта { $value }
health-basis-timezone = часовой пояс { $value }
health-basis-attribution = атрибуция { $value }
health-basis-conversion-definition = конверсия — { $value }
health-counts-purchase = покупка
health-counts-conversion = то, что выбрано целью кампании
health-counts-conversions = основные действия-конверсии
health-counts-goals = все цели Метрики
health-vat-true = с НДС
health-vat-false = без НДС
health-title = Свежесть данных
health-refresh-preview = Обновлю данные из подключённых кабинетов{ $source }. Это займёт от секунд до минут. Выполнить? Ответьте «да».
health-refresh-off = Здесь обновление запускает рабочий процесс; выполните demetra refresh.
health-refresh-done = Готово: { $names } — новых и изменённых строк { $rows }.
health-refresh-failed = Не получилось обновить: { $names }.
health-refresh-busy = Данные уже обновляются, подождите минуту.
health-refresh-nothing = Рекламные кабинеты не подключены: обновлять нечего.
alerting-none = Открытых предупреждений нет.
alerting-none-here = Открытых предупреждений по этим каналам нет: { $channels }.
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
alerting-remove = Удалю правило: { $rule }.
alerting-change = Изменю правило: { $rule }.
alerting-done-add = Правило включено: { $rule }.
alerting-done-remove = Правило удалено: { $rule }.
alerting-done-change = Правило изменено: { $rule }.
alerting-needs-phrase = Скажите правило словами, например: «предупреди, если расход выше 600 два дня подряд».
alerting-needs-rule = Какое правило? Есть: { $possible }.
alerting-backtest-title = Срабатывания правила { $rule }
alerting-rules-title = Правила
alerting-rules = Правил { $n }, включено { $on }.
alerting-state-pending = проверяется
alerting-state-firing = открыто
alerting-state-acknowledged = принято
alerting-state-snoozed = отложено
alerting-state-resolved = закончилось
alerting-past = { $days }: { $n ->
    [one] было { $n } предупреждение:
    [few] было { $n } предупреждения:
   *[many] было { $n } предупреждений:
}
alerting-past-none = { $days }: предупреждений не было.
alerting-pause = Поставлю на паузу правило: { $rule }.
alerting-resume = Снова включу правило: { $rule }.
alerting-go-ahead = Выполнить? Ответьте «да».
alerting-done-pause = Правило на паузе: { $rule }.
alerting-done-resume = Правило снова включено: { $rule }.
alerting-already-off = Это правило и так на паузе: { $rule }.
alerting-already-on = Это правило и так включено: { $rule }.
alerting-change-what = Что изменить в правиле «{ $rule }»? Назовите порог, число дней или важность, например: «измени порог на 700».
alerting-which = Подходит несколько правил. Какое из них?
alerting-which-none = Не вижу такого правила. Назовите его номер, например «поставь на паузу правило 3». Есть:
alerting-rules-how = Изменить, поставить на паузу или удалить можно по номеру или своими словами.
alerting-whose-mine = только ваше
alerting-whose-team = всей команды
alerting-yes-add = ✅ Создать правило: { $rule }
alerting-yes-remove = ✅ Удалить правило: { $rule }
alerting-yes-pause = ✅ Поставить на паузу правило: { $rule }
alerting-yes-resume = ✅ Включить правило: { $rule }
alerting-yes-change = ✅ Изменить правило: { $rule }
