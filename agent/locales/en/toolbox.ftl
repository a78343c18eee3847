toolbox-bad-arguments = The call to { $tool } does not fit its schema: { $problems }. Send the call again with these corrected.
toolbox-no-such-tool = There is no tool { $tool }; the tools are { $known }.
toolbox-proposed = This only asks the user: nothing is changed yet. The program carries it out when their next message says yes. Do not call it again.
toolbox-told = Found already as r{ $number }, and on the screen. Do not call it again; write your sentences or stop.
toolbox-found = { $tool } is offered now: call it.
reference-rose = { $form ->
   *[m] rose
} by { $figure }
reference-fell = { $form ->
   *[m] fell
} by { $figure }
reference-same = { $form ->
   *[m] did not change
}
toolbox-question-says = The question reads: { $line }. That is counted above and shown. Your call asks for something else ({ $other }) and is only offered to the user as a button.
toolbox-of-the-found = This step is of what the question finds: it is made by itself once that is found. Find it first; write your sentences or stop.
toolbox-contradicts = The question says other days or names. This call is only offered to the user as a button; write your sentences or stop.
toolbox-two-readings = The question can also be read as: { $line }. Both are counted and shown.
toolbox-uncollected = The data have no { $words }. Say so; no other figure stands for it.
toolbox-left-out = The question also says: { $words }. No call has it, so nothing was counted. Send the call with it; if it does not matter for the figures, send the same call again.
