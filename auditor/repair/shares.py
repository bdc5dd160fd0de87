"""Which split a group of rows belongs to: the hashes of its rows say, unless a share would be missed.

Every row has a point between 0 and 1, from its content and the seed alone; the splits are stretches of that
line (train below 0.8, and so on), and a group stands where its lowest row does. Only where this leaves the
whole, or a label, too far from its share, the border moves to the nearest place that does not. So the order
of the rows does not matter, and rows added anywhere move only groups where a border moved, or that got a
lower member: then towards training, as groups that become one do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import accumulate
from math import sqrt

from msgspec import Struct

TOTAL_SLACK = 0.01  # of all rows: how far a border may be from its place before it moves
STRATUM_SLACK = 0.5  # the same for a stratum: times the root of its rows (of the squared sizes of its groups)
LARGE = 0.5  # of the smallest split: a larger group is not drawn but goes where most is missing


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


class Unit(Struct, frozen=True, order=True):
    """A group: its point on the line, what breaks a tie, the stratum of that row, its number and rows."""

    point: float
    content: bytes
    stratum: str
    group: int
    size: int


def chosen_splits(
    groups: Groups,
    strata: Sequence[str],
    contents: Sequence[bytes],
    ratios: Mapping[str, float],
    seed: int = 0,
    kept: Sequence[str] = (),
) -> list[str]:
    """The split of every row, in reading order; `ratios` maps names of splits to shares that sum to 1.

    The first 8 bytes of a content say where its point is, the rest breaks ties; the lowest row stands for its
    group. A row without content is in the first split, and so is the first small group of every stratum.
    `kept` names for every row the split that it had before, or is "": its group stays there, in the first of
    several, and the others are drawn so that they bring the shares about.
    """
    units = _units(groups, strata, contents, seed)
    chosen = kept_splits(groups, kept, ratios)
    given: dict[str, Counter[str]] = {}  # stratum → split → rows that are not drawn
    counts: Counter[str] = Counter()
    total = sum(unit.size for unit in units)
    large = {unit.group for unit in _large(units, min(ratios.values()))}
    for unit in sorted(units, key=lambda unit: unit.group not in chosen):  # what is kept first
        if unit.group in large and unit.group not in chosen:
            chosen[unit.group] = max(ratios, key=lambda name: ratios[name] * total - counts[name])
        if name := chosen.get(unit.group):
            counts[name] += unit.size
            given.setdefault(unit.stratum, Counter())[name] += unit.size
    rest = [unit for unit in units if unit.group not in chosen]
    for group, name in _placed(rest, given, counts, ratios, TOTAL_SLACK * total):
        chosen[group] = name
    return [chosen.get(groups.of(row), next(iter(ratios))) for row in range(len(strata))]


def kept_splits(groups: Groups, kept: Sequence[str], ratios: Iterable[str]) -> dict[int, str]:
    """The split of every group with a row that has one; of several the first.

    So a row moves only towards training: what a model has been trained on or tuned with never measures it.
    """
    found: dict[int, str] = {}
    for name in ratios:
        for row, own in enumerate(kept):
            if own == name:
                found.setdefault(groups.of(row), name)
    return found


def put_together(
    groups: Groups,
    splits: Sequence[str],
    contents: Sequence[bytes],
    ratios: Mapping[str, float],
    kept: Sequence[str] = (),
) -> list[str]:
    """The splits, with every group in one: where its rows agree that, else the first if it has any there.

    A group of several others goes to the one of them where most is missing; large groups choose first. One
    with rows that had a split before goes there.
    """
    before = kept_splits(groups, kept, ratios)
    rows: dict[int, list[int]] = {}
    for row in range(len(splits)):
        rows.setdefault(groups.of(row), []).append(row)
    torn = [group for group in rows.values() if len({splits[row] for row in group}) > 1]
    chosen, first, counts = list(splits), next(iter(ratios)), Counter(splits)
    for group in sorted(torn, key=lambda group: (-len(group), min(contents[row] for row in group))):
        own = {chosen[row] for row in group}
        name = max(
            (name for name in ratios if name in own), key=lambda n: ratios[n] * len(splits) - counts[n]
        )
        name = before.get(groups.of(group[0]), first if first in own else name)
        for row in group:
            counts[chosen[row]] -= 1
            counts[name] += 1
            chosen[row] = name
    return chosen


def _units(groups: Groups, strata: Sequence[str], contents: Sequence[bytes], seed: int) -> list[Unit]:
    """The groups in the order of their points. The row with the lowest stands for its group."""
    sizes: dict[int, int] = {}
    lowest: dict[int, tuple[float, bytes, str]] = {}
    key = str(seed).encode()
    for row, (content, stratum) in enumerate(zip(contents, strata, strict=True)):
        if content:
            group, own = groups.of(row), (_point(content[:8], key), content, stratum)
            sizes[group] = sizes.get(group, 0) + 1
            lowest[group] = min(lowest.get(group, own), own)
    return sorted(Unit(*own, group, sizes[group]) for group, own in lowest.items())


def _large(units: Sequence[Unit], share: float) -> list[Unit]:
    """Groups that would upset the smallest split, or what it gets of their stratum."""
    rows: dict[str, int] = {}
    for unit in units:
        rows[unit.stratum] = rows.get(unit.stratum, 0) + unit.size
    most = LARGE * share * sum(rows.values())
    return [unit for unit in units if unit.size > max(1, min(most, share * rows[unit.stratum]))]


def _point(content: bytes, key: bytes) -> float:
    return int.from_bytes(blake2b(content, digest_size=8, key=key).digest(), "big") / 2**64


def _placed(
    units: Sequence[Unit],
    given: Mapping[str, Counter[str]],
    counts: Counter[str],
    ratios: Mapping[str, float],
    slack: float,
) -> Iterator[tuple[int, str]]:
    """Every group with its split, when so many rows of each stratum, and in all, have theirs already."""
    names = list(ratios)
    wanted = _borders(units, counts, ratios)
    borders = [rows / (wanted[-1] or 1) for rows in wanted[:-1]]
    cuts = _cuts(units, borders, wanted[:-1], max(1, slack))
    points = [units[cut].point if cut < len(units) else 1.0 for cut in cuts]
    strata: dict[str, list[Unit]] = {}
    for unit in units:
        strata.setdefault(unit.stratum, []).append(unit)
    for stratum, own in strata.items():
        there = given.get(stratum, Counter())
        slack = max(1, STRATUM_SLACK * sqrt(sum(unit.size**2 for unit in own)))
        cuts = _cuts(own, points, _borders(own, there, ratios)[:-1], slack)
        cuts = _peopled(cuts, own, there, ratios)
        for number, unit in enumerate(own):
            yield unit.group, names[bisect_right(cuts, number)]


def _borders(units: Sequence[Unit], given: Counter[str], ratios: Mapping[str, float]) -> list[float]:
    """How many rows of these groups stand before the end of each split, where it gets what it misses."""
    size = sum(unit.size for unit in units)
    missing = [max(0.0, share * (size + given.total()) - given[name]) for name, share in ratios.items()]
    return [rows * size / (sum(missing) or 1) for rows in accumulate(missing)]


def _cuts(units: Sequence[Unit], points: Sequence[float], rows: Sequence[float], slack: float) -> list[int]:
    """How many groups stand before each border: those below its point, or as many as give it its rows."""
    before = list(accumulate((unit.size for unit in units), initial=0))
    cuts = []
    for point, wanted in zip(points, rows, strict=True):
        cut = bisect_left(units, point, key=lambda unit: unit.point)
        if before[cut] < wanted - slack:
            cut = bisect_left(before, wanted - slack)
        elif before[cut] > wanted + slack:
            cut = bisect_right(before, wanted + slack) - 1
        cuts.append(cut)
    return cuts


def _peopled(
    cuts: Sequence[int], units: Sequence[Unit], given: Counter[str], ratios: Mapping[str, float]
) -> list[int]:
    """Cuts that leave a group to the first split, and to every split that is owed a whole row."""
    size = sum(unit.size for unit in units) + given.total()
    owed = [not place or share * size >= 1 - 1e-9 for place, share in enumerate(ratios.values())]
    needs = [int(due and not given[name]) for due, name in zip(owed, ratios, strict=True)]
    while sum(needs) > len(units):
        needs[max(place for place, need in enumerate(needs) if need)] = 0
    moved, at = [], 0
    for place, cut in enumerate(cuts):
        at = min(max(cut, at + needs[place]), len(units) - sum(needs[place + 1 :]))
        moved.append(at)
    return moved
