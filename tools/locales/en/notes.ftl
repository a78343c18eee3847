# Notes on days.
notes-line = - { $days }: { $text }
notes-line-channel = - { $days }: { $text } ({ $channel })
notes-budget = - { $month }: budget of { $channel } { $before } → { $after }
notes-alert = - { $day }: alert “{ $message }”
notes-alerts-more = - and { $n } more { $n ->
        [one] alert
       *[other] alerts
    } in these days
notes-bad = The note “{ $received }” does not do: it needs a text of up to { $most } characters and days that end no earlier than they begin.
notes-unknown = There is no note { $received }.
terms-heading = **The team's words**
terms-line = - “{ $term }” is “{ $meaning }”
terms-propose = I'll remember for everyone: “{ $term }” means “{ $meaning }”. Questions will be read so. Remember it? Answer “yes”.
terms-propose-again = “{ $term }” means “{ $before }” now and will mean “{ $meaning }”, for everyone. Remember it? Answer “yes”.
terms-done = Remembered: “{ $term }” means “{ $meaning }”.
terms-propose-forget = I'll forget the word “{ $term }” (“{ $meaning }”), for everyone. Forget it? Answer “yes”.
terms-forgotten = “{ $term }” no longer means “{ $meaning }”.
terms-none = Nothing is remembered yet. Say, for example, “remember: sign-ups = leads” or “remember: on November 12 we launched the landing page”.
terms-unknown = I don't remember a word “{ $received }”; “what did you remember?” lists them all.
terms-bad = The word “{ $received }” can't be remembered: it takes the word, up to { $most } characters, and its meaning, up to { $meaning }, in other words.
terms-full = There are { $most } words of the team already, no more fit: forget some (“forget …”).
terms-read = “{ $said }” was read as “{ $meaning }”: so the team had me remember it.
notes-heading = **Notes**
notes-propose = I'll write down: { $line }. Write it down? Answer “yes”.
notes-done = Note { $number } is written down: { $line }.
notes-propose-forget = I'll delete note { $number }: { $line }. Delete it? Answer “yes”.
notes-forgotten = Note { $number } is deleted.
notes-whose = The note “{ $received }” is about all of the data, and you see a part: name a channel that you see whole.
note-client = Client: { $client }.
note-clients = Several clients are added up: { $clients }. “client { "…" }” with a name looks at one alone.
