"""When to publish and when to run ads: windows of the week that really differ, or the word that none does.

Stands on `forecasting.standouts` and `tools.engine`; `best_time`, digests and advice read it.
"""
