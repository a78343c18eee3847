"""One refresh: what is due, pull, land, what vanished, lock, log, report.

Stands on `ingest.platform` and `ingest.store` and knows no channel by name; the worker and `refresh` command call it.
"""
