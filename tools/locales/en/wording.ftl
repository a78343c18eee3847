# How figures look. A figure comes in already worded.
wording-nothing = n/a
wording-points = { $figure } pp
