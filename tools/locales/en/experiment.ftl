# Experiments. Names, amounts and figures come in words already.
experiment-title = Which test decides
experiment-step = **Test { $channel }: +{ $share } spend for { $days } days**, { $step } a day on top of today's { $today }.
    - **Cost**: at most { $cost }, which is lost if the added money returns nothing.
    - **What it decides**: by the history the next unit of money brings { $marginal } of revenue there; { $pays ->
        [yes] if the channel's profit of these days grows by about { $sum }, raise the spend for good, if not, leave it
       *[no] if the channel's profit of these days falls by about { $sum }, cut what is too much, if not, it pays
    }.
    - **How sure**: by the usual noise of the channel's profit such a test shows the difference with a chance of { $power }.
experiment-how = I switch nothing in the ad account. When it begins, say “note: test from …”; when it ends, ask “why did profit change” for those days.
experiment-too-noisy = { $more ->
    [yes] In no channel would up to +50% for 28 days decide it: the usual noise of profit is larger than the expected difference. { $channel } is nearest.
   *[no] For { $channel } up to +50% for 28 days would not decide it: the usual noise of profit is larger than the expected difference.
}
experiment-pause = **Switch off for { $days } days: { $names }** (a hold-out), and touch nothing else.
    - **What it decides**: the platforms claim { $revenue } of revenue a day for it ({ $part } of all) at { $spend } of spend. If total revenue falls by about { $sum } in { $days } days, it brings what it claims; if by less than { $half }, most of that revenue would have come without it.
    - **Cost**: { $saves ->
        [yes] the pause saves { $cost }: by its own figures it does not pay
       *[no] at most { $cost } of profit in { $days } days, if the platforms are right
    }.
    - **How sure**: by the usual noise of total revenue a fall of that size is seen with a chance of { $power }.
experiment-pause-too-noisy = A pause of up to 28 days of { $names } would decide nothing: { $revenue } of revenue a day ({ $part } of all) is claimed for it, and total revenue moves more than that by itself. Try two similar regions: off in one, on in the other.
experiment-none = There is no channel with a history of spend and revenue to design a test from.
experiment-no-curves = The history of spend and revenue is too short to design a test: eight weeks are needed at least.
experiment-nothing = Nothing was spent on it in the last four weeks: there is nothing to test.
column-step = Added a day
column-days = Days
column-cost = Cost of the test
column-power = Chance to see it
