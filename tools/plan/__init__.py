"""Plan against fact: budgets and goals of a month, how much is done, where it ends at this pace, what closes the gap.

Stands on `tools.engine` and `forecasting.pace`; `plan_fact`, digests and the dashboard read it.
"""
