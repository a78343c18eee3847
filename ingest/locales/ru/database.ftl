database-bad-address = DEMETRA_DATABASE_URL — не адрес базы; укажите postgresql://user:password@host/name или оставьте пустым для встроенной SQLite.
database-unreachable = База { $address } не отвечает ({ $problem }); проверьте, что она запущена и что DEMETRA_DATABASE_URL указывает на неё.
database-away = База данных сейчас не отвечает; сохранённое не пострадало. Повторите через минуту.
database-waiting = База { $address } пока не отвечает ({ $problem }); жду её до { $seconds } с.
loads-unknown = Загрузки { $received } нет. Возможны: { $possible }; список показывает `demetra loads`.
loads-none = Из файлов ничего не загружено, поэтому загрузку { $received } отменить нельзя.
loads-repeats = Загрузка { $received } лишь повторила загрузку { $first } и своего не принесла: отмените { $first }.
