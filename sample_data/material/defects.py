"""Planting defects in good rows, and the key that says where each of them lies.

A data set is a list of entries. Entries that carry a defect are never used for a second one, so that each
line has one known answer; line numbers are worked out at the end, when everything is in its place.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from material.grammar import Dice

Row = Mapping[str, Any]
Encode = Callable[[Row], bytes]
Change = Callable[[Row], Row]
Suits = Callable[[Row], bool]
Mark = tuple[str, str]


def anything(row: Row) -> bool:
    """Every row suits."""
    return True


@dataclass(eq=False)
class Entry:
    """One record: a row, or bytes that no row would give. `twin` is the entry it copies or contradicts."""

    row: Row
    raw: bytes | None = None
    marks: list[Mark] = field(default_factory=list)
    twin: Entry | None = None


class Planting:
    """Good rows, into which defects are put one by one."""

    def __init__(self, dice: Dice, rows: list[Row], encode: Encode, header: bytes = b"") -> None:
        """`encode` writes one row with its line end; `header` is the first line of a CSV file."""
        self.dice, self.encode, self.header = dice, encode, header
        self.entries = [Entry(row) for row in rows]
        self.file_marks: list[Mark] = []
        self._used: set[int] = set()

    def whole_file(self, code: str, note: str) -> None:
        """Say that the data set as a whole has a defect."""
        self.file_marks.append((code, note))

    def point_out(self, code: str, note: str, suits: Suits) -> None:
        """Say of rows that are wrong by what they are, and leave them as they are."""
        for entry in self.entries:
            if suits(entry.row):
                entry.marks.append((code, note))
                self._used.add(id(entry))

    def victim(self, suits: Suits = anything) -> Entry:
        """An entry not used so far whose row suits, taken out of the running."""
        free = [entry for entry in self.entries if id(entry) not in self._used and suits(entry.row)]
        entry = self.dice.pick(free)
        self._used.add(id(entry))
        return entry

    def spoil(self, code: str, note: str, change: Change, suits: Suits = anything) -> None:
        """Change one row for the worse."""
        entry = self.victim(suits)
        entry.row = change(entry.row)
        entry.marks.append((code, note))

    def damage(self, code: str, note: str, change: Callable[[bytes], bytes]) -> None:
        """Break one record as it is written, so that the file no longer reads well there."""
        entry = self.victim(lambda row: b"\n" not in self.encode(row)[:-1])
        entry.raw = change(self.encode(entry.row))
        entry.marks.append((code, note))

    def copy(self, code: str, note: str, change: Change = dict, suits: Suits = anything) -> Entry:
        """Add a (changed) copy of a row somewhere below it, and return the copy."""
        original = self.victim(suits)
        twin = Entry(change(original.row), marks=[(code, note)], twin=original)
        self._used.add(id(twin))
        above = self.entries.index(original)
        self.entries.insert(self.dice.number(above + 1, len(self.entries)), twin)
        return twin

    def contradict(self, code: str, note: str, change: Change, suits: Suits = anything) -> None:
        """Add a row that contradicts an earlier one; both are part of the defect."""
        twin = self.copy(code, note, change, suits)
        assert twin.twin is not None
        twin.twin.marks.append((code, note))
        twin.twin.twin = twin

    def files(self, name: str) -> dict[str, bytes]:
        """The data file `name` and its key, by path."""
        places, content = self._places()
        key: list[dict[str, Any]] = [
            {"line": None, "row": None, "code": c, "note": n} for c, n in self.file_marks
        ]
        for entry in self.entries:
            at, row = places[id(entry)]
            related = {"related": places[id(entry.twin)][0]} if entry.twin else {}
            key += [
                {"line": at, "row": row, "code": code, "note": note} | related for code, note in entry.marks
            ]
        stem = name.rpartition(".")[0]
        text = "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in key) + "\n]\n"
        return {name: content, f"keys/{stem}.key.json": text.encode()}

    def _places(self) -> tuple[dict[int, tuple[int, int]], bytes]:
        content = [self.header]
        places: dict[int, tuple[int, int]] = {}
        line = 1 + self.header.count(b"\n")
        for number, entry in enumerate(self.entries, 1):
            written = self.encode(entry.row) if entry.raw is None else entry.raw
            places[id(entry)] = line, number
            line += written.count(b"\n")
            content.append(written)
        return places, b"".join(content)


def as_json(row: Row) -> bytes:
    """The row as one line of JSON."""
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def as_csv(row: Row) -> bytes:
    """The row as one CSV record, quoted where needed."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(row.values())
    return out.getvalue().encode()


def rewritten(row: Row, field: str, text: str) -> Row:
    """The row with another text in one field; `{name}` in it stands for what the field of that name held."""
    return {**row, field: text.format(**row)}


def typo(text: str) -> str:
    """The text with two neighbouring letters swapped, in the middle of its longest word."""
    word = max((word for word in text.split() if word.isalpha()), key=len)
    at = next(at for at in range(len(word) // 2, len(word)) if word[at] != word[at - 1])
    return text.replace(word, word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :], 1)


def mojibake(text: str) -> str:
    """The text as it looks after its UTF-8 bytes were read as Windows-1252."""
    return text.encode().decode("cp1252")


def iban(dice: Dice) -> str:
    """A made-up German account number whose two check digits are right (ISO 7064, mod 97)."""
    account = f"{dice.number(10**17, 10**18 - 1)}"
    check = 98 - int(account + "131400") % 97  # D and E count as 13 and 14
    return f"DE{check:02}{account}"


def private_key(dice: Dice) -> str:
    """A block in the shape of a private key; its letters are random and open nothing."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    body = "\n".join("".join(dice.pick(letters) for _ in range(64)) for _ in range(8))
    mark = "RSA PRIVATE" + " KEY"
    return f"-----BEGIN {mark}-----\n{body}\n-----END {mark}-----"
