"""Pictures: a spec becomes a scene, a scene becomes a PNG or an interactive figure.

Stands on `tools.engine.table` and `tools.words`.
"""
