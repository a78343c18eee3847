"""Scenes as vector pictures on a page of a PDF: sharp in print, their words stay text; used by `tools.report`."""
