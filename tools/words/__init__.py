"""How figures, days and names are written and read: wording, labels, numbers, periods.

Stands on texts and, for titles and units, on `tools.semantics` and the shape of a table (`tools.engine.table`); every
other room of `tools` may import it.
"""
