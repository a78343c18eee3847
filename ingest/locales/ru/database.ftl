database-bad-address = DEMETRA_DATABASE_URL — не адрес базы; укажите postgresql://user:password@host/name или оставьте пустым для встроенной SQLite.
database-unreachable = База { $address } не отвечает; проверьте, что она запущена и что DEMETRA_DATABASE_URL указывает на неё.
