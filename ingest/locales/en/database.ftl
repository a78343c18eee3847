database-bad-address = DEMETRA_DATABASE_URL is not a database address; give postgresql://user:password@host/name, or leave it empty for the built-in SQLite.
database-unreachable = The database { $address } does not answer ({ $problem }); check that it runs and that DEMETRA_DATABASE_URL names it.
database-away = The database does not answer right now; what is stored is safe. Try again in a minute.
database-waiting = The database { $address } does not answer yet ({ $problem }); waiting for it, up to { $seconds } s.
loads-unknown = There is no load { $received }. Possible: { $possible }; `demetra loads` lists them.
loads-none = Nothing has been loaded from files, so there is no load { $received } to take back.
loads-repeats = Load { $received } only repeated load { $first } and brought nothing of its own: take back { $first }.
database-full = The disk is full, so nothing more can be written; what was stored before is safe. Free some space and try again.
database-busy = Something else has been writing to the database for over half a minute. Wait until it is done and try again.
database-corrupt = The database file is damaged or no database. Put back a copy with demetra restore FILE (demetra backup makes them).
database-read-only = Nothing can be written where the data lie. Check who owns the data folder and whether it may be written.
database-disk = The disk did not do what the database asked of it. Check the disk, then demetra doctor --deep.
database-newer = The database was made by a newer Demetra (revision { $found }; this one knows { $known }). Install the newer version, or restore a copy of before.
copies-exists = { $file } is there already; a copy never replaces another. Give a new name.
copies-no-folder = The folder { $folder } is not there or can't be written. Make it first.
copies-failed = The copy could not be made or put back: { $problem }. Nothing was changed.
copies-damaged = { $file } in the copy is damaged ({ $problem }). Nothing was changed; take an older copy.
copies-no-program = PostgreSQL's { $program } is needed and not installed here. Install the PostgreSQL client, or copy with your own tools.
copies-missing = There is no file { $file }. Copies are made by demetra backup FILE.
copies-not-ours = { $file } is no copy made by demetra backup, or it is cut off. Nothing was changed.
copies-other-kind = The copy is of { $found }, here is { $here }: set DEMETRA_DATABASE_URL to the kind it was made from.
copies-say-yes = Restoring { $file } replaces everything that is there now. End Demetra, then repeat with --yes.
copies-made = Copied to { $file } ({ $bytes } bytes).
copies-restored = { $file } of { $made } is put back.
doctor-sound = The database is sound: its own check, sums against facts, owners of facts.
doctor-unsound = The database is not sound. Complaints: { $complaints }; campaign days off: { $campaigns }; account days off: { $accounts }; without owner: { $ownerless }. Put back a copy with demetra restore FILE, or load the days again.
copies-none = No copy of it has been made (demetra backup FILE makes one).
copies-last = The last copy was made at { $moment }, { $days ->
        [0] { $hours ->
            [0] less than an hour ago
            [one] { $hours } hour ago
           *[other] { $hours } hours ago
        }
        [one] { $days } day ago
       *[other] { $days } days ago
    }: demetra restore "{ $file }" --yes
copies-last-elsewhere = The last copy was made at { $moment } as { $file }, which is not there any more. Bring it back, then: demetra restore FILE --yes
leftovers-none = Nothing lies about that nobody needs.
leftovers-found = { $n ->
        [one] { $n } thing ({ $mb } MB) in the data folder is needed by nobody:
       *[other] { $n } things ({ $mb } MB) in the data folder are needed by nobody:
    }
leftovers-more = … and { $n } more; all of them: demetra doctor --deep --json
leftovers-past = past its days; demetra worker removes such files, so none has run for long: start one, or delete it
leftovers-unheld = a download that nobody is offered any more: delete it, unless a command wrote it for somebody
leftovers-undecided = an attached file that nobody said yes or no to: delete it
leftovers-broken-off = of a copy that was never finished: delete it
leftovers-gone-copy = a copy that is not there any more: make a new one with demetra backup FILE
leftovers-unknown = not Demetra's: look at it, then move it elsewhere or delete it
settings-no-folder = The data folder { $folder } is not there and can't be made ({ $problem }); name another in DEMETRA_DATA_DIR.
copies-at-work = A Demetra works on these data ({ $working }), and what it writes next would be lost. End every demetra up, ui and worker, then repeat: demetra restore "{ $file }" --yes
database-no-folder = The folder { $folder } of the database is not there and can't be made ({ $problem }); name another in DEMETRA_DATABASE_URL.
