"""The conversation: a LangGraph agent over typed tools."""
