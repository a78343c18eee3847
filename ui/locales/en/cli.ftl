cli-bad-settings = { $n ->
    [1] A setting
   *[other] { $n } settings
} can't be used; correct what follows in the environment or in .env:
    { $faults }
settings-value = { $variable } got “{ $received }”: { $possible }
settings-whole = it takes a whole number
settings-number = it takes a number
settings-yes-no = it takes true or false
settings-day = it takes a day as YYYY-MM-DD
settings-one-of = it takes one of { $expected }
settings-above = it takes more than { $gt }
settings-least = it takes { $ge } or more
settings-most = it takes { $le } or less
settings-zone = it takes an IANA name such as Europe/Moscow
settings-currency = it takes an ISO 4217 code such as RUB
settings-address = it takes an address such as https://host
settings-https = it takes an address that begins with https://
settings-database = it takes postgresql://user:password@host/name or sqlite:///path
settings-no-file = { $variable }_FILE names { $received }, which can't be read; give the path of a UTF-8 text file
settings-both = { $variable } and { $received } are both set; keep one of them
settings-unknown = { $variable } is no setting; near ones: { $nearest }
cli-no-question = There is no question; write one, such as: demetra ask "ROI by channel last month", or give --file.
cli-no-file = The file { $file } can't be read; give the path of a UTF-8 text file.
cli-bad-task = Line { $line } of the file is no task; write one JSON object a line: {"{"}"id": "1", "turns": ["a question"]{"}"}.
cli-bad-where = “{ $received }” is no filter; write dimension=value,value or dimension!=value.
cli-bad-having = “{ $received }” is no threshold; write metric<number, such as roas<1.5 (percentages as fractions).
cli-bad-map = “{ $received }” is no mapping; write field=Header, such as spend=Cost.
cli-bad-day = { $option } got “{ $received }”, which is no day; write it as YYYY-MM-DD.
doctor-ready = connected
doctor-missing = not connected; set { $names }
cli-refresh-step = { $source } { $account }: { $unit } ({ $number } of { $of })
cli-load = { $id }. { $moment } · { $file } ({ $source }): { $rows } rows read, { $inserted } new, { $updated } changed, { $rejected } in quarantine{ $times ->
    [1] {""}
   *[other] , loaded { $times } times
}
cli-no-loads = Nothing has been loaded from files.
cli-unloaded = Load { $id } ({ $file }) was taken back: { $removed } rows are gone, { $restored } stand again as before.
doctor-outbox = Messages waiting to be sent: { $n }, the earliest since { $since }.
doctor-outbox-error = Last reason: { $error }. InvalidToken means that Telegram does not know TELEGRAM_BOT_TOKEN: set the right one, nothing is lost.
cli-demo-loaded = The demo data is loaded: { $rows } rows, { $campaigns } campaigns; { $inserted } new, { $updated } changed.
cli-rule-on = on
cli-rule-off = off
cli-demo-removed = The demo data was taken out: { $rows } rows. What was forecast and advised from it went with it.
cli-beside-demo = The demo data stands beside these figures and is summed with them. Take it out: demetra demo --remove.
cli-bad-argument = { $argument } got “{ $received }”, which can't be used: { $problem }.
usage-no-option = { $command } has no option { $received }. All of them: { $command } --help.
usage-no-option-near = { $command } has no option { $received }; near ones: { $near }. All of them: { $command } --help.
usage-no-command = There is no command “{ $received }”. All of them: { $command } --help.
usage-missing = { $name } is missing. What it takes: { $command } --help.
usage-no-value = { $name } needs a value. What it takes: { $command } --help.
usage-bad-value = The value of { $name } can't be used; expected: { $expected }.
usage-other = { $command } does not know what to do with “{ $received }”. What it takes: { $command } --help.
usage-whole = a whole number
usage-number = a number
usage-yes-no = yes or no
cli-migrated = The tables are up to date: { $database }.
