"""A message as tokens with offsets, and the repairs of how it was typed. Imports nothing of the package."""
