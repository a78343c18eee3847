compose-days-label = { $days } ({ $label })
compose-against = { $days } against { $against }
compose-as-of = { $days }; data up to { $day }
compose-value = **{ $metric }**: { $value }
compose-value-change = { $line } — { $change }, was { $before }
compose-value-per-day = { $line } ({ $value } a day)
compose-other = { $title } { $value }
compose-count = That makes **{ $n }**.
compose-focus = { $name }: { $metric } — { $value }{ $rest }.
compose-focus-place = { $line } Place { $place } of { $of }.
compose-heading = **{ $metric }**:
compose-best = Best { $metric }: { $name } — { $value }{ $rest }.
compose-worst = Worst { $metric }: { $name } — { $value }{ $rest }.
compose-most = Most { $metric }: { $name } — { $value }{ $rest }.
compose-least = Least { $metric }: { $name } — { $value }{ $rest }.
compose-first = First: { $name } — { $metric } { $value }{ $rest }.
compose-next = Then { $names }.
compose-best-tail = Best: { $name } — { $value }.
compose-worst-tail = Worst: { $name } — { $value }.
compose-most-tail = Most: { $name } — { $value }.
compose-least-tail = Least: { $name } — { $value }.
compose-whole = Overall: { $values }.
compose-course = { $metric }: highest { $top }, lowest { $low }.
compose-mean = On average: { $value }.
compose-rose = Biggest rise: { $name } — { $metric } { $change } ({ $before } → { $now }).
compose-fell = Biggest fall: { $name } — { $metric } { $change } ({ $before } → { $now }).
compose-all-missing = { $metric } can't be computed here: the data lacks a part of it.
compose-no-base = There is nothing to compare { $metric } with: the earlier period has no data.
compose-file = The file is ready to download.
compose-suffix-share = share
compose-suffix-per-day = a day
compose-suffix-running = running total
compose-left-out = { $n ->
    [one] One sentence
   *[other] { $n } sentences
} of the language model left out: no tool computed what was said there.
compose-model-down = The language model did not answer ({ $reason }), so the built-in planner did.
compose-reason-timeout = too slow
compose-reason-quota = out of quota
compose-reason-auth = key refused
compose-reason-unreachable = unreachable
compose-reason-broken = broken reply
compose-reason-untrue = figures that no tool computed
compose-reason-silent = it looked nothing up
compose-too-long = That took too many steps; please ask for less at once.
receipt-formula = { $metric } = { $formula }
receipt-filter = { $dimension }: { $values }
receipt-filter-not = { $dimension }: without { $values }
receipt-days = { $days } ({ $count ->
    [one] { $count } day
   *[other] { $count } days
})
receipt-currency = Currency: { $currency }
receipt-as-of = Data up to { $day }
suggest-by-campaign = By campaign
suggest-by-channel = By channel
suggest-previous = Compare with the previous period
suggest-trend = As a chart by day
suggest-worst = Only the three worst
suggest-export = Export to Excel
suggest-yes = Yes
suggest-no = No
read-carried = { $text } (from the question before)
read-guessed = { $text } (assumed)
read-default = { $text } (by default)
read-with-and-without = with { $values }, without and alone
read-part = with “{ $part }” in the name ({ $count })
read-part-unasked = with “{ $part }” in the name of the { $dimension }
read-except = without { $values }
read-more = { $count } more
read-of-previous = { $metric } in { $days }
read-of-change = change of { $metric }
read-of-change-abs = change of { $metric } in value
read-of-share = share of { $metric }
read-step = { $days }, each { $unit } against the one before
read-times-average = the average
read-times-row = { $name }
read-times-period = { $name }
read-share-rows = with the share of all rows
read-share-whole = with the share of the unfiltered whole
read-share-period = with the share within the period
read-share-within = with the share within each { $name }
read-average-day = average per day
read-average-week = average per week
read-average-month = average per month
read-average-quarter = average per quarter
read-average-year = average per year
read-running = running total
read-total = the sum over the rows kept
read-count = how many rows
read-pace-auto = pace to the end of the period
read-pace-day = pace to the end of the day
read-pace-week = pace to the end of the week
read-pace-month = pace to the end of the month
read-pace-quarter = pace to the end of the quarter
read-pace-year = pace to the end of the year
read-order-down = { $name } from high to low
read-order-up = { $name } from low to high
read-limit = first { $count }: { $order }
read-limit-per = { $line }, in each { $name }
compose-kept-total = Over the rows kept: { $values }.
compose-value-share = { $line } ({ $value } of the whole)
compose-value-pace = { $line }; at this pace it will be { $value }
compose-value-per-week = { $line } (per week { $value })
compose-value-per-month = { $line } (per month { $value })
compose-value-per-quarter = { $line } (per quarter { $value })
compose-value-per-year = { $line } (per year { $value })
compose-suffix-per-week = per week
compose-suffix-per-month = per month
compose-suffix-per-quarter = per quarter
compose-suffix-per-year = per year
compose-suffix-pace = at this pace
compose-suffix-change-abs = change
compose-suffix-change = change
compose-focus-change = { $line } Change { $change }, before { $before }.
compose-too-many = You ask more often than { $most } times a minute. Wait a minute and ask again.
compose-question-too-long = Your message has { $received } characters; up to { $most } are read. Ask it in fewer words, or attach a table as a file.
compose-too-slow = This took longer than { $seconds } seconds, so I stopped. Ask for a shorter period or fewer things at once.
stage-reading = Reading the question…
stage-counting = Counting { $what }…
stage-tool = { $title }…
stage-tool-of = { $title }: { $what }…
stage-adding = The facts are there; checking what can be added…
errand-alert = warn me if { $metric } of { $dimension ->
    [campaign] campaign
   *[other] channel
 } "{ $name }" is { $side ->
    [below] below
   *[other] above
 } { $level }
compose-other-reading = The question can also be read like this:
