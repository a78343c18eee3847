"""What can be asked: metrics, dimensions, the Question, and names resolved against what is stored.

Stands on `ingest` alone; everything in `tools` and the agent may read it.
"""
