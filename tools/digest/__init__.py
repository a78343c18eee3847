"""The digest: its facts, its cards, its text.

Stands on `tools.engine`, `tools.change` and `tools.alerts`.
"""
