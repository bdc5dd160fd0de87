"""A trait: one countable fact about an output, and its short code."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

Trait = tuple[str, str]
"""(feature, value). A feature is a kind, or `kind:path` inside a structure: ("key:items[]", "sku")."""

MAX_VALUE = 160  # characters; a longer value is no house style, and would let texts into the state
KNOWN = 4096  # features whose codes are kept
MAX_TRAITS = 800  # of one output, so that a hostile one cannot fill the memory


class _Features(dict[str, int]):
    """The upper half of the codes of each feature, computed once; as many as there are names in the data."""

    def __missing__(self, feature: str) -> int:
        found = crc32(feature.encode("utf-8", "surrogatepass")) << 32
        if len(self) < KNOWN:
            self[feature] = found
        return found


_FEATURES = _Features()


def feature_code(feature: str) -> int:
    """The upper half of the code of every trait of this feature."""
    return _FEATURES[feature]


def codes(traits: Iterable[Trait]) -> list[int]:
    """For each trait the same 64 bits in every process: CRC-32 of the feature, then of the value."""
    try:
        return [_FEATURES[feature] | crc32(value.encode()) for feature, value in traits]
    except UnicodeEncodeError:  # a lone surrogate
        return [
            _FEATURES[feature] | crc32(value.encode("utf-8", "surrogatepass")) for feature, value in traits
        ]


def kind(feature: str) -> str:
    """The kind of a feature: what stands before the path."""
    return feature.partition(":")[0]


def path(feature: str) -> str:
    """The path of a feature, "" at the top or where the kind has none."""
    return feature.partition(":")[2]
