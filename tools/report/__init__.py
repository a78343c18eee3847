"""Reports that prove themselves: what is asked (`order`), what they say (`sections`), files (`pdf`, `workbook`), proof.

Stands on the tools of `tools.analytics`, called by name, the engine and the charts; `make_report`, the command line,
the bot and the schedule stand on it. A section is one entry of `sections.SECTIONS`.
"""
