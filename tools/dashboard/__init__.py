"""The opening view: how things stand before anybody asks. The same engine, so the same figures as every answer.

Stands on `tools.engine`, `tools.plan`, `tools.alerts` and `tools.advice`; the chat draws it, REST serves it.
"""
