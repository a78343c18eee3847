# Телеграм-бот, исходящие сообщения и команды оповещений.
bot-alert-unknown = Предупреждения с номером «{ $received }» нет. Открыты: { $possible }.
bot-until-unknown = Не понимаю «{ $received }». Скажите 1h, 4h, 2d, morning, 18:00, 2026-11-23 или 2026-11-23T18:00.
bot-until-past = Момент «{ $received }» уже прошёл. Назовите будущий.
bot-state-unknown = Состояния «{ $received }» нет. Есть: { $possible }.
bot-period-unknown = Сводки «{ $received }» нет. Есть: { $possible }.
bot-language-unknown = Языка «{ $received }» нет. Есть: { $possible }.
bot-setting-form = «{ $received }» не похоже на key=value. Пример: level=600.
bot-role-unknown = Роли «{ $received }» нет. Есть: { $possible }.
bot-kind-unknown = Подписки «{ $received }» нет. Есть: { $possible } (пишите коротко: alerts, daily, weekly, monthly).
bot-help = Спросите о рекламе обычными словами: «{ $example }» или «{ $other }».
bot-command-start = что умеет бот
bot-command-help = что умеет бот
bot-command-ask = задать вопрос о данных
bot-command-alerts = открытые предупреждения
bot-command-digest = сводка: daily, weekly или monthly
bot-command-report = отчёт файлом
bot-command-rules = правила; добавить словами: /rules расход выше 600
bot-command-subscribe = подписки: alerts, daily 09:00, off weekly
bot-command-quiet = тихие часы: 22:00-08:00 или off
bot-command-language = язык: ru или en
bot-command-refresh = обновить данные сейчас
bot-command-status = насколько свежи данные
bot-command-unknown = Такой команды нет. Список команд: /help
bot-ask-what = Напишите вопрос после команды: /ask какие данные есть?
bot-link-how = Этот чат не подключён. Попросите у администратора код (команда <code>demetra telegram link</code>) и пришлите его: <code>/start КОД</code>
bot-link-wrong = Код не подошёл: он одноразовый и живёт 30 минут. Попросите новый.
bot-linked = Чат подключён, предупреждения будут приходить сюда. Спросите что-нибудь: «какие данные есть?». Все команды: /help
bot-link-code = Код: { $code }. Пришлите боту /start { $code } в течение { $minutes } минут. Роль: { $role }.
bot-no-alerts = 🔔 Открытых предупреждений нет.
bot-more-alerts = и ещё { $n } — нажмите, чтобы открыть:
bot-rules = <b>Правила</b>
bot-rule = { $on ->
    [yes] ✅
   *[no] ⏸
} { $number } · { $name } · { $weekly }{ $whose ->
    [mine] { " " }· только вам
   *[team] { "" }
}
bot-rules-how = Добавить: /rules предупреди, если расход выше 600 два дня подряд
    Изменить: /rules измени порог правила 3 на 700, /rules поставь на паузу правило 3, /rules удали правило 3
bot-rule-added = ✅ Правило включено. { $name }
bot-rule-dropped = Хорошо, это правило не добавляю. { $name }
bot-subscriptions = <b>Подписки</b>
bot-subscribe-how = Изменить: /subscribe daily 09:00, /subscribe weekly пятница 10:00, /subscribe alerts Instagram, /subscribe off weekly — или своими словами: «присылай сводку по пятницам в 10»
bot-quiet = Тихие часы: { $hours }. Критичное приходит всегда. Изменить: /quiet 22:00-08:00 или /quiet off
bot-language-which = На каком языке говорить?
bot-language-set = Говорю по-русски.
bot-refresh-busy = Данные уже обновляются.
bot-refresh-nothing = Рекламные кабинеты не подключены: обновлять нечего.
bot-refresh-done = Обновлено ({ $names }): новых и изменённых строк { $rows }.
bot-refresh-failed = Не вышло: { $names }.
bot-alert-escalated = Стало серьёзнее:
bot-alert-reopened = Вернулось:
bot-alert-reminded = Всё ещё не решено:
bot-button-why = 🔎 Почему
bot-button-ack = ✅ Принято
bot-button-snooze-1h = 💤 1 ч
bot-button-snooze-4h = 💤 4 ч
bot-button-snooze-morning = 💤 до утра
bot-button-mute = 🔕 Заглушить
bot-button-open = 📄 Открыть
bot-button-yes = ✅ Включить
bot-button-no = ✖️ Не надо
bot-state-pending = проверяется
bot-state-firing = открыто
bot-state-acknowledged = принято
bot-state-snoozed = отложено
bot-state-resolved = закончилось
bot-assignee = , отвечает { $name }
bot-toast-acked = Принято, напоминать не буду.
bot-toast-snoozed = Отложено.
bot-toast-muted = Больше об этом не скажу.
bot-worker-silent = На этой машине нет работающего процесса demetra worker: запустите его.
bot-also = Вместе с этим:
bot-proposal-unknown = Этого предложения я не помню: пришлите правило ещё раз.
bot-proposal-decided = Это предложение уже решено.
bot-toast-unmuted = Снова слежу за этим вслух.
bot-button-unmute = 🔔 Снова сообщать
bot-state-muted = заглушено
bot-voice = Голосовые я пока не слушаю. Напишите вопрос словами: «какие данные есть?».
bot-document = Файлы и картинки здесь не читаю. Данные загружает администратор в чате в браузере, а вопрос напишите словами.
bot-command-timezone = часовой пояс: Asia/Yekaterinburg
bot-timezone = Часовой пояс: { $name }. По нему считаются тихие часы и время сводок.
bot-timezone-unknown = Пояса «{ $received }» не знаю. Назовите его как Europe/Moscow или Asia/Yekaterinburg.
bot-quiet-unknown = Не поняла «{ $received }». Скажите /quiet 22:00-08:00, /quiet с 22 до 8 или /quiet off.
bot-command-muted = заглушённые предупреждения и как их вернуть
bot-button-hush = 🙈 Не писать мне
bot-button-false = 👎 Ложная тревога
bot-toast-hushed = Вам об этом больше не напишу, остальным — да.
bot-toast-unhushed = Снова буду писать вам об этом.
bot-toast-false = Запомнила: такое же и меньшее здесь больше не тревога.
bot-no-muted = Заглушённых предупреждений нет.
bot-muted = Заглушено: { $n }. Нажмите, чтобы снова о них слышать.
bot-alert-nobody = В группе это может сделать тот, чей личный чат со мной связан: попросите у администратора код и пришлите его мне лично.
bot-day-unknown = В месяце нет { $received }-го числа. Назовите день от 1 до 31.
