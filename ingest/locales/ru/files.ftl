files-none = Не назван ни один файл: укажите один или несколько путей.
files-missing = Файла { $file } нет: проверьте путь.
files-empty = Файл { $file } пуст.
files-unreadable = { $file } повреждён или это не тот формат, что обещают первые байты: выгрузите его снова в CSV или XLSX.
files-not-a-table = { $file } — не таблица: загрузить можно CSV, TSV, XLSX, JSON Lines, в том числе сжатые gzip.
files-no-header = Ни одна строка { $file } не похожа на заголовок: в первых строках нужны названия столбцов, например Дата, Кампания, Расход.
files-no-rows = В { $file } есть заголовок, но под ним нет строк.
files-no-day = В { $file } нет столбца с днём. Его столбцы: { $received }. Загрузите так: { $hint }.
files-no-measure = В { $file } нет столбца с показателем. Его столбцы: { $received }. Загрузите так: { $hint } (либо impressions, clicks, leads, conversions, revenue).
files-map-unknown-field = --map не знает поля { $received }. Возможные: { $possible }.
files-map-unknown-header = В файле нет столбца { $received }. Возможные: { $possible }.
files-outside = В файле есть строки «{ $whose }» — это вам не открыто, поэтому не загружено ничего. Уберите такие строки, а строкам без кабинета добавьте столбец «Кабинет» с одним из ваших.
files-outside-some = В файле есть строки, которые попали бы туда, что вам не открыто, поэтому не загружено ничего.
files-unknown-currency = { $received } — не валюта: пришлите код ISO, например RUB, USD или EUR.
files-plan-no-channel = { $file } похож на план, но в нём нет столбца с каналом. Его столбцы: { $received }. Укажите: --map channel=Заголовок.

files-note-ignored = Столбцы, оставленные в стороне: знакомых чисел в них нет — { $headers }.
files-note-own = Сохранены под своими именами, о них можно спрашивать как есть: { $headers }. Если это обычный показатель: --map conversions="{ $example }" (или leads, revenue). Если не нужен: --map aside="{ $example }".
files-note-own-full = Для столбцов под своими именами больше нет места (хранится { $counts } счётчиков и { $sums } сумм): { $headers }. Отмените загрузку или назовите столбцы через --map.
files-note-own-unread = Ячейки, в которых не числа, остались пустыми (столбец и сколько): { $headers }.
files-note-cut = Сохранены как разрезы под своими именами, по ним можно группировать и отбирать: { $headers }. Если не нужен: --map aside="{ $example }".
files-note-cut-full = Для разрезов под своими именами больше нет места (хранится { $most }): { $headers }. Отмените загрузку или уберите столбцы через --map aside=.
files-note-left-constant = Одно и то же во всех строках, делить по нему нечего: { $headers }. Чтобы всё же сохранить: --map own="{ $example }".
files-note-left-unique = Имена и номера, которые почти не повторяются, — не группы, они оставлены в стороне: { $headers }. Чтобы всё же сохранить: --map own="{ $example }".
files-note-left-comment = Комментарии и другие фразы оставлены в стороне: { $headers }. Чтобы всё же сохранить: --map own="{ $example }".
files-note-left-moments = Другие даты и время оставлены в стороне: { $headers }. Чтобы всё же сохранить: --map own="{ $example }".
files-note-assumed-day = Дни взяты из «{ $header }»: другого столбца с днём в файле нет. Если это другой столбец: --map day=Заголовок.
files-note-assumed = «{ $header }» — это { $field ->
    [spend] расход
    [conversions] конверсии
    [leads] заявки
   *[revenue] выручка
}: другого столбца для них в файле нет, а числа ведут себя так же. Если это другой столбец: --map { $field }=Заголовок. Чтобы оставить его под своим именем: --map own="{ $header }".
files-note-parts = { $field ->
    [spend] Расход
    [impressions] Показы
    [clicks] Клики
    [leads] Заявки
    [conversions] Конверсии
   *[revenue] Выручка
} — сумма нескольких столбцов: { $headers }. Каждый сохранён и под своим именем. Если считать только один: --map { $field }="{ $example }".
files-note-left-share = Доли и коэффициенты нельзя складывать, они оставлены в стороне: { $headers }. Чтобы всё же сохранить: --map own="{ $example }".
files-note-left-average = Цены и средние нельзя складывать, они оставлены в стороне: { $headers }. Чтобы всё же сохранить: --map own="{ $example }".
files-note-left-rank = Места и оценки нельзя складывать, они оставлены в стороне: { $headers }. Чтобы всё же сохранить: --map own="{ $example }".
files-note-left-standing = Остатки на момент нельзя складывать по дням, они оставлены в стороне: { $headers }. Чтобы всё же сохранить: --map own="{ $example }".
files-note-left-number = Номера и коды — не показатели, они оставлены в стороне: { $headers }. Чтобы всё же сохранить: --map own="{ $example }".
files-note-left-days = Даты и время — не показатели, они оставлены в стороне: { $headers }. Чтобы всё же сохранить: --map own="{ $example }".
files-note-left-currency = Деньги не в валюте файла оставлены в стороне: { $headers }. Загрузите их отдельным файлом.
files-note-left-description = Заголовок слишком длинный для имени, эти числа оставлены в стороне: { $headers }. Сократите заголовок в файле или назовите столбец: --map conversions="{ $example }" (или leads, revenue).
files-note-cpa-is-cost = Столбец { $header } принят за полную стоимость строки: другой стоимости в файле нет, а рядом стоят коэффициенты.
files-note-derived = В файле нет { $measure }: вычислено из { $base } и { $ratio } и помечено как производное.
files-note-day-order = Дни вида { $example } читаются двояко; прочитано так: { $order ->
    [day_first] сначала день
   *[month_first] сначала месяц
}.
files-note-one-channel = В файле нет столбца с каналом: все строки отнесены к { $channel }. Иначе: --map channel=Заголовок или --source.
files-note-no-channel = Файл не говорит, из какого он канала: его строки записаны как «{ $channel }». Назовите канал: --source vk (или tiktok, meta …) либо --map channel=Заголовок.
files-note-surfaces = { $parts } считаются как { $channel }: их строки прибавлены к нему.
files-note-results-leads = «{ $header }» здесь считает и лиды ({ $kinds }): они записаны в лиды, а не в конверсии.
files-note-results-aside = «{ $header }» вида { $kinds } — не конверсии, они не учтены.
files-note-hours = Часы («{ $header }») сложены по дням: на вопросы о часах этот файл не отвечает.
files-note-longer = Строки охватывают больше одного дня («{ $header }»): суммы стоят на первом дне периода. Чтобы видеть динамику, выгрузите отчёт с разбивкой по дням.
files-note-new-channel = { $channel } — новый канал ({ $code }).
files-note-totals = { $count ->
    [one] { $count } строка итогов пропущена.
    [few] { $count } строки итогов пропущены.
   *[many] { $count } строк итогов пропущено.
}
files-note-other-currency = У { $channel } уже есть суммы в { $stored }; новые — в { $received }. Каждые остаются в своей валюте, а в ответах пересчитываются по курсу дня.
files-note-summed = { $count ->
    [one] { $count } строка мельче, чем день кампании, и прибавлена к другим строкам этого дня.
    [few] { $count } строки мельче, чем день кампании, и прибавлены к другим строкам этого дня.
   *[many] { $count } строк мельче, чем день кампании, и прибавлены к другим строкам этого дня.
}
files-note-moved = Эти строки раньше лежали как «{ $old }»; теперь это { $channel }, дважды они не считаются.
files-note-reloaded = Этот же файл уже загружали с другими настройками (загрузка { $load }); он прочитан заново и считается один раз.
files-note-superseded = { $count ->
    [one] { $count } строка заменена более новой версией из того же файла.
    [few] { $count } строки заменены более новыми версиями из того же файла.
   *[many] { $count } строк заменены более новыми версиями из того же файла.
}
files-note-rejected = { $count ->
    [one] { $count } строка в карантине: { $reason }.
    [few] { $count } строки в карантине: { $reason }.
   *[many] { $count } строк в карантине: { $reason }.
}

files-reason-too_few_cells = ячеек меньше, чем столбцов
files-reason-too_many_cells = ячеек больше, чем столбцов
files-reason-broken_line = строку нельзя прочитать
files-reason-missing_day = нет дня
files-reason-bad_date = день нельзя прочитать
files-reason-future_day = день ещё не наступил
files-reason-missing_channel = нет канала
files-reason-missing_campaign = нет кампании
files-reason-unknown_currency = неизвестная валюта
files-reason-not_a_number = показатель не является числом
files-reason-too_large = слишком большое число
files-reason-negative_measure = показатель меньше нуля
files-reason-clicks_above_impressions = кликов больше, чем показов
files-reason-no_measures = нет ни одного показателя
files-reason-missing_month = нет месяца
files-reason-unknown_metric = неизвестный показатель
files-reason-missing_key = в строке нет обязательного поля
files-reason-not_readable = значение в строке не читается
files-unfolds = { $file } мал, но разворачивается больше чем в { $most } МБ — статистика такой не бывает. Сохраните его без сжатия или по частям.
files-too-many-cells = Лист { $file } слишком велик: читается до { $rows } строк и { $cells } ячеек. Удалите пустые отформатированные строки и столбцы или разделите его.
files-too-deep = { $file } — JSON глубже { $most } уровней, это не таблица. Выгрузите статистику по одному объекту на строку.
files-too-heavy = Чтение { $file } заняло больше памяти, чем отведено на файл, поэтому оно остановлено и ничего не сохранено. Разделите файл по месяцам и приложите части.
files-too-slow = Чтение { $file } шло дольше { $seconds } секунд, поэтому оно остановлено и ничего не сохранено. Разделите файл по месяцам и приложите части.
files-note-table-left = «{ $table }» пропущено: таблицы с днём и показателем там нет.
files-note-table-coarser = «{ $table }» пропущено: это суммы того, что другая таблица файла даёт по кампаниям.
files-note-formulas = Формулы без сохранённого значения вычислить не удалось: { $cells }. Откройте книгу, сохраните и загрузите снова.
files-note-year-assumed = День и месяц указаны без года: взят последний прошедший год.
files-note-channels-down = Каналы стоят столбцами ({ $channels }): каждый стал отдельными строками.
files-note-channel-sums = Суммы столбцов каналов второй раз не считаются и пропущены: { $headers }.
files-note-channel-repeats = Эти столбцы повторяют другой столбец своего канала и пропущены: { $headers }.
files-note-total-rest = «{ $header }» больше суммы столбцов каналов на { $rest }: остаток лежит как «file».
files-note-without-channel = { $headers } без канала: эти числа лежат как «file».
files-note-periods-down = Месяцы или дни стоят столбцами: каждый стал отдельными строками, числа — { $measure }.
files-note-plans-left = Строки «{ $names }» — план, а не факт, они пропущены.
files-note-period-sums = Рядом со столбцами месяцев или дней эти — их суммы или числа без месяца: { $headers }. Они не взяты.
files-note-period-above = В таблице нет столбца с днём: числа относятся ко всему периоду { $start } – { $end }. Для чисел по дням добавьте в отчёт разбивку (сегмент) по дням.
files-nothing-usable = Из { $file } ничего не удалось взять: все строки ({ $rows }) в карантине ({ $reasons }). Исправьте их или назовите столбцы: --map поле=Заголовок.
files-note-rows-deals = Каждая строка — сделка: она считается лидом, а выигранная — и конверсией.
files-note-rows-orders = Каждый заказ считается одной конверсией, сколько бы строк в нём ни было; отменённые и неоплаченные не считаются.
files-note-not-won = Выручка — только выигранные и оплаченные сделки. Эти в неё не входят (строк: сумма): { $stages }.
files-note-stage-unknown = Неизвестно, выиграны ли сделки на этих этапах, поэтому выручкой они пока не считаются (строк: сумма): { $stages }. Если выиграны: --map won="{ $example }", несколько — через запятую.
files-note-partly-returned = Возвращены частично, и не везде сказано, сколько (строк: сумма): { $stages }.
files-note-refunds = { $count ->
    [one] { $count } возврат уменьшает выручку на { $sum }.
    [few] { $count } возврата уменьшают выручку на { $sum }.
   *[many] { $count } возвратов уменьшают выручку на { $sum }.
}
files-note-unjoined = { $share } % выручки ({ $sum }) — по кампаниям без расходов на рекламу, с рекламой она не связана: { $campaigns }.
files-note-unjoined-all = Выручка ({ $sum }) с рекламой не связана: расходов по этим кампаниям в базе нет ({ $campaigns }). Продажи и расходы связываются по каналу, кампании и дню.
files-note-names-cut = { $n ->
        [one] { $n } название длиннее { $most } байт: оставлено его начало
        [few] { $n } названия длиннее { $most } байт: оставлены их начала
       *[other] { $n } названий длиннее { $most } байт: оставлены их начала
    } с меткой, по которой разные названия отличаются («{ $example }»). Все строки на месте.
