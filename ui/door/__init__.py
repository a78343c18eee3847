"""The door: what of the network reaches the chat. It knows Chainlit's addresses and events, and nothing of questions.

Everything a client sends is hostile until it has been read here: ids, addresses, events, files, names.
`ui.server` puts the door in front of Chainlit; `ui.api`, `ui.mcp`, `ui.chat` and `demetra security` read its limits and
clients.
"""
