"""Alerts: rules stored and evaluated, the book of open ones, the outbox.

Stands on `tools.engine`; digests, the worker and the bot call it.
"""
