"""What processes say to each other: large arrays go through the pipe as they lie in memory.

Pickled with the rest they would be copied three times on each side, and held twice.
"""

from __future__ import annotations

import pickle
from multiprocessing.connection import Connection
from typing import Any

LARGE = 1 << 16  # bytes; smaller arrays are not worth a message of their own


def send(pipe: Connection[Any, Any], message: Any) -> None:
    """Send a message. Raises OSError where nobody is left to read it."""
    arrays: list[pickle.PickleBuffer] = []

    def goes_along(array: pickle.PickleBuffer) -> bool:
        if array.raw().nbytes < LARGE:
            return True
        arrays.append(array)
        return False

    words = pickle.dumps(message, 5, buffer_callback=goes_along)
    pipe.send((words, [array.raw().nbytes for array in arrays]))
    for array in arrays:
        pipe.send_bytes(array.raw())


def received(pipe: Connection[Any, Any]) -> Any:
    """Wait for a message. Raises EOFError or OSError where none can come any more."""
    words, sizes = pipe.recv()
    arrays = [bytearray(size) for size in sizes]
    for array in arrays:
        pipe.recv_bytes_into(array)
    return pickle.loads(words, buffers=arrays)
