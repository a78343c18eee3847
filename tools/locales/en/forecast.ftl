label-low = { $metric }, from
label-high = { $metric }, to
label-forecast = { $metric }, forecast
label-so-far = { $metric }, so far
label-to-come = { $metric }, to come
label-marginal = { $metric } of the next unit as planned
label-marginal-previous = { $metric } of the next unit now
forecast-title = Forecast: { $what }
forecast-one = **{ $what }**: **{ $value }** expected, { $level } likely between { $low } and { $high }. The { $n ->
    [one] day
   *[other] { $n } days
} before brought { $previous }.
forecast-begun = **{ $what }, { $days }**: **{ $value }** expected, { $level } likely between { $low } and { $high }. So far { $so_far } ({ $gone }), still to come { $to_come } ({ $left }; { $to_come_low } to { $to_come_high }).
forecast-begun-before = { $days_before } brought { $previous }.
forecast-target-share = The plan for these days is { $target }: { $share } of it is expected ({ $low } to { $high }).
forecast-target = The plan for these days is { $target }.
forecast-several = **{ $metric }**, forecast for { $n ->
    [one] { $n } day
   *[other] { $n } days
} (in brackets the range that holds with a probability of { $level }):
forecast-several-begun = **{ $metric }**, forecast for { $days } with what is there already (in brackets the range that holds with a probability of { $level }):
forecast-line-begun = - { $name } — **{ $value }** ({ $low } … { $high }): { $so_far } so far, { $to_come } to come
forecast-line = - { $name } — **{ $value }** ({ $low } … { $high }), before { $previous }
forecast-more = and { $n } more in the table
forecast-track = In { $n ->
    [one] { $n } earlier check
   *[other] { $n } earlier checks
} its error was { $error } against { $naive } of the simple guess "as one cycle before", { $saved } less.
forecast-track-saved = In { $n ->
    [one] { $n } earlier check
   *[other] { $n } earlier checks
} its error was { $saved } less than that of the simple guess "as one cycle before".
forecast-track-no-better = In { $n ->
    [one] { $n } earlier check
   *[other] { $n } earlier checks
} it was no better than the simple guess "as one cycle before": take it with care.
forecast-track-naive = On earlier dates the simple guess "as one cycle before" was clearly better than the model, so it is what you see.
forecast-track-none = The history is too short or too even to check the forecast on earlier dates.
forecast-tracks = On earlier dates the error was { $saved } less on average than that of the simple guess "as one cycle before".
forecast-tracks-except = No better than it: { $names }.
forecast-tracks-no-better = On earlier dates the forecast was no better than the simple guess "as one cycle before".
forecast-refusal = { $name }: { $reason }
forecast-refused = no forecast is possible.
forecast-refused-too-short = no forecast is possible: only { $count } values are known, at least { $least } are needed.
forecast-refused-empty = no forecast is possible: the history has no value.
forecast-refused-constant = no forecast is possible: the metric is { $value } on every day, so there is nothing to learn.
forecast-refused-no-denominator = no forecast is possible: the metric's denominator is always zero.
forecast-refused-negative-denominator = no forecast is possible: the metric's denominator is negative on some days.
forecast-refused-horizon = A horizon of { $received } is not possible; possible is 1 to { $most }.
forecast-refused-frequency = The step { $received } is unknown; possible are D (days) and W (weeks).
forecast-refused-level = A probability of { $received } is not possible; possible is 0.5 to 0.99.
forecast-refused-country = No public holidays are known for { $received }; a two-letter code is needed.
forecast-refused-columns = Internal error: the history has the columns { $received }.
forecast-refused-backend = The backend { $received } can't be used ({ $reason }); possible are { $possible }.
forecast-bad-horizon = A horizon of { $received } days is not possible: forecasts reach 1 to { $most } days ahead.
forecast-beyond = No forecast reaches { $end }: it goes { $n } days ahead, to { $last }. What comes after that is not forecast; here is what can be said.
forecast-out-of-reach = The period "{ $received }" lies beyond what can be forecast: a forecast goes { $most } days ahead, to { $last }. Ask for days up to then.
forecast-past-period = The period "{ $received }" is over: the data end on { $last }, a forecast begins the day after.
forecast-no-values = The data have no number for this metric ({ $metric }), so there is nothing to forecast.
forecast-bad-by = A forecast can't be cut by "{ $received }"; possible are channel, campaign or no cut.
forecast-note-grown = Results of the last days are still coming in: what is there already counts them as they will be.
forecast-note-plain = { $text }
forecast-note-ended = { $name }: no data since { $day }, so no forecast.
forecast-note-weeks = The data have one row a week, so the forecast goes by whole weeks, the nearest to the days asked about.
forecast-note-gaps = Some days of the history have no data{ $names }: they count as unknown, not as zero.
forecast-note-stale = The last days of the history have no data{ $names }; the forecast bridges them.
forecast-note-short = The history is short or sparse{ $names }: it shows no season.
forecast-note-tiny = There are only a few values{ $names }: their average is all that can be said.
forecast-note-constant = The metric never changed{ $names }: there is nothing to learn a range from.
forecast-note-zero-heavy = Most days are zero{ $names }: look at the whole, not at single days.
forecast-note-seasons-failed = The seasonal model did not finish{ $names }; a simpler one (Theta) answered.
forecast-note-unmatched = Days of which only one part of the metric is known are left out{ $names }.
forecast-note-truncated = The last four years of the history are used{ $names }.
allocate-title-channel = Budget by channel
allocate-chart-response-revenue = Revenue by spend
allocate-title-campaign = Budget by campaign
allocate-chart-response-conversions = Conversions by spend
allocate-chart-response-leads = Leads by spend
allocate-chart-response-clicks = Clicks by spend
allocate-chart-change = Spend now and as planned
allocate-change = **A change pays.** { $budget } over { $n ->
    [one] { $n } day
   *[other] { $n } days
} would bring { $target } of **{ $value }** ({ $value_low } to { $value_high }), { $gain } more than the same money in today's shares ({ $gain_low } to { $gain_high }):
allocate-keep = **Leave the shares as they are.** What a change could gain is less than the data can tell from noise. { $budget } over { $n ->
    [one] { $n } day
   *[other] { $n } days
}: { $target } of **{ $value }** expected ({ $value_low } to { $value_high }):
allocate-goal = **The cheapest way to the goal is { $budget }** over { $n ->
    [one] { $n } day
   *[other] { $n } days
}: { $target } of **{ $value }** expected ({ $value_low } to { $value_high }):
allocate-roi = **The most you can spend is { $budget }** over { $n ->
    [one] { $n } day
   *[other] { $n } days
} with ROI no lower than asked; { $target } of { $value } expected ({ $value_low } to { $value_high }):
allocate-line = - **{ $name }** — { $amount } ({ $share }), now { $today }
allocate-today = Now { $spend } is spent in as many days: { $target } of { $now } ({ $now_low } to { $now_high }).
allocate-why = Why: at today's shares the next unit of money brings { $up_value } in { $up } and { $down_value } in { $down }.
allocate-why-conversions = Why: at today's shares the next conversion costs { $up_value } in { $up } and { $down_value } in { $down }.
allocate-why-leads = Why: at today's shares the next lead costs { $up_value } in { $up } and { $down_value } in { $down }.
allocate-why-clicks = Why: at today's shares the next click costs { $up_value } in { $up } and { $down_value } in { $down }.
allocate-half-way = The careful way, half of the move: { $plan }.
allocate-nearest = { $reason } The nearest possible plan: { $plan }.
allocate-bad-days = { $received } days are not possible; possible is 1 to { $most }.
allocate-bad-budget = A budget of { $received } is not possible: send an amount above zero.
allocate-bad-amount = "{ $received }" is no amount: send money ("150000") or a share ("30%", at most 100).
allocate-bad-limit = "{ $received }" is no limit: send channel=amount or channel=share, such as google_ads=30%.
allocate-bad-target = The target "{ $received }" is unknown; possible are { $possible }.
allocate-percent-of-nothing = "{ $received }" of what? Without a budget, send an amount.
allocate-refused-budget-columns = The history of budgets lacks the columns { $missing }.
allocate-refused-budget-no-rows = No day has both spend and a result, so there is nothing to split a budget by.
allocate-refused-budget-bad-day = The date { $received } in the history can't be read.
allocate-refused-budget-bad-number = The number { $received } in the history can't be read.
allocate-refused-budget-negative-spend = Spend is negative for { $channels }.
allocate-refused-budget-too-few-periods = The history is too short: { $received } periods, at least { $needed } are needed.
allocate-refused-budget-no-spend = No channel spent anything, so there is nothing to learn from.
allocate-refused-budget-bad-amount = An amount of { $received } is not possible; at least { $least } is needed.
allocate-refused-budget-unknown-channel = There is no channel { $received } in the history; known are { $possible }.
allocate-refused-budget-unknown-objective = The target { $received } is unknown; possible are { $possible }.
allocate-refused-budget-minimum-above-maximum = { $channel }: the minimum { $minimum } is above the maximum { $maximum }.
allocate-refused-budget-minimums-above-budget = The minimums add up to { $minimum }, more than the budget { $budget }.
allocate-refused-budget-maximums-below-budget = The maximums add up to { $maximum }, less than the budget { $budget }: there is nowhere to spend it.
allocate-refused-budget-goal-out-of-reach = The goal { $goal } is out of reach: within these limits at most { $reachable } is possible.
allocate-refused-budget-return-out-of-reach = An ROI of { $goal } is out of reach: the best possible is { $reachable }.
allocate-note-budget-extrapolated = Never was so much spent there, so the response is a guess: { $channels }.
allocate-note-budget-new-channels = Little history: { $channels }.
allocate-note-budget-corrected = The channels' own figures were corrected by total revenue: { $channels }.
allocate-note-budget-limited = The plan goes no further from today's shares without being told to: { $channels }.
allocate-note-budget-idle-channels = Nothing is known of the return, so only the minimum: { $channels }.
allocate-note-budget-stopped-channels = Not running now, so the split means starting again: { $channels }.
allocate-note-budget-short-history = The history is too short to advise a change.
allocate-note-budget-attributed = Returns are what the platforms claim: there is no total revenue to check them by.
allocate-note-budget-total-unused = Total revenue does not cover the history and was not used.
allocate-note-budget-rows-skipped = Some rows without spend or result were left out.
allocate-note-budget-negative-value = Returns are counted, but no period counts as less than zero.
allocate-note-far = Usually { $spend } is spent in { $n ->
    [one] { $n } day
   *[other] { $n } days
}: such a budget is far from anything seen, so the answer is rough.
what-if-title = What if: { $moves }
what-if-up = Over { $n ->
    [one] { $n } day
   *[other] { $n } days
} { $target } would rise by **{ $gain }** (80% likely { $gain_low } to { $gain_high }).
what-if-down = Over { $n ->
    [one] { $n } day
   *[other] { $n } days
} it gets worse: { $target } would change by **{ $gain }** (80% likely { $gain_low } to { $gain_high }).
what-if-unsure = No clear difference. Over { $n ->
    [one] { $n } day
   *[other] { $n } days
} { $target } would change by **{ $gain }**, 80% likely { $gain_low } to { $gain_high }: it may get better or worse.
what-if-line = - **{ $name }** — { $amount }, now { $today }
what-if-spend = Spend would change by { $amount }.
what-if-nothing = Say how much to move from where to where, such as 20% of TikTok to Google.
what-if-mixed = I can’t weigh a channel against a single campaign: name two channels or two campaigns.
what-if-too-much = { $received } can't be moved: { $channel } spends { $spend } in these days.
allocate-note-shares-kept = Today's spend is more than the whole budget, so the share is kept instead of the amount: { $channels }.
predict-title = Campaign prediction
predict-chart = Expected ROI of such a campaign by channel
predict-plan = such a campaign
predict-nothing = Say which campaign: its name, or its channel, objective, audience, location, budget.
predict-no-facts = The campaign "{ $name }" has no data yet.
predict-roi = Expected ROI ({ $name }): **{ $value }**, 80% likely between { $low } and { $high }. The probability to end below { $limit } is { $below }: { $risk } risk.
predict-risk-low = low
predict-risk-medium = medium
predict-risk-high = high
predict-so-far = In all the campaign has spent { $spend }; its actual ROI is { $roi }.
predict-cpa = Cost per conversion: { $value } ({ $low } to { $high }).
predict-revenue = A budget of { $budget } would bring revenue of { $value } ({ $low } to { $high }).
predict-conversions = About { $value } conversions ({ $low } to { $high }) at { $cpa }.
predict-no-signal = What is known at launch does not predict { $metric }: on past campaigns it was no better than the average, so the average is what you see.
predict-one-flag = Only one thing differs: { $feature } "{ $level }" has { $metric } of { $inside } on average, all others { $outside }; nothing else helps.
predict-levels = What set such campaigns apart is counted in: { $names }. Past campaigns are few, so the range is wide.
predict-drivers = What is known at launch explains { $explained } of the differences; what matters most: { $names }.
predict-signal = What is known at launch explains { $explained } of the differences in { $metric }.
predict-confidence = On later campaigns ({ $n }) such ranges held in { $share } of the cases.
predict-feature-duration = duration
predict-feature-season = month of launch
predict-feature-budget = budget
predict-feature-budget_daily = daily budget
predict-feature-budget_total = total budget
predict-feature-campaign_type = campaign type
predict-note-unseen = "{ $value }" never occurred in past campaigns and counts as unknown.
predict-refused-campaign-too-few = Too little experience to predict a campaign: { $received } campaigns with a known result, at least { $needed } are needed.
predict-refused-campaign-no-target = { $parts } of past campaigns are unknown, so there is nothing to learn from.
predict-refused-campaign-no-features = Past campaigns have no attribute known at launch.
predict-refused-campaign-bad-threshold = A threshold of { $received } is not possible: send a number.
allocate-reason-keep = Leave the shares as they are: what a change could gain is less than the data can tell from noise.
allocate-reason-change = The new shares are better than today's.
quality-title = Quality of forecasts
quality-scored = Forecasts checked after their days: { $n } ({ $first } to { $last }). The truth fell into the promised 80% range in { $inside } of the cases; the forecast was nearer to it than the simple guess "as the last time" in { $wins } of them.
quality-nothing = No stored forecast has reached its end yet, so how often they came true can't honestly be said.
quality-first = The first can be checked on { $day }.
quality-backtest = Checked on the past: { $n } series, in { $better } of them the forecast beats the simple guess "as one cycle before"; the typical error is { $saved } less, { $coverage } of the days fall into the 80% range.
predict-own = ROI of { $name } over the next { $n } days, by its own history: **{ $value }**, 80% likely between { $low } and { $high }. The probability to end below { $limit } is { $below }: { $risk } risk.
predict-ended = { $name } is over: it spent { $spend }, its actual ROI is **{ $roi }**.
predict-launch = By what was known at launch such a campaign would be expected at { $value } ({ $low } to { $high }).
predict-basis = It stands on past campaigns: { $feature } { $level } had { $n ->
    [one] { $n } campaign
   *[other] { $n } campaigns
} with { $metric } of { $own } on average ({ $middle } in all). The fewer there are, the nearer the prediction is to the average of all.
allocate-probability = The plan beats today's shares with a probability of { $probability }.
allocate-far = **A rough split:** such a budget is far from anything seen. { $budget } over { $n ->
    [one] { $n } day
   *[other] { $n } days
} would bring { $target } of **{ $value }** ({ $value_low } to { $value_high }), { $gain } more than the same money in today's shares ({ $gain_low } to { $gain_high }):
forecast-without = without { $values }
forecast-note-left-out = Shown are the { $shown } with the most spend of late; { $n } more have no forecast. Name those you want to see.
outlook-nothing-stored = Nothing has been forecast yet that you may see: the next refresh does it, or POST /api/predictions/generate.
outlook-roi-forecast = Expected ROI by channel
outlook-roi-timeseries = ROI by day, past and expected
outlook-reach-ctr-timeseries = Reach and CTR by day, past and expected
