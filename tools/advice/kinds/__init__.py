"""One file a kind of action; each defines `find` and is listed in `tools.advice.advise.KINDS`."""
