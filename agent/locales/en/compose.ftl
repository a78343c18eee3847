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
