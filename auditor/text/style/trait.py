"""A trait: one countable fact about an output, and its short code."""

from __future__ import annotations

from array import array
from functools import lru_cache
from zlib import crc32

from auditor.kernels import compiled

Trait = tuple[str, str]
"""(feature, value). A feature is a kind, or `kind:path` inside a structure: ("key:items[]", "sku")."""

MAX_VALUE = 160  # characters; a longer value is no house style, and would let texts into the state
KNOWN = 4096  # features of which something is kept
MAX_TRAITS = 800  # of one output, so that a hostile one cannot fill the memory


@lru_cache(maxsize=KNOWN)
def feature_code(feature: str) -> int:
    """The upper half of the code of every trait of this feature."""
    return crc32(feature.encode("utf-8", "surrogatepass")) << 32


@compiled("style_codes")
def codes(traits: list[Trait]) -> array[int]:
    """For each trait the same 64 bits in every process: CRC-32 of the feature, then of the value."""
    return array(
        "Q",
        [feature_code(feature) | crc32(value.encode("utf-8", "surrogatepass")) for feature, value in traits],
    )


@compiled("style_codes")
def kept(found: list[Trait], counted: frozenset[str] | None, most: int) -> list[Trait]:
    """Each of the counted traits once, in their order, at `most` so many."""
    wanted = found if counted is None else [trait for trait in found if trait[0] in counted]
    return list(dict.fromkeys(wanted))[:most]


def kind(feature: str) -> str:
    """The kind of a feature: what stands before the path."""
    return feature.partition(":")[0]


def path(feature: str) -> str:
    """The path of a feature, "" at the top or where the kind has none."""
    return feature.partition(":")[2]
