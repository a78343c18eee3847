note-default-period = No period was named, so it is the last 30 days.
asking-future = “{ $received }” lies ahead: numbers exist up to { $yesterday }; ask for a forecast instead, or name a past period.
answer-no-data-at-all = There is no data yet. Upload a file, run “demetra demo”, or connect a channel.
answer-no-data = Nothing is stored for this question in that period. Data covers { $first } to { $last }.
answer-none-pass = Nothing passes this threshold in the period.
outside-name = “{ $name }”
resolve-unknown-channel = There is no channel “{ $received }” in the data; the nearest are: { $similar }.
resolve-unknown-account = There is no account “{ $received }” in the data; there are: { $known }.
resolve-unknown-value = There is no { $dimension } “{ $received }” in the data; the nearest are: { $similar }.
describe-metric = { $metric } = { $formula }.
describe-overview = Data covers { $first } to { $last }: { $channels }; { $campaigns ->
    [one] { $campaigns } campaign
   *[other] { $campaigns } campaigns
}. It can be cut by { $cuts }.
describe-channels = Channels
describe-campaigns = Campaigns
describe-metrics = Metrics
describe-dimensions = Breakdowns
