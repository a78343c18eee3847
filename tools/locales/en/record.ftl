# What became of advice.
advice-settled = { $n ->
    [one] { $n } more you have decided already: “what did your advice bring?” says what came of it.
   *[other] { $n } more you have decided already: “what did your advice bring?” says what came of them.
}
advice-button-accept = Accept { $place }
advice-button-decline = Decline { $place }
record-title = What the advice brought
record-none = No advice has been decided yet. Accept one (with its button or in words: “I accept the first”): 30 days later this says what it brought against the forecast without it.
record-nothing-judged = { $n ->
    [one] There is one decision, and it can't be judged yet.
   *[other] There are { $n } decisions, none of which can be judged yet.
}
record-total = The advice brought **{ $value }** of profit beyond the forecast without it (80%: { $low } to { $high }).
record-no-different = That can't be told from zero.
record-promised = It had promised { $promised }.
record-named = No. { $number } “{ $action }”, decided { $day }
record-line = - { $advice }: **{ $value }** ({ $low } to { $high }), promised { $promised } — { $outcome }
record-rest = Not counted:
record-how = How: profit of the channels touched in the 30 days after the decision, against a forecast that saw only the days before it. Other changes of those days are in it too; advice on the same channels is measured together and shared by what was promised.
record-declined = declined
record-declined-why = declined: { $reason }
record-waits = too early: the days it is judged by end on { $day }, late conversions take three more
record-no-money = can't be seen in money
record-no-history = too few days before the decision for a forecast
record-inside = within the promised range
record-can-be = outside the range, but within the error of the measurement
record-below = below the promise
record-above = above the promise
record-test-pays = the experiment is over: the money added pays back, scale up
record-test-loses = the experiment is over: the money added does not pay back, put it back
record-test-open = the experiment is over: no difference to be seen, put it back
record-zero = can't be told from zero
record-measured = measured
record-not-ticked = (accepted, not ticked off as done)
record-sum = In all
record-which = Which advice is meant? Name its place in the list: “I accept the second”.
record-no-advice = There has been no advice yet: ask “what should I do?”.
record-unknown = There is no advice { $received }. There are: { $possible }. “What should I do?” lists all.
record-propose-accept = Write down that advice No. { $number } is accepted: “{ $action }”?
record-propose-decline = Write down that advice No. { $number } is declined: “{ $action }”?
record-propose-done = Write down that advice No. { $number } is carried out: “{ $action }”?
record-propose-reopen = Put advice No. { $number } back on the list: “{ $action }”?
record-did-accept = Noted: advice No. { $number } is accepted — “{ $action }”. Profit will be held against the forecast without it over the days to { $until }.
record-did-done = Noted: advice No. { $number } is carried out — “{ $action }”. Profit will be held against the forecast without it over the days to { $until }.
record-did-decline = Noted: advice No. { $number } is declined — “{ $action }”. It won't be repeated for 30 days.
record-did-reopen = Advice No. { $number } is back on the list: “{ $action }”.
record-did-no-money = Noted for advice No. { $number }: “{ $action }”. It can't be measured in money and stays out of the sum.
record-button-done = Done No. { $number }
record-button-reopen = Take back No. { $number }
record-button-accept = Accept No. { $number }
record-button-decline = Decline No. { $number }
column-number = No.
column-decided = Decided
column-promised = Promised
column-effect = Brought
column-effect-low = Brought, from
column-effect-high = Brought, to
column-outcome = Outcome
