# Notes on days.
notes-line = - { $days }: { $text }
notes-line-channel = - { $days }: { $text } ({ $channel })
notes-budget = - { $month }: budget of { $channel } { $before } → { $after }
notes-alert = - { $day }: alert “{ $message }”
notes-bad = The note “{ $received }” does not do: it needs a text of up to { $most } characters and days that end no earlier than they begin.
notes-unknown = There is no note { $received }.
