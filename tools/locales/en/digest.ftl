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
digest-no-data = No data yet: load a file or connect an ad account.
digest-table = Channels in the period
digest-why-factor = It is the { $factor }: { $before } before, { $after } now.
digest-why-part = { $side ->
    [up] { $name } gained the most: { $part }.
   *[down] { $name } lost the most: { $part }.
}
digest-best = 👍 Best: { $name }, { $metric } { $value }{ $change }.
digest-worst = 👎 Worst: { $name }, { $metric } { $value }{ $change }.
digest-was = { " " }(was { $value })
digest-goals = { $over ->
    [yes] 🎯 { $month } is closed: { $good } of { $n } goals reached.
   *[no] 🎯 Goals, { $month }: { $good } of { $n } are on course.
}
digest-goal = - { $where }, { $metric }: { $bar ->
    [none] { "" }
   *[other] { $bar } { $share },{ " " }
}{ $value } against a goal of { $target } — { $good ->
    [yes] on course
   *[no] short of it
}
digest-new = 🔔 What is new:
digest-old = { $n ->
    [one] { $n } more alert is open, unchanged.
   *[other] { $n } more alerts are open, unchanged.
}
digest-old-critical = 🔴 Not solved: { $where }, { $what }, for { $days ->
    [one] { $days } day
   *[other] { $days } days
}. Open and unchanged in all: { $n }.
digest-more = and { $n } more
digest-no-alerts = 🔔 No open alerts.
digest-advice = 💡 Move { $amount } a month: { $giver } → { $taker }. Together with the other shifts it would bring { $gain } more revenue ({ $low } to { $high }); for the whole plan ask "how should I split the budget?".
digest-fresh = 🕒 Data up to and including { $day }.
digest-stale = 🕒 Data up to { $day }; behind: { $names }.
digest-outdated = **No fresh data since { $day }** ({ $age ->
    [one] { $age } day
   *[other] { $age } days
}), so there is no { $period } digest today: old figures would only mislead. Check the loads and the access to the accounts — "how fresh are the data?".
