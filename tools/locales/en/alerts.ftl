# Alerts: message, reason, next step. Figures, dates and places come in already worded.
alerts-history-without-day = The history has no column `day`; it has: { $received }. Give day, channel, campaign and base measures.
alerts-rule-unknown = There is no alert rule "{ $received }". Known: { $possible }.
alerts-setting-unknown = The rule { $rule } has no setting "{ $received }". It has: { $possible }.
alerts-rule-in-part = This rule is the team's and watches more than the data you see, so it is not yours to change. Ask an administrator, or set up one of your own: “alert only me when CPA is above 700”.
alerts-phrase-in-part = Of "{ $received }" you would never hear: it looks at data that you see in part. Name a channel that you see whole: { $possible }.
alerts-phrase-no-metric = I did not find a metric in "{ $received }". Name one, for example: { $possible }.
alerts-phrase-no-level = I did not find a level in "{ $received }". Say for example "alert me if spend is above 600 two days in a row".
alerts-phrase-no-side = I understood { $metric } and { $level }, but not whether to alert above or below it. Say "above" or "below".
alerts-phrase-two-numbers = I see several numbers in "{ $received }" and do not know which is the level. Leave one level.
alerts-phrase-change = "{ $received }" speaks of a change by a share. Unexpected changes are watched already; give a level, for example "alert me if spend is above 600".
alerts-own-rules-full = No more than { $received } rules of your own are possible. Remove one of yours that you do not need: { $possible }.
alerts-phrase-percent = { $received } is a share, but this metric is counted in money or in pieces. Name the level as a figure, or say by how many percent to move the present one.
alerts-rule-understood = I will alert when { $condition }.
alerts-rule-condition = { $metric } ({ $where }) is { $side ->
    [above] above
   *[below] below
} { $level }{ $window ->
    [one] { "" }
   *[other] { " " }over the last { $window } days together
}{ $days ->
    [one] { "" }
   *[other] { " " }{ $days } days in a row
}
alerts-channel-unknown = I know no channel or campaign "{ $received }". Known: { $possible }.
alerts-everywhere = all channels
alerts-campaign-of = { $channel }, campaign "{ $campaign }"
alerts-in-hours = { $hours ->
    [one] Counted over the last complete hour.
   *[other] Counted over the last { $hours } complete hours.
}
alerts-worst-of = worst in { $where }
alerts-when-hour = since { $since }
alerts-when-day = on { $day }
alerts-when-lasting = on { $day }, began { $since }
alerts-when-days = over the { $n } days up to { $day }
alerts-when-days-lasting = over the { $n } days up to { $day }, began { $since }
alerts-parts = By channel: { $names }{ $rest ->
    [0] { "" }
   *[other] { " " }and { $rest } more
}.
alerts-whose = { $n ->
    [one] Client: { $names }.
   *[other] Clients: { $names }.
}
alerts-whose-all = All clients: { $names }.
alerts-covers = Affects: { $names }.
alerts-covers-more = Affects: { $names } and { $rest } more.
alerts-ended-plain = Over: { $where }, { $what }; it began on { $since }.
alerts-ended-back = Back to normal: { $where }, { $what } { $value } { $when }{ $usual }.
alerts-ended-eased = Better: { $where }, { $what } { $value } { $when }{ $usual }. The level is no longer crossed, but it is not back to usual yet.
alerts-ended-accepted = No more reminders: { $where }, { $what } { $value } { $when }{ $usual }. It has stayed like this for { $days ->
    [one] { $days } day
   *[other] { $days } days
}, so I take it as the new normal.
alerts-ended-beyond = Closed: { $where }, { $what } { $value } { $when } has not come back past the level { $threshold }, but is no longer judged by it: there are too few events, or the level was changed.
alerts-ended-quiet = Closed: { $where } has no { $what } { $when }, so there is nothing to judge.
alerts-ended-data = Data are coming again: { $where }, loaded up to { $day }.{ $missing ->
    [-1] { "" }
    [0] { " " }The gap is filled.
    [one] { " " }{ $missing } day is still missing.
   *[other] { " " }{ $missing } days are still missing.
}
alerts-ended-usual = { " " }(usually { $low } – { $high })
alerts-ended-lasted = It lasted { $days ->
    [one] { $days } day
   *[other] { $days } days
} ({ $span }).
alerts-ended-cost = About { $cost } of spend was affected.
alerts-budget-pace = The budget is on plan again: { $where }; at this pace the month ends at { $value } of { $target } ({ $share }).
alerts-budget-month = { $month } is closed: { $where } spent { $value } against the budget of { $target } ({ $share }).
alerts-goal-pace = The goal is in reach again: { $where }, { $what } heads for { $value } against the goal of { $target }.
alerts-goal-month = { $month } is closed: { $where }, { $what } { $value } against the goal of { $target }{ $share ->
    [none] { "" }
   *[other] { " " }({ $share } of the goal)
}, { $met ->
    [yes] goal reached.
   *[no] goal missed.
}
alerts-news-record = A record day: { $what } { $value } on { $day }. The record before was { $before } ({ $before_day }).
alerts-news-goal = Goal for { $month } reached early: { $where }, { $what } { $value } against the goal of { $before } (up to and including { $day }).
alerts-reason-factor = Main driver: { $factor }, { $before } before, { $after } now.
alerts-reason-part = { $share } of the change comes from "{ $part }".
alerts-reason-unknown = No single cause stands out.

alerts-metric-day = data

alerts-roi-drop = { $moved ->
    [yes] ROI fell
   *[no] ROI is low
}: { $where }, { $value } (level { $threshold }{ $usual ->
    [none] { "" }
   *[known] , usually { $expected }
}) { $when }.
alerts-roi-drop-action = Open the campaigns of { $where }, pause the ones with the lowest ROI or move their budget.
alerts-cost-spike = { $moved ->
    [yes] Acquisition got expensive
   *[no] Acquisition is expensive
}: { $where }, { $what } { $value } (level { $threshold }{ $usual ->
    [none] { "" }
   *[known] , usually { $expected }
}) { $when }.
alerts-cost-spike-action = Check bids, audience and landing page of { $where }; lower the budget until the cost is back.
alerts-low-conversion = Low conversion rate: { $where }, { $value } (level { $threshold }{ $usual ->
    [none] { "" }
   *[known] , usually { $expected }
}) { $when }.
alerts-low-conversion-reason = There are clicks, but fewer of them order: most often it is the page, the price or a new audience.
alerts-low-conversion-action = Check the landing page and the form that { $where } leads to.
alerts-anomaly-high-ctr-low-conversion = Many clicks, few conversions: { $where }, conversion rate { $value } (level { $threshold }) at CTR { $ctr } { $when }.
alerts-anomaly-high-ctr-low-conversion-action = Look for click fraud, misleading creatives or a broken landing page in { $where }.
alerts-anomaly-high-ctr-low-conversion-reason = Clicks that do not convert are often accidental, automatic or promised something else.
alerts-engagement-drop = Engagement is low: { $where }, { $what } { $value } (level { $threshold }{ $usual ->
    [none] { "" }
   *[known] , usually { $expected }
}) { $when }.
alerts-engagement-drop-reason = People respond less: most often the creatives have worn out or the ads reach a new audience.
alerts-engagement-drop-action = Renew the creatives of { $where }.
alerts-budget-overrun = The budget will not last: { $where } has spent { $value } of { $threshold } ({ $share }) with { $elapsed } of the month over; at this pace the month ends at { $projected } of the budget.
alerts-budget-overrun-action = Lower the daily limits of { $where } today, or raise the month's budget if the results are worth it.
alerts-budget-overrun-reason = Spend runs ahead of the calendar.
alerts-budget-underspend = Budget will be left over: { $where } has spent { $value } of { $threshold } with { $elapsed } of the month over; at this pace the month ends at { $projected } of the budget.
alerts-budget-underspend-action = Raise bids or limits of { $where }, or give the rest to a channel that can use it.
alerts-budget-underspend-reason = Spend runs behind the calendar.
alerts-company-change = { $metric ->
    [spend] { $side ->
        [above] Spend jumped in all channels at once: { $value } against the expected { $expected } ({ $change }), { $when }.
       *[below] Spend collapsed in all channels at once: { $value } against the expected { $expected } ({ $change }), { $when }.
    }
   *[other] Everything fell at once: { $what } { $value } against the expected { $expected } ({ $change }) in all channels together, { $when }.
} { $along ->
    [none] { "" }
    [all] All channels moved together, so the cause is a shared one.
   *[other] Channels with { $along } of the volume moved together, so the cause is a shared one.
}
alerts-company-change-reason = { $metric ->
    [spend] When every channel moves on the same day, somebody changed limits or a tool manages the bids.
   *[other] When every channel moves on the same day, look at what they share: the site, the checkout, the counter, the offer.
}
alerts-company-change-action = { $metric ->
    [spend] Check the limits and the automatic rules of all accounts now.
   *[other] Open the site and place a test order now, then check the counter and the payment page.
}
alerts-spend-runaway = Runaway spend: { $where } spent { $value }, usually { $expected } ({ $times } times), { $when }.{ $limit ->
    [none] { "" }
   *[other] { " " }The daily budget is { $limit }.
}
alerts-spend-runaway-reason = A jump like this is most often a zero too many in a bid or a limit.
alerts-spend-runaway-action = Check bids and daily limits of { $where } now; pause it if nobody meant this.
alerts-channel-underperform = { $where } earns less than the others: ROI { $value } against the level { $threshold } (a share of the channels' average), { $when }.
alerts-channel-underperform-action = Ask for the budget advice and move part of the budget of { $where }.
alerts-unexpected-change = Unexpected { $side ->
    [above] rise
   *[below] fall
}: { $where }, { $what } { $value }, expected { $expected } ({ $change }), { $when }.
alerts-unexpected-change-action = Look at the breakdown of { $where } and check what was changed there.
alerts-forecast-miss = Forecast missed: { $where }, { $what } { $value }, forecast { $expected }, { $when }.
alerts-forecast-miss-action = Plan { $where } anew; the forecast is refitted with the next refresh.
alerts-broken-tracking = Conversions stopped: { $where } spends as usual, but { $value } conversions came where { $expected } were due, { $when }.
alerts-broken-tracking-reason = Spend and clicks go on, so counting is the likely cause, not demand.
alerts-broken-tracking-action = Check the pixel, the tags and the goal of { $where }; do not judge its ROI until then.
alerts-stale-data = Data stopped: { $where }, { $hour ->
    [none] the last day with data is { $last }.
   *[other] nothing has come since { $hour }.
}
alerts-stale-data-reason = Data came regularly before: the source or its access has failed, or the channel was paused.
alerts-stale-data-action = Run the refresh and check the access of { $where }.
alerts-creative-fatigue = Creatives are wearing out: { $where }, CTR { $value }, before { $expected } ({ $change }), since about { $since }.
alerts-creative-fatigue-reason = The ads are shown as much as before, but clicked less every week.
alerts-creative-fatigue-action = Put new creatives into { $where }, or widen the audience.
alerts-goal-at-risk = Goal for { $month } at risk: { $where }, { $what } heads for { $value } against the goal of { $threshold }.
alerts-goal-at-risk-action = Ask what would have to change in { $where } to reach the goal.
alerts-goal-at-risk-reason = The pace of the last two weeks does not reach the goal.
alerts-threshold = { $where }: { $what } { $value }, your level is { $threshold }, { $when }.
alerts-threshold-action = Look at the breakdown of { $where }: it shows what the figure is made of.
alerts-level-total = all channels together
alerts-level-channel = each channel by itself
alerts-level-both = each channel and each campaign
alerts-level-campaign = { $channel ->
    [none] each campaign by itself
   *[other] each campaign of { $channel }
}
alerts-not-measured = not measured yet
alerts-per-week = { $n } a week
alerts-title-unknown = A rule of the kind "{ $kind }", which this version does not know and does not check
alerts-of-another-version = { $where }, { $what } { $value }, { $when }. This version does not know the rule that found it.
alerts-of-another-version-action = Update the program or remove the rule ({ $where }).
alerts-title-company-change = The whole account goes wrong
alerts-title-spend-runaway = Runaway spend
alerts-title-roi-drop = ROI fell
alerts-title-cost-spike = Acquisition got expensive
alerts-title-low-conversion = Low conversion rate
alerts-title-anomaly-high-ctr-low-conversion = Many clicks, few conversions
alerts-title-engagement-drop = Low engagement
alerts-title-budget-overrun = The budget will not last
alerts-title-budget-underspend = Budget will be left over
alerts-title-channel-underperform = A channel below the others
alerts-title-unexpected-change = Unexpected change
alerts-title-forecast-miss = Forecast missed
alerts-title-broken-tracking = Conversions stopped
alerts-title-stale-data = Data stopped
alerts-title-creative-fatigue = Creatives are wearing out
alerts-title-goal-at-risk = Goal at risk
alerts-changed-above = Level from above: { $now }, was { $was }.
alerts-changed-below = Level from below: { $now }, was { $was }.
alerts-changed-calibrate = The level is set by hand, one for all channels, and no longer adapts.
alerts-changed-days = Days in a row: { $now }, was { $was }.
alerts-changed-window = Days that the value is taken over: { $now }, was { $was }.
alerts-changed-severity = Severity: { $now }, was { $was }.
alerts-changed-channel = Channel: { $now }, was { $was }.
alerts-changed-campaign = Campaign: { $now }, was { $was }.
alerts-changed-min-spend = Least spend: { $now }, was { $was }.
alerts-changed-min-events = Least number of events: { $now }, was { $was }.
alerts-only-mine = For you alone: nobody else will hear of it.
alerts-by-money = by the money at stake
