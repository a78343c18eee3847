"""The chat in the browser: Chainlit's callbacks, answers on the screen, uploads and downloads.

`ui.server` mounts it; `ui.security_page` and the problems of `ui.api` take its addresses and texts, nobody else.
"""
