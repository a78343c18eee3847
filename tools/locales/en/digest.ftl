# Digests and explanations of changes. Figures, dates and names come in words already.
label-contribution = { $metric }, contribution
label-rate = { $metric }, contribution of the rate itself
label-mix = { $metric }, contribution of the mix
explain-contrary = { $went ->
    [up] { $metric } did not go down in these days: it went up.
   *[down] { $metric } did not go up in these days: it went down.
}
explain-headline = **{ $metric }**: { $before } → **{ $after }** ({ $change }).
explain-headline-expected = **{ $metric }**: expected { $before }, came out **{ $after }** ({ $change }).
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
explain-movers = What stands out most ({ $looked } and their combinations):
    { $parts }
explain-no-movers = No part stands out ({ $looked } and their combinations): the change is general.
explain-mover = - **{ $name }**: { $before } → { $after }, contribution **{ $part }** ({ $share } of the change)
explain-mover-plain = - **{ $name }**: { $before } → { $after }, contribution **{ $part }**
explain-without = without { $values }
explain-quoted = “{ $value }”
explain-movers-title = What stands out
explain-new = New campaigns: { $names }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
} — contribution { $part }
explain-gone = No longer running: { $names }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
} — contribution { $part }
explain-events = Known about these days:
    { $parts }
explain-caution = A contribution is the arithmetic of the change, not its cause.
explain-drill = More about { $name }
explain-plan-days = plan for the days gone by
explain-forecast-days = forecast from the days before
explain-plan-ratio = “{ $metric }” does not add up over channels: plan against fact shows how far it is from its goals.
explain-no-plan = This month has no plan for “{ $metric }”.
explain-no-forecast = Too few days before this period to say what the forecast of “{ $metric }” would have been.
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
digest-why-factor = Main driver: { $factor }, { $before } before, { $after } now.
digest-why-part = { $side ->
    [up] { $name } gained the most: { $what } { $part }.
   *[down] { $name } lost the most: { $what } { $part }.
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
    [met] reached
    [missed] missed
    [yes] on course
   *[no] short of it
}
digest-new = { $period ->
    [daily] 🔔 What is new:
    [weekly] 🔔 What the week brought:
   *[monthly] 🔔 What the month brought:
}
digest-old = { $n ->
    [one] { $n } more alert is open, unchanged.
   *[other] { $n } more alerts are open, unchanged.
}
digest-old-critical = 🔴 Not solved for { $days ->
    [one] { $days } day
   *[other] { $days } days
}: { $what } ({ $where }).{ $n ->
    [0] { "" }
    [one] { " " }{ $n } more alert is open.
   *[other] { " " }{ $n } more alerts are open.
}
digest-more = and { $n } more
digest-no-alerts = 🔔 No open alerts.
digest-advice = 💡 Move { $amount } a month: { $giver } → { $taker }. Together with the other shifts it would bring { $gain } more revenue ({ $low } to { $high }); for the whole plan ask "how should I split the budget?".
digest-fresh = 🕒 Data up to and including { $day }.
digest-stale = 🕒 Data up to { $day }; behind: { $names }.
digest-outdated = **The last data are of { $day }** (nothing new for { $age ->
    [one] { $age } day
   *[other] { $age } days
}), so there is no { $period } digest today: old figures would only mislead. Check the loads and the access to the accounts — "how fresh are the data?".
