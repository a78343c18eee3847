"""Conversations of the chat: kept for their owner, found again, forgotten on their word.

It knows no screen: what was said and shown comes in and goes out as documents.
"""
