"""What can be asked: metrics, dimensions, the Question, and names resolved against what is stored.

Stands on `tools.words`; the engine, the tools and the agent read it.
"""
