"""Which rows share a band: the candidates for being near copies, and the search among them.

A bucket is the set of rows with the same key in one band. Comparing all pairs of a bucket would be quadratic
where a template fills it, so its rows take turns: the first row is compared with all later ones, those that
match are done, and the next one leads. A bucket of up to TURNS rows is compared completely, a larger one gets
fewer turns, so that the number of comparisons stays proportional to the number of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from auditor.kernels import compiled
from auditor.text.near.crowds import Keys
from auditor.text.ragged import Ints, Mask, distinct, in_order

Words = NDArray[np.int32]
Verify = Callable[[Ints, Ints], Mask]  # leaders, followers → which pairs match
Join = Callable[[Ints, Ints, Ints], Mask]  # leaders, followers of theirs, rows that match these → which join

TURNS = 16
COMPARISONS = 2048  # in one bucket and band, beyond its first two turns
REMEMBERED = 8  # leaders that a row is not compared with again
PATIENCE = 32  # comparisons of one row; with so many candidates a row is one of a crowd, not a copy


def matches(
    keys: Keys, row_of: Ints, verify: Verify, leads: Mask, follows: Mask, missed: Mask | None = None
) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of rows (leaders, followers) that match; where all may lead, a leader stands before its follower.

    `keys` has shape (sketches, bands), and `row_of` the row of every sketch, ascending; `leads` and `follows`
    say which rows may take which part. A row that has followed once is done: it neither follows nor leads.
    In `missed` is marked which rows have not been compared with all that share a band, as these are too many.
    """
    missed = np.zeros(len(leads), bool) if missed is None else missed
    leads, follows = leads.copy(), follows.copy()
    order = np.flatnonzero((leads | follows)[row_of])
    order = order[np.argsort(~leads[row_of[order]], kind="stable")]  # if only some may lead, they come first
    bands: list[Sequence[Ints]] = [
        in_buckets(column, row_of[order]) for column in np.ascontiguousarray(keys[order].T)
    ]
    tried = np.full((len(leads), REMEMBERED), -1, np.int32)
    left = np.full(len(leads), PATIENCE, np.int32)
    for turn in range(TURNS + 1):
        for number, (rows, bucket) in enumerate(bands):
            if not len(rows):
                continue
            leaders, followers, in_time, *bands[number] = take_turn(
                rows, bucket, turn, leads, follows, TURNS, COMPARISONS
            )
            fresh = untried(leaders, followers, in_time, tried, left, follows, missed)
            if not len(fresh):
                continue
            leaders, followers = leaders[fresh], followers[fresh]
            match = verify(leaders, followers)
            if match.any():
                leads[followers[match]] = follows[followers[match]] = False
                yield leaders[match], followers[match]


def met(keys: Keys, row_of: Ints) -> Ints:
    """Every pair of rows that share a bucket, once: shape (2, pairs), the earlier row first.

    In a bucket of more than TURNS rows, each meets the TURNS next to it in the order of the other bands, so
    that it does not matter where in the data a row stands.
    """
    count = int(row_of.max(initial=0)) + 1
    found = [np.zeros(0, np.int64)]
    others = np.lexsort(keys.T[::-1])
    for column in keys.T:
        order = others[np.argsort(column[others], kind="stable")]
        key, row = column[order], row_of[order]
        for step in range(1, TURNS + 1):
            same = np.flatnonzero(key[step:] == key[:-step])
            if not len(same):
                break
            one, other = row[same], row[same + step]
            found.append(np.minimum(one, other) * count + np.maximum(one, other))
        found = [distinct(np.concatenate(found))]
    pairs = np.stack(np.divmod(found[0], count))
    return pairs[:, pairs[0] != pairs[1]]


@compiled("buckets")
def in_buckets(key: Keys, row_of: Ints) -> tuple[Ints, Ints]:
    """The rows of one band sorted by key, and the number of the bucket of each; none that is alone."""
    order = in_order(key)
    ordered = key[order]
    bucket = np.cumsum(np.concatenate(([False], ordered[1:] != ordered[:-1])))[: len(order)]
    return _several(row_of[order], bucket)


@compiled("turns")
def take_turn(
    rows: Ints, bucket: Ints, turn: int, leads: Mask, follows: Mask, most: int, comparisons: int
) -> tuple[Ints, Ints, Mask, Ints, Ints]:
    """In every bucket, the first possible leader with all followers after it; it is then done.

    And for which of these pairs the bucket still has a turn; none comes after the first without. At last the
    rows that are left, and their buckets.
    """
    rows, bucket = _several(*(column[leads[rows] | follows[rows]] for column in (rows, bucket)))
    places = np.flatnonzero(leads[rows])
    buckets, first = np.unique(bucket[places], return_index=True)
    sizes = np.bincount(bucket)
    leader_of = np.full(len(sizes), len(rows))
    leader_of[buckets] = places[first]
    leader, place = leader_of[bucket], np.arange(len(rows))
    turns = np.minimum(most, 2 + comparisons // np.maximum(sizes, 1))[bucket]
    chosen = (place > leader) & follows[rows] & (turn <= turns)
    pairs = rows[leader[chosen]], rows[chosen], (turn < turns)[chosen]
    kept = (place != leader) & (leader < len(place))
    rows, bucket = _several(rows[kept], bucket[kept])
    return *pairs, rows, bucket


def _several(rows: Ints, bucket: Ints) -> tuple[Ints, Ints]:
    """Without those that are alone in their bucket; the others are numbered anew."""
    alone = np.bincount(bucket)[bucket] < 2
    rows, bucket = rows[~alone], bucket[~alone]
    return rows, np.cumsum(np.concatenate(([False], bucket[1:] != bucket[:-1])))[: len(rows)]


@compiled("turns")
def untried(
    leaders: Ints, followers: Ints, in_time: Mask, tried: Words, left: Words, follows: Mask, missed: Mask
) -> Ints:
    """Which pairs are to be compared: not those of one row, or that were `tried`; the others are noted.

    A follower with nothing `left` follows for the last time; that one is `missed`, and one out of time, too.
    """
    fresh = (tried[followers] != leaders[:, None]).all(axis=1) & (leaders != followers)
    missed[followers[fresh & ~in_time]] = True
    chosen = np.flatnonzero(fresh & in_time)
    leaders, followers = leaders[chosen], followers[chosen]
    left[followers] -= 1
    weary = followers[left[followers] == 0]
    follows[weary], missed[weary] = False, True
    tried[followers] = np.roll(tried[followers], 1, axis=1)
    tried[followers, 0] = leaders
    return chosen


def representatives(
    keys: Keys,
    row_of: Ints,
    tiers: Sequence[Verify],
    held: Ints,
    new: Mask,
    akin: Join | None = None,
    led_by: Ints | None = None,
) -> tuple[Ints, Ints, Mask]:
    """For every row the earlier row it is a match of, or -1, and the tier: groups around one row, no chains.

    And which rows without such a one have not been compared with all others (see `matches`).

    The tiers go from strict to lenient: a row that represents a close copy is not given away to a row that it
    merely resembles, because its copy would then be represented by nobody.
    `held` says in which tier a row follows another one already, as an index knows; `len(tiers)` for nowhere.
    Such a row may still lead in an earlier tier, and is then free again. Rows that are not `new` have been
    compared with each other and only lead.
    `akin` is for rows whose only match follows another row: they follow that one if they are akin to it; of
    the rows that `held` says follow one already, `led_by` says whom.
    """
    owner, tier = np.full(len(held), -1, np.int64), held.copy()
    missed = np.zeros(len(held), bool)
    for number, verify in enumerate(tiers):
        settled = np.isin(np.arange(len(held)), owner)  # they represent others already
        tier[settled & ~new] = len(tiers)
        free = tier > number
        found = list(matches(keys, row_of, verify, free, free & ~settled & new, missed))
        _assign(owner, found)
        # a row whose only match follows another row itself is compared again, with the rows that are kept
        orphans = np.zeros(len(held), bool)
        for _, followers in found:
            orphans[followers] = True
        orphans &= owner < 0
        if orphans.any():
            _assign(owner, list(matches(keys, row_of, verify, free & (owner < 0), orphans, missed)))
        tier[(owner >= 0) & (tier > number)] = number
    if akin:
        known = owner if led_by is None else np.where((owner < 0) & (tier < len(tiers)), led_by, owner)
        free = new & (owner < 0) & ~np.isin(np.arange(len(held)), owner)
        followers, leaders = _by_way(keys, row_of, known, free, tiers[-1], akin)
        owner[followers], tier[followers] = leaders, len(tiers) - 1
    return owner, tier, missed & (owner < 0)


def _by_way(
    keys: Keys, row_of: Ints, owner: Ints, free: Mask, verify: Verify, akin: Join
) -> tuple[Ints, Ints]:
    """Free rows that match a follower, and are akin to its leader, follow this: followers and leaders."""

    def third(one: Ints, other: Ints) -> Mask:
        result: Mask = owner[one] < other
        result[result] = verify(one[result], other[result])
        result[result] = akin(owner[one[result]], one[result], other[result])
        return result

    found = list(matches(keys, row_of, third, owner >= 0, free))
    nothing = np.zeros(0, np.int64)
    leaders = np.concatenate([nothing, *(owner[member] for member, _ in found)])
    return np.concatenate([nothing, *(follower for _, follower in found)]), leaders


def _assign(owner: Ints, found: list[tuple[Ints, Ints]]) -> None:
    """Give every follower its first leader that follows nobody itself; nobody's leader becomes a follower."""
    if not found:
        return
    leaders = np.concatenate([leader for leader, _ in found])
    followers = np.concatenate([follower for _, follower in found])
    order = np.lexsort((followers, leaders))
    leading = set(owner[owner >= 0].tolist())
    for leader, follower in zip(leaders[order].tolist(), followers[order].tolist(), strict=True):
        if owner[leader] < 0 and owner[follower] < 0 and follower not in leading:
            owner[follower] = leader
            leading.add(leader)
