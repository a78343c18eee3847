"""The interface for assistants: MCP on standard input and output and at `/mcp` of the server, on the agent's tools.

It shares the caller of `ui.api`; `ui.server` and the command `demetra mcp` open it.
"""
