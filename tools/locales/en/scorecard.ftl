# Channel scorecard.
score-title = Channel scorecard
score-head = { $n ->
    [one] { $n } channel:
   *[other] { $n } channels, by spend:
}
score-keeps = The best split is no surer than today's, so no money is moved.
score-line = - **{ $channel } — { $verdict }**: { $reasons }
score-verdict-scale = scale up
score-verdict-add = add
score-verdict-hold = hold
score-verdict-trim = trim
score-verdict-cut = cut back
score-verdict-unknown = too little history
score-roi = ROI { $roi } on { $share } of spend
score-cpa = CPA { $cpa } on { $share } of spend
score-trend = ROI { $change } against the days before
score-loses = the next unit of money does not pay back ({ $marginal } against { $average } on average)
score-full = nearly full (the next unit of money brings { $marginal } against { $average } on average)
score-room = room to grow (the next unit of money brings { $marginal }, the average one { $average })
score-next = the next unit of money brings { $marginal } against { $average } on average: other channels bring more
score-unsteady = unsteady: weeks stray by { $share }
score-goal-reached = the month's goal is reached
score-goal-missed = the month's goal was missed
score-goal-will = the month's goal will be reached
score-goal-likely = the month's goal will probably be reached
score-goal-unlikely = the month's goal will probably be missed
score-goal-wont = the month's goal will be missed
score-goal-unknown = too early to judge the goal
score-how = The verdict is what the best split of today's budget over 30 days does with the channel; "the next unit of money" is revenue per unit beyond today's spend.
score-chart-marginal = What the next unit of money brings
score-chart-roi = ROI of the channels
column-spend-share = Share of spend
column-trend = ROI against before
column-volatility = Spread of weeks
column-outlook = Revenue forecast, 30 days
column-outlook-low = Forecast, from
column-outlook-high = Forecast, to
column-goal = Month's goal
