"""How a conversation's messages are read back: each is made once, however often the turns after it read it again."""

from collections import OrderedDict
from typing import Any, Final

from langchain_core.messages import BaseMessage
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

MOST: Final = 4_096
"""Messages that a process keeps ready: some fifty conversations of twenty turns."""
LARGEST: Final = 64_000
"""Bytes of one that is kept."""


class MessagesOnce:
    """Makes what is stored of a message into one, and gives the same again for the same bytes: nobody changes them."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[int, bytes], BaseMessage] = OrderedDict()
        self._make = JsonPlusSerializer()._unpack_ext_hook

    def __call__(self, code: int, data: bytes) -> Any:
        """What stands there."""
        known = self._made.pop((code, data), None)
        made = self._make(code, data) if known is None else known
        if isinstance(made, BaseMessage) and len(data) <= LARGEST:
            self._made[code, data] = made
            if len(self._made) > MOST:
                self._made.popitem(last=False)
        return made


def serializer() -> JsonPlusSerializer:
    """Of checkpoints, with a memory of its own."""
    return JsonPlusSerializer(__unpack_ext_hook__=MessagesOnce())
