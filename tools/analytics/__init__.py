"""One file per question Demetra can answer; `tools.tool` finds them all."""
