cli-bad-settings = { $n ->
    [one] { $n } настройку
    [few] { $n } настройки
   *[many] { $n } настроек
} использовать нельзя; исправьте в окружении или в .env:
    { $faults }
settings-value = { $variable } = «{ $received }»: { $possible }
settings-whole = нужно целое число
settings-number = нужно число
settings-yes-no = нужно true или false
settings-day = нужен день, ГГГГ-ММ-ДД
settings-one-of = нужно одно из: { $expected }
settings-above = нужно больше { $gt }
settings-least = нужно не меньше { $ge }
settings-most = нужно не больше { $le }
settings-zone = нужно имя IANA, например Europe/Moscow
settings-currency = нужен код ISO 4217, например RUB
settings-address = нужен адрес вида https://host
settings-https = нужен адрес, который начинается с https://
settings-database = нужен адрес вида postgresql://user:password@host/name или sqlite:///path
settings-no-file = { $variable }_FILE указывает на { $received }, а он не читается; укажите путь к текстовому файлу в UTF-8
settings-both = Заданы и { $variable }, и { $received }; оставьте одно
settings-unknown = { $variable } — не настройка; похожие: { $nearest }
cli-no-question = Вопроса нет; напишите, например: demetra ask "ROI по каналам за прошлый месяц", или укажите --file.
cli-no-file = Файл { $file } не читается; укажите путь к текстовому файлу в UTF-8.
cli-bad-task = Строка { $line } файла — не задание; пишите по объекту JSON в строке: {"{"}"id": "1", "turns": ["вопрос"]{"}"}.
cli-bad-where = «{ $received }» — не фильтр; напишите измерение=значение,значение или измерение!=значение.
cli-bad-having = «{ $received }» — не порог; напишите показатель<число, например roas<1.5 (проценты долями).
cli-bad-map = «{ $received }» — не соответствие; напишите поле=Заголовок, например spend=Cost.
cli-bad-day = { $option }: «{ $received }» — не день; напишите его как ГГГГ-ММ-ДД.
doctor-ready = подключён
doctor-missing = не подключён; задайте { $names }
cli-refresh-step = { $source } { $account }: { $unit } ({ $number } из { $of })
cli-load = { $id }. { $moment } · { $file } ({ $source }): прочитано строк { $rows }, новых { $inserted }, изменено { $updated }, в карантине { $rejected }{ $times ->
    [1] {""}
   *[other] , загружали раз: { $times }
}
cli-no-loads = Из файлов ничего не загружено.
cli-unloaded = Загрузка { $id } ({ $file }) отменена: строк удалено { $removed }, прежних возвращено { $restored }.
doctor-outbox = Сообщений ждёт отправки: { $n }, самое раннее с { $since }.
doctor-outbox-error = Последняя причина: { $error }. InvalidToken значит, что Telegram не знает TELEGRAM_BOT_TOKEN: задайте верный, ничего не потеряно.
cli-demo-loaded = Демонстрационные данные загружены: строк { $rows }, кампаний { $campaigns }; новых строк { $inserted }, изменено { $updated }.
cli-rule-on = включено
cli-rule-off = выключено
cli-demo-removed = Демонстрационные данные убраны, строк: { $rows }. Прогнозы и советы по ним тоже убраны.
cli-beside-demo = Рядом лежат демонстрационные данные, и они складываются с этими. Убрать их: demetra demo --remove.
cli-bad-argument = { $argument } получил «{ $received }», это не подходит: { $problem }.
usage-no-option = У { $command } нет параметра { $received }. Все параметры: { $command } --help.
usage-no-option-near = У { $command } нет параметра { $received }; похожие: { $near }. Все параметры: { $command } --help.
usage-no-command = Команды «{ $received }» нет. Все команды: { $command } --help.
usage-missing = Не хватает { $name }. Что нужно: { $command } --help.
usage-no-value = Для { $name } нужно значение. Что возможно: { $command } --help.
usage-bad-value = Значение { $name } не подходит; ожидается: { $expected }.
usage-other = { $command } не понимает «{ $received }». Что нужно: { $command } --help.
usage-whole = целое число
usage-number = число
usage-yes-no = да или нет
cli-migrated = Таблицы приведены в порядок: { $database }.
