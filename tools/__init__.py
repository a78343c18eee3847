"""Meaning: metrics, periods, queries, charts and alerts, computed the same way for every reader."""
