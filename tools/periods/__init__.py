"""The grammar behind `tools.period`: calendar arithmetic, words as tokens, phrases as rules."""
