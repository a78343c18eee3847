"""A scene as an interactive figure."""
