# The Telegram bot, outgoing messages, and the commands about alerts.
bot-alert-unknown = There is no alert number "{ $received }". Open ones: { $possible }.
bot-until-unknown = I can't read "{ $received }". Say 1h, 4h, 2d, morning, 18:00, 2026-11-23 or 2026-11-23T18:00.
bot-until-past = "{ $received }" has passed already. Name a coming moment.
bot-state-unknown = There is no state "{ $received }". Possible: { $possible }.
bot-period-unknown = There is no digest "{ $received }". Possible: { $possible }.
bot-language-unknown = There is no language "{ $received }". Possible: { $possible }.
bot-setting-form = "{ $received }" is no key=value. Example: level=600.
