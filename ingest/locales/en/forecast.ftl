label-low = { $metric }, from
label-high = { $metric }, to
label-forecast = { $metric }, forecast
label-marginal = { $metric } of the next unit as planned
label-marginal-previous = { $metric } of the next unit now
forecast-title = Forecast: { $what }
forecast-one = **{ $what }**: **{ $value }** expected, { $level } likely between { $low } and { $high }. The { $n ->
    [one] day
   *[other] { $n } days
} before brought { $previous }.
forecast-several = **{ $metric }**, forecast for { $n ->
    [one] { $n } day
   *[other] { $n } days
} (in brackets the range that holds with a probability of { $level }):
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
forecast-refused-no-denominator = no forecast is possible: the metric's denominator is always zero.
forecast-refused-negative-denominator = no forecast is possible: the metric's denominator is negative on some days.
forecast-refused-horizon = A horizon of { $received } is not possible; possible is 1 to { $most }.
forecast-refused-frequency = The step { $received } is unknown; possible are D (days) and W (weeks).
forecast-refused-level = A probability of { $received } is not possible; possible is 0.5 to 0.99.
forecast-refused-country = No public holidays are known for { $received }; a two-letter code is needed.
forecast-refused-columns = Internal error: the history has the columns { $received }.
forecast-refused-backend = The backend { $received } can't be used ({ $reason }); possible are { $possible }.
forecast-bad-horizon = A horizon of { $received } days is not possible: forecasts reach 1 to { $most } days ahead.
forecast-past-period = The period "{ $received }" is over: the data end on { $last }, a forecast begins the day after.
forecast-no-values = The data have no number for this metric ({ $metric }), so there is nothing to forecast.
forecast-bad-by = A forecast can't be cut by "{ $received }"; possible are channel, campaign or no cut.
forecast-note-plain = { $text }
forecast-note-ended = { $name }: no data since { $day }, so no forecast.
forecast-note-gaps = Some days of the history have no data{ $names }: they count as unknown, not as zero.
forecast-note-stale = The last days of the history have no data{ $names }; the forecast bridges them.
forecast-note-short = The history is short or sparse{ $names }: it shows no season.
forecast-note-tiny = There are only a few values{ $names }: their average is all that can be said.
forecast-note-constant = The metric never changed{ $names }: there is nothing to learn a range from.
forecast-note-zero-heavy = Most days are zero{ $names }: look at the whole, not at single days.
forecast-note-seasons-failed = The seasonal model did not finish{ $names }; a simpler one (Theta) answered.
forecast-note-unmatched = Days of which only one part of the metric is known are left out{ $names }.
forecast-note-truncated = The last four years of the history are used{ $names }.
