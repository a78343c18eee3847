"""Tables that people bring: recognised, checked, loaded.

Names load on first use: what a header means is asked by commands that have no need of pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.files.loading import load as load
    from ingest.files.recognition import Recognition as Recognition
    from ingest.files.recognition import recognise as recognise
    from ingest.files.report import LoadReport as LoadReport
else:
    _HOMES = {
        "load": "ingest.files.loading",
        "Recognition": "ingest.files.recognition",
        "recognise": "ingest.files.recognition",
        "LoadReport": "ingest.files.report",
    }

    def __getattr__(name):
        if name not in _HOMES:
            raise AttributeError(f"module 'ingest.files' has no attribute {name!r}")
        return getattr(import_module(_HOMES[name]), name)

    def __dir__():
        return sorted([*globals(), *_HOMES])
