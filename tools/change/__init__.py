"""Why a figure changed: exact decomposition and the story told from it.

Stands on `tools.engine`; alerts, digests and `explain_change` use it.
"""
