"""Which split a group of rows belongs to: its content decides, as long as every label gets its share.

The choice depends on the group's own content and size, the seed, and the groups before it in its stratum. So
the same data gives the same splits, and rows added at the end that resemble none of the others move none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

# A group of more rows than this, and than this share of the smallest split, is weighed with its size. The
# larger the share, the fewer rows move when the data grow, and the further a split may be from its size.
LARGE = 5
LARGE_SHARE = 0.25
_LARGE_GROUPS = "\0"  # a stratum of their own
SLACK = 1.0  # rows by which a split may be ahead of or behind its share of a stratum


@dataclass(slots=True)
class Shares:
    """Hands out groups to the splits; `ratios` maps the name of a split to its share, and sums to 1.

    The first split is the one to train on: every stratum has its first group there.
    """

    ratios: Mapping[str, float]
    seed: int
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    def choose(self, stratum: str, content: bytes, size: int = 1) -> str:
        """The split of the next group of a stratum: so many rows, identified by this content."""
        counts = self.counts.setdefault(stratum, dict.fromkeys(self.ratios, 0))
        chosen = self._balanced(counts, self._by_content(content), size)
        counts[chosen] += size
        return chosen

    def _balanced(self, counts: dict[str, int], wished: str, size: int) -> str:
        """The wished split, unless another is too far behind or this one would be too far ahead."""
        total = sum(counts.values()) + size
        if total == size:
            return next(iter(self.ratios))
        missing = {name: ratio * total - counts[name] for name, ratio in self.ratios.items()}
        neediest = max(missing, key=lambda name: missing[name])
        if missing[neediest] > SLACK + size - 1 or missing[wished] < size - SLACK:
            return neediest
        return wished

    def _by_content(self, content: bytes) -> str:
        digest = blake2b(content, digest_size=8, key=str(self.seed).encode()).digest()
        point, names = int.from_bytes(digest, "big") / 2**64, list(self.ratios)
        for name in names:
            point -= self.ratios[name]
            if point < 0:
                return name
        return names[-1]


class Groups:
    """Rows that belong together, by their numbers; the smallest number stands for the group."""

    def __init__(self, size: int) -> None:
        """Start with every row by itself."""
        self.parent = list(range(size))

    def of(self, row: int) -> int:
        """The first row of the group."""
        while self.parent[row] != row:
            self.parent[row] = self.parent[self.parent[row]]
            row = self.parent[row]
        return row

    def join(self, one: int, other: int) -> bool:
        """Put two rows into one group; False when they are in one already."""
        first, second = sorted((self.of(one), self.of(other)))
        self.parent[second] = first
        return first != second


def chosen_splits(
    groups: Groups, strata: Sequence[str], contents: Sequence[bytes], shares: Shares
) -> list[str]:
    """The split of every row, in reading order: the one chosen for the first row of its group.

    Every row of its stratum is chosen for, first or not, so that two groups that become one move no other. A
    large group would upset the shares: it is weighed with its size, against other large ones.
    So rows added at the end move a row only when they tie its group to an earlier one of another split, or
    make a group of its stratum large, which then takes no part in filling the shares there.
    """
    firsts = [groups.of(row) for row in range(len(strata))]
    sizes = Counter(firsts)
    most = max(LARGE, LARGE_SHARE * min(shares.ratios.values()) * len(strata))
    chosen: list[str] = []
    for row, content in enumerate(contents):
        size = sizes[row]
        large = size > most
        chosen.append(shares.choose(_LARGE_GROUPS if large else strata[row], content, size if large else 1))
    return [chosen[first] for first in firsts]
