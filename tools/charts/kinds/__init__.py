"""One file a kind of picture; each defines `CHART` and is found by being here."""
