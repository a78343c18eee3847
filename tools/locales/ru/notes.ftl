# Заметки о днях.
notes-line = - { $days }: { $text }
notes-line-channel = - { $days }: { $text } ({ $channel })
notes-budget = - { $month }: бюджет { $channel } { $before } → { $after }
notes-alert = - { $day }: предупреждение «{ $message }»
notes-bad = Заметка «{ $received }» не подходит: нужны текст до { $most } знаков и дни, у которых конец не раньше начала.
notes-unknown = Заметки №{ $received } нет.
