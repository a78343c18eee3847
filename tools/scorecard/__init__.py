"""Channels side by side: efficiency, scale, trend, steadiness, saturation, outlook and goal, with a verdict each.

Stands on `tools.engine`, `tools.outlook` and `tools.plan`; `compare_channels` and the published advice use it.
"""
