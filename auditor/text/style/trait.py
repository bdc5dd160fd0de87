"""A trait: one countable fact about an output, and its short code."""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

Trait = tuple[str, str]
"""(feature, value). A feature is a kind, or `kind:path` inside a structure: ("key:items[]", "sku")."""

MAX_VALUE = 160  # characters; a longer value is no house style, and would let texts into the state
MAX_TRAITS = 800  # of one output, so that a hostile one cannot fill the memory


@lru_cache(maxsize=4096)
def feature_code(feature: str) -> int:
    """The upper half of the code of every trait of this feature."""
    return crc32(feature.encode("utf-8", "surrogatepass")) << 32


@lru_cache(maxsize=1 << 14)
def code(trait: Trait) -> int:
    """The same 64 bits for the same trait in every process: CRC-32 of the feature, then of the value."""
    feature, value = trait
    try:
        return feature_code(feature) | crc32(value.encode())
    except UnicodeEncodeError:  # a lone surrogate
        return feature_code(feature) | crc32(value.encode("utf-8", "surrogatepass"))


def kind(feature: str) -> str:
    """The kind of a feature: what stands before the path."""
    return feature.partition(":")[0]


def path(feature: str) -> str:
    """The path of a feature, "" at the top or where the kind has none."""
    return feature.partition(":")[2]
