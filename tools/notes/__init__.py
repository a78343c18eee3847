"""What the team told Demetra: its own words, notes on days, and what else is known to have happened on them.

Stands on `ingest` and `tools.engine`; explanations, digests and `remember_definition` use it.
"""
