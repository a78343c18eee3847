"""Who is told and what waits to be told: linked chats, subscriptions, the outbox that the courier empties, due reports.

Together with `tools.alerts` the one door to the tables of alerts and deliveries; `bots` and the command line use it.
"""
