"""Exchange rates: where they come from and how they are kept.

Stands on schema and `ingest.platform.transport`.
"""
