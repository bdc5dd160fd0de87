"""From what the audit flagged to what happens to each row: left out, changed, or left alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from msgspec import Struct

from auditor.loaders import DataFile
from auditor.model import OFFSET_BITS, Flag, Spot
from auditor.repair.base import Findings, Repair
from auditor.repair.labels import rows_with, spellings
from auditor.repair.repairs import COPIES, LEAKS, REPAIRS, TARGET

Place = Callable[[int], str]  # a row as people name it


class Decisions(Struct, frozen=True):
    """Row → (rule, reason) for those left out; row → the repairs in their order for those changed.

    `respelled` are rows that only stand wrongly in their file; they may be no examples at all. `otherwise`
    holds for a changed row why it is left out when the repair of that rule cannot help it.
    """

    left_out: dict[int, tuple[str, str]]
    changed: dict[int, list[Repair]]
    respelled: dict[int, list[Repair]]
    otherwise: dict[tuple[int, str], str]

    def of_file(self, number: int) -> list[int]:
        """The rows of a file that something happens to, in reading order."""
        rows = {*self.left_out, *self.changed, *self.respelled}
        return sorted(row for row in rows if row >> OFFSET_BITS == number)


def decide(
    findings: Findings, files: Sequence[DataFile], place: Place, held_out: Collection[int] = ()
) -> Decisions:
    """Decide for the rows of `files`; what is flagged in other files, or `held_out`, is only context."""
    numbers, spared = {file.number for file in files}, frozenset(held_out)

    def is_ours(row: int) -> bool:
        return row >> OFFSET_BITS in numbers and row not in spared

    flags = [flag for flag in findings.flags if _applies(flag, findings)]
    left_out: dict[int, tuple[str, str]] = {}
    otherwise: dict[tuple[int, str], str] = {}
    doubtful: set[int] = set()
    for flag in sorted(flags, key=lambda flag: flag.rule.code in COPIES):
        repair = REPAIRS[flag.rule.code]
        for row, reason in _left_out(flag, repair, left_out.keys() | doubtful, is_ours, place):
            if repair.change is None:
                left_out.setdefault(row, (flag.rule.code, reason))
            else:
                otherwise.setdefault((row, flag.rule.code), reason)
                doubtful.add(row)
    changed: dict[int, list[Repair]] = {}
    respelled: dict[int, list[Repair]] = {}
    codes = {flag.rule.code for flag in flags}
    for repair in REPAIRS.values():
        if repair.code in codes and (repair.change or repair.respell) is not None:
            done = changed if repair.change is not None else respelled
            for row in _rows(repair, flags, findings, files):
                if row not in left_out and (is_ours(row) or (repair.change is None and row in spared)):
                    done.setdefault(row, []).append(repair)
    return Decisions(left_out, changed, respelled, otherwise)


def _applies(flag: Flag, findings: Findings) -> bool:
    """Whether a flag is to be repaired at all; a guess carries its own kind."""
    if flag.rule.code in TARGET and (flag.count is not None or not findings.accepted):
        return False  # it is about the file as a whole
    kind = flag.rule.fix
    return flag.rule.code in REPAIRS and (kind == "safe" or (findings.unsafe and kind is not None))


def _left_out(
    flag: Flag, repair: Repair, gone: Collection[int], is_ours: Callable[[int], bool], place: Place
) -> Iterator[tuple[int, str]]:
    """The rows that a flag leaves out, and why."""
    code = flag.rule.code
    drops = flag.rule.drops if flag.drops is None else flag.drops
    if not (repair.drops and flag.drops is not False if repair.change else drops or code in LEAKS):
        return
    for row, spot in _spots(flag):
        kept = spot.related[0] if spot.related else None
        if code in LEAKS and not is_ours(row) and kept is not None:
            row, kept = kept, row
        if not is_ours(row) or (code in COPIES and kept in gone):
            continue  # a copy stays as long as what it copies does not: the next round looks again
        yield row, (spot.message or flag.rule.summary) + (f": {place(kept)}" if kept is not None else "")


def _spots(flag: Flag) -> Iterator[tuple[int, Spot]]:
    """Every flagged row with its spot, or an empty one where only the first rows have words."""
    spots = {spot.row: spot for spot in flag.spots}
    return ((row, spots.get(row) or Spot(row)) for row in flag.rows)


def _rows(
    repair: Repair, flags: Sequence[Flag], findings: Findings, files: Sequence[DataFile]
) -> Sequence[int]:
    flagged = [flag for flag in flags if flag.rule.code == repair.code]
    if any(flag.count is not None and flag.count > len(flag.rows) for flag in flagged):
        return rows_with(files, findings.config, spellings(findings))
    return sorted({row for flag in flagged for row in flag.rows})
