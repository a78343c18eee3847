label-low = { $metric }, от
label-high = { $metric }, до
label-forecast = { $metric }, прогноз
label-so-far = { $metric }, уже есть
label-to-come = { $metric }, впереди
label-marginal = { $metric } следующего рубля по плану
label-marginal-previous = { $metric } следующего рубля сейчас
forecast-title = Прогноз: { $what }
forecast-one = **{ $what }**: ожидается **{ $value }**, с вероятностью { $level } от { $low } до { $high }. За { $n ->
    [1] предыдущий день
    [one] предыдущий { $n } день
    [few] предыдущие { $n } дня
   *[many] предыдущие { $n } дней
} было { $previous }.
forecast-begun = **{ $what }, { $days }**: ожидается **{ $value }**, с вероятностью { $level } от { $low } до { $high }. Уже есть { $so_far } ({ $gone }), впереди { $to_come } ({ $left }; от { $to_come_low } до { $to_come_high }).
forecast-begun-before = За { $days_before } было { $previous }.
forecast-target-share = План на эти дни — { $target }: ожидаемый итог — { $share } плана (от { $low } до { $high }).
forecast-target = План на эти дни — { $target }.
forecast-several = **{ $metric }**, прогноз на { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
} (в скобках — границы, внутри которых итог окажется с вероятностью { $level }):
forecast-several-begun = **{ $metric }**, прогноз на { $days } вместе с тем, что уже есть (в скобках — границы, внутри которых итог окажется с вероятностью { $level }):
forecast-line-begun = - { $name } — **{ $value }** ({ $low } … { $high }): уже { $so_far }, впереди { $to_come }
forecast-line = - { $name } — **{ $value }** ({ $low } … { $high }), было { $previous }
forecast-more = и ещё { $n } в таблице
forecast-track = Проверка на прошлом ({ $n ->
    [one] { $n } отрезок
    [few] { $n } отрезка
   *[many] { $n } отрезков
}): ошибка прогноза { $error } против { $naive } у простой догадки «повторится прошлый цикл», то есть на { $saved } меньше.
forecast-track-saved = Проверка на прошлом ({ $n ->
    [one] { $n } отрезок
    [few] { $n } отрезка
   *[many] { $n } отрезков
}): ошибка прогноза на { $saved } меньше, чем у простой догадки «повторится прошлый цикл».
forecast-track-no-better = Проверка на прошлом ({ $n ->
    [one] { $n } отрезок
    [few] { $n } отрезка
   *[many] { $n } отрезков
}): прогноз не точнее простой догадки «повторится прошлый цикл», относитесь к нему осторожно.
forecast-track-naive = На прошлых отрезках простая догадка «повторится прошлый цикл» была заметно точнее модели, поэтому показана она.
forecast-track-none = История слишком короткая или ровная, чтобы проверить прогноз на прошлом.
forecast-tracks = Проверка на прошлом: в среднем ошибка на { $saved } меньше, чем у простой догадки «повторится прошлый цикл».
forecast-tracks-except = Не точнее её: { $names }.
forecast-tracks-no-better = Проверка на прошлом: прогноз не точнее простой догадки «повторится прошлый цикл».
forecast-refusal = { $name }: { $reason }
forecast-refused = прогноз невозможен.
forecast-refused-too-short = прогноз невозможен: известно всего { $count } значений, нужно хотя бы { $least }.
forecast-refused-empty = прогноз невозможен: в истории нет ни одного значения.
forecast-refused-constant = прогноза нет: показатель каждый день равен { $value }, учиться не на чем.
forecast-refused-no-denominator = прогноз невозможен: знаменатель показателя всё время равен нулю.
forecast-refused-negative-denominator = прогноз невозможен: знаменатель показателя бывает отрицательным.
forecast-refused-horizon = Горизонт { $received } невозможен; возможно от 1 до { $most }.
forecast-refused-frequency = Шаг { $received } неизвестен; возможны D (дни) и W (недели).
forecast-refused-level = Вероятность { $received } невозможна; возможна от 0.5 до 0.99.
forecast-refused-country = Праздники страны { $received } неизвестны; нужен двухбуквенный код.
forecast-refused-columns = Внутренняя ошибка: у истории столбцы { $received }.
forecast-refused-backend = Способ счёта { $received } недоступен ({ $reason }); возможны { $possible }.
forecast-bad-horizon = Горизонт { $received } дн. невозможен: прогноз строится на 1–{ $most } дней вперёд.
forecast-beyond = До { $end } прогноз не достаёт: он строится на { $n } дней вперёд, по { $last }. Что будет дальше, не прогнозируется; вот что можно сказать.
forecast-out-of-reach = Период «{ $received }» лежит дальше, чем достаёт прогноз: он строится на { $most } дней вперёд, по { $last }. Спросите о днях до этой даты.
forecast-past-period = Период «{ $received }» уже прошёл: данные есть по { $last }, прогноз начинается со следующего дня.
forecast-no-values = Для этого показателя ({ $metric }) в данных нет ни одного числа, прогнозировать нечего.
forecast-bad-by = Разбивка «{ $received }» для прогноза невозможна; возможны channel, campaign или без разбивки.
forecast-note-grown = Результаты последних дней ещё приходят: в том, что уже есть, они посчитаны такими, какими станут.
forecast-note-plain = { $text }
forecast-note-ended = { $name }: данных нет с { $day }, поэтому прогноза нет.
forecast-note-weeks = В данных одна строка на неделю, поэтому прогноз идёт целыми неделями, ближайшими к названным дням.
forecast-note-gaps = В истории есть дни без данных{ $names }: они считаются неизвестными, а не нулями.
forecast-note-stale = Последние дни истории без данных{ $names }; прогноз перекрывает и их.
forecast-note-short = История короткая или редкая{ $names }: сезонность по ней не видна.
forecast-note-tiny = Значений всего несколько{ $names }: всё, что можно сказать, — их среднее.
forecast-note-constant = Показатель никогда не менялся{ $names }: разброс оценить не по чему.
forecast-note-zero-heavy = Большинство дней нулевые{ $names }: смотрите на итог, а не на отдельные дни.
forecast-note-seasons-failed = Сезонная модель не сошлась{ $names }; ответила более простая (Theta).
forecast-note-unmatched = Дни, за которые известна только одна часть показателя, не учтены{ $names }.
forecast-note-truncated = Учтены последние четыре года истории{ $names }.
allocate-title-channel = Бюджет по каналам
allocate-chart-response-revenue = Выручка в зависимости от расхода
allocate-title-campaign = Бюджет по кампаниям
allocate-chart-response-conversions = Конверсии в зависимости от расхода
allocate-chart-response-leads = Заявки в зависимости от расхода
allocate-chart-response-clicks = Клики в зависимости от расхода
allocate-chart-change = Расход сейчас и по плану
allocate-change = **Стоит перераспределить.** { $budget } на { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}, ожидаемый итог — { $target } **{ $value }** (от { $value_low } до { $value_high }), на { $gain } больше, чем та же сумма в нынешних долях (от { $gain_low } до { $gain_high }):
allocate-keep = **Оставьте нынешние доли.** Возможный выигрыш от перемены меньше, чем данные отличают от шума. { $budget } на { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}, ожидаемый итог — { $target } **{ $value }** (от { $value_low } до { $value_high }):
allocate-goal = **Самый дешёвый путь к цели — { $budget }** на { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}; ожидаемый итог — { $target } **{ $value }** (от { $value_low } до { $value_high }):
allocate-roi = **Больше всего можно потратить { $budget }** на { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}, чтобы ROI остался не ниже заданного; ожидаемый итог — { $target } { $value } (от { $value_low } до { $value_high }):
allocate-line = - **{ $name }** — { $amount } ({ $share }), сейчас { $today }
allocate-today = Сейчас за столько же дней тратится { $spend }: { $target } { $now } (от { $now_low } до { $now_high }).
allocate-why = Почему: при нынешних долях следующая единица денег ({ $up }) приносит { $up_value }, а в канале { $down } — { $down_value }.
allocate-why-conversions = Почему: при нынешних долях следующая конверсия ({ $up }) стоит { $up_value }, а в канале { $down } — { $down_value }.
allocate-why-leads = Почему: при нынешних долях следующая заявка ({ $up }) стоит { $up_value }, а в канале { $down } — { $down_value }.
allocate-why-clicks = Почему: при нынешних долях следующий клик ({ $up }) стоит { $up_value }, а в канале { $down } — { $down_value }.
allocate-half-way = Осторожный вариант, половина пути: { $plan }.
allocate-nearest = { $reason } Ближайший возможный план: { $plan }.
allocate-bad-days = Срок { $received } дн. невозможен; возможно от 1 до { $most }.
allocate-bad-budget = Бюджет { $received } невозможен: нужна сумма больше нуля.
allocate-bad-amount = «{ $received }» — не сумма: напишите деньги («150000») или долю («30%», не больше 100).
allocate-bad-limit = «{ $received }» — не ограничение: напишите канал=сумма или канал=доля, например google_ads=30%.
allocate-bad-target = Цель «{ $received }» неизвестна; возможны { $possible }.
allocate-percent-of-nothing = Доля «{ $received }» не от чего: без бюджета укажите сумму.
allocate-refused-budget-columns = В истории бюджета нет столбцов { $missing }.
allocate-refused-budget-no-rows = Ни за один день нет сразу и расхода, и результата, поэтому делить бюджет не по чему.
allocate-refused-budget-bad-day = Дата { $received } в истории не читается.
allocate-refused-budget-bad-number = Число { $received } в истории не читается.
allocate-refused-budget-negative-spend = Отрицательный расход у { $channels }.
allocate-refused-budget-too-few-periods = История слишком короткая: { $received } периодов, нужно хотя бы { $needed }.
allocate-refused-budget-no-spend = Ни один канал ничего не тратил, поэтому учиться не на чем.
allocate-refused-budget-bad-amount = Сумма { $received } невозможна; нужно не меньше { $least }.
allocate-refused-budget-unknown-channel = Канала { $received } в истории нет; есть { $possible }.
allocate-refused-budget-unknown-objective = Цель { $received } неизвестна; возможны { $possible }.
allocate-refused-budget-minimum-above-maximum = { $channel }: минимум { $minimum } больше максимума { $maximum }.
allocate-refused-budget-minimums-above-budget = Минимумы в сумме дают { $minimum } — больше бюджета { $budget }.
allocate-refused-budget-maximums-below-budget = Максимумы в сумме дают { $maximum } — меньше бюджета { $budget }, потратить его негде.
allocate-refused-budget-goal-out-of-reach = Цель { $goal } недостижима: в этих границах возможно не больше { $reachable }.
allocate-refused-budget-return-out-of-reach = ROI { $goal } недостижим: лучший возможный — { $reachable }.
allocate-note-budget-extrapolated = Столько там ещё никогда не тратили, отклик предположителен: { $channels }.
allocate-note-budget-new-channels = Мало истории: { $channels }.
allocate-note-budget-corrected = Собственные цифры каналов поправлены по общей выручке: { $channels }.
allocate-note-budget-limited = Дальше от нынешних долей без прямого указания план не уходит: { $channels }.
allocate-note-budget-idle-channels = Ничего не известно об отдаче, поэтому только минимум: { $channels }.
allocate-note-budget-stopped-channels = Сейчас не работает, так что распределение значит запустить заново: { $channels }.
allocate-note-budget-short-history = История слишком короткая, чтобы советовать перемены.
allocate-note-budget-attributed = Отдача — по данным самих площадок: общей выручки для проверки нет.
allocate-note-budget-total-unused = Общая выручка не покрывает историю и не учтена.
allocate-note-budget-rows-skipped = Часть строк без расхода или результата не учтена.
allocate-note-budget-negative-value = Возвраты учтены, но период не считается хуже нуля.
allocate-note-far = Обычно за { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
} тратится { $spend }: такой бюджет далёк от всего, что было, поэтому ответ приблизительный.
what-if-title = Что, если: { $moves }
what-if-up = За { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}, { $target }: прибавка **{ $gain }** (с вероятностью 80 % от { $gain_low } до { $gain_high }).
what-if-down = За { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
} станет хуже, { $target }: изменение **{ $gain }** (с вероятностью 80 % от { $gain_low } до { $gain_high }).
what-if-unsure = Заметной разницы не видно. За { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}, { $target }: изменение **{ $gain }**, с вероятностью 80 % от { $gain_low } до { $gain_high }, то есть может стать и лучше, и хуже.
what-if-line = - **{ $name }** — { $amount }, сейчас { $today }
what-if-spend = Расход изменится на { $amount }.
what-if-nothing = Скажите, сколько и откуда куда перенести, например: 20 % из TikTok в Google.
what-if-mixed = Перенос между каналом и отдельной кампанией я не считаю: назовите два канала или две кампании.
what-if-too-much = Перенести { $received } нельзя: { $channel } тратит за эти дни { $spend }.
allocate-note-shares-kept = Сегодняшний расход больше всего бюджета, поэтому сохранена доля, а не сумма: { $channels }.
predict-title = Прогноз кампании
predict-chart = Ожидаемый ROI такой кампании по каналам
predict-plan = такая кампания
predict-nothing = Скажите, о какой кампании речь: её название или канал, цель, аудиторию, город, бюджет.
predict-no-facts = У кампании «{ $name }» ещё нет данных.
predict-roi = Ожидаемый ROI ({ $name }): **{ $value }**, с вероятностью 80 % от { $low } до { $high }. Вероятность закончить ниже { $limit } — { $below }: риск { $risk }.
predict-risk-low = низкий
predict-risk-medium = средний
predict-risk-high = высокий
predict-so-far = Всего кампания потратила { $spend }, её фактический ROI — { $roi }.
predict-cpa = Стоимость конверсии: { $value } (от { $low } до { $high }).
predict-revenue = Бюджет { $budget } принёс бы выручку { $value } (от { $low } до { $high }).
predict-conversions = Конверсий — около { $value } (от { $low } до { $high }) по { $cpa }.
predict-no-signal = По тому, что известно на старте, { $metric } предсказать не удаётся: на прошлых кампаниях это не точнее среднего, поэтому показано среднее.
predict-one-flag = Отличается только одно: { $feature } «{ $level }» — { $metric } там в среднем { $inside }, у остальных { $outside }; больше ничего не помогает.
predict-levels = Учтено, чем похожие кампании отличались от остальных: { $names }. Прошлых кампаний мало, поэтому границы широкие.
predict-drivers = Известное на старте объясняет { $explained } различий; сильнее всего влияют: { $names }.
predict-signal = Известное на старте объясняет { $explained } различий { $metric }.
predict-confidence = На более поздних кампаниях ({ $n }) такие границы оказались верны в { $share } случаев.
predict-feature-duration = длительность
predict-feature-season = месяц запуска
predict-feature-budget = бюджет
predict-feature-budget_daily = дневной бюджет
predict-feature-budget_total = общий бюджет
predict-feature-campaign_type = тип кампании
predict-note-unseen = «{ $value }» в прошлых кампаниях не встречалось и считается неизвестным.
predict-refused-campaign-too-few = Для прогноза кампании мало опыта: кампаний с известным результатом { $received }, нужно хотя бы { $needed }.
predict-refused-campaign-no-target = У прошлых кампаний неизвестны { $parts }, поэтому учиться не на чем.
predict-refused-campaign-no-features = У прошлых кампаний нет ни одного признака, известного на старте.
predict-refused-campaign-bad-threshold = Порог { $received } невозможен: нужно число.
allocate-reason-keep = Оставить нынешние доли: возможный выигрыш меньше, чем данные отличают от шума.
allocate-reason-change = Новые доли лучше нынешних.
quality-title = Точность прогнозов
quality-scored = Проверено прогнозов, срок которых вышел: { $n } (с { $first } по { $last }). В обещанные границы (80 %) факт попал в { $inside } случаев; прогноз был ближе к факту, чем простая догадка «как в прошлый раз», в { $wins } случаев.
quality-nothing = Ни один сохранённый прогноз ещё не дожил до своего срока, поэтому честно сказать, сколько раз он сбылся, пока нельзя.
quality-first = Первый можно будет проверить { $day }.
quality-backtest = Проверка на прошлом: рядов { $n }, из них прогноз точнее простой догадки «повторится прошлый цикл» в { $better }; типичная ошибка меньше на { $saved }, в границы 80 % попадает { $coverage } дней.
predict-own = ROI кампании { $name } на следующие { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}, по её собственной истории: **{ $value }**, с вероятностью 80 % от { $low } до { $high }. Вероятность оказаться ниже { $limit } — { $below }: риск { $risk }.
predict-ended = Кампания { $name } закончилась: она потратила { $spend }, её фактический ROI — **{ $roi }**.
predict-launch = По тому, что было известно на старте, от такой кампании ждали бы { $value } (от { $low } до { $high }).
predict-basis = Опора — прошлые кампании: { $feature } { $level } — { $n ->
    [one] { $n } кампания
    [few] { $n } кампании
   *[many] { $n } кампаний
}, { $metric } в среднем { $own } (у всех { $middle }). Чем меньше кампаний, тем ближе прогноз к среднему всех.
allocate-probability = Вероятность, что новый план лучше нынешних долей: { $probability }.
allocate-far = **Примерное деление:** столько здесь никогда не тратили. { $budget } на { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}, ожидаемый итог — { $target } **{ $value }** (от { $value_low } до { $value_high }), на { $gain } больше, чем та же сумма в нынешних долях (от { $gain_low } до { $gain_high }):
forecast-without = без { $values }
forecast-note-left-out = Показаны { $shown } с наибольшим расходом в последнее время; без прогноза осталось ещё { $n }. Назовите нужные, чтобы увидеть их.
outlook-nothing-stored = Прогнозов, которые вам видны, ещё нет: их составит ближайшее обновление или POST /api/predictions/generate.
outlook-roi-forecast = Ожидаемый ROI по каналам
outlook-roi-timeseries = ROI по дням: прошлое и ожидание
outlook-reach-ctr-timeseries = Охват и CTR по дням: прошлое и ожидание
