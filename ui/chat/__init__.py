"""The chat in the browser: Chainlit's callbacks, answers on the screen, uploads and downloads.

`ui.server` mounts it; nothing else imports it but the command line's server.
"""
