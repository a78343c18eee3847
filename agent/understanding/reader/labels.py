"""What the learned reader may say: frozen lists, in the order of the artefact's outputs.

A label is added at the end of its list, gets phrases in `benchmarks/reader/phrases`, and the reader is trained again.
"""

from typing import Final

ACTS: Final = (
    "query",  # a number, table, ranking, share or comparison out of the data
    "explain",  # why something changed
    "forecast",  # what will be
    "allocate",  # how to spread or move a budget
    "what_if",  # what would happen if
    "recommend",  # what to change, where to add, what to stop
    "audience",  # whom to show the advertising to
    "best_time",  # when to publish or run
    "plan_fact",  # does the fact keep up with the plan
    "predict_campaign",  # what a campaign that has not run yet will bring
    "list_alerts",  # what went off, what is wrong now
    "alert_rule",  # make, change, silence or delete a rule
    "backtest_rule",  # when a rule would have gone off
    "overview",  # how are things, without a metric
    "report",  # a document, a summary or a digest, once or on a schedule
    "describe",  # which channels, days, metrics are in the data
    "data_health",  # is the data fresh and complete
    "help",  # what can you do
    "define",  # what a metric means, how it is counted
    "refresh",  # pull the data again
    "remember",  # keep a definition, a goal or a plan
    "check_claim",  # is it true that
    "forecast_quality",  # how good earlier forecasts were
    "change_ads",  # an order to change the advertising itself
    "smalltalk",  # greeting, thanks, praise, jokes, the assistant itself
    "confirm",  # yes, do it
    "deny",  # no, cancel
    "out_of_scope",  # nothing to do with the advertising data
    "hostile",  # secrets, deletion, orders to ignore the rules
)

METRICS: Final = (
    "spend",
    "impressions",
    "reach",
    "clicks",
    "engagements",
    "video_views",
    "leads",
    "conversions",
    "revenue",
    "profit",
    "ctr",
    "cpc",
    "cpm",
    "cpl",
    "cpa",
    "cac",
    "cvr",
    "lead_rate",
    "engagement_rate",
    "engagement_score",
    "frequency",
    "aov",
    "roas",
    "roi",
    "drr",  # spend as a share of revenue (ДРР, CRR, ACOS)
    "unsupported",  # a number that advertising data do not hold: bounce rate, subscribers, likes
)

CUTS: Final = tuple(
    """
    channel account campaign objective audience segment location region language device age gender placement day
    week month quarter weekday hour year
    """.split()
)

FLAGS: Final = (
    "exclusion",  # without X, except X
    "with_and_without",  # side by side with and without X
    "part_of_name",  # names that hold a word
    "weekday_class",  # working days, weekends, a named weekday as a filter
    "top_per_group",  # the best in each
    "rank_most",  # by amount: most, highest, dearest
    "rank_least",
    "rank_best",  # by goodness: best, top, strongest
    "rank_worst",
    "position",  # on which place is X
    "order_by_change",  # grew or fell the most
    "change_up",
    "change_down",
    "change_condition",  # where spend rose and revenue fell
    "compare_periods",
    "compare_values",  # named values against each other
    "threshold",  # any condition on a number
    "threshold_range",  # between A and B
    "threshold_average",  # against the average
    "threshold_multiple",  # k times
    "threshold_named",  # against a named value: dearer than Facebook
    "threshold_period",  # against another period: dearer than a month ago
    "share",
    "share_of_whole",  # of everything although filtered
    "share_within",  # within each group or period
    "running_total",
    "per_day",
    "per_weekday",
    "per_period",  # average of a week, a month
    "count",  # how many there are
    "total",  # and altogether
    "pace",  # at this pace, run rate of an unfinished period
    "wasted",  # money spent without a return
    "all_metrics",  # all figures
    "trend",  # over time, no grain said
    "sorted",
    "yes_no",
    "chart",
    "export",
    "elliptic",  # cannot be understood without the question before
    "refers_back",  # there, those, the same
    "vague",  # no metric said where one is needed
    "courtesy",  # words around the question
)

IDLE: Final = frozenset({"courtesy", "yes_no", "vague"})
"""Flags that change no number; the confidence is about the rest."""

EDITS: Final = tuple(
    """
    replace_period replace_metric add_metric replace_cut add_cut replace_filter add_filter remove_filter view
    rank compare back repeat remove_metric remove_cut
    """.split()
)
"""What an elliptic message changes in the question before; none of them: a new question."""

TAGS: Final = tuple(
    """
    PERIOD COMPARED VALUE CUT METRIC NUMBER COMPARATOR RANK NEGATION AGGREGATOR VIEW ACT CHANGE REFERENCE FILLER
    BREAK
    """.split()
)
"""Kinds of spans. BREAK is the word or mark between two requests; COMPARED the period that another is held against."""

MOST_REQUESTS: Final = 4
