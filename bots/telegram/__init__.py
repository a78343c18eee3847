"""The Telegram bot: who is let in, commands, buttons, and messages as Telegram shows them.

Stands on `bots.telegram.bot_context`, `tools.delivery.guests` and `bots.outgoing`; the worker starts it.
"""
