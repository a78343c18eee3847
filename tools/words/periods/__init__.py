"""The grammar behind `tools.words.period`: calendar arithmetic, words as tokens, phrases as rules."""
