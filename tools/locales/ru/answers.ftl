note-default-period = Период не назван, взяты последние 30 дней.
asking-future = «{ $received }» ещё впереди: числа есть по { $yesterday }; попросите прогноз или назовите прошедший период.
answer-no-data-at-all = Данных пока нет. Загрузите файл, запустите «demetra demo» или подключите канал.
answer-no-data = На этот вопрос за такой период данных нет. Данные есть с { $first } по { $last }.
answer-none-pass = Под это условие за период ничего не подходит.
outside-name = «{ $name }»
resolve-unknown-channel = Канала «{ $received }» в данных нет; ближайшие: { $similar }.
resolve-unknown-account = Кабинета «{ $received }» в данных нет; есть: { $known }.
resolve-unknown-value = Значения «{ $received }» ({ $dimension }) в данных нет; ближайшие: { $similar }.
describe-metric = { $metric } = { $formula }.
describe-overview = Данные с { $first } по { $last }: { $channels }; { $campaigns ->
    [one] { $campaigns } кампания
    [few] { $campaigns } кампании
   *[many] { $campaigns } кампаний
}. Можно разбить: { $cuts }.
describe-channels = Каналы
describe-campaigns = Кампании
describe-metrics = Показатели
describe-dimensions = Разбивки
