subscriptions-none = No subscriptions.
subscription-line = { $kind ->
    [alerts] 🔔 alerts{ $channels ->
        [all] { "" }
       *[other] { ": " }{ $channels }; of the rest only what concerns the whole account
    }{ $owns ->
        [none] { "" }
       *[other] { "; you answer for " }{ $owns }, so these come to you first
    }
    [digest_daily] 📰 daily digest, { $at }
    [digest_weekly] 📰 weekly digest, { $weekday }, { $at }
    [digest_monthly] 📰 monthly digest, day { $day }, { $at }
    [report_daily] 📄 daily report, { $at }{ $about }
    [report_weekly] 📄 weekly report, { $weekday }, { $at }{ $about }
   *[report_monthly] 📄 monthly report, day { $day }, { $at }{ $about }
}
subscription-order = { $channels ->
    [none] { "" }
   *[other] { "; only " }{ $channels }
}{ $days ->
    [none] { "" }
   *[other] { "; over “" }{ $days }”
}{ $format ->
    [xlsx] { "; Excel" }
   *[pdf] { "" }
}{ $tongue ->
    [ru] { "; in Russian" }
    [en] { "; in English" }
   *[none] { "" }
}
subscriptions-held = Telegram now sends you:
subscription-ends = no longer: { $line }
subscription-propose = This is what I will change in what Telegram sends you:
    { $lines }
    Go ahead? Answer “yes”.
subscription-what = I did not understand what to send: “{ $received }”. There are alerts, and digests and reports of a day, a week, a month, such as “send me the digest on Fridays at 10” or “send the report every Monday at 9”.
subscription-no-chat = Digests, reports and alerts come in Telegram, and no chat there is linked to you yet. An administrator gets a one-time code with “demetra telegram link”; send it to the bot and ask again.
subscription-quiet-propose = No messages in Telegram from { $begin } to { $end } ({ $zone }), except what is critical?
subscription-quiet-held = Quiet hours: { $begin }–{ $end } ({ $zone }). What is critical always comes.
subscription-zone-propose = Tell times, and count your quiet hours and digests, by { $zone }?
subscription-zone-held = Time zone: { $zone }. Times are told by it, quiet hours and digests follow it; days in figures stay those of the team.
quiet-nothing = Nothing is muted or put off.
quiet-listed = Quiet now: { $n }. A button takes it back.
quiet-line = { $what } · { $way ->
    [mine] for you
    [hushed] for you, for good
    [muted] for the whole team, for good
   *[snoozed] for the whole team
}{ $until ->
    [none] { "" }
   *[other] { " " }until { $until }
}
quiet-channel = everything about { $channel }
quiet-propose = To you alone I will not write of this: { $what }{ $until ->
    [none] { " " }— until you take it back
   *[other] { " " }— until { $until }
}. The others go on hearing of it, and troubles of the whole account reach you as well. Go ahead? Answer “yes”.
quiet-done = Quiet for you: { $what }{ $until ->
    [none] { " " }— until you take it back
   *[other] { " " }— until { $until }
}.
quiet-over = You hear of this again: { $what }
quiet-back = 🔔 { $what }
quiet-unknown = { $received } is not muted. Ask “what is muted?”.
