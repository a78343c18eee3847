# How fresh and whole the data are.
health-none = No data yet: load a file or connect an ad account.
health-fine = The data are fresh: every source reaches { $day }.
health-late = Data up to { $day }; lagging behind: { $names }.
health-line = - { $channel }: up to { $day }{ $lag ->
    [0] { "" }
    [one] { ", " }{ $lag } day behind
   *[other] { ", " }{ $lag } days behind
}{ $error }
health-error = { ", last load: " }{ $message }
health-empty = - { $channel }: no data
health-quarantine = { $n ->
    [one] { $n } row is
   *[other] { $n } rows are
} in quarantine and in no figure.
health-title = Freshness of the data
health-refresh-preview = I will refresh the data from the connected accounts{ $source }. It takes seconds to minutes. Go ahead? Answer "yes".
health-refresh-off = Here the worker refreshes; run demetra refresh.
health-refresh-done = Done: { $names }, { $rows } new and changed rows.
health-refresh-failed = Could not refresh: { $names }.
health-refresh-busy = The data are being refreshed already; wait a minute.
health-refresh-nothing = No ad accounts are connected: there is nothing to refresh.
alerting-none = There are no open alerts.
alerting-open = { $n ->
    [one] { $n } open alert:
   *[other] { $n } open alerts:
}
alerting-line = - **{ $severity }** · { $message } { $reason }
alerting-title = Alerts
alerting-severity-low = low
alerting-severity-medium = medium
alerting-severity-high = high
alerting-severity-critical = critical
alerting-fired = In the last { $days } days the rule would have fired { $n ->
    [one] once
   *[other] { $n } times
}, { $weekly } messages a week.
alerting-holds = The condition holds right now: { $names }.
alerting-confirm = Switch it on? Answer "yes".
alerting-remove = I will switch off the rule { $rule }. Go ahead? Answer "yes".
alerting-change = I will change the rule { $rule }: { $settings }. Go ahead? Answer "yes".
alerting-done-add = The rule { $rule } is on.
alerting-done-remove = The rule { $rule } is off.
alerting-done-change = The rule { $rule } is changed.
alerting-needs-phrase = Say the rule in words, such as: "warn me if CPA of Instagram is above 600 two days in a row".
alerting-needs-rule = Which rule? There are: { $possible }.
alerting-backtest-title = Firings of the rule { $rule }
alerting-rules-title = Rules
alerting-rules = { $n } rules, { $on } of them on.
