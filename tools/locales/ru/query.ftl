query-unknown-metric = Показателя «{ $received }» нет; ближайшие: { $nearest }. Возможны: { $possible }.
query-not-brought = «{ $received }» — не то, что приносит реклама и что складывается. Возможны: { $possible }.
query-unknown-dimension = По «{ $received }» данные не разбить; ближайшее: { $nearest }. Возможно: { $possible }.
query-unknown-order = По «{ $received }» сортировать нельзя; сортируйте по тому, что в таблице: { $possible } (ближайшее: { $nearest }).
query-no-metric = Не назван ни один показатель; укажите хотя бы один из: { $possible }.
query-backwards = Период кончается ({ $end }) раньше, чем начинается ({ $start }); поменяйте даты местами.
query-no-slice = Разбивки { $wanted } в данных нет; есть разбивки: { $known }.
note-data-until = Данные есть по { $day }.
note-weekly = Данные понедельные: неделя целиком стоит на своём первом дне и считается там, где началась.
note-weekly-of = { $channels }: данные понедельные, неделя целиком стоит на своём первом дне и считается там, где началась.
note-stale-channel = { $channel }: данные только по { $day }.
note-provisional = Дни с { $since } предварительные: площадки ещё могут их пересчитать.
note-late = Предварительно: { $count } пришли на { $share } % (дни с { $since } ещё дозревают).
note-late-range = Предварительно: { $count } пришли на { $share } %; { $metric } по этим дням ожидаем { $style ->
    [percent] { $low }–{ $high } %
   *[other] { $low }–{ $high }
} (80 %).
note-late-channels = Предварительно, дни с { $since } ещё дозревают. Пришло ({ $count }): { $channels } — соответственно { $shares }.
note-gaps = { $metric }: в { $share } % строк нет «{ $part }», поэтому число описывает лишь часть данных.
note-no-rate = Нет курса { $currencies } к { $reporting }: { $rows ->
    [one] { $rows } строка ({ $channels }) не вошла
    [few] { $rows } строки ({ $channels }) не вошли
   *[many] { $rows } строк ({ $channels }) не вошли
} в денежные суммы; курсы приходят с обновлением данных.
note-own-currency = Суммы в { $currency }: курса к { $reporting } нет.
note-converted = Суммы пересчитаны в { $currency } по курсу каждого дня.
note-reach-sum = Охват — сумма дневных охватов; кто видел рекламу в разные дни или в разных кампаниях, посчитан не один раз.
note-frequency = Частота известна только для одной кампании за один день: охваты площадок не складываются.
note-no-slice = Разбивки { $wanted } нет у: { $channels }.
note-differs = Каналы сравниваются не на одной основе: различаются { $what } (подробнее — «свежие ли данные?»).
basis-vat-included = учёт НДС
basis-timezone = часовые пояса
basis-attribution = окна атрибуции
basis-conversion-definition = само определение конверсии
question-condition-value = В условии на { $metric } нет значения: укажите число или от чего его считать (average, row, period).
question-condition-name = Условие на { $metric } сравнивает со строкой или периодом, но не названо с какой: укажите `name`.
question-limit-per = Взять несколько строк в каждом «{ $received }» нельзя: данные разбиты по { $possible }; добавьте разбивку по { $received }.
question-share = Доля не может быть от «{ $received }»; возможно: { $possible }.
question-change-of-nothing = Сортировать по изменению можно только при сравнении: укажите, с чем сравнить (compare_to).
question-periods-and-comparison = Несколько периодов уже стоят рядом; спрашивайте либо несколько периодов, либо сравнение (compare_to).
note-able = { $metric } считается по расходу каналов, где это учитывается ({ $count }); не вошли: { $channels }.
note-able-all = { $metric } считается по расходу каналов, где это учитывается ({ $count }); не вошли: { $channels }. По всему расходу было бы { $all } { $currency }.
comparison-same = «{ $received }» — это те же дни, о которых вопрос ({ $period }); назовите другие дни для сравнения.
comparison-overlaps = «{ $received }» ({ $other }) пересекается с днями вопроса ({ $period }); назовите дни до или после них.
question-pace = Темп есть только у незаконченной недели, месяца, квартала или года; { $period } — не такой период: спросите, например, «в этом месяце».
resolve-no-part = Ни в одном названии ({ $dimension }) нет «{ $received }».
filter-weekday = «{ $received }» — не день недели; возможны: понедельник … воскресенье, выходные, будни.
filter-day-type = «{ $received }» — не тип дня; возможны: будни, выходные.
filter-hour = «{ $received }» — не час; возможны: от 0 до 23, 21:00, 9-12, утро, вечер.
note-same-days = Период ещё не закончился: { $days } сравниваются с { $other } — теми же днями другого периода.
note-part-of-name = «{ $part }» есть в { $count ->
    [one] { $count } названии
   *[other] { $count } названиях
}: { $names }.
note-account-of-id = Кабинет { $ids } — это { $names }.
note-demo-beside = Среди этих чисел есть демонстрационные данные; убрать их: demetra demo --remove.
note-unjoined = { $metric }: { $share } % выручки ({ $revenue } { $currency }) — по кампаниям без расходов, с рекламой она не связана.
note-unjoined-without = { $metric }: { $share } % выручки ({ $revenue } { $currency }) — по кампаниям без расходов, с рекламой она не связана; без неё показатель равен { $without }.
