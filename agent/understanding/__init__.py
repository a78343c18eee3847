"""Understands what people ask: text, spans, frames, dialogue, probability; presented to the graph as a chat model.

Inner layers, each importing only those before it: `reader` and `text`; `lexicon`; `spans`; `grammar`; `dialogue`;
`scoring`. `understand` puts them together, `calls` turns frames into tool calls, `model` is what the graph sees.
"""
