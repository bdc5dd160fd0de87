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

from auditor.text.ragged import Ints, Mask, distinct

Keys = NDArray[np.uint32]
Verify = Callable[[Ints, Ints], Mask]  # leaders, followers → which pairs match
Join = Callable[[Ints, Ints, Ints], Mask]  # leaders, followers of theirs, rows that match these → which join

TURNS = 16
COMPARISONS = 2048  # in one bucket and band, beyond its first two turns
REMEMBERED = 8  # leaders that a row is not compared with again
_COUNTED = 22  # bits: counts of as many values as stay in the cache
SAMPLE, LIKE = 16, 7  # bytes that are kept of an output, and how many must be the same
NEIGHBOURS = 32  # rows of a bucket, in the order of the data, that a row's sample is compared with
PATIENCE = 32  # comparisons of one row; with so many candidates a row is one of a crowd, not a copy


def repeated(key: Keys, new: Mask | None = None) -> Mask:
    """Which rows have the same key as another row; with `new`, only where a new row has that key too."""
    result = crowded(key, 1)
    if new is not None:
        places = np.flatnonzero(result)
        _, group = np.unique(key[places], return_inverse=True)
        result[places] = np.bincount(group, weights=new[places])[group] > 0
    return result


def alike(key: Keys, samples: NDArray[np.uint8], new: Mask | None = None) -> Mask:
    """Of the rows that are `repeated`, those that meet one with a like sample, or very many.

    `samples` has shape (rows, SAMPLE); two are like if LIKE bytes are the same. Where each byte comes from
    one permutation of MinHash, of sets with a Jaccard index of 0.8 all but 0.02 % are, with 0.2 a fortieth.
    """
    places = np.flatnonzero(repeated(key, new))
    order = places[np.argsort(key[places], kind="stable")]
    ordered = key[order]
    result = np.zeros(len(key), bool)
    for step in range(1, NEIGHBOURS + 1):
        first = np.flatnonzero(ordered[step:] == ordered[:-step])
        if not len(first):
            return result
        one, other = order[first], order[first + step]
        like = np.count_nonzero(samples[one] == samples[other], axis=1) >= LIKE
        result[one[like]] = result[other[like]] = True
    return result | crowded(key, NEIGHBOURS)


def crowded(key: Keys, most: int) -> Mask:
    """Which rows have a key that more than `most` rows have."""
    bits = min(len(key).bit_length() + 3, _COUNTED)
    upper = key >> np.uint32(32 - bits)  # sorting is left to the few keys that may be meant
    places = np.flatnonzero((np.bincount(upper) > most)[upper])
    _, group, sizes = np.unique(key[places], return_inverse=True, return_counts=True)
    result = np.zeros(len(key), bool)
    result[places] = sizes[group] > most
    return result


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
    bands = [_Band(column, row_of[order]) for column in np.ascontiguousarray(keys[order].T)]
    tried = np.full((len(leads), REMEMBERED), -1, np.int32)
    left = np.full(len(leads), PATIENCE, np.int32)
    for turn in range(TURNS + 1):
        bands = [band for band in bands if len(band.rows)]
        for band in bands:
            leaders, followers, in_time = band.pairs(turn, leads, follows)
            fresh = (tried[followers] != leaders[:, None]).all(axis=1) & (leaders != followers)
            missed[followers[fresh & ~in_time]] = True
            fresh &= in_time
            leaders, followers = leaders[fresh], followers[fresh]
            if not len(leaders):
                continue
            left[followers] -= 1
            weary = followers[left[followers] == 0]
            follows[weary], missed[weary] = False, True
            tried[followers] = np.roll(tried[followers], 1, axis=1)
            tried[followers, 0] = leaders
            match = verify(leaders, followers)
            leads[followers[match]] = follows[followers[match]] = False
            if match.any():
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


class _Band:
    """The buckets of one band: rows sorted by key; those that have taken their turn are dropped."""

    def __init__(self, key: Keys, row_of: Ints) -> None:
        order = np.argsort(key, kind="stable")
        ordered = key[order]
        self.rows = row_of[order]
        self.bucket = np.cumsum(np.concatenate(([False], ordered[1:] != ordered[:-1])))[: len(order)]
        self._keep(np.ones(len(order), bool))

    def pairs(self, turn: int, leads: Mask, follows: Mask) -> tuple[Ints, Ints, Mask]:
        """In every bucket, the first possible leader with all followers after it; it is then done.

        And for which of these pairs the bucket still has a turn; none comes after the first without.
        """
        self._keep(leads[self.rows] | follows[self.rows])
        places = np.flatnonzero(leads[self.rows])
        buckets, first = np.unique(self.bucket[places], return_index=True)
        leader_of = np.full(self.bucket[-1] + 1 if len(self.bucket) else 0, len(self.rows))
        leader_of[buckets] = places[first]
        leader = leader_of[self.bucket]
        place = np.arange(len(self.rows))
        sizes = np.bincount(self.bucket, minlength=len(leader_of))[self.bucket] if len(place) else place
        turns = np.minimum(TURNS, 2 + COMPARISONS // np.maximum(sizes, 1))
        chosen = (place > leader) & follows[self.rows] & (turn <= turns)
        result = self.rows[leader[chosen]], self.rows[chosen], (turn < turns)[chosen]
        self._keep((place != leader) & (leader < len(place)))
        return result

    def _keep(self, chosen: Mask) -> None:
        """Drop rows, then buckets with a single row."""
        rows, bucket = self.rows[chosen], self.bucket[chosen]
        if len(rows):
            alone = np.bincount(bucket)[bucket] < 2
            rows, bucket = rows[~alone], bucket[~alone]
            bucket = np.cumsum(np.concatenate(([False], bucket[1:] != bucket[:-1])))[: len(rows)]
        self.rows, self.bucket = rows, bucket


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
