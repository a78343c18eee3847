"""The only writer of facts: entities, upsert, slices, rollups, quarantine, in one transaction.

Stands on schema and facts; `ingest.files`, `ingest.refresh` and the demo write through it.
"""
