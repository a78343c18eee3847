# Advice. Names, amounts and figures come in already worded.
advice-title = What to do
advice-chart = What each action brings in { $days } days, with its range
advice-head = { $n ->
    [one] Here is { $n } action worth doing:
   *[other] Here are { $n } actions, the most valuable first:
}
advice-whole = Moves and stops together: { $money }. The other amounts overlap with them and must not be added.
advice-none-here = Nothing to do about { $channels } beats leaving it as it is.
advice-none-stop = Nothing deserves stopping: no campaign loses more money than chance would, and moving budget gains nothing.
advice-none-add = There is no place for more money now: in no channel does it gain more than chance would.
advice-none-fix = Nothing to repair: no breakage, no tired creatives, no campaign that fell all at once.
advice-none = It is best to leave things as they are now: no move of budget, no stopped campaign and no other audience gains more than chance.
advice-money = { $value } in { $days } days ({ $low } to { $high })
advice-money-goal = short by { $value } ({ $low } to { $high })
advice-no-money = can't be put into money
advice-money-broken = costs more every day it stays
advice-terms = Effort: { $effort }; by { $due }.
advice-more = { $n ->
    [one] { $n } more action of less value is not shown.
   *[other] { $n } more actions of less value are not shown.
}
advice-effort-minutes = minutes
advice-effort-hours = hours
advice-effort-days = days
advice-move = Move { $amount } a month from { $source } to { $target }
advice-move-name = { $source } → { $target }
advice-move-why = The next unit of money brings { $target_worth } of revenue in { $target } and { $source_worth } in { $source }; { $target } gets { $target_now } now.
advice-move-unless = We would change our mind if { $target } returned less than { $source } after the first half of the move.
advice-test = Test { $target }: +{ $share } for { $days } days (about { $step } more than now)
advice-test-name = { $target }: +{ $share }
advice-test-why = The chance that { $target } deserves more is { $chance }: history can't decide it. By the channel's usual noise { $days } days of such a step decide it with a chance of { $power }; it costs { $step } at most.
advice-test-unless = If revenue of these days does not grow by more than the money added, leave it as it was.
advice-loser = Stop or cut “{ $campaign }” ({ $channel })
advice-loser-name = { $campaign }
advice-loser-why = Over { $days } days { $spent } was spent and { $earned } came back (ROI { $roi }), almost every day alike.
advice-loser-unless = We would change our mind if the campaign is there for reach, not sales, or its sales do not come through an ad click.
advice-goal = { $channel }: close the gap to the goal of { $goal }
advice-goal-why = At this pace it will be { $expected }; each of the { $left } days left must bring { $gap } of revenue.
advice-goal-unless = We would change our mind if the goal is revised or late sales of past days are still to come in.
advice-unspent = { $channel }: decide about { $amount } of budget
advice-unspent-name = { $channel }
advice-unspent-why = Of this month's { $budget }, { $amount } will be left at this pace with { $left } days to go; the next unit of money brings { $worth } of revenue here.
advice-unspent-unless = We would change our mind if saving was the aim.
advice-people = Shift targeting: { $dimension }, from “{ $weak }” to “{ $strong }” (about { $amount } a month)
advice-people-name = { $weak } → { $strong }
advice-people-why = For the same money “{ $strong }” brings { $strong_lift } conversions against the average, “{ $weak }” { $weak_lift }; channels and weeks are levelled.
advice-people-unless = We would change our mind if “{ $strong }” is reached in full already and its price starts to rise.
advice-tired = Renew the creatives of “{ $campaign }” ({ $channel })
advice-tired-name = { $campaign }
advice-tired-why = Frequency rose from { $frequency_before } to { $frequency }, CTR fell from { $ctr_before } to { $ctr }, more than chance explains.
advice-tired-unless = We would change our mind if audience or placement changed on the same days.
advice-slid = Find out what broke “{ $campaign }” ({ $channel })
advice-slid-name = { $campaign }
advice-slid-why = Over the last { $days } days its { $metric } is { $now }, while { $usual } was due by its own past and by what the rest of the channel did.
advice-slid-unless = We would change our mind if the offer, the audience or the landing page was changed on purpose and is still settling in.
advice-hours = { $channel }: publish { $when }
advice-hours-name = { $channel }
advice-hours-why = Posts reach { $lift } more there, but only { $count } of { $posts } posts stand in that window.
advice-hours-unless = We would change our mind if new posts in this window show no difference in a month.
advice-broken = Repair: { $message }
advice-broken-why = { $action } { $stake }
advice-broken-stake = Money concerned since { $since }: { $money }.
advice-broken-unless = While this is open, the other figures of this channel can't be relied on.
column-action = Action
column-stake = Money in 30 days
column-stake-low = From
column-stake-high = To
column-effort = Effort
column-due = By
column-why = Why
column-unless = What would change our mind
