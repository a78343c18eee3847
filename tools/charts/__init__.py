"""One file per kind of picture; `tools.chart` finds them all."""
