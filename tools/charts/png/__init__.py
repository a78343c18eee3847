"""A scene drawn by matplotlib."""
