# Audience profiles. Names, shares and differences come in already worded.
audience-group = { $name } ({ $spend } of spend, { $result } of the result; { $lift } for the same money, { $low } to { $high })
audience-group-dear = { $name } ({ $spend } of spend, { $result } of the result, but in channels that are dear; within them { $lift } for the same money, { $low } to { $high })
audience-group-cheap = { $name } ({ $spend } of spend, { $result } of the result, but in channels that are cheap; within them { $lift } for the same money, { $low } to { $high })
audience-under = **{ $dimension }**: more than their money — { $under }. Worth a bigger share ({ $metric }).
audience-over = **{ $dimension }**: less than their money — { $over }. Worth a smaller share ({ $metric }).
audience-both = **{ $dimension }**: more than their money — { $under }; less — { $over } ({ $metric }).
audience-even = { $dimension }: no group differs from the others beyond luck ({ $metric }).
audience-few = { $dimension }: { $results } results are not enough to tell groups apart.
audience-none = These days have no data by age, gender, region, device, audience, segment or language.
audience-no-cut = “{ $received }” tells no groups of people or places apart. Possible: { $possible }.
audience-no-results = No { $possible } are counted on these days, so groups can't be compared; name another metric or period.
audience-test = Groups are compared within the same channel and week, so a dearer channel is not taken for a dearer group. A group is told only if luck over all groups together would show one as odd in under 3% of cases; differences are shrunk by their uncertainty, ranges hold in 80%.
audience-title = Share of spend and of results { $by }
audience-verdict-under = brings more
audience-verdict-over = brings less
audience-verdict-even = no difference
column-verdict = Verdict
