# Что стало с советами.
advice-settled = { $n ->
    [one] Ещё { $n } совет вы уже решили: что он принёс, скажет «что принесли твои советы?».
    [few] Ещё { $n } совета вы уже решили: что они принесли, скажет «что принесли твои советы?».
   *[many] Ещё { $n } советов вы уже решили: что они принесли, скажет «что принесли твои советы?».
}
advice-button-accept = Принять { $place }
advice-button-decline = Отклонить { $place }
record-title = Что принесли советы
record-none = Решений по советам ещё нет. Примите совет (кнопкой под ним или словами «принимаю первый»): через 30 дней здесь появится, что он принёс против прогноза без него.
record-nothing-judged = { $n ->
    [one] Решение пока одно, и судить о нём рано или нечем.
   *[other] Решений { $n }, судить о них пока рано или нечем.
}
record-total = Советы принесли **{ $value }** прибыли сверх прогноза без них (80 %: от { $low } до { $high }).
record-no-different = От нуля это не отличить.
record-promised = Обещали { $promised }.
record-named = №{ $number } «{ $action }», решено { $day }
record-line = - { $advice }: **{ $value }** (от { $low } до { $high }), обещали { $promised } — { $outcome }
record-rest = Не посчитано:
record-how = Сравнение: прибыль затронутых каналов за 30 дней после решения против прогноза, который видел только дни до него. Другие перемены тех же дней в нём тоже есть; советы на одни и те же каналы измерены вместе и поделены по обещанному.
record-declined = отклонён
record-declined-why = отклонён: { $reason }
record-waits = рано: дни, по которым судим, кончаются { $day }, ещё три дня доходят поздние конверсии
record-no-money = в деньгах этот совет не виден
record-no-history = дней до решения мало для прогноза
record-inside = в обещанном диапазоне
record-can-be = вне диапазона, но не дальше ошибки измерения
record-below = ниже обещанного
record-above = выше обещанного
record-test-pays = эксперимент закончен: добавленные деньги окупаются — увеличивайте
record-test-loses = эксперимент закончен: добавленные деньги не окупаются — верните как было
record-test-open = эксперимент закончен: разницы не видно, оставьте как было
record-zero = от нуля не отличить
record-measured = измерено
record-not-ticked = (принят, но не отмечен сделанным)
record-sum = Всего
record-which = О каком совете речь? Назовите место в списке: «принимаю второй».
record-no-advice = Советов ещё не было: спросите «что делать?».
record-unknown = Совета { $received } нет. Есть: { $possible }. Весь список — «что делать?».
record-propose-accept = Записать, что совет №{ $number } принят: «{ $action }»?
record-propose-decline = Записать, что совет №{ $number } отклонён: «{ $action }»?
record-propose-done = Записать, что совет №{ $number } выполнен: «{ $action }»?
record-propose-reopen = Вернуть совет №{ $number } в список: «{ $action }»?
record-did-accept = Записано: совет №{ $number } принят — «{ $action }». Сравню прибыль с прогнозом без него по дням до { $until }.
record-did-done = Записано: совет №{ $number } выполнен — «{ $action }». Сравню прибыль с прогнозом без него по дням до { $until }.
record-did-decline = Записано: совет №{ $number } отклонён — «{ $action }». 30 дней его не повторю.
record-did-reopen = Совет №{ $number } снова в списке: «{ $action }».
record-did-no-money = Записано по совету №{ $number }: «{ $action }». В деньгах его не измерить, в сумму он не войдёт.
record-button-done = Сделано №{ $number }
record-button-reopen = Вернуть №{ $number }
record-button-accept = Принять №{ $number }
record-button-decline = Отклонить №{ $number }
column-number = №
column-decided = Решено
column-promised = Обещали
column-effect = Принесло
column-effect-low = Принесло, от
column-effect-high = Принесло, до
column-outcome = Итог
