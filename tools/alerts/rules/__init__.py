"""The rules themselves: what fires, how a firing is judged, grouped, told and ended. Pure: series in, alerts out."""
