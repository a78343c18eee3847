"""How figures, days and names are written and read: wording, labels, numbers, periods.

Stands on texts alone; everything in `tools` may import it.
"""
