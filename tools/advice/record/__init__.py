"""What became of the advice: kept under numbers, decided by people, judged against what would have happened.

Stands on `tools.advice` and `tools.outlook`; `recommend`, `decide_advice`, `advice_record` and the worker call it.
"""
