"""Demetra's tests; the package marker keeps another distribution's `tests` from being imported instead."""
