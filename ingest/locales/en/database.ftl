database-bad-address = DEMETRA_DATABASE_URL is not a database address; give postgresql://user:password@host/name, or leave it empty for the built-in SQLite.
database-unreachable = The database { $address } does not answer ({ $problem }); check that it runs and that DEMETRA_DATABASE_URL names it.
database-away = The database does not answer right now; what is stored is safe. Try again in a minute.
database-waiting = The database { $address } does not answer yet ({ $problem }); waiting for it, up to { $seconds } s.
loads-unknown = There is no load { $received }. Possible: { $possible }; `demetra loads` lists them.
loads-none = Nothing has been loaded from files, so there is no load { $received } to take back.
loads-repeats = Load { $received } only repeated load { $first } and brought nothing of its own: take back { $first }.
