"""Interfaces for programs, REST and the socket of alerts: thin routers on the tools, roles and scope of the chat.

A router is a file a subject. `ui.server` adds them before Chainlit, which answers any other address; `ui.mcp` stands
beside this and shares the caller; the command that lists assistants reads it, nobody else.
"""
