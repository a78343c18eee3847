database-bad-address = DEMETRA_DATABASE_URL — не адрес базы; укажите postgresql://user:password@host/name или оставьте пустым для встроенной SQLite.
database-unreachable = База { $address } не отвечает ({ $problem }); проверьте, что она запущена и что DEMETRA_DATABASE_URL указывает на неё.
database-away = База данных сейчас не отвечает; сохранённое не пострадало. Повторите через минуту.
database-waiting = База { $address } пока не отвечает ({ $problem }); жду её до { $seconds } с.
loads-unknown = Загрузки { $received } нет. Возможны: { $possible }; список показывает `demetra loads`.
loads-none = Из файлов ничего не загружено, поэтому загрузку { $received } отменить нельзя.
loads-repeats = Загрузка { $received } лишь повторила загрузку { $first } и своего не принесла: отмените { $first }.
database-full = Диск заполнен, записать больше ничего нельзя; сохранённое раньше цело. Освободите место и повторите.
database-busy = В базу больше полуминуты пишет кто-то другой. Дождитесь конца и повторите.
database-corrupt = Файл базы повреждён или это не база. Верните копию: demetra restore ФАЙЛ (копии делает demetra backup).
database-read-only = Там, где лежат данные, нельзя ничего записать. Проверьте, чья папка данных и можно ли в неё писать.
database-disk = Диск не выполнил того, что просила база. Проверьте диск, затем demetra doctor --deep.
database-newer = Базу создала более новая Demetra (версия { $found }, здесь известна { $known }). Установите новую версию или верните прежнюю копию.
copies-exists = { $file } уже есть, копия не заменяет другую. Дайте новое имя.
copies-no-folder = Папки { $folder } нет или в неё нельзя писать. Сначала создайте её.
copies-failed = Копию не удалось сделать или вернуть: { $problem }. Ничего не изменилось.
copies-damaged = { $file } в копии повреждён ({ $problem }). Ничего не изменилось; возьмите копию постарше.
copies-no-program = Нужна программа { $program } из PostgreSQL, её здесь нет. Установите клиент PostgreSQL или копируйте своими средствами.
copies-missing = Файла { $file } нет. Копии делает demetra backup ФАЙЛ.
copies-not-ours = { $file } — не копия demetra backup или обрезан. Ничего не изменилось.
copies-other-kind = Копия сделана с { $found }, а здесь { $here }: задайте в DEMETRA_DATABASE_URL базу того же вида.
copies-say-yes = Возврат { $file } заменит всё, что есть сейчас. Остановите Demetra и повторите с --yes.
copies-made = Скопировано в { $file } ({ $bytes } байт).
copies-restored = { $file } от { $made } возвращён.
doctor-sound = База цела: её собственная проверка, суммы и факты, владельцы фактов.
doctor-unsound = База не цела. Замечания: { $complaints }; дней кампаний с ошибкой: { $campaigns }; дней кабинетов: { $accounts }; без владельца: { $ownerless }. Верните копию: demetra restore ФАЙЛ, или загрузите дни заново.
copies-none = Копий базы нет (их делает demetra backup ФАЙЛ).
copies-last = Последняя копия сделана { $moment }, { $days ->
        [0] { $hours ->
            [0] меньше часа назад
            [one] { $hours } час назад
            [few] { $hours } часа назад
           *[other] { $hours } часов назад
        }
        [one] { $days } день назад
        [few] { $days } дня назад
       *[other] { $days } дней назад
    }: demetra restore "{ $file }" --yes
copies-last-elsewhere = Последняя копия сделана { $moment } в { $file }, но её там больше нет. Верните файл на место, затем: demetra restore ФАЙЛ --yes
leftovers-none = Ненужных файлов нет.
leftovers-found = { $n ->
        [one] { $n } файл или папка ({ $mb } МБ) в папке данных никому не нужны:
        [few] { $n } файла или папки ({ $mb } МБ) в папке данных никому не нужны:
       *[other] { $n } файлов и папок ({ $mb } МБ) в папке данных никому не нужны:
    }
leftovers-more = … и ещё { $n }; все: demetra doctor --deep --json
leftovers-past = срок хранения прошёл; такие файлы убирает demetra worker, значит, он давно не работал: запустите его или удалите файл
leftovers-unheld = выгрузка, которую уже никому не предлагают: удалите, если её не записала для кого-то команда
leftovers-undecided = приложенный файл, которому не сказали ни да, ни нет: удалите
leftovers-broken-off = от копии, которую не доделали: удалите
leftovers-gone-copy = копии здесь больше нет: сделайте новую, demetra backup ФАЙЛ
leftovers-unknown = это не от Demetra: посмотрите, что это, и переложите или удалите
settings-no-folder = Папки данных { $folder } нет, и создать её нельзя ({ $problem }); укажите другую в DEMETRA_DATA_DIR.
copies-at-work = С этими данными работает Demetra ({ $working }), и всё, что она запишет дальше, пропало бы. Остановите все demetra up, ui и worker и повторите: demetra restore "{ $file }" --yes
database-no-folder = Папки базы { $folder } нет, и создать её нельзя ({ $problem }); укажите другую в DEMETRA_DATABASE_URL.
