"""Flags become findings: rows get their path and line, an excerpt, and a fingerprint of their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from auditor import loaders
from auditor.config import Config
from auditor.ledger import Ledger, Positions
from auditor.loaders import DataFile
from auditor.model import OFFSET_BITS, Batch, Example, Finding, Flag, Location, Place, Spot
from auditor.text.cut import whole
from auditor.text.excerpts import seen
from auditor.text.joined import laid_out
from auditor.text.sensitive.masking import mask, may_hold_any
from auditor.text.sensitive.remains import Pieces, pieces, texts_in, without_remains

EXCERPT = 120  # characters
EMPTY = "(empty)"
SAME = 40  # of an input that is shown beside the same input: the outputs are what to look at
BEFORE = 20  # of them before the place where two texts part
SEEN = 4 * EXCERPT  # of a text, so many are looked at for its first words
_SENSITIVE = ("SEC001", "PII001")  # their fingerprints must not let anyone try out values


class Content(Struct, frozen=True):
    """What a shown row holds: the excerpt for a field, the text its fingerprint is made of, its values.

    `harmless` says that nothing in all of it has to be masked.
    """

    split: str
    texts: dict[str, str]
    identity: str
    values: Any = None
    harmless: bool = False

    def excerpt(self, field: str, beside: Content | None = None) -> str:
        """The first words of the field, on one line; where it is empty or not known, of input and output.

        Where a text goes on like that of the row `beside` it, its words begin shortly before they part.
        """
        if "input" not in self.texts:  # no example
            return self._line("", EXCERPT, beside)
        name = field.split("[")[0].split(".")[0]
        if self.texts.get(name, "").strip():
            return self._line(name, EXCERPT, beside)
        same = beside is not None and beside.texts.get("input") == self.texts.get("input")
        answer = self._line("output", EXCERPT // 2, beside)
        room = SAME if same else EXCERPT - len(answer) - 3
        return f"{self._line('input', room, beside)} → {answer}"

    def _line(self, name: str, room: int, beside: Content | None) -> str:
        """Some words of a text on one line, without secrets, in at most `room` characters."""
        text = self.texts[name]
        if not text or text.isspace():
            return EMPTY
        start = _parting(text, beside.texts.get(name, text), room) if beside else 0
        seen = whole(text[start : start + SEEN], start > 0, len(text) > start + SEEN)
        line = " ".join((seen if self.harmless else _masked(seen)).split())
        return line if len(line) <= room else line[: room - 1] + "…"


def _parting(text: str, other: str, room: int) -> int:
    """Where to begin so that the first difference is seen: 0 if there is none or it is near the beginning."""
    same, most = room - BEFORE, min(len(text), len(other))
    if text[:same] != other[:same] or text == other:
        return 0
    while same < most:  # by halves: comparing slices costs nothing beside a loop over characters
        middle = (same + most + 1) // 2
        same, most = (middle, most) if text[:middle] == other[:middle] else (same, middle - 1)
    return same - BEFORE


def locate(flags: Sequence[Flag], files: Sequence[DataFile], ledger: Ledger, config: Config) -> list[Finding]:
    """Turn flags into findings that people can look up."""
    positions = ledger.positions()
    rows = {row for flag in flags for spot in flag.spots for row in (spot.row, *spot.related)}
    contents = _contents(sorted(rows), files, config)
    finder = _Finder(files, positions, contents)
    words = [[finder.evidence(spot) for spot in flag.spots] for flag in flags]
    messages = (
        message for flag in flags for message in (flag.message, *(spot.message for spot in flag.spots))
    )
    finder.sensitive = _sensitive(dict.fromkeys([*messages, *chain.from_iterable(words)]))
    return [_finding(flag, evidence, finder) for flag, evidence in zip(flags, words, strict=True)]


class _Finder(Struct):
    """Says of rows what may be said; `sensitive` are the words that may hold a secret."""

    files: Sequence[DataFile]
    positions: Positions
    contents: dict[int, Content]
    sensitive: frozenset[str] = frozenset()
    located: dict[int, Location] = field(default_factory=dict)  # a row has places under several rules

    def location(self, row: int) -> Location:
        if row not in self.located:
            line, record = self.positions.of(row)
            file, content = self.files[row >> OFFSET_BITS], self.contents.get(row)
            split = content.split if content else file.split
            self.located[row] = Location(file.shown, line, record, split)
        return self.located[row]

    def hidden(self, rows: Iterable[int]) -> Pieces:
        """What must not be said of these rows, whatever the words were made of."""
        held = [content for row in rows if (content := self.contents.get(row)) and not content.harmless]
        return frozenset().union(*(pieces(content.values) for content in held)) if held else frozenset()

    def related(self, row: int, field: str, beside: Content | None, hidden: Pieces) -> Location:
        """A row that belongs to a spot, with its own excerpt of the field."""
        content = self.contents.get(row)
        excerpt = without_remains(content.excerpt(field, beside), hidden) if content else ""
        return replace(self.location(row), excerpt=excerpt)

    def evidence(self, spot: Spot) -> str:
        """The checker's own words, or an excerpt of the row."""
        content = self.contents.get(spot.row)
        other = self.contents.get(spot.related[0]) if spot.related else None
        return spot.evidence or (content.excerpt(spot.field, other) if content else "")

    def place(self, spot: Spot, evidence: str, code: str) -> Place:
        content = self.contents.get(spot.row)
        hidden = self.hidden((spot.row, *spot.related))
        related = tuple(self.related(row, spot.field, content, hidden) for row in spot.related)
        identity = content.identity if content else ""
        print_of = _fingerprint(code, mask(identity) if code in _SENSITIVE else identity, spot.field)
        message, evidence = self.safe(spot.message, hidden), self.safe(evidence, hidden)
        return Place(self.location(spot.row), spot.field, message, evidence, print_of, related)

    def safe(self, text: str, hidden: Pieces) -> str:
        """Without secrets, and without what is left of those that were cut on the way here."""
        return without_remains(mask(text) if text in self.sensitive else text, hidden)


def _finding(flag: Flag, evidence: Sequence[str], finder: _Finder) -> Finding:
    spots = zip(flag.spots, evidence, strict=True)
    ranked = sorted(
        ((spot.rank, finder.place(spot, words, flag.rule.code)) for spot, words in spots),
        key=lambda item: (item[0], item[1].reading_order),
    )
    places = [place for _, place in ranked]
    count = len(flag.rows) if flag.count is None else flag.count
    drops = flag.rule.drops if flag.drops is None else flag.drops
    omitted = max(0, len(flag.rows) - len({place.at for place in places}))
    hidden = finder.hidden(spot.row for spot in flag.spots)
    return Finding(flag.rule, finder.safe(flag.message, hidden), count, tuple(places), drops, omitted)


def _sensitive(texts: Iterable[str]) -> frozenset[str]:
    """Which of the texts may hold a secret: to search them all at once is ten times as fast as one by one."""
    given = list(texts)
    nobody: list[list[Example]] = [[] for _ in given]
    return frozenset(given[number] for number in may_hold_any(laid_out(given, nobody)))


@lru_cache(maxsize=1 << 13)
def _masked(text: str) -> str:
    """A short text without secrets; kept, for a row has places under several rules."""
    return mask(text)


def _contents(rows: list[int], files: Sequence[DataFile], config: Config) -> dict[int, Content]:
    contents: dict[int, Content] = {}
    for batch in loaders.reread(files, rows, config):
        contents.update(_of_batch(batch))
    return contents


def _of_example(example: Example) -> Content:
    label = ", ".join(example.labels or ())
    texts = {"input": example.input, "output": example.output, "label": label, "system": example.system}
    return Content(example.split, texts, f"{example.input}\0{example.output}", example.record or texts)


def _of_batch(batch: Batch) -> Iterable[tuple[int, Content]]:
    contents = [_of_example(example) for example in batch.examples]
    joined = ["\n".join(dict.fromkeys((*one.texts.values(), *texts_in(one.values)))) for one in contents]
    suspect = set(may_hold_any(laid_out(joined, [[example] for example in batch.examples])))
    for number, (example, content) in enumerate(zip(batch.examples, contents, strict=True)):
        yield example.row, content if number in suspect else replace(content, harmless=True)
    for misfit in batch.misfits:
        text = msgspec.json.encode(misfit.record, order="sorted").decode("utf-8", "replace")
        yield misfit.row, Content(misfit.split, {"": text}, text, misfit.record)
    for broken in batch.broken:
        words = seen(broken.window)
        yield broken.row, Content(broken.split, {"": words}, words)


def _fingerprint(code: str, identity: str, field: str) -> str:
    material = "\0".join((code, field, identity)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(material).hexdigest()[:16]
