files-none = No file was named: give one or more paths.
files-missing = There is no file { $file }: check the path.
files-empty = The file { $file } is empty.
files-unreadable = { $file } is damaged or not the format its first bytes promise: export it again as CSV or XLSX.
files-not-a-table = { $file } is no table: CSV, TSV, XLSX, XLS, ODS, Parquet, JSON, and these packed with gzip or ZIP, can be loaded.
files-no-header = No row of { $file } looks like a header: the first rows need column names such as Date, Campaign, Cost.
files-no-rows = { $file } has a header and no rows below it.
files-no-day = { $file } has no column with a day. Its columns: { $received }. Load it with { $hint }.
files-no-measure = { $file } has no column with a measure. Its columns: { $received }. Load it with { $hint } (or impressions, clicks, leads, conversions, revenue).
files-map-unknown-field = --map knows no field { $received }. Possible: { $possible }.
files-map-unknown-header = The file has no column { $received }. Possible: { $possible }.
files-outside = This file has rows of "{ $whose }", which is not open to you, so nothing of it was loaded. Leave such rows out; rows without an account need a column "Account" with one that you see.
files-outside-some = This file has rows that would go to what is not open to you, so nothing of it was loaded.
files-unknown-currency = { $received } is no currency: send an ISO code such as RUB, USD or EUR.
files-plan-no-channel = { $file } looks like a plan, but has no column with a channel. Its columns: { $received }. Name it: --map channel=Header.

files-note-ignored = Columns left aside, because they hold no figures that we know: { $headers }.
files-note-own = Kept under their own names, to be asked for as they are: { $headers }. If one is a standard measure: --map conversions="{ $example }" (or leads, revenue). If it is not wanted: --map aside="{ $example }".
files-note-own-full = No place is left for columns under their own names ({ $counts } counts and { $sums } sums of money are kept): { $headers }. Take a load back, or name them with --map.
files-note-own-unread = Cells that are no numbers are empty (column and how many): { $headers }.
files-note-cut = Kept as dimensions under their own names, to cut and filter by: { $headers }. If one is not wanted: --map aside="{ $example }".
files-note-cut-full = No place is left for dimensions under their own names ({ $most } are kept): { $headers }. Take a load back, or leave columns aside with --map aside=.
files-note-left-constant = The same in every row, so nothing can be cut by it: { $headers }. To keep one all the same: --map own="{ $example }".
files-note-left-unique = Names and ids that hardly repeat are no groups and are left aside: { $headers }. To keep one all the same: --map own="{ $example }".
files-note-left-comment = Comments and other sentences are left aside: { $headers }. To keep one all the same: --map own="{ $example }".
files-note-left-moments = Further days and times are left aside: { $headers }. To keep one all the same: --map own="{ $example }".
files-note-assumed-day = Days are read from "{ $header }": no other column is the day. Another column: --map day=Header.
files-note-assumed = "{ $header }" is taken for { $field ->
    [spend] costs
    [conversions] conversions
    [leads] leads
   *[revenue] revenue
}: the file has no other column for them, and its figures run like them. Another column: --map { $field }=Header. To keep it apart under its own name: --map own="{ $header }".
files-note-parts = { $field ->
    [spend] Cost
    [impressions] Impressions
    [clicks] Clicks
    [leads] Leads
    [conversions] Conversions
   *[revenue] Revenue
} are made of several columns added up: { $headers }. Each is kept under its own name too. If only one counts: --map { $field }="{ $example }".
files-note-left-share = Shares and ratios can't be added up and are left aside: { $headers }. To keep one all the same: --map own="{ $example }".
files-note-left-average = Prices and averages can't be added up and are left aside: { $headers }. To keep one all the same: --map own="{ $example }".
files-note-left-rank = Ranks and scores can't be added up and are left aside: { $headers }. To keep one all the same: --map own="{ $example }".
files-note-left-standing = Levels that stand at a moment can't be added up over days and are left aside: { $headers }. To keep one all the same: --map own="{ $example }".
files-note-left-number = Ids and numbers are no figures and are left aside: { $headers }. To keep one all the same: --map own="{ $example }".
files-note-left-days = Days and times are no figures and are left aside: { $headers }. To keep one all the same: --map own="{ $example }".
files-note-left-currency = Money in another currency than the file's is left aside: { $headers }. Load it by a file of its own.
files-note-left-description = The header is too long for a name, so these figures are left aside: { $headers }. Shorten the header in the file, or name the column: --map conversions="{ $example }" (or leads, revenue).
files-note-cpa-is-cost = Column { $header } is taken as the whole cost of each row, because the file has no other cost and gives ratios beside it.
files-note-derived = The file has no { $measure }: computed from { $base } and { $ratio }, and marked as derived.
files-note-day-order = Days such as { $example } can be read two ways; they are read { $order ->
    [day_first] day first
   *[month_first] month first
}.
files-note-one-channel = The file has no column with a channel: all rows go to { $channel }. Another one: --map channel=Header or --source.
files-note-no-channel = The file does not say which channel it is from: its rows are stored as "{ $channel }". Name the channel: --source vk (or tiktok, meta ...), or --map channel=Header.
files-note-surfaces = { $parts } count as { $channel }: their rows are added to it.
files-note-results-leads = "{ $header }" counts leads here too ({ $kinds }): they are stored as leads, not as conversions.
files-note-results-aside = "{ $header }" of the kind { $kinds } are no conversions and are left out.
files-note-hours = Hours ("{ $header }") were summed to days: figures by hour cannot be answered from this file.
files-note-longer = Rows cover more than one day ("{ $header }"): sums stand on the first day of their period. For figures by day export the report with a breakdown by day.
files-note-new-channel = { $channel } is a new channel ({ $code }).
files-note-totals = { $count ->
    [one] { $count } line of totals was left out.
   *[other] { $count } lines of totals were left out.
}
files-note-currency-shared = Nothing says the currency of { $headers }: it is taken to be { $currency } as the file's other sums. Another one: name it in the header.
files-note-other-currency = { $channel } already has amounts in { $stored }; the new ones are in { $received }. Each stays in its own currency, and answers convert them at the rate of the day.
files-note-currency-assumed = Nothing says the currency of the amounts: they are taken to be in { $currency }.
files-note-currency-named = The same amounts of { $channel } stood in { $stored }. The file names { $received }: they are in { $received } now, and nothing counts twice.
files-note-currency-stored = The file names no currency: its sums are taken to be in { $stored }, in which { $channel } has these campaigns already. If they are in { $usual }: --currency { $usual }.
files-note-summed = { $count ->
    [one] { $count } row is finer than a campaign's day and was added to the other rows of that day.
   *[other] { $count } rows are finer than a campaign's day and were added to the other rows of that day.
}
files-note-moved = These rows were stored as "{ $old }" before; they are { $channel } now and are not counted twice.
files-note-reloaded = The same file was loaded before with other options (load { $load }); it is read anew and counts once.
files-note-superseded = { $count ->
    [one] { $count } row was replaced by a newer version of it in the same file.
   *[other] { $count } rows were replaced by newer versions of them in the same file.
}
files-note-replaced = { $count ->
    [one] { $count } row says something else than was stored for the same day and campaign: it replaced that.
   *[other] { $count } rows say something else than was stored for the same days and campaigns: they replaced that.
}
files-note-repeated = { $count ->
    [one] { $count } row repeats another or what is stored already: it counts once.
   *[other] { $count } rows repeat others or what is stored already: they count once.
}
files-note-rejected = { $count ->
    [one] { $count } row in quarantine: { $reason }.
   *[other] { $count } rows in quarantine: { $reason }.
}

files-reason-too_few_cells = fewer cells than columns
files-reason-too_many_cells = more cells than columns
files-reason-broken_line = the line can't be read
files-reason-missing_day = no day
files-reason-bad_date = the day can't be read
files-reason-future_day = the day is in the future
files-reason-missing_channel = no channel
files-reason-missing_campaign = no campaign
files-reason-unknown_currency = unknown currency
files-reason-not_a_number = a measure is not a number
files-reason-too_large = a number is too large
files-reason-negative_measure = a measure is below zero
files-reason-clicks_above_impressions = more clicks than impressions
files-reason-no_measures = no measure at all
files-reason-missing_month = no month
files-reason-unknown_metric = unknown metric
files-reason-missing_key = a required field is missing
files-reason-not_readable = a value can't be read
files-unfolds = { $file } is small but unfolds to more than { $most } MB, which statistics never do. Save it again without packing, or in parts.
files-too-many-cells = The sheet { $file } is too large: up to { $rows } rows and { $cells } cells are read. Remove empty formatted rows and columns, or split it.
files-too-deep = { $file } is JSON nested deeper than { $most } levels, which is no table. Export the statistics as one object a row.
files-too-heavy = Reading { $file } needed more memory than a file may take here, so it was stopped and nothing was stored. Split it by months and attach the parts.
files-too-slow = Reading { $file } took longer than { $seconds } seconds, so it was stopped and nothing was stored. Split it by months and attach the parts.
files-note-table-left = "{ $table }" was left out: it holds no table with a day and a measure.
files-note-table-coarser = "{ $table }" was left out: it sums up what another table of the file gives by campaign.
files-note-formulas = Formulas without a stored value could not be computed: { $cells }. Open the workbook, save it and load it again.
files-note-year-assumed = Day and month stand without a year: the latest past year is meant.
files-note-channels-down = Channels stand as columns ({ $channels }): each became rows of its own.
files-note-channel-sums = Sums of the channels' columns are not counted once more and were left out: { $headers }.
files-note-channel-repeats = These columns say once more what another one of their channel says, and were left out: { $headers }.
files-note-total-rest = "{ $header }" is { $rest } more than its channels' columns together: the rest stands as "file".
files-note-without-channel = { $headers } names no channel: its figures stand as "file".
files-note-periods-down = Months or days stand as columns: each became rows of its own, figures as { $measure }.
files-note-plans-left = Rows of { $names } are plans, no facts, and were left out.
files-note-period-sums = Beside columns of months or days these hold sums of them, or figures of no month: { $headers }. They were left out.
files-note-thousands = Figures of { $headers } are given in { $times ->
    [thousand] thousands
    [million] millions
   *[other] thousand millions
 }, and were read so.
files-note-millionths = Amounts of { $headers } were read as millionths: otherwise a click or a view would cost more than 100,000.
files-note-levels-apart = Channels and their campaigns stand in one column: each campaign got its channel, and the channels' sums are not counted once more.
files-note-levels-differ = The line of { $channels } says something else than the lines below it together: those below are counted.
files-note-mended-encoding = Lines in another encoding than the rest of the file were read in it: { $lines }.
files-note-period-above = The table has no column with a day: its figures stand for the whole of { $start } - { $end }. For figures by day add a breakdown (segment) by day to the report.
files-nothing-usable = Nothing of { $file } could be used: all { $rows } rows are in quarantine ({ $reasons }). Correct them, or name the columns: --map field=Header.
files-reload-nothing = Read this way, nothing of { $file } could be used: all { $rows } rows are wrong. Its earlier load { $load } stays as it was. Name the columns otherwise: --map field=Header.
files-note-rows-deals = Every row is a deal: each counts as a lead, and as a conversion once it is won.
files-note-rows-calls = Every row is a call: each counts as a lead.
files-note-rows-orders = Every order counts as one conversion, however many lines it has; cancelled and unpaid ones do not.
files-note-not-won = Only won and paid deals are revenue. These are none (rows: sum): { $stages }.
files-note-stage-unknown = Nobody has said whether these stages are won, so they are no revenue yet (rows: sum): { $stages }. If they are: --map won="{ $example }", several separated by commas.
files-note-partly-returned = Partly refunded, and the file does not always say how much (rows: sum): { $stages }.
files-note-refunds = { $count ->
    [one] { $count } refund takes { $sum } off revenue.
   *[other] { $count } refunds take { $sum } off revenue.
}
files-note-unjoined = { $share }% of the revenue ({ $sum }) stands on campaigns without advertising costs, so it is joined with no advertising: { $campaigns }.
files-note-unjoined-all = None of the revenue ({ $sum }) is joined with advertising: the database has no costs for these campaigns ({ $campaigns }). Sales and costs are joined by channel, campaign and day.
files-note-names-cut = { $n ->
        [one] One name is longer than { $most } bytes: its beginning is kept
       *[other] { $n } names are longer than { $most } bytes: their beginnings are kept
    }, with a mark that tells different names apart ("{ $example }"). Every row is there.
