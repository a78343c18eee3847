"""From a query to one SQL statement to a table, with the notes that make it honest.

Stands on `tools.semantics`; the only reader of facts for every surface.
"""
