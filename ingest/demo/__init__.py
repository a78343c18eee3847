"""A shop's advertising, made up but believable: for a first look at Demetra, for tests and for benchmarks."""

from ingest.demo.generate import DemoData, frames
from ingest.demo.incidents import INCIDENTS, Incident
from ingest.demo.loading import DemoReport, load, write_truth
from ingest.demo.removal import has_demo, remove

__all__ = ["INCIDENTS", "DemoData", "DemoReport", "Incident", "frames", "has_demo", "load", "remove", "write_truth"]
