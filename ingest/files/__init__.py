"""Tables that people bring: recognised, checked, loaded."""

from ingest.files.load import load
from ingest.files.recognition import Recognition, recognise
from ingest.files.report import LoadReport

__all__ = ["LoadReport", "Recognition", "load", "recognise"]
