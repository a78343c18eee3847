# Советы. Имена, суммы и числа приходят уже словами.
advice-title = Что делать
advice-chart = Сколько принесёт каждое действие за { $days } дней, с границами
advice-head = { $n ->
    [one] Вот { $n } действие, которое стоит сделать:
    [few] Вот { $n } действия, начиная с самого ценного:
   *[many] Вот { $n } действий, начиная с самого ценного:
}
advice-whole = Переносы и остановки вместе: { $money }. Остальные суммы пересекаются с ними, складывать их нельзя.
advice-none-here = По этим каналам ничего менять не стоит: { $channels }.
advice-none-stop = Останавливать нечего: ни одна кампания не теряет деньги сильнее, чем бывает случайно, и перенос бюджета выигрыша не даёт.
advice-none-add = Добавлять сейчас некуда: ни в одном канале прибавка не выигрывает больше, чем бывает случайно.
advice-none-fix = Чинить нечего: поломок, уставших креативов и внезапно просевших кампаний не видно.
advice-none = Сейчас лучше ничего не менять: ни перенос бюджета, ни остановка кампаний, ни смена аудитории не даёт выигрыша больше случайности.
advice-money = { $value } за { $days } дней (от { $low } до { $high })
advice-money-goal = не хватает { $value } (от { $low } до { $high })
advice-no-money = в деньгах не оценить
advice-money-broken = каждый день обходится дороже
advice-terms = Усилие: { $effort }; до { $due }.
advice-more = { $n ->
    [one] Ещё { $n } действие меньшей ценности не показано.
    [few] Ещё { $n } действия меньшей ценности не показаны.
   *[many] Ещё { $n } действий меньшей ценности не показаны.
}
advice-effort-minutes = минуты
advice-effort-hours = часы
advice-effort-days = дни
advice-move = Перенести { $amount } в месяц из { $source } в { $target }
advice-move-name = { $source } → { $target }
advice-move-why = Следующий рубль в { $target } приносит { $target_worth } выручки, в { $source } — { $source_worth }; сейчас { $target } получает { $target_now }.
advice-move-unless = Передумаем, если после первой половины переноса отдача { $target } упадёт ниже отдачи { $source }.
advice-test = Проверить { $target }: +{ $share } на { $days } дней (около { $step } сверх нынешнего)
advice-test-name = { $target }: +{ $share }
advice-test-why = Вероятность, что { $target } стоит увеличить, — { $chance }: история этого не решает. Судя по обычному разбросу канала, { $days } дней с таким шагом решат это с вероятностью { $power }; обойдётся не дороже { $step }.
advice-test-unless = Если выручка за эти дни не вырастет больше, чем добавлено денег, оставьте как есть.
advice-loser = Остановить или урезать «{ $campaign }» ({ $channel })
advice-loser-name = { $campaign }
advice-loser-why = За { $days } дней потрачено { $spent }, вернулось { $earned } (ROI { $roi }), и так почти каждый день.
advice-loser-unless = Передумаем, если кампания нужна для охвата, а не для продаж, или её продажи приходят не через рекламный клик.
advice-goal = { $channel }: закрыть отставание от цели { $goal }
advice-goal-why = Таким темпом выйдет { $expected }; чтобы успеть, нужно { $gap } выручки в каждый из оставшихся дней ({ $left }).
advice-goal-unless = Передумаем, если цель пересмотрят или поздние продажи прошлых дней ещё не подтянулись.
advice-unspent = { $channel }: решить, что делать с { $amount } бюджета
advice-unspent-name = { $channel }
advice-unspent-why = Из { $budget } этого месяца таким темпом { $amount } останется, дней осталось { $left }; следующий рубль здесь приносит { $worth } выручки.
advice-unspent-unless = Передумаем, если экономия и была целью.
advice-people = Сместить показы: { $dimension } — с «{ $weak }» на «{ $strong }» (около { $amount } в месяц)
advice-people-name = { $weak } → { $strong }
advice-people-why = Конверсий за те же деньги: «{ $strong }» { $strong_lift } к среднему, «{ $weak }» { $weak_lift }; каналы и недели уравнены.
advice-people-unless = Передумаем, если группа «{ $strong }» уже выбрана вся и цена в ней начнёт расти.
advice-tired = Обновить креативы в «{ $campaign }» ({ $channel })
advice-tired-name = { $campaign }
advice-tired-why = Частота выросла с { $frequency_before } до { $frequency }, CTR упал с { $ctr_before } до { $ctr } — сильнее случайности.
advice-tired-unless = Передумаем, если в эти же дни сменилась аудитория или место показа.
advice-slid = Разобраться, что сломалось в «{ $campaign }» ({ $channel })
advice-slid-name = { $campaign }
advice-slid-why = За последние { $days } дней { $metric } — { $now }, а по её собственному прошлому и по остальному каналу выходило { $usual }.
advice-slid-unless = Передумаем, если предложение, аудиторию или посадочную страницу сменили нарочно и кампания ещё привыкает.
advice-hours = { $channel }: публиковать { $when }
advice-hours-name = { $channel }
advice-hours-why = Охват постов там выше на { $lift }, но в этом окне только { $count } из { $posts } постов.
advice-hours-unless = Передумаем, если через месяц новые посты в этом окне не покажут разницы.
advice-broken = Починить: { $message }
advice-broken-why = { $action } { $stake }
advice-broken-stake = Затронуто денег с { $since }: { $money }.
advice-broken-unless = Пока это открыто, остальные цифры по этому каналу ненадёжны.
column-action = Действие
column-stake = Деньги за 30 дней
column-stake-low = От
column-stake-high = До
column-effort = Усилие
column-due = До
column-why = Почему
column-unless = Когда передумаем
