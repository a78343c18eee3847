"""The Telegram bot: who is let in, commands, buttons, and messages as Telegram shows them.

Stands on `bots.telegram.bot_context`, `bots.linking` and `bots.outgoing`; the worker starts it.
"""
