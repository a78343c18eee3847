"""What every ad platform has in common: the contract of a channel, HTTP with retries, figures.

Stands on errors and facts; `ingest.channels` and `ingest.refresh` use it.
"""
