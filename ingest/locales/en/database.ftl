database-bad-address = DEMETRA_DATABASE_URL is not a database address; give postgresql://user:password@host/name, or leave it empty for the built-in SQLite.
database-unreachable = The database { $address } does not answer; check that it runs and that DEMETRA_DATABASE_URL names it.
