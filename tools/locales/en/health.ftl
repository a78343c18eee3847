# How fresh and whole the data are.
health-none = No data yet: load a file or connect an ad account.
health-nothing = There are no data for any day yet.
health-fine = The data are fresh: every channel is loaded up to { $day }, that is, yesterday.
health-behind = Yesterday is not there yet: data up to { $day }.
health-ripening = Days from { $since } on are still coming in: { $channel } has { $share } of the final conversions of { $day }.
health-ripe-unknown = How conversions come in is not measured here yet ({ $channels }): for that the same day must be loaded several times. Platforms usually add to the last { $n } days, so take those from { $since } on as preliminary.
health-late = The newest data are of { $day }; these do not reach yesterday: { $names }.
health-broken = Not refreshing: { $names }.
health-line = - **{ $channel }**: { $said }.
health-reach = up to { $day }{ $lag ->
    [0] { "" }
    [one] { ", " }{ $lag } day behind
   *[other] { ", " }{ $lag } days behind
}
health-empty = no data
health-never = never refreshed successfully
health-refreshed = refreshed { $when }
health-loaded = loaded from a file { $when }
health-next = next refresh { $when }
health-due = next refresh as soon as the worker runs
health-today = today at { $clock }
health-moment = { $day } at { $clock }
health-reconciled = campaigns add up to the ad account for { $days } ({ $total })
health-mismatch = for { $days } the ad account says { $total }, which is { $difference } { $more ->
    [true] more
   *[false] less
} than its campaigns
health-error-auth = **The platform does not accept the access: connect the account again and renew the token.**
health-error-permission = **No right to read this account: ask its owner for read access.**
health-error-rate-limit = The platform asked to wait: the refresh goes on by itself where it stopped.
health-error-request = **The platform refused the request: repeating will not help, tell the developers.**
health-error-transient = The platform had a temporary fault: the next refresh tries again.
health-error-schema = **The platform answered in an unknown form: nothing of that answer is stored, tell the developers.**
health-drift = The platform no longer knows the fields { $fields }: the rest is loaded without them.
health-quarantine = { $n ->
    [one] { $n } row from { $source } is
   *[other] { $n } rows from { $source } are
} in quarantine and in no figure: { $reasons }.
health-reason = { $reason } — { $n }
health-basis = The accounts count differently:
health-basis-line = - { $channel }: { $said }
health-basis-currency = currency { $value }
health-basis-timezone = time zone { $value }
health-basis-attribution = attribution { $value }
health-basis-conversion-definition = a conversion is { $value }
health-counts-purchase = a purchase
health-counts-conversion = what the campaign is optimised for
health-counts-conversions = the primary conversion actions
health-counts-goals = every goal of Metrica
health-vat-true = VAT included
health-vat-false = without VAT
health-title = Freshness of the data
health-refresh-preview = I will refresh the data from the connected accounts{ $source }. It takes seconds to minutes. Go ahead? Answer "yes".
health-refresh-off = Here the worker refreshes; run demetra refresh.
health-refresh-done = Done: { $names }, { $rows } new and changed rows.
health-refresh-failed = Could not refresh: { $names }.
health-refresh-busy = The data are being refreshed already; wait a minute.
health-refresh-nothing = No ad accounts are connected: there is nothing to refresh.
alerting-none = There are no open alerts.
alerting-none-here = No open alerts of { $channels }.
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
alerting-remove = I will delete the rule: { $rule }.
alerting-change = I will change the rule: { $rule }.
alerting-done-add = The rule is on: { $rule }.
alerting-done-remove = The rule is deleted: { $rule }.
alerting-done-change = The rule is changed: { $rule }.
alerting-needs-phrase = Say the rule in words, such as: "warn me if spend is above 600 two days in a row".
alerting-needs-rule = Which rule? There are: { $possible }.
alerting-backtest-title = Firings of the rule { $rule }
alerting-rules-title = Rules
alerting-rules = { $n } rules, { $on } of them on.
alerting-state-pending = being checked
alerting-state-firing = open
alerting-state-acknowledged = acknowledged
alerting-state-snoozed = snoozed
alerting-state-resolved = over
alerting-past = { $days }: { $n ->
    [one] there was { $n } alert:
   *[other] there were { $n } alerts:
}
alerting-past-none = { $days }: there were no alerts.
alerting-pause = I will pause the rule: { $rule }.
alerting-resume = I will switch the rule on again: { $rule }.
alerting-go-ahead = Go ahead? Answer "yes".
alerting-done-pause = The rule is paused: { $rule }.
alerting-done-resume = The rule is on again: { $rule }.
alerting-already-off = This rule is paused already: { $rule }.
alerting-already-on = This rule is on already: { $rule }.
alerting-change-what = What shall change in the rule "{ $rule }"? Name a level, days or a severity, such as "change the threshold to 700".
alerting-which = Several rules fit. Which one?
alerting-which-none = I do not see such a rule. Say its number, such as "pause rule 3". There are:
alerting-rules-how = Change, pause or delete one by its number or in your own words.
alerting-whose-mine = yours alone
alerting-whose-team = the team's
alerting-yes-add = ✅ Create the rule: { $rule }
alerting-yes-remove = ✅ Delete the rule: { $rule }
alerting-yes-pause = ✅ Pause the rule: { $rule }
alerting-yes-resume = ✅ Switch on the rule: { $rule }
alerting-yes-change = ✅ Change the rule: { $rule }
