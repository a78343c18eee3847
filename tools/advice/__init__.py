"""What to do next: actions with money, range, evidence, effort and a date, from one plan and the team's own data.

Stands on `tools.outlook` (budgets), `tools.plan`, `tools.audience`, `tools.timing` and `tools.alerts`; `recommend`, the
digest and the dashboard read it. A kind of action is one file of `kinds`.
"""
