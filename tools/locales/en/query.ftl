query-unknown-metric = There is no metric “{ $received }”; the nearest are { $nearest }. Possible: { $possible }.
query-not-brought = “{ $received }” is nothing that advertising brings and adds up. Possible: { $possible }.
query-unknown-dimension = Data can't be cut by “{ $received }”; the nearest are { $nearest }. Possible: { $possible }.
query-unknown-order = Rows can't be sorted by “{ $received }”; sort by something shown: { $possible } (nearest: { $nearest }).
query-no-metric = No metric is named; give at least one of: { $possible }.
query-backwards = The period ends ({ $end }) before it starts ({ $start }); swap the two days.
query-no-slice = The data has no breakdown { $wanted }; breakdowns there are: { $known }.
note-data-until = Data ends on { $day }.
note-weekly = The figures are of whole weeks and stand on the first day of each: a week counts where it begins.
note-weekly-of = { $channels }: the figures are of whole weeks and stand on the first day of each, so a week counts where it begins.
note-stale-channel = { $channel } has data only up to { $day }.
note-provisional = Days since { $since } are provisional: platforms may still restate them.
note-late = Preliminary: { $share }% of { $count } are in (days since { $since } are still ripening).
note-late-range = Preliminary: { $share }% of { $count } are in; { $metric } of these days is expected at { $style ->
    [percent] { $low }–{ $high }%
   *[other] { $low }–{ $high }
} (80%).
note-late-channels = Preliminary, days since { $since } are still ripening. In so far ({ $count }): { $channels } — { $shares } respectively.
note-gaps = { $metric }: { $share }% of the rows lack “{ $part }”, so the figure covers only part of the data.
note-no-rate = No exchange rate of { $currencies } to { $reporting }: { $rows ->
    [one] { $rows } row ({ $channels }) is
   *[other] { $rows } rows ({ $channels }) are
} left out of the money sums; rates come with a refresh of the data.
note-own-currency = Amounts are in { $currency }: no exchange rate to { $reporting } is stored.
note-converted = Amounts are converted to { $currency } at each day's rate.
note-reach-sum = Reach is the sum of daily reach; people seen on several days or campaigns count more than once.
note-frequency = Frequency is known only for one campaign on one day; platforms' reach can't be added up.
note-no-slice = No breakdown { $wanted } for: { $channels }.
note-differs = Channels are not quite on one basis: { $what } differ (see “are my data fresh?”).
basis-vat-included = VAT
basis-timezone = time zones
basis-attribution = attribution windows
basis-conversion-definition = what counts as a conversion
question-condition-value = The condition on { $metric } has no value: give a number, or say what it is times of (average, row, period).
question-condition-name = The condition on { $metric } compares with a row or a period but names none: give its `name`.
question-limit-per = Rows can't be limited in each “{ $received }”: the question is cut by { $possible }; cut it by { $received } too.
question-share = A share can't be of “{ $received }”; possible: { $possible }.
question-change-of-nothing = Rows can be ordered by a change only in a comparison: say what to compare with (compare_to).
question-periods-and-comparison = Several periods already stand side by side; ask either for several periods or for a comparison (compare_to).
note-able = { $metric } counts only the spend of channels that record this ({ $count }); not counted: { $channels }.
note-able-all = { $metric } counts only the spend of channels that record this ({ $count }); not counted: { $channels }. With all spend it would be { $all } { $currency }.
comparison-same = “{ $received }” are the days asked about themselves ({ $period }); name other days to compare with.
comparison-overlaps = “{ $received }” ({ $other }) overlaps the days asked about ({ $period }); name days before or after them.
question-pace = Only an unfinished week, month, quarter or year has a pace; { $period } is none: ask for “this month”, say.
resolve-no-part = No { $dimension } has “{ $received }” in its name.
filter-weekday = “{ $received }” is no day of the week; possible: Monday ... Sunday, weekends, working days.
filter-day-type = “{ $received }” is no kind of day; possible: workday, weekend.
filter-hour = “{ $received }” is no hour; possible: 0 to 23, 21:00, 9pm, 9-12, morning, evening.
note-same-days = The period is not over yet: { $days } stand beside { $other }, the same days of the other one.
note-part-of-name = “{ $part }” is part of { $count ->
    [one] one name
   *[other] { $count } names
}: { $names }.
note-account-of-id = Account { $ids } is { $names }.
note-demo-beside = Demo data is among these figures; take it out with demetra demo --remove.
note-unjoined = { $metric }: { $share }% of the revenue ({ $revenue } { $currency }) comes from campaigns without advertising costs and is joined with no advertising.
note-unjoined-without = { $metric }: { $share }% of the revenue ({ $revenue } { $currency }) comes from campaigns without advertising costs and is joined with no advertising; without it the figure is { $without }.
