# Оповещения: сообщение, причина, следующий шаг. Числа, даты и места приходят уже словами.
alerts-history-without-day = В истории нет столбца `day`; есть: { $received }. Нужны day, channel, campaign и базовые показатели.
alerts-rule-unknown = Правила «{ $received }» нет. Есть: { $possible }.
alerts-setting-unknown = У правила { $rule } нет настройки «{ $received }». Есть: { $possible }.
alerts-rule-in-part = Это правило общее и следит не только за тем, что видно вам, поэтому менять его вы не можете. Обратитесь к администратору или заведите своё: «сообщай только мне, если CPA выше 700».
alerts-phrase-in-part = О «{ $received }» вы бы не услышали: для этого нужны данные, которые видны вам не целиком. Назовите канал, который виден вам весь: { $possible }.
alerts-phrase-no-metric = Не вижу показателя в «{ $received }». Назовите его, например: { $possible }.
alerts-phrase-no-level = Не вижу порога в «{ $received }». Скажите, например: «предупреди, если расход выше 600 два дня подряд».
alerts-phrase-no-side = Вижу { $metric } и { $level }, но не понимаю, предупреждать выше или ниже. Скажите «выше» или «ниже».
alerts-phrase-two-numbers = В «{ $received }» несколько чисел, и непонятно, какое из них порог. Оставьте один порог.
alerts-phrase-change = В «{ $received }» речь об изменении на долю. За неожиданными изменениями я слежу и так; назовите порог, например «предупреди, если расход выше 600».
alerts-own-rules-full = Личных правил может быть не больше { $received }. Удалите ненужное из ваших: { $possible }.
alerts-phrase-percent = { $received } — доля, а этот показатель считается в деньгах или штуках. Назовите порог числом или скажите, на сколько процентов сдвинуть нынешний.
alerts-rule-understood = Предупрежу, когда { $condition }.
alerts-rule-condition = { $metric } ({ $where }) { $side ->
    [above] выше
   *[below] ниже
} { $level }{ $window ->
    [one] { "" }
    [few] { " " }в сумме за { $window } дня
   *[many] { " " }в сумме за { $window } дней
}{ $days ->
    [one] { "" }
    [few] { " " }{ $days } дня подряд
   *[many] { " " }{ $days } дней подряд
}
alerts-channel-unknown = Не знаю канала или кампании «{ $received }». Есть: { $possible }.
alerts-everywhere = все каналы
alerts-campaign-of = { $channel }, кампания «{ $campaign }»
alerts-in-hours = { $hours ->
    [one] Посчитано за последний полный час.
    [few] Посчитано за последние { $hours } полных часа.
   *[many] Посчитано за последние { $hours } полных часов.
}
alerts-worst-of = сильнее всего { $where }
alerts-when-hour = с { $since }
alerts-when-day = за { $day }
alerts-when-lasting = за { $day }, началось { $since }
alerts-when-days = за { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
} по { $day }
alerts-when-days-lasting = за { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
} по { $day }, началось { $since }
alerts-parts = По каналам: { $names }{ $rest ->
    [0] { "" }
   *[other] { " " }и ещё { $rest }
}.
alerts-whose = { $n ->
    [one] Клиент: { $names }.
   *[other] Клиенты: { $names }.
}
alerts-whose-all = Все клиенты: { $names }.
alerts-covers = Затронуто: { $names }.
alerts-covers-more = Затронуто: { $names } и ещё { $rest }.
alerts-ended-plain = Закончилось: { $where }, { $what }; началось { $since }.
alerts-ended-back = Снова в норме: { $where }, { $what } — { $value } { $when }{ $usual }.
alerts-ended-eased = Полегчало: { $where }, { $what } — { $value } { $when }{ $usual }. Порог больше не нарушен, но до обычного ещё не дошло.
alerts-ended-accepted = Больше не напоминаю: { $where }, { $what } — { $value } { $when }{ $usual }. Так держится уже { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}, считаю это новой нормой.
alerts-ended-beyond = Закрываю: { $where }, { $what } — { $value } { $when }. За порог { $threshold } показатель не вернулся, но больше по нему не судим: слишком мало событий, или порог изменили.
alerts-ended-quiet = Закрываю: { $where } — { $when } показателя «{ $what }» нет, судить не о чем.
alerts-ended-data = Данные снова идут: { $where }, загружено по { $day }.{ $missing ->
    [-1] { "" }
    [0] { " " }Пропуски заполнены.
    [one] { " " }Не хватает { $missing } дня.
   *[other] { " " }Не хватает { $missing } дней.
}
alerts-ended-usual = { " " }(обычно { $low } – { $high })
alerts-ended-lasted = Длилось { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
} ({ $span }).
alerts-ended-cost = Задело примерно { $cost } расхода.
alerts-budget-pace = Бюджет снова по плану: { $where } — при нынешнем темпе месяц закончится на { $value } из { $target } ({ $share }).
alerts-budget-month = { $month } закрыт: { $where } — потрачено { $value } при бюджете { $target } ({ $share } бюджета).
alerts-goal-pace = Цель снова достижима: { $where }, { $what } идёт к { $value } при цели { $target }.
alerts-goal-month = { $month } закрыт: { $where }, { $what } — { $value } при цели { $target }{ $share ->
    [none] { "" }
   *[other] { " " }({ $share } цели)
}, { $met ->
    [yes] цель выполнена.
   *[no] цель не выполнена.
}
alerts-news-record = Рекордный день: { $what } { $value } за { $day }. Прежний рекорд — { $before } ({ $before_day }).
alerts-news-goal = Цель на { $month } выполнена досрочно: { $where }, { $what } — { $value } при цели { $before } (по { $day } включительно).
alerts-reason-factor = Главное — { $factor }: было { $before }, стало { $after }.
alerts-reason-part = { $share } изменения даёт «{ $part }».
alerts-reason-unknown = Одной главной причины не видно.

alerts-metric-day = данные

alerts-roi-drop = { $moved ->
    [yes] ROI упал
   *[no] Низкий ROI
}: { $where }, { $value } (порог { $threshold }{ $usual ->
    [none] { "" }
   *[known] , обычно { $expected }
}) { $when }.
alerts-roi-drop-action = Откройте кампании ({ $where }), остановите самые убыточные или перенесите их бюджет.
alerts-cost-spike = { $moved ->
    [yes] Привлечение подорожало
   *[no] Привлечение обходится дорого
}: { $where }, { $what } { $value } (порог { $threshold }{ $usual ->
    [none] { "" }
   *[known] , обычно { $expected }
}) { $when }.
alerts-cost-spike-action = Проверьте ставки, аудиторию и посадочную страницу ({ $where }); пока снизьте бюджет.
alerts-low-conversion = Низкая конверсия: { $where }, { $value } (порог { $threshold }{ $usual ->
    [none] { "" }
   *[known] , обычно { $expected }
}) { $when }.
alerts-low-conversion-reason = Клики есть, а заказов с них меньше: чаще всего дело в странице, цене или новой аудитории.
alerts-low-conversion-action = Проверьте посадочную страницу и форму ({ $where }).
alerts-anomaly-high-ctr-low-conversion = Много кликов, мало конверсий: { $where }, конверсия { $value } (порог { $threshold }) при CTR { $ctr } { $when }.
alerts-anomaly-high-ctr-low-conversion-action = Проверьте, нет ли скликивания, обманчивых креативов или поломки страницы ({ $where }).
alerts-anomaly-high-ctr-low-conversion-reason = Клики без конверсий часто бывают случайными, накрученными или обещают другое.
alerts-engagement-drop = Низкая вовлечённость: { $where }, { $what } { $value } (порог { $threshold }{ $usual ->
    [none] { "" }
   *[known] , обычно { $expected }
}) { $when }.
alerts-engagement-drop-reason = Люди откликаются слабее: чаще всего креативы приелись или показы ушли новой аудитории.
alerts-engagement-drop-action = Обновите креативы ({ $where }).
alerts-budget-overrun = Бюджета не хватит: { $where } — потрачено { $value } из { $threshold } ({ $share }), а прошло { $elapsed } месяца; при таком темпе месяц закончится на { $projected } бюджета.
alerts-budget-overrun-action = Снизьте дневные лимиты сегодня ({ $where }) или увеличьте бюджет месяца, если результат того стоит.
alerts-budget-overrun-reason = Расход идёт быстрее календаря.
alerts-budget-underspend = Бюджет останется: { $where } — потрачено { $value } из { $threshold }, а прошло { $elapsed } месяца; при таком темпе месяц закончится на { $projected } бюджета.
alerts-budget-underspend-action = Поднимите ставки или лимиты ({ $where }) либо отдайте остаток другому каналу.
alerts-budget-underspend-reason = Расход идёт медленнее календаря.
alerts-company-change = { $metric ->
    [spend] { $side ->
        [above] Расход вырос сразу во всех каналах: { $value } при ожидаемых { $expected } ({ $change }), { $when }.
       *[below] Расход рухнул сразу во всех каналах: { $value } при ожидаемых { $expected } ({ $change }), { $when }.
    }
   *[other] Просело всё сразу: { $what } — { $value } при ожидаемых { $expected } ({ $change }) по всем каналам вместе, { $when }.
} { $along ->
    [none] { "" }
    [all] Изменились все каналы вместе, значит причина общая.
   *[other] Вместе изменились каналы, которые дают { $along } объёма, значит причина общая.
}
alerts-company-change-reason = { $metric ->
    [spend] Когда в один день меняются все каналы, это чья-то правка лимитов или автоматическое правило.
   *[other] Когда в один день проседают все каналы, дело в общем: сайт, оформление заказа, счётчик, предложение.
}
alerts-company-change-action = { $metric ->
    [spend] Проверьте лимиты и автоправила во всех кабинетах прямо сейчас.
   *[other] Откройте сайт и сделайте пробный заказ прямо сейчас, затем проверьте счётчик и страницу оплаты.
}
alerts-spend-runaway = Расход улетел: { $where } — { $value } при обычных { $expected } (в { $times } раза больше), { $when }.{ $limit ->
    [none] { "" }
   *[other] { " " }Дневной бюджет — { $limit }.
}
alerts-spend-runaway-reason = Такой скачок чаще всего означает лишний ноль в ставке или лимите.
alerts-spend-runaway-action = Проверьте ставки и дневные лимиты прямо сейчас ({ $where }); если это не вы, остановите.
alerts-channel-underperform = { $where } зарабатывает хуже других: ROI { $value } при пороге { $threshold } (доля от среднего по каналам), { $when }.
alerts-channel-underperform-action = Спросите совет по бюджету и перенесите часть денег ({ $where }).
alerts-unexpected-change = Неожиданный { $side ->
    [above] рост
   *[below] спад
}: { $where }, { $what } { $value }, ожидалось { $expected } ({ $change }), { $when }.
alerts-unexpected-change-action = Посмотрите разбор ({ $where }) и проверьте, что там меняли.
alerts-forecast-miss = Прогноз не сбылся: { $where }, { $what } { $value }, прогноз { $expected }, { $when }.
alerts-forecast-miss-action = Пересмотрите план ({ $where }); прогноз обновится при следующей загрузке.
alerts-broken-tracking = Конверсии пропали: { $where } — расход обычный, а конверсий { $value } вместо { $expected }, { $when }.
alerts-broken-tracking-reason = Расход и клики идут, значит дело скорее в счётчике, а не в спросе.
alerts-broken-tracking-action = Проверьте пиксель, метки и цель ({ $where }); до тех пор не судите по ROI.
alerts-stale-data = Данные остановились: { $where }, { $hour ->
    [none] последний день с данными — { $last }.
   *[other] ничего не приходит с { $hour }.
}
alerts-stale-data-reason = Раньше данные приходили регулярно: сломался источник или доступ к нему — либо канал остановили.
alerts-stale-data-action = Обновите данные и проверьте доступ ({ $where }).
alerts-creative-fatigue = Креативы приелись: { $where }, CTR { $value }, раньше { $expected } ({ $change }), примерно с { $since }.
alerts-creative-fatigue-reason = Рекламу показывают столько же, а кликают с каждой неделей меньше.
alerts-creative-fatigue-action = Поставьте новые креативы ({ $where }) или расширьте аудиторию.
alerts-goal-at-risk = Цель на { $month } под угрозой: { $where }, { $what } идёт к { $value } при цели { $threshold }.
alerts-goal-at-risk-action = Спросите, что изменить ({ $where }), чтобы дойти до цели.
alerts-goal-at-risk-reason = Темп последних двух недель до цели не доводит.
alerts-threshold = { $where }: { $what } { $value }, ваш порог { $threshold }, { $when }.
alerts-threshold-action = Посмотрите разбор ({ $where }): он покажет, из чего сложилось значение.
alerts-level-total = по всем каналам вместе
alerts-level-channel = в каждом канале по отдельности
alerts-level-both = в каждом канале и в каждой кампании
alerts-level-campaign = { $channel ->
    [none] в каждой кампании по отдельности
   *[other] { $channel }, в каждой кампании
}
alerts-not-measured = ещё не измерено
alerts-per-week = { $n } в неделю
alerts-title-unknown = Правило вида «{ $kind }»: эта версия его не знает и не проверяет
alerts-of-another-version = { $where }, { $what } { $value }, { $when }. Правило, которое это нашло, этой версии неизвестно.
alerts-of-another-version-action = Обновите программу или удалите правило ({ $where }).
alerts-title-company-change = Беда во всём аккаунте
alerts-title-spend-runaway = Расход улетел
alerts-title-roi-drop = ROI упал
alerts-title-cost-spike = Привлечение подорожало
alerts-title-low-conversion = Низкая конверсия
alerts-title-anomaly-high-ctr-low-conversion = Много кликов, мало конверсий
alerts-title-engagement-drop = Низкая вовлечённость
alerts-title-budget-overrun = Бюджета не хватит
alerts-title-budget-underspend = Бюджет останется
alerts-title-channel-underperform = Канал хуже остальных
alerts-title-unexpected-change = Неожиданное изменение
alerts-title-forecast-miss = Прогноз не сбылся
alerts-title-broken-tracking = Конверсии пропали
alerts-title-stale-data = Данные остановились
alerts-title-creative-fatigue = Креативы приелись
alerts-title-goal-at-risk = Цель под угрозой
alerts-changed-above = Порог сверху: { $now }, было { $was }.
alerts-changed-below = Порог снизу: { $now }, было { $was }.
alerts-changed-calibrate = Порог задан вами, один на все каналы, и больше не подстраивается сам.
alerts-changed-days = Дней подряд: { $now }, было { $was }.
alerts-changed-window = За сколько дней берётся значение: { $now }, было { $was }.
alerts-changed-severity = Важность: { $now }, было: { $was }.
alerts-changed-channel = Канал: { $now }, был { $was }.
alerts-changed-campaign = Кампания: { $now }, была { $was }.
alerts-changed-min-spend = Наименьший расход: { $now }, был { $was }.
alerts-changed-min-events = Наименьшее число событий: { $now }, было { $was }.
alerts-only-mine = Только вам: остальные об этом не услышат.
alerts-by-money = по деньгам на кону
