"""The built-in planner: from a marketer's question to tool calls, without any language model."""
