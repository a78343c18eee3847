# Digests and explanations of changes. Figures, dates and names come in words already.
label-contribution = { $metric }, contribution
label-rate = { $metric }, contribution of the rate itself
label-mix = { $metric }, contribution of the mix
explain-headline = **{ $metric }**: { $before } → **{ $after }** ({ $change }).
explain-same = **{ $metric }** has not changed: { $after }.
explain-unknown = **{ $metric }**: there is nothing to compare with (before { $before }, after { $after }).
explain-factors = What the change is made of:
    { $parts }
explain-factor = - { $name }: { $before } → { $after }, contribution **{ $part }**
explain-parts = { $cut ->
    [channel] By channel:
   *[campaign] By campaign:
}
    { $parts }
explain-part = - { $name }: **{ $part }**
explain-parts-title = { $cut ->
    [channel] Contribution of channels
   *[campaign] Contribution of campaigns
}
explain-factors-title = Contribution of factors
explain-chart = { $metric }: what the change is made of

digest-title = { $period ->
    [daily] Daily digest
    [weekly] Weekly digest
   *[monthly] Monthly digest
} · { $days }
digest-cards = Key figures · { $days }
digest-against = { $period ->
    [daily] against the same day a week before
    [weekly] against the week before
   *[monthly] against the month before
}
digest-quiet = Nothing important: { $headline }, within the usual range.
digest-headline = { $metric } { $value } ({ $change } { $against })
digest-why-factor = Main reason: { $factor } went { $before } → { $after }.
digest-why-part = Most of it comes from { $name }: { $part }.
digest-best = 👍 Best: { $name } — { $metric } { $value }{ $change }.
digest-worst = 👎 Worst: { $name } — { $metric } { $value }{ $change }.
digest-goals = 🎯 { $over ->
    [yes] Result
   *[no] Forecast
} against the goal for { $month }:
digest-goal = - { $where }: { $metric } { $value } against a goal of { $target } — { $good ->
    [yes] on track
   *[no] short of it
}{ $share }
digest-goal-share = { " " }({ $share } of the goal)
digest-alerts = { $n ->
    [one] 🔔 { $n } open alert:
   *[other] 🔔 { $n } open alerts:
}
digest-alert = - { $message }
digest-more = and { $n } more
digest-no-alerts = 🔔 No open alerts.
digest-ended = ✅ Ended in this period: { $n }.
digest-advice = 💡 Budget advice: { $advice }
digest-fresh = 🕒 Data up to and including { $day }.
digest-stale = 🕒 Data up to { $day }; lagging behind: { $names }.
digest-no-data = No data yet: load a file or connect an ad account.
digest-table = Channels in the period
