"""The proof that nothing leaks: an audit of what will be written; what it finds is put together."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from auditor.config import Config
from auditor.errors import AuditorError, InputError
from auditor.loaders import DataFile
from auditor.loaders.opening import open_bytes
from auditor.model import OFFSET_BITS
from auditor.repair.outputs import packer
from auditor.repair.rounds import Audit, Inputs
from auditor.repair.shares import Groups
from auditor.repair.splice import raw_rows
from auditor.text.ragged import Ints

LEAKS = ("LEK",)


class Proof(Struct, frozen=True):
    """Audits the very bytes that the results will hold, in the folder `scratch`.

    What was JSON of another shape is audited as JSON Lines, which a few records cannot be taken for anything
    else; packed, because an audit then samples it as it samples the other shape: at its start.
    """

    file: DataFile
    rows: Ints
    groups: Groups
    audit: Callable[[Inputs, Config], Audit]
    config: Config
    scratch: str

    def finds(self, splits: Sequence[str], names: Sequence[str]) -> int:
        """How many groups leaked, and are together now; 0 when the whole and every pair of splits are clean.

        The first of the names is training data; pairs without it are small, and looked at first, both ways.
        The whole comes last: what leaks in it leaks in a pair, and in a pair a passage is rarer.
        """
        places: dict[str, list[int]] = {name: [] for name in names}
        for row, name in enumerate(splits):
            places[name].append(row)
        places = {name: rows for name, rows in places.items() if rows}
        for name, chosen in places.items():
            self._write(name, chosen)
        pairs = [*combinations(places, 2)]
        small = [order for pair in pairs if names[0] not in pair for order in (pair, pair[::-1])]
        for look in dict.fromkeys((*small, *pairs, tuple(places))):
            if len(look) > 1 and (joined := self._look(look, places)):
                return joined
        return 0

    def _write(self, name: str, chosen: Sequence[int]) -> None:
        opening, between, closing = (b"", b"", b"") if self._flat else around(self.file, self.rows)
        with open(self._named(name), "wb") as raw, packer(raw, self._packing) as out:
            out.write(opening)
            wanted = [int(self.rows[row]) for row in chosen]
            for number, (_, record) in enumerate(raw_rows(self.file, self.rows, wanted)):
                line = b" ".join(record.split(b"\n")) + b"\n" if self._flat else ended(record, self.file)
                out.write((between if number else b"") + line)
            out.write(closing)

    @property
    def _flat(self) -> bool:
        return self.file.container.startswith("json-")

    @property
    def _packing(self) -> str:
        return self.file.compression or ("gzip" if self._flat else "")

    def _named(self, name: str) -> str:
        shown = os.path.basename(self.file.shown)
        return os.path.join(self.scratch, f"{name}-{shown}{'.jsonl' if self._flat else ''}")

    def _look(self, names: Sequence[str], places: Mapping[str, Sequence[int]]) -> int:
        """Audit these files, the first of them as training data; returns how many groups were joined."""
        inputs = [(self._named(name), name if number else "train") for number, name in enumerate(names)]
        found = self.audit(inputs, replace(self.config, select=LEAKS))
        if skipped := [why for outcome in found.outcomes for _, why in outcome.skipped]:
            raise AuditorError(f"the result could not be checked for leaks: {skipped[0]}")
        return _joined(self.groups, found, [places[name] for name in names])


def _joined(groups: Groups, found: Audit, places: Sequence[Sequence[int]]) -> int:
    """Join the rows that the audit of these files calls related; returns how many groups that tied.

    Raises InputError where a part of the data is not read as the same rows.
    """
    ids = [found.ledger.rows_of(number).tolist() for number in range(len(places))]
    if [*map(len, ids)] != [*map(len, places)]:
        raise InputError("a part of the rows is not read as they are in the whole file; nothing was written")
    row_of = {
        row: place
        for rows, own in zip(ids, places, strict=True)
        for row, place in zip(rows, own, strict=True)
    }
    spots = [spot for flag in found.flags for spot in flag.spots]
    return sum(groups.join(row_of[spot.row], row_of[other]) for spot in spots for other in spot.related)


def around(file: DataFile, rows: Ints) -> tuple[bytes, bytes, bytes]:
    """What stands before, between and after the records of a result."""
    if file.container == "json-array":
        return b"[\n", b",\n", b"\n]\n"
    if file.container == "json-objects":
        return b"", b"\n", b"\n"
    with open_bytes(file) as stream:
        return stream.read(int(rows[0]) & ((1 << OFFSET_BITS) - 1) if len(rows) else -1), b"", b""


def ended(record: bytes, file: DataFile) -> bytes:
    """A record with its line end, which the last one of a file may lack."""
    lines = file.container in ("jsonl", "csv")
    return record + b"\n" if lines and not record.endswith(b"\n") else record
