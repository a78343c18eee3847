label-low = { $metric }, от
label-high = { $metric }, до
label-forecast = { $metric }, прогноз
label-marginal = { $metric } следующего рубля по плану
label-marginal-previous = { $metric } следующего рубля сейчас
forecast-title = Прогноз: { $what }
forecast-one = **{ $what }**: ожидается **{ $value }**, с вероятностью { $level } от { $low } до { $high }. За предыдущие { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
} было { $previous }.
forecast-several = **{ $metric }**, прогноз на { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
} (в скобках — границы, внутри которых итог окажется с вероятностью { $level }):
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
forecast-refused-no-denominator = прогноз невозможен: знаменатель показателя всё время равен нулю.
forecast-refused-negative-denominator = прогноз невозможен: знаменатель показателя бывает отрицательным.
forecast-refused-horizon = Горизонт { $received } невозможен; возможно от 1 до { $most }.
forecast-refused-frequency = Шаг { $received } неизвестен; возможны D (дни) и W (недели).
forecast-refused-level = Вероятность { $received } невозможна; возможна от 0.5 до 0.99.
forecast-refused-country = Праздники страны { $received } неизвестны; нужен двухбуквенный код.
forecast-refused-columns = Внутренняя ошибка: у истории столбцы { $received }.
forecast-refused-backend = Способ счёта { $received } недоступен ({ $reason }); возможны { $possible }.
forecast-bad-horizon = Горизонт { $received } дн. невозможен: прогноз строится на 1–{ $most } дней вперёд.
forecast-past-period = Период «{ $received }» уже прошёл: данные есть по { $last }, прогноз начинается со следующего дня.
forecast-no-values = Для этого показателя ({ $metric }) в данных нет ни одного числа, прогнозировать нечего.
forecast-bad-by = Разбивка «{ $received }» для прогноза невозможна; возможны channel, campaign или без разбивки.
forecast-note-plain = { $text }
forecast-note-ended = { $name }: данных нет с { $day }, поэтому прогноза нет.
forecast-note-gaps = В истории есть дни без данных{ $names }: они считаются неизвестными, а не нулями.
forecast-note-stale = Последние дни истории без данных{ $names }; прогноз перекрывает и их.
forecast-note-short = История короткая или редкая{ $names }: сезонность по ней не видна.
forecast-note-tiny = Значений всего несколько{ $names }: всё, что можно сказать, — их среднее.
forecast-note-constant = Показатель никогда не менялся{ $names }: разброс оценить не по чему.
forecast-note-zero-heavy = Большинство дней нулевые{ $names }: смотрите на итог, а не на отдельные дни.
forecast-note-seasons-failed = Сезонная модель не сошлась{ $names }; ответила более простая (Theta).
forecast-note-unmatched = Дни, за которые известна только одна часть показателя, не учтены{ $names }.
forecast-note-truncated = Учтены последние четыре года истории{ $names }.
