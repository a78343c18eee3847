# The Telegram bot, outgoing messages, and the commands about alerts.
bot-alert-unknown = There is no alert number "{ $received }". Open ones: { $possible }.
bot-until-unknown = I can't read "{ $received }". Say 1h, 4h, 2d, morning, 18:00, 2026-11-23 or 2026-11-23T18:00.
bot-until-past = "{ $received }" has passed already. Name a coming moment.
bot-state-unknown = There is no state "{ $received }". Possible: { $possible }.
bot-period-unknown = There is no digest "{ $received }". Possible: { $possible }.
bot-language-unknown = There is no language "{ $received }". Possible: { $possible }.
bot-setting-form = "{ $received }" is no key=value. Example: level=600.
bot-role-unknown = There is no role "{ $received }". Possible: { $possible }.
bot-kind-unknown = There is no subscription "{ $received }". Possible: { $possible } (in short: alerts, daily, weekly, monthly).
bot-help = Ask about your advertising in plain words: "{ $example }" or "{ $other }".
bot-command-start = what the bot can do
bot-command-help = what the bot can do
bot-command-ask = ask a question about the data
bot-command-alerts = open alerts
bot-command-digest = digest: daily, weekly or monthly
bot-command-report = report as a file
bot-command-rules = rules; add one in words: /rules spend above 600
bot-command-subscribe = subscriptions: alerts, daily 09:00, off weekly
bot-command-quiet = quiet hours: 22:00-08:00 or off
bot-command-language = language: ru or en
bot-command-refresh = refresh the data now
bot-command-status = how fresh the data are
bot-command-unknown = There is no such command. The list: /help
bot-ask-what = Write the question after the command: /ask what data is there?
bot-link-how = This chat is not linked. Ask an administrator for a code (command <code>demetra telegram link</code>) and send it: <code>/start CODE</code>
bot-link-wrong = The code does not fit: it works once and for 30 minutes. Ask for a new one.
bot-linked = The chat is linked; alerts will come here. Ask something: "what data is there?". All commands: /help
bot-link-code = Code: { $code }. Send the bot /start { $code } within { $minutes } minutes. Role: { $role }.
bot-no-alerts = 🔔 No open alerts.
bot-more-alerts = and { $n } more — tap to open:
bot-rules = <b>Rules</b>
bot-rule = { $on ->
    [yes] ✅
   *[no] ⏸
} { $number } · { $name } · { $weekly }{ $whose ->
    [mine] { " " }· you alone
   *[team] { "" }
}
bot-rules-how = Add one: /rules warn me if spend is above 600 two days in a row
    Change one: /rules change the threshold of rule 3 to 700, /rules pause rule 3, /rules delete rule 3
bot-rule-added = ✅ The rule is on. { $name }
bot-rule-dropped = All right, this rule is not added. { $name }
bot-subscriptions = <b>Subscriptions</b>
bot-subscribe-how = Change: /subscribe daily 09:00, /subscribe weekly friday 10:00, /subscribe alerts Instagram, /subscribe off weekly, or in your own words: “send me the digest on Fridays at 10”
bot-quiet = Quiet hours: { $hours }. What is critical always comes. Change: /quiet 22:00-08:00 or /quiet off
bot-language-which = Which language shall I speak?
bot-language-set = I speak English.
bot-refresh-busy = The data are being refreshed already.
bot-refresh-nothing = No ad accounts are connected: there is nothing to refresh.
bot-refresh-done = Refreshed ({ $names }): { $rows } new and changed rows.
bot-refresh-failed = Failed: { $names }.
bot-alert-escalated = It got worse:
bot-alert-reopened = It is back:
bot-alert-reminded = Still not solved:
bot-button-why = 🔎 Why
bot-button-ack = ✅ Acknowledge
bot-button-snooze-1h = 💤 1 h
bot-button-snooze-4h = 💤 4 h
bot-button-snooze-morning = 💤 to morning
bot-button-mute = 🔕 Mute
bot-button-open = 📄 Open
bot-button-yes = ✅ Switch on
bot-button-no = ✖️ No
bot-state-pending = being checked
bot-state-firing = open
bot-state-acknowledged = acknowledged
bot-state-snoozed = snoozed
bot-state-resolved = over
bot-assignee = , assigned to { $name }
bot-toast-acked = Noted; no more reminders.
bot-toast-snoozed = Snoozed.
bot-toast-muted = I will not speak of this again.
bot-worker-silent = No demetra worker is alive on this machine: start it.
bot-also = Together with this:
bot-proposal-unknown = I do not remember this proposal: please send the rule again.
bot-proposal-decided = This proposal is already decided.
bot-toast-unmuted = You will hear about it again.
bot-button-unmute = 🔔 Unmute
bot-state-muted = muted
bot-voice = I can't listen to voice messages yet. Please write your question: "what data is there?".
bot-document = I don't read files or pictures here. An administrator loads data in the browser chat; please write your question in words.
bot-command-timezone = time zone: Europe/London
bot-timezone = Time zone: { $name }. Quiet hours and digest times follow it.
bot-timezone-unknown = I do not know the zone "{ $received }". Name it like Europe/London or Asia/Dubai.
bot-quiet-unknown = I did not understand "{ $received }". Say /quiet 22:00-08:00, /quiet from 22 to 8 or /quiet off.
bot-command-muted = muted alerts, and the way back
bot-button-hush = 🙈 Not to me
bot-button-false = 👎 False alarm
bot-toast-hushed = You will hear no more of it; the others will.
bot-toast-unhushed = You will hear of it again.
bot-toast-false = Noted: the same and smaller here is no alarm any more.
bot-no-muted = Nothing is muted.
bot-muted = Muted: { $n }. Tap to hear of it again.
bot-alert-nobody = In a group only somebody whose own chat with me is linked can do this: ask the administrator for a code and send it to me in private.
bot-day-unknown = A month has no day { $received }. Say a day from 1 to 31.
