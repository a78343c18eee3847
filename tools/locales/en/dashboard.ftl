# The dashboard in words. Names, amounts and figures come in words already.
dashboard-title = Dashboard
dashboard-channels = Channels
dashboard-curve = Revenue and spend by day
dashboard-figure = **{ $metric }**: { $value }
dashboard-figure-moved = **{ $metric }**: { $value } ({ $change }, was { $before })
dashboard-steps = **What to do first:**
dashboard-no-alerts = No open alerts.
dashboard-open-alerts = **Open alerts: { $n }**
dashboard-more-alerts = and { $n } more: ask “any alerts?”
