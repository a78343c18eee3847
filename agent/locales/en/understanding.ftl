understanding-empty = Ask me something about your advertising, for example “{ $example }”
understanding-hello = Hello! Ask me about spend, revenue, ROI, clicks and other metrics: by channel, campaign, day, as a table or a chart. For example: “{ $example }”
understanding-thanks = You are welcome. Ask again whenever you need a figure.
understanding-smalltalk = I am here. Ask about the advertising, such as “{ $example }”.
understanding-refused = I can't do that: I only answer questions about advertising data and take no other orders. Ask for a metric, for example “{ $example }”.
understanding-reads-only = I can't change advertising, I only read its data. I can show what a change would rest on, for example “{ $example }”.
understanding-off-topic = I only know about advertising data. Ask me, for example, “{ $example }”
understanding-not-understood = I did not understand the question. Name a metric and, if you like, a cut and a period: “{ $example }”, “{ $other }”.
understanding-does-not-fit = What I read does not go together as one question; please ask it otherwise or in parts.
understanding-not-yet = I can't do that yet. I can show what happened: metrics by channel, campaign, day, comparisons of periods, charts and exports.
understanding-uncollected = “{ $word }” is not among the collected data. There are, for example: { $known }.
understanding-unknown-channel = There is no channel “{ $word }” in the data. There are: { $known }. Which do you mean?
understanding-unknown-name = I don't know “{ $word }”. The nearest names in the data: { $similar }. Which do you mean?
understanding-unknown-word = I don't know “{ $word }”. What do you mean by it?
understanding-no-dimension = The data has no breakdown “{ $word }”. It can be cut by: { $known }.
understanding-which-metric = Which metric should be compared with { $figure }?
understanding-whose-days = Two limits on { $metric } rule each other out in the same days. Please say the days right after each of them.
understanding-unclear-number = What does { $figure } stand for: a threshold of a metric, or how many rows to show?
understanding-which-one = Which do you mean? Please say its name.
understanding-cheapest-what = Cheap or dear by what: cost per click, cost per conversion, or total spend?
understanding-not-in-data = The data has nothing on “{ $word }”. It has: { $known }.
understanding-no-such-part = No campaign has “{ $word }” in its name. Look at the names: “which campaigns are there?”.
understanding-no-ratio = I don't compute “{ $word }”. I can show both figures, or a ratio such as CPC, CPA, AOV, CVR, ROAS.
understanding-no-average = I can't average over campaigns or channels. I can show totals, daily averages and ratios such as CPA, or list the campaigns with their figures.
understanding-no-count = I can't count campaigns by this cut ({ $word }). I can count them in the whole, by channel, or for a value you name.
understanding-top-of-what = The first of what: channels or campaigns, and by which metric?
understanding-left-out = I did not understand “{ $word }” and left it out. If it is a condition, please say it in other words.
understanding-not-considered = “{ $word }” is not taken into account here: this answer is made from all the data.
understanding-read-as = “{ $word }” was read as “{ $meant }”.
understanding-other-currency = “{ $word }”: the figures here are in { $known }. Which amount in { $known } do you mean?
understanding-unheeded = “{ $word }”: I did not understand what it refers to. Please name what I should compare, cut by, leave out or average.
understanding-about-what = Which metric do you mean? For example “{ $example }”.
understanding-not-done = All right, nothing is changed.
understanding-without-word = Without “{ $word }”
understanding-which-reading =
    Which of these do you mean?

    { $options }
understanding-not-held =
    I can’t take into account here: { $words }. Answer without it?

    { $options }
understanding-which-of =
    Which one do you mean: { $word }?

    { $options }
understanding-supposed =
    I don’t work out figures that never were from a condition; I can show those that were:

    { $options }
reading-whole = { $reading } overall
understanding-this-reading =
    Do I understand you right? Press it, say yes, or ask in other words.

    { $options }
understanding-language = { $chosen ->
    [en] All right, I answer in English whatever language you ask in.
    [ru] All right, I answer in Russian.
   *[other] All right, I answer in the language of each question.
}
understanding-usual-days = { $n ->
    [1] All right: where no period is named I take the last complete day.
   *[other] All right: where no period is named I take the last { $n } complete days.
}
understanding-report-here = The file is here. Reports come to Telegram by themselves at the time you name: “send the report every Monday at 9”.
understanding-client = From now on I show the data of the client { $client } alone; say all clients to go back to all of them.
understanding-all-clients = From now on I show the data of all clients together: { $clients }.
