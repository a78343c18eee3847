# Plan against fact. Figures, names and shares come in already worded.
plan-head = **{ $month }**: { $elapsed } of the days are over{ $left ->
    [0] , the month is closed.
    [one] , { $left } day is left.
   *[other] , { $left } days are left.
}
plan-everywhere = all channels
plan-budget = budget
plan-budget-running = **{ $where }**, budget { $target }: { $fact } spent ({ $done }), at this pace { $expected } by the month's end ({ $low } to { $high }) — { $verdict }.
plan-budget-closed = **{ $where }**, budget { $target }: { $fact } spent ({ $done }, { $off } { $side ->
    [over] more
   *[left] less
}) — { $verdict }.
plan-goal-running = **{ $where }**, { $what }: goal { $target }, now { $fact }, at this pace { $expected } by the month's end ({ $low } to { $high }) — { $verdict }.
plan-goal-closed = **{ $where }**, { $what }: goal { $target }, result { $fact } — { $verdict }.
plan-gap = It takes { $gap } on each day left.
plan-more = { $n ->
    [one] One more line is in the table.
   *[other] { $n } more lines are in the table.
}
plan-verdict-reached = reached
plan-verdict-missed = missed
plan-verdict-will = will be reached
plan-verdict-likely = likely to be reached
plan-verdict-unlikely = likely to be missed
plan-verdict-wont = will be missed at this pace
plan-verdict-over = over budget
plan-verdict-under = money will be left
plan-verdict-even = on plan
plan-verdict-unknown = nothing came in yet
plan-title = { $what }, { $month }: plan and fact
plan-none = There is no budget and no goal for { $months }: load a plan file with channel, month, budget or target (demetra ingest plan.xlsx, or drop it here).
plan-too-long = { $received } covers { $months } months; plans are told for at most { $most } at once.
plan-pace = The pace is the last four weeks, weekday by weekday; its range held in 80% of earlier tries at the same distance.
column-plan = Plan
column-difference = Difference
column-done = Done
goal-line = - { $metric } { $target }, { $month } ({ $where })
goal-propose =
    Set these targets?
    { $lines }
goal-done =
    The targets are set; plan against fact, digest, alerts and the comparison of channels use them.
    { $lines }
goal-propose-remove =
    Take these targets back?
    { $lines }
goal-removed =
    The targets are gone.
    { $lines }
goal-list =
    Targets:
    { $lines }
goal-none = There are no such targets. Set one in words: “target CPA 900 for December”.
goal-bad-metric = A target can't be set for “{ $received }”; possible: { $possible }. Spend has budgets: load a plan.
goal-bad-target = “{ $received }” is no number above zero; give one, such as 900 or 150%.
goal-whose = The target ({ $received }) is for whoever sees the whole channel.
