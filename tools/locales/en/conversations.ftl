# Pinned answers.
conversations-pin-gone = This answer can't be pinned or shown any more: the question that came does not exist. Ask again and pin the answer.
conversations-pin-long = A question of more than { $most } characters can't be pinned. Ask a shorter one.
conversations-pins-full = { $most } cards are pinned already and no more fit. Unpin one and try again.
