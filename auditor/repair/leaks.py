"""What an audit of the results would call a leak: found before they are written, and put together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from auditor.config import Config
from auditor.errors import InputError
from auditor.loaders import DataFile
from auditor.loaders.opening import open_bytes
from auditor.model import OFFSET_BITS
from auditor.repair.outputs import packer
from auditor.repair.rounds import Audit, Inputs
from auditor.repair.shares import Groups
from auditor.repair.splice import raw_rows
from auditor.text.ragged import Ints

TOGETHER = ("DUP001", "DUP002")
LEAKS = ("LEK",)


@dataclass(frozen=True, slots=True)
class Copied:
    """The records in a plain file, where they can be read in any order: record i is at `starts[i:i + 2]`.

    `order` is that of the contents of the readable ones: what is seen in it does not depend on the order of
    the data. Files of them are packed like the results; `frame` is what stands before, between and after.
    """

    folder: str
    path: str
    starts: list[int]
    order: list[int]
    frame: tuple[bytes, bytes, bytes]
    base: str
    packing: str

    def write(self, name: str, rows: Iterable[int]) -> None:
        """Write some records into the file of that name."""
        opening, between, closing = self.frame
        with (
            open(self.named(name), "wb") as raw,
            packer(raw, self.packing) as out,
            open(self.path, "rb") as records,
        ):
            out.write(opening)
            for number, row in enumerate(rows):
                records.seek(self.starts[row])
                out.write(
                    (between if number else b"") + records.read(self.starts[row + 1] - self.starts[row])
                )
            out.write(closing)

    def named(self, name: str) -> str:
        """The path of the file of that name."""
        return os.path.join(self.folder, f"{name}-{self.base}")


def copied(file: DataFile, rows: Ints, order: list[int], folder: str) -> Copied:
    """Copy the records of these rows into the folder; `order` is that of the readable ones.

    What was JSON of another shape becomes JSON Lines, which a few records cannot be taken for anything else;
    packed, because an audit then samples it as it samples the other shape: at its start.
    """
    path, starts = os.path.join(folder, "records"), [0]
    flat = file.container.startswith("json-")
    with open(path, "wb") as out:
        for _, record in raw_rows(file, rows, rows.tolist()):
            line = b" ".join(record.split(b"\n")) + b"\n" if flat else ended(record, file)
            starts.append(starts[-1] + out.write(line))
    frame = (b"", b"", b"") if flat else around(file, rows)
    base = os.path.basename(file.shown) + (".jsonl" if flat else "")
    return Copied(folder, path, starts, order, frame, base, file.compression or ("gzip" if flat else ""))


@dataclass(frozen=True, slots=True)
class Search:
    """Looks for leaks as an audit of the results does, and puts together what it finds."""

    groups: Groups
    copied: Copied
    audit: Callable[[Inputs, Config], Audit]
    config: Config

    def join_copies(self) -> None:
        """Put copies together, wherever they will stand."""
        whole = {"all": self.copied.order}
        self._write(whole)
        self._look(("all",), whole, TOGETHER)

    def finds(self, splits: Sequence[str], names: Sequence[str], *, thorough: bool) -> int:
        """How many groups leaked among rows in the order of their contents; they are together now.

        Where not `thorough` only some of them, when there are any: the large files are looked at last.
        """
        places = self._placed(self.copied.order, splits, names)
        together = tuple(places)
        held_out = [pair for pair in combinations(places, 2) if together[0] not in pair]
        return self._first((*held_out, together), places, thorough=thorough)

    def finds_in_results(self, splits: Sequence[str], names: Sequence[str]) -> int:
        """How many groups a look at the very results found; 0 when all of them and every pair are clean."""
        places = self._placed(range(len(splits)), splits, names)
        together, pairs = tuple(places), list(combinations(places, 2))
        held_out = [pair for pair in pairs if together[0] not in pair]
        return self._first(dict.fromkeys((*held_out, together, *pairs)), places, thorough=False)

    def _first(
        self, looks: Iterable[tuple[str, ...]], places: Mapping[str, Sequence[int]], *, thorough: bool
    ) -> int:
        """Look at these files one after the other, until something is found or, if `thorough`, at all."""
        joined = 0
        for look in looks:
            if len(look) > 1 and (thorough or not joined):
                joined += self._look(look, places, LEAKS)
        return joined

    def _placed(
        self, order: Iterable[int], splits: Sequence[str], names: Sequence[str]
    ) -> dict[str, list[int]]:
        """The rows of every split that has any, in this order; they are written."""
        places: dict[str, list[int]] = {name: [] for name in names}
        for row in order:
            places[splits[row]].append(row)
        places = {name: rows for name, rows in places.items() if rows}
        self._write(places)
        return places

    def _write(self, places: Mapping[str, Sequence[int]]) -> None:
        for name, rows in places.items():
            self.copied.write(name, rows)

    def _look(self, names: Sequence[str], places: Mapping[str, Sequence[int]], rules: tuple[str, ...]) -> int:
        """Audit these files, the first of them as training data; returns how many groups were joined."""
        inputs = [(self.copied.named(name), name if number else "train") for number, name in enumerate(names)]
        found = self.audit(inputs, replace(self.config, select=rules))
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
    return sum(
        groups.join(row_of[spot.row], row_of[other])
        for spot in spots
        for other in spot.related
        if len(places) == 1 or spot.row >> OFFSET_BITS != other >> OFFSET_BITS
    )


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
