# Plan against fact. Figures, names and shares come in already worded.
plan-everywhere = all channels
plan-budget = budget
plan-lead-none = **Plan, { $when }**:
plan-budget-lead-ahead = **{ $head }**: { $target }.
plan-budget-lead-begun = **{ $head }**: { $target }, { $fact } of it spent so far ({ $done }).
plan-budget-lead-running = **{ $head }**: { $fact } of { $target } spent ({ $done }), { $days ->
    [one] { $days } day
   *[other] { $days } days
} to go; at this pace { $expected } by the end ({ $low } to { $high }) — { $verdict }.
plan-budget-lead-closed = **{ $head }**: { $fact } spent of { $target } planned ({ $done }), { $side ->
    [over] { $off } over plan
    [left] { $off } under plan
   *[even] exactly on plan
}.
plan-budget-until-now = Of months that are over ({ $head }): { $fact } spent of { $target } planned ({ $done }), { $side ->
    [over] { $off } over plan
    [left] { $off } under plan
   *[even] exactly on plan
}.
plan-budget-left-open = **{ $head }**: { $off } left of { $target } ({ $done } spent), { $gap } a day for { $days ->
    [one] { $days } day
   *[other] { $days } days
}; at this pace { $expected } by the end — { $verdict }.
plan-budget-left-done = **{ $head }**: nothing is left of { $target }: { $fact } spent, { $off } more.
plan-budget-per-day-open = **{ $head }**: { $gap } a day for { $days ->
    [one] { $days } day
   *[other] { $days } days
} uses all of { $target } ({ $off } left); so far it was { $pace } a day.
plan-budget-per-day-done = **{ $head }**: all of { $target } is used: { $fact } spent.
plan-budget-row-ahead = **{ $head }**: { $target }
plan-budget-row-begun = **{ $head }**: { $target }, { $fact } spent so far ({ $done })
plan-budget-row-running = **{ $head }**: { $fact } of { $target } ({ $done }), at this pace { $expected } — { $verdict }
plan-budget-row-closed = **{ $head }**: { $fact } of { $target } ({ $done }), { $side ->
    [over] { $off } over
    [left] { $off } under
   *[even] on plan
}
plan-budget-row-left = **{ $head }**: { $off } left of { $target }, { $gap } a day
plan-goal-lead-ahead = **{ $head }**: goal { $target }.
plan-goal-lead-begun = **{ $head }**: goal { $target }, { $fact } so far ({ $done }).
plan-goal-lead-running = **{ $head }**: goal { $target }, now { $fact }{ $parts ->
    [no] { "" }
   *[other] { " " }({ $done })
}, { $days ->
    [one] { $days } day
   *[other] { $days } days
} to go; at this pace { $expected } by the end ({ $low } to { $high }) — { $verdict }.
plan-goal-lead-closed = **{ $head }**: goal { $target }, result { $fact }{ $parts ->
    [no] { "" }
   *[other] { " " }({ $done })
} — { $verdict }.
plan-goal-until-now = Of months that are over ({ $head }): goal { $target }, result { $fact } ({ $done }) — { $verdict }.
plan-goal-left-open = **{ $head }**: { $off } short of the goal of { $target } (now { $fact }, { $done }), { $gap } a day for { $days ->
    [one] { $days } day
   *[other] { $days } days
}; at this pace { $expected } by the end — { $verdict }.
plan-goal-left-done = **{ $head }**: the goal of { $target } is reached: { $fact }.
plan-goal-per-day-open = **{ $head }**: { $gap } a day for { $days ->
    [one] { $days } day
   *[other] { $days } days
} reaches { $target } ({ $off } to go); so far it was { $pace } a day.
plan-goal-per-day-done = **{ $head }**: the goal of { $target } is reached: { $fact }.
plan-goal-row-ahead = **{ $head }**: goal { $target }
plan-goal-row-begun = **{ $head }**: goal { $target }, { $fact } so far ({ $done })
plan-goal-row-running = **{ $head }**: goal { $target }, now { $fact }, at this pace { $expected } — { $verdict }
plan-goal-row-closed = **{ $head }**: goal { $target }, result { $fact } — { $verdict }
plan-goal-row-left = **{ $head }**: { $off } short of { $target }, { $gap } a day
plan-by = **{ $where }** by { $off } ({ $part })
plan-over-some = { $state ->
    [closed] Over plan ({ $what }, { $when }): { $there }.
   *[running] { $only ->
        [there] Over plan already ({ $what }, { $when }): { $there }.
        [both] Over plan already ({ $what }, { $when }): { $there }; at this pace also { $coming }.
       *[coming] Nobody is over plan yet ({ $what }, { $when }); at this pace will be: { $coming }.
    }
}
plan-over-none = { $state ->
    [closed] Nobody went over plan ({ $what }, { $when }).
    [ahead] { $when } is still ahead: there is nothing to hold against the plan ({ $what }).
   *[running] Nobody is over plan ({ $what }, { $when }), and at this pace nobody will be.
}
plan-under-some = { $state ->
    [closed] Under plan ({ $what }, { $when }): { $there }.
   *[running] Under plan at this pace ({ $what }, { $when }): { $there }.
}
plan-under-none = { $state ->
    [closed] Nobody stayed under plan ({ $what }, { $when }).
    [ahead] { $when } is still ahead: there is nothing to hold against the plan ({ $what }).
   *[running] Nobody will stay under plan at this pace ({ $what }, { $when }).
}
plan-nearest = Nearest to plan ({ $what }, { $when }): **{ $head }**, { $part } ({ $expected } of { $target }, { $missing } apart).
plan-farthest = Farthest off plan ({ $what }, { $when }): **{ $head }**, { $part } ({ $expected } of { $target }, { $missing } apart).
plan-nearest-none = { $when }: nothing has come in yet to hold against the plan ({ $what }).
plan-farthest-none = { $when }: nothing has come in yet to hold against the plan ({ $what }).
plan-none = { $placed ->
    [no] There
   *[other] { $where }: there
} is no { $what } for { $when }. { $has ->
    [channels] There is one of: { $others }.
    [nothing] Load a plan file with channel, month, budget or target (demetra ingest plan.xlsx, or drop it here).
   *[other] There is one for: { $known }.
}
plan-none-any = budget and no goal
plan-none-budget = budget
plan-under-goals = Behind their goals:
plan-none-goal = goal for { $metric }
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
plan-verdict-unspent = money was left
plan-verdict-ahead = ahead
plan-verdict-even = on plan
plan-verdict-unknown = nothing came in yet
plan-title = { $what }, { $month }: plan and fact
plan-title-by-month = { $what }, { $month }: plan and fact by month
plan-too-long = { $received } covers { $months } months; plans are told for at most { $most } at once.
plan-pace = The pace is the last four weeks, weekday by weekday; its range held in 80% of earlier tries at the same distance.
column-plan = Plan
column-difference = Difference
column-done = Done
goal-line-whole = - **{ $metric } { $target }**, { $month } (all channels together), made of:
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
