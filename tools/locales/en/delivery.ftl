subscriptions-none = No subscriptions.
subscription-line = { $kind ->
    [alerts] 🔔 alerts{ $channels ->
        [all] { "" }
       *[other] { ": " }{ $channels }; of the rest only what concerns the whole account
    }
    [digest_daily] 📰 daily digest, { $at }
    [digest_weekly] 📰 weekly digest, { $weekday }, { $at }
   *[digest_monthly] 📰 monthly digest, day { $day }, { $at }
}
subscriptions-held = Telegram now sends you:
subscription-ends = no longer: { $line }
subscription-propose = This is what I will change in what Telegram sends you:
    { $lines }
    Go ahead? Answer “yes”.
subscription-what = I did not understand what to send: “{ $received }”. There are alerts and digests of a day, a week, a month, such as “send me the digest on Fridays at 10”.
subscription-no-chat = Digests and alerts come in Telegram, and no chat there is linked to you yet. An administrator gets a one-time code with “demetra telegram link”; send it to the bot and ask again.
