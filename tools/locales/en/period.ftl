# Names of periods. Years and ordinal numbers come in as text so that no thousands separator is put in.
period-year = { $year }
period-half = H{ $number } { $year }
period-quarter = Q{ $number } { $year }
period-all = all time
period-last-n-day = last { $n ->
    [one] day
   *[other] { $n } days
}
period-last-n-week = last { $n ->
    [one] complete week
   *[other] { $n } complete weeks (Mon–Sun)
}
period-last-n-month = last { $n ->
    [one] complete month
   *[other] { $n } complete months
}
period-last-n-quarter = last { $n ->
    [one] complete quarter
   *[other] { $n } complete quarters
}
period-last-n-half = last { $n ->
    [one] complete half-year
   *[other] { $n } complete half-years
}
period-last-n-year = last { $n ->
    [one] complete year
   *[other] { $n } complete years
}
period-next-n = next { $n ->
    [one] day
   *[other] { $n } days
}
period-next-n-unit = { $unit ->
    [week] { $n ->
        [one] { $n } week ahead
       *[other] { $n } weeks ahead
    }
    [month] { $n ->
        [one] { $n } month ahead
       *[other] { $n } months ahead
    }
    [quarter] { $n ->
        [one] { $n } quarter ahead
       *[other] { $n } quarters ahead
    }
   *[year] { $n ->
        [one] { $n } year ahead
       *[other] { $n } years ahead
    }
}
period-day-0 = today
period-day-1 = yesterday
period-day-2 = the day before yesterday
period-day-ahead-1 = tomorrow
period-day-ahead-2 = the day after tomorrow
period-last-week = last week
period-last-month = last month
period-last-quarter = last quarter
period-last-half = last half-year
period-last-year = last year
period-this-week = this week
period-this-month = this month
period-this-quarter = this quarter
period-this-half = this half-year
period-this-year = this year
period-next-week = next week
period-next-month = next month
period-next-quarter = next quarter
period-next-half = next half-year
period-next-year = next year
period-since = since { $day }
period-until = until { $last_day }
period-unknown = “{ $received }” is not a period I know: send, for example, “last 30 days”, “last week”, “March 2025”, “Q2 2025”, “2025-03-01..2025-03-31” or “all time”.
period-backwards = The period “{ $received }” ends before it begins: put the earlier day first, for example “{ $swapped }”.
