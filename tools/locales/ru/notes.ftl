# Заметки о днях.
notes-line = - { $days }: { $text }
notes-line-channel = - { $days }: { $text } ({ $channel })
notes-budget = - { $month }: бюджет { $channel } { $before } → { $after }
notes-alert = - { $day }: предупреждение «{ $message }»
notes-alerts-more = - и ещё { $n } { $n ->
        [one] предупреждение
        [few] предупреждения
       *[many] предупреждений
    } за эти дни
notes-bad = Заметка «{ $received }» не подходит: нужны текст до { $most } знаков и дни, у которых конец не раньше начала.
notes-unknown = Заметки №{ $received } нет.
terms-heading = **Слова команды**
terms-line = - «{ $term }» — «{ $meaning }»
terms-propose = Запомню для всех: «{ $term }» значит «{ $meaning }». Так будут читаться вопросы. Запомнить? Ответьте «да».
terms-propose-again = «{ $term }» сейчас значит «{ $before }», а будет значить «{ $meaning }», для всех. Запомнить? Ответьте «да».
terms-done = Запомнила: «{ $term }» значит «{ $meaning }».
terms-propose-forget = Забуду слово «{ $term }» («{ $meaning }»), для всех. Забыть? Ответьте «да».
terms-forgotten = Слово «{ $term }» больше не значит «{ $meaning }».
terms-none = Ещё ничего не запомнено. Скажите, например: «запомни: заявка = лиды» или «запомни: 12 ноября запустили лендинг».
terms-unknown = Слова «{ $received }» я не запоминала; «что ты запомнила?» покажет все.
terms-bad = Слово «{ $received }» не запомнить: нужны само слово до { $most } знаков и его значение до { $meaning }, другими словами.
terms-full = Слов команды уже { $most }, больше не запомнить: забудьте ненужные («забудь …»).
terms-read = «{ $said }» прочитано как «{ $meaning }»: так запомнила команда.
notes-heading = **Заметки**
notes-propose = Запишу заметку: { $line }. Записать? Ответьте «да».
notes-done = Записала заметку №{ $number }: { $line }.
notes-propose-forget = Удалю заметку №{ $number }: { $line }. Удалить? Ответьте «да».
notes-forgotten = Заметка №{ $number } удалена.
notes-whose = Заметка «{ $received }» касается всех данных, а вам видна часть: назовите канал, который виден вам целиком.
note-client = Клиент: { $client }.
note-clients = Здесь вместе несколько клиентов: { $clients }. «клиент { "…" }» с именем покажет одного.
