"""One refresh: what is due, pull, land, what vanished, lock, log, report.

Stands on `ingest.platform`, `ingest.channels` and `ingest.store`; the worker and `refresh` command call it.
"""
