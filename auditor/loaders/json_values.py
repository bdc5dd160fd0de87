"""Many JSON values from bytes at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from auditor.kernels import compiled
from auditor.loaders.json_value import decode, decode_exact, decode_plain
from auditor.loaders.source import Fault
from auditor.model import Record


def decode_all(raws: list[bytes], exact: bool = False) -> list[Record | Fault]:
    """`decode` of every text."""
    return decoded(raws, decode_exact if exact else decode_plain, partial(decode, exact=exact))


@compiled("decoding")
def decoded(raws: list[bytes], quick: Callable[[bytes], Any], careful: Callable[[bytes], Any]) -> list[Any]:
    """What `careful` makes of every text.

    `quick` gives the same, or an error, where no object holds a key twice and nothing is deep or large.
    """
    return [careful(raw) for raw in raws]
